package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.plot.Charts;
import recurrent.plot.Note;
import recurrent.plot.Series;
import recurrent.train.Epoch;
import recurrent.train.History;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;

@DisplayName("What a cell shows for")
class RenderingTests {
    private static final Set<Class<?>> PLAIN =
            Set.of(LinkedHashMap.class, ArrayList.class, String.class, Double.class, Integer.class, Boolean.class);

    @Test
    @DisplayName("a figure: Plotly JSON made of plain maps and lists, and the alternative text")
    void chart() {
        Map<String, Object> bundle =
                Rendering.bundle(Charts.lines("t", "x", "y", "It falls.", Series.of("a", new double[] {2, 1})));
        assertEquals(Set.of(Rendering.PLOTLY, Rendering.TEXT), bundle.keySet());
        assertEquals("It falls.", bundle.get(Rendering.TEXT));
        plain(bundle.get(Rendering.PLOTLY));
    }

    private static void plain(Object json) {
        if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                assertTrue(key instanceof String, String.valueOf(key));
                plain(value);
            });
        } else if (json instanceof List<?> list) {
            list.forEach(RenderingTests::plain);
        } else {
            assertTrue(json == null || PLAIN.contains(json.getClass()), () -> json + " is a " + json.getClass());
        }
    }

    @Test
    @DisplayName(
            "an update of a figure: something else first, as high, because JupyterLab ignores a second figure in one place")
    void update() {
        List<Map<String, Object>> steps =
                Rendering.update(Charts.lines("t", "x", "y", "alt", Series.of("a", new double[] {2, 1}))
                        .height(321));
        assertEquals(2, steps.size());
        assertFalse(steps.get(0).containsKey(Rendering.PLOTLY));
        assertTrue(((String) steps.get(0).get(Rendering.HTML)).contains("321px"));
        assertTrue(steps.get(1).containsKey(Rendering.PLOTLY));
        assertEquals(1, Rendering.update(new Note("words")).size());
    }

    @Test
    @DisplayName("a figure of Tablesaw's own")
    void figure() {
        assertTrue(Rendering.bundle(new Figure(
                        ScatterTrace.builder(new double[1], new double[1]).build()))
                .containsKey(Rendering.PLOTLY));
    }

    @Test
    @DisplayName("a table: HTML and text, with numbers rounded and signs escaped")
    void table() {
        Table table = Table.create(
                "words",
                StringColumn.create("token", "<unk>", "the"),
                DoubleColumn.create("p", 0.123456, 2e-9),
                IntColumn.create("n", new Integer[] {7, null}));
        Map<String, Object> bundle = Rendering.bundle(table);
        String html = (String) bundle.get(Rendering.HTML);
        assertTrue(html.contains("&lt;unk&gt;") && html.contains("0.1235") && html.contains("2.000e-09"), html);
        String text = (String) bundle.get(Rendering.TEXT);
        assertTrue(
                text.lines()
                        .anyMatch(l -> l.startsWith("<unk>")
                                && l.contains("0.1235")
                                && l.strip().endsWith("7")),
                text);
    }

    @Test
    @DisplayName("a long table: its first and last ten rows")
    void longTable() {
        int[] numbers = new int[1000];
        java.util.Arrays.setAll(numbers, i -> i);
        Map<String, Object> bundle = Rendering.bundle(Table.create("t", IntColumn.create("i", numbers)));
        String html = (String) bundle.get(Rendering.HTML);
        assertEquals(1 + 10 + 1 + 10, html.split("<tr>").length - 1);
        for (String row : List.of(">0<", ">9<", ">990<", ">999<")) {
            assertTrue(html.contains(row), row);
        }
        assertFalse(html.contains(">10<"));
        assertEquals(
                2 + 10 + 1 + 10, ((String) bundle.get(Rendering.TEXT)).lines().count());
    }

    @Test
    @DisplayName("a history: its table")
    void history() {
        Map<String, Object> bundle =
                Rendering.bundle(new History(List.of(new Epoch(1, Math.log(20), Double.NaN, 1, 1, 1, Map.of()))));
        assertTrue(((String) bundle.get(Rendering.HTML)).contains("train_ppl"));
        assertFalse(((String) bundle.get(Rendering.TEXT)).contains("NaN"));
    }

    @Test
    @DisplayName("arrays: their numbers, not their address")
    void arrays() {
        for (Object array : new Object[] {
            new double[] {1},
            new float[] {1},
            new int[] {1},
            new long[] {1},
            new double[][] {{1}},
            new int[][] {{1}},
            Nd4j.ones(1)
        }) {
            Map<String, Object> bundle = Rendering.bundle(array);
            assertEquals(Set.of(Rendering.TEXT), bundle.keySet());
            assertFalse(((String) bundle.get(Rendering.TEXT)).contains("@"), (String) bundle.get(Rendering.TEXT));
        }
    }

    @Test
    @DisplayName("a note: one line, escaped")
    void note() {
        assertTrue(((String) Rendering.bundle(new Note("a < b")).get(Rendering.HTML)).contains("a &lt; b"));
    }

    @Test
    @DisplayName("anything else: its own words")
    void other() {
        assertEquals(Map.of(Rendering.TEXT, "[1, 2]"), Rendering.bundle(List.of(1, 2)));
        assertEquals(Map.of(Rendering.TEXT, "null"), Rendering.bundle(null));
    }
}
