package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;
import recurrent.plot.Chart;

@DisplayName("The instructor's overview")
class OverviewTests {
    private static final Map<String, Double> MAX = new TreeMap<>(Map.of("07.1", 2.0, "07.2", 1.0));
    private final Map<String, JsonNode> results = new LinkedHashMap<>();

    @BeforeEach
    void results() {
        Language.use(Language.EN);
        student("ana", "", "", "");
        student(
                "bo",
                "got 3.5 at [0, 1], expected 1.25 (error 1.2e+00, allowed 1e-12). It looks as if: the tanh is left out",
                "",
                null);
        student(
                "carla",
                "got 0.2 at [2, 1], expected 0.1 (error 1.0e-01, allowed 1e-12). It looks as if: the tanh is left out",
                "",
                "");
        student(
                "dan",
                "got shape (5, 3), expected (3, 5)",
                "got shape (4, 3), expected (3, 4)",
                "<script>alert(1)</script> 7");
        results.put("eve", null);
    }

    /** Messages of two tests of 07.1 and one of 07.2: empty for a test that passed, null for no answer. */
    private void student(String name, String first, String second, String third) {
        ObjectNode result = new ObjectMapper().createObjectNode();
        result.put("student", name).put("points", 1);
        ObjectNode notebook = result.putArray("notebooks").addObject();
        exercise(notebook, "07.1", first, second);
        if (third != null) {
            exercise(notebook, "07.2", third);
        }
        results.put(name, result);
    }

    private static void exercise(ObjectNode notebook, String id, String... messages) {
        ObjectNode exercise = notebook.withArray("exercises").addObject();
        exercise.put("exercise", id).put("state", "answered");
        double points = 0;
        for (int i = 0; i < messages.length; i++) {
            points += messages[i].isEmpty() ? 1 : 0;
            exercise.withArray("tests")
                    .addObject()
                    .put("name", "test" + i)
                    .put("asked", "asks " + i)
                    .put("message", messages[i])
                    .put("status", messages[i].isEmpty() ? "PASS" : "FAIL");
        }
        exercise.put("points", points);
    }

    @Test
    @DisplayName("counts how far students came, who lost which test, and wrong answers that come again")
    void numbers() {
        Figures figures = new Figures(results, MAX);
        assertArrayEquals(new int[][] {{1, 1, 2, 0, 1}, {2, 1, 0, 0, 2}}, figures.spread());
        List<Figures.Hard> hardest = figures.hardest();
        assertEquals(
                List.of("07.1 0.75", "07.2 0.33", "07.1 0.25"),
                hardest.stream()
                        .map(h -> h.exercise() + " " + Math.floor(100 * h.lost()) / 100)
                        .toList());
        assertEquals(List.of(new Figures.Wrong("07.1", "asks 0", "the tanh is left out", 2)), figures.common());
        assertEquals(
                "got … at […], expected …",
                Figures.kind("got 0.5 at [0, 1], expected -1.25 (error 1e-3, allowed 1e-9)"));
        List<Chart> charts = figures.charts();
        assertEquals(2, charts.size());
        assertEquals(
                "07.1: 1 all points, 0 more than half, 2 up to half, 1 no points, 1 not answered. "
                        + "07.2: 2 all points, 0 more than half, 0 up to half, 1 no points, 2 not answered.",
                charts.get(0).alt());
        assertTrue(
                charts.get(1).alt().startsWith("07.1 test0 75 %; 07.2 test0 33 %"),
                charts.get(1).alt());
        assertTrue(String.valueOf(charts.get(0).toPlotly().get("data")).contains("pattern"), "not by colour alone");
        assertEquals(List.of(), new Figures(Map.of(), MAX).charts());
    }

    @Test
    @DisplayName("draws with one script that its policy names, and does without it")
    void page() {
        Map<String, String> names = Names.of(results.keySet());
        String with = Overview.html(results, names, MAX, "var Plotly={newPlot(){}};");
        assertTrue(with.contains("script-src 'sha256-"), "no policy");
        assertEquals(2, with.split("role=\"img\" aria-label=\"07", -1).length - 1);
        assertEquals(4, with.split("<script", -1).length - 1, "two figures, Plotly, the line that draws");
        assertFalse(with.contains("<script>alert"));
        String without = Overview.html(results, names, MAX, "");
        assertFalse(without.contains("<script") || without.contains("script-src"));
        for (String html : List.of(with, without)) {
            assertTrue(html.contains("the tanh is left out") && html.contains("75 %"));
        }
    }
}
