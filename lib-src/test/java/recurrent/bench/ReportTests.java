package recurrent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.i18n.Language;

@DisplayName("The report of a benchmark")
class ReportTests {
    private final Language before = Language.current();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void asBefore() {
        Language.use(before);
    }

    private static Comparison comparison(double busy) {
        Series ours = Series.empty("Recurrent").plus(new Measured(0.1, Map.of("val_ppl", 7.3)), busy);
        Series theirs = Series.empty("PyTorch, from scratch").plus(new Measured(0.25, Map.of()), busy);
        Series broken = Series.empty("Keras").failed("x.py: no module");
        return new Comparison(ComparisonTests.work(new ArrayList<>()), ours, List.of(theirs, broken));
    }

    @Test
    @DisplayName("a table: unit, median, minimum, ratios, failures")
    void table() {
        List<String> lines = new Report(List.of(comparison(0)), false, 1, 2, false)
                .text()
                .lines()
                .toList();
        assertEquals(5, lines.size(), String.join("\n", lines));
        assertEquals("sums: adding numbers", lines.get(0));
        assertTrue(
                lines.get(1).matches("  seconds per step +median +minimum +times ours \\(median, minimum\\)"),
                lines.get(1));
        assertTrue(lines.get(2).matches("  Recurrent +100\\.00 ms +100\\.00 ms"), lines.get(2));
        assertTrue(
                lines.get(3).matches("  PyTorch, from scratch +250\\.00 ms +250\\.00 ms +2\\.50 +2\\.50"),
                lines.get(3));
        assertTrue(lines.get(4).matches("  Keras +failed: x\\.py: no module"), lines.get(4));
        assertEquals(
                lines.get(2).length(), lines.get(3).indexOf("ms", lines.get(3).indexOf("ms") + 1) + 2);
    }

    @Test
    @DisplayName("it says when the machine was not quiet, and when the run was a quick one")
    void warnings() {
        String text = new Report(List.of(comparison(1.4)), true, 1, 2, false).text();
        assertTrue(text.contains("Other programs kept 1.4 of"), text);
        assertTrue(text.contains("Quick"), text);
        Language.use(Language.ES);
        String spanish = new Report(List.of(comparison(1.4)), true, 1, 2, false).text();
        assertTrue(spanish.contains("segundos por paso") && spanish.contains("Otros programas"), spanish);
        Language.use(Language.EN);
        String unknown = new Report(List.of(comparison(Double.NaN)), false, 1, 2, false).text();
        assertFalse(unknown.contains("Other programs"), unknown);
    }

    @Test
    @DisplayName("JSON has the runs, the ratios and what each run said of itself")
    void json() throws IOException {
        String line = new Report(List.of(comparison(Double.NaN)), false, 1, 2, false).json();
        assertFalse(line.contains("\n"));
        JsonNode json = new ObjectMapper().readTree(line);
        assertTrue(json.get("machine").get("processors").asInt() > 0);
        assertEquals(2, json.get("baseline_threads").asInt());
        JsonNode work = json.get("works").get(0);
        assertEquals("step", work.get("unit").asText());
        JsonNode series = work.get("series");
        assertEquals(3, series.size());
        assertEquals(0.1, series.get(0).get("median_s").asDouble());
        assertEquals(7.3, series.get(0).get("details").get("val_ppl").asDouble());
        assertTrue(series.get(0).get("others_cpus").isNull());
        assertEquals(0.25, series.get(1).get("runs_s").get(0).asDouble());
        assertEquals(2.5, series.get(1).get("ratio_min").asDouble(), 1e-12);
        assertTrue(series.get(2).get("median_s").isNull());
        assertEquals("x.py: no module", series.get(2).get("failure").asText());
    }

    @Test
    @DisplayName("a training to a loss tells where it ended, and whether it got there")
    void losses() {
        Map<String, Object> details = Map.of("val_loss", 1.49876, "train_loss", 1.4, "epochs", 9, "reached", "yes");
        Series ours = Series.empty("Recurrent").plus(new Measured(100, details), 0);
        Series theirs = Series.empty("PyTorch").plus(new Measured(200, details).with("reached", "no"), 0);
        String text = new Report(
                        List.of(new Comparison(ComparisonTests.work(new ArrayList<>()), ours, List.of(theirs))),
                        false,
                        1,
                        2,
                        false)
                .text();
        List<String> lines = text.lines().toList();
        assertEquals("    validation loss 1.4988, training loss 1.4000, 9 epochs", lines.get(3));
        assertEquals(lines.get(3) + "; the loss wanted was not reached", lines.get(5));
    }

    @Test
    @DisplayName("seconds come with the prefix that suits them")
    void prefixes() {
        assertEquals("12.500 s", Report.seconds(12.5));
        assertEquals("12.50 ms", Report.seconds(0.0125));
        assertEquals("17.00 µs", Report.seconds(17e-6));
    }

    @Test
    @DisplayName("one that was stopped has the table of what was over, and says so; a run that is over is one line")
    void stopped() throws IOException {
        Comparison whole = comparison(0);
        Comparison part = new Comparison(whole.work(), whole.ours(), List.of(Series.empty("PyTorch")));
        Report report = new Report(List.of(part), false, 3, 2, true);
        assertTrue(report.text().contains("Recurrent") && report.text().contains("PyTorch"), report.text());
        assertTrue(report.text().contains("no run") && !report.text().contains("NaN"), report.text());
        assertTrue(report.text().contains("Stopped: the table has the runs that were over"), report.text());
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertTrue(json.get("stopped").asBoolean());
        assertTrue(json.get("works")
                .get(0)
                .get("series")
                .get(1)
                .get("ratio_median")
                .isNull());
        String name = whole.work().name();
        assertEquals(name + "  Recurrent  1/3  100.00 ms per step", Report.run(whole.work(), whole.ours(), 3));
        assertEquals(
                name + "  Keras  failed: x.py: no module",
                Report.run(whole.work(), whole.baseline().get(1), 3));
    }
}
