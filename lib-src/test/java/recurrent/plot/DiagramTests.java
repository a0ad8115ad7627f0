package recurrent.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.i18n.Language;
import recurrent.text.SequenceTask;

@DisplayName("The drawings of sequences and of history")
class DiagramTests {
    private final Language before = Language.current();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void restore() {
        Language.use(before);
    }

    private static List<Map<?, ?>> list(Chart chart, String key) {
        return ((List<?>) ((Map<?, ?>) chart.toPlotly().get("layout")).get(key))
                .stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
    }

    private static List<?> texts(Chart chart, int row) {
        Map<?, ?> trace = (Map<?, ?>) ((List<?>) chart.toPlotly().get("data")).get(row);
        return (List<?>) trace.get("text");
    }

    private static long boxes(Chart chart, String type) {
        return list(chart, "shapes").stream()
                .filter(shape -> shape.get("type").equals(type))
                .count();
    }

    private static long arrows(Chart chart) {
        return list(chart, "annotations").stream()
                .filter(note -> note.get("showarrow").equals(true))
                .count();
    }

    /** Inputs and states are rectangles, outputs ellipses, dotted lines what comes back. */
    private static void count(Chart chart, int inputs, int states, int outputs, int back) {
        assertEquals(inputs + states, boxes(chart, "rect"));
        assertEquals(outputs, boxes(chart, "circle"));
        assertEquals(back, boxes(chart, "line"));
        assertEquals(inputs + (states - 1) + outputs + back, arrows(chart));
        assertEquals(inputs, texts(chart, 0).size());
        assertEquals(states, texts(chart, 1).size());
        assertEquals(outputs, texts(chart, 2).size());
    }

    @Test
    @DisplayName("have a box for all that is read, known and written, and an arrow between neighbours")
    void shapes() {
        count(Diagram.of(SequenceTask.ONE_TO_ONE, 1, 1), 1, 1, 1, 0);
        count(Diagram.of(SequenceTask.ONE_TO_MANY, 1, 4), 1, 4, 4, 3);
        count(Diagram.of(SequenceTask.MANY_TO_ONE, 4, 1), 4, 4, 1, 0);
        count(Diagram.of(SequenceTask.DELAYED, 3, 2), 3, 5, 2, 1);
        count(Diagram.of(SequenceTask.SYNCHRONISED, 3, 3), 3, 3, 3, 0);
    }

    @Test
    @DisplayName("put every word at its step")
    void places() {
        Chart chart = Diagram.of(SequenceTask.DELAYED, List.of("the", "house"), List.of("la", "casa"));
        assertEquals(List.of("the", "house"), texts(chart, 0));
        assertEquals(List.of("la", "casa"), texts(chart, 2));
        List<?> data = (List<?>) chart.toPlotly().get("data");
        assertEquals(List.of(1.0, 2.0), ((Map<?, ?>) data.get(0)).get("x"));
        assertEquals(List.of(3.0, 4.0), ((Map<?, ?>) data.get(2)).get("x"));
        Chart one = Diagram.of(SequenceTask.MANY_TO_ONE, List.of("a", "b", "c"), List.of("good"));
        assertEquals(List.of(3.0), ((Map<?, ?>) ((List<?>) one.toPlotly().get("data")).get(2)).get("x"));
    }

    @Test
    @DisplayName("say in words all that they show")
    void words() {
        Chart chart = Diagram.of(SequenceTask.MANY_TO_ONE, List.of("a", "dull", "film"), List.of("negative"));
        assertEquals(
                "Many to one. Step 1: reads a; step 2: reads dull; step 3: reads film, writes negative."
                        + " Each step hands its state to the next.",
                chart.alt());
        assertTrue(
                Diagram.of(SequenceTask.ONE_TO_MANY, 1, 2).alt().contains("Dotted"),
                () -> Diagram.of(SequenceTask.ONE_TO_MANY, 1, 2).alt());
        assertFalse(Diagram.of(SequenceTask.DELAYED, 2, 1).alt().contains("Dotted"));
        Language.use(Language.ES);
        assertTrue(
                Diagram.of(SequenceTask.SYNCHRONISED, 2, 2).alt().contains("paso 2: lee x2, escribe y2"),
                () -> Diagram.of(SequenceTask.SYNCHRONISED, 2, 2).alt());
    }

    @Test
    @DisplayName("tell boxes apart by outline and form, and name the rows")
    void withoutColour() {
        Chart chart = Diagram.of(SequenceTask.SYNCHRONISED, 1, 1);
        List<?> outlines = list(chart, "shapes").stream()
                .map(shape -> shape.get("type") + " " + ((Map<?, ?>) shape.get("line")).get("width"))
                .toList();
        assertEquals(List.of("rect 3", "rect 1", "circle 1"), outlines);
        List<?> names = list(chart, "annotations").stream()
                .filter(note -> note.get("showarrow").equals(false))
                .map(note -> note.get("text"))
                .toList();
        assertEquals(List.of("<i>input</i>", "<i>state</i>", "<i>output</i>"), names);
    }

    @Test
    @DisplayName("refuse what does not fit on a page or into the shape")
    void refused() {
        assertThrows(IllegalArgumentException.class, () -> Diagram.of(SequenceTask.DELAYED, 7, 6));
        assertThrows(IllegalArgumentException.class, () -> Diagram.of(SequenceTask.SYNCHRONISED, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> Diagram.of(SequenceTask.ONE_TO_MANY, 1, 0));
    }

    @Test
    @DisplayName("set events beside their years, in order")
    void timeline() {
        Chart chart = Diagram.timeline("History", "Three events", List.of("nets", "Elman", "LSTM"), 1943, 1990, 1997);
        assertEquals(List.of("<b>1943</b>  nets", "<b>1990</b>  Elman", "<b>1997</b>  LSTM"), texts(chart, 0));
        Map<?, ?> trace = (Map<?, ?>) ((List<?>) chart.toPlotly().get("data")).get(0);
        assertEquals(List.of(1943.0, 1990.0, 1997.0), trace.get("x"));
        assertEquals(List.of(0.0, 1.0, 2.0), trace.get("y"));
        Map<?, ?> axis = (Map<?, ?>) ((Map<?, ?>) chart.toPlotly().get("layout")).get("xaxis");
        assertEquals(List.of(1940, 1950, 1960, 1970, 1980, 1990), axis.get("tickvals"));
        assertThrows(IllegalArgumentException.class, () -> Diagram.timeline("t", "alt", List.of("a", "b"), 1997, 1990));
        assertThrows(IllegalArgumentException.class, () -> Diagram.timeline("t", "alt", List.of("a"), 1997, 1998));
        assertThrows(IllegalArgumentException.class, () -> Diagram.timeline("t", "alt", List.of()));
    }
}
