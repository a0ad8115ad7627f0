package recurrent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Measuring in turn")
class ComparisonTests {
    /** A work whose runs take the seconds that it is given. */
    static Work work(List<String> log, double... seconds) {
        return new Work() {
            private int next = 0;

            @Override
            public String name() {
                return "sums";
            }

            @Override
            public String title() {
                return "adding numbers";
            }

            @Override
            public String unit() {
                return "step";
            }

            @Override
            public Measured run(boolean quick) {
                log.add("ours" + (quick ? " quick" : ""));
                return new Measured(seconds[next++], Map.of("run", next));
            }
        };
    }

    static Baseline baseline(String title) {
        return new Baseline(title, "torch", "x.py", Text.NONE, List.of(), List.of());
    }

    @Test
    @DisplayName("ours and theirs alternate; median, minimum and ratios follow from the runs")
    void alternates() throws IOException {
        List<String> log = new ArrayList<>();
        List<String> progress = new ArrayList<>();
        List<String> finished = new ArrayList<>();
        Comparison comparison = Comparison.measure(
                work(log, 2, 4, 1),
                List.of(baseline("A"), baseline("B")),
                3,
                true,
                b -> {
                    log.add(b.title());
                    return new Measured(b.title().equals("A") ? 6 : 1, Map.of());
                },
                progress::add,
                (series, soFar) ->
                        finished.add(series.who() + " " + series.seconds().size() + " of "
                                + soFar.ours().seconds().size()));
        assertEquals(
                List.of(
                        "Recurrent 1 of 1",
                        "A 1 of 1",
                        "B 1 of 1",
                        "Recurrent 2 of 2",
                        "A 2 of 2",
                        "B 2 of 2",
                        "Recurrent 3 of 3",
                        "A 3 of 3",
                        "B 3 of 3"),
                finished);
        assertEquals(List.of("ours quick", "A", "B", "ours quick", "A", "B", "ours quick", "A", "B"), log);
        assertEquals("sums, 3/3: B", progress.get(8));
        assertEquals(List.of(2.0, 4.0, 1.0), comparison.ours().seconds());
        assertEquals(2, comparison.ours().median());
        assertEquals(1, comparison.ours().minimum());
        assertEquals(Map.of("run", 3), comparison.ours().details());
        assertEquals(3, comparison.medianRatio(comparison.baseline().get(0)));
        assertEquals(6, comparison.minimumRatio(comparison.baseline().get(0)));
        assertEquals(0.5, comparison.medianRatio(comparison.baseline().get(1)));
    }

    @Test
    @DisplayName("the median of an even number of runs lies between the two in the middle; of none there is none")
    void evenMedian() {
        Series series = Series.empty("x");
        assertTrue(Double.isNaN(series.median()) && Double.isNaN(series.minimum()) && Double.isNaN(series.busy()));
        for (double s : new double[] {8, 1, 3, 2}) {
            series = series.plus(new Measured(s, Map.of()), s == 8 ? Double.NaN : s);
        }
        assertEquals(2.5, series.median());
        assertEquals(1, series.minimum());
        assertEquals(2, series.busy(), "runs where the system does not tell do not count");
    }

    @Test
    @DisplayName("a baseline that fails is not run again, and spoils nothing")
    void failure() throws IOException {
        List<String> log = new ArrayList<>();
        Comparison comparison = Comparison.measure(
                work(log, 1, 1),
                List.of(baseline("A"), baseline("B")),
                2,
                false,
                b -> {
                    log.add(b.title());
                    if (b.title().equals("A")) {
                        throw new IOException("no memory");
                    }
                    return new Measured(1, Map.of());
                },
                p -> {},
                (series, soFar) -> {});
        assertEquals(List.of("ours", "A", "B", "ours", "B"), log);
        assertTrue(comparison.failed());
        assertEquals("no memory", comparison.baseline().get(0).failure());
        assertEquals(2, comparison.baseline().get(1).seconds().size());
    }

    @Test
    @DisplayName("seconds are above 0")
    void seconds() {
        assertThrows(IllegalArgumentException.class, () -> new Measured(0, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Measured(Double.NaN, Map.of()));
    }

    @Test
    @DisplayName("processor time is read from what Linux writes")
    void processors() {
        assertEquals(16.0, Processors.all("cpu  1000 100 200 9999 888 50 50 200 0 0\ncpu0 1 2"), 1e-9);
        String self = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 300 100 50 25 20 0 1 0";
        assertEquals(4.75, Processors.own(self), 1e-9);
        Processors before = new Processors(10, 100, 50);
        assertEquals(0.75, new Processors(14, 108, 55).othersSince(before), 1e-9);
        assertTrue(Double.isNaN(new Processors(14, Double.NaN, Double.NaN).othersSince(before)));
    }
}
