package recurrent.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.i18n.Language;
import recurrent.plot.CourseMap.Concept;
import recurrent.plot.CourseMap.Link;

@DisplayName("The map of the course")
class CourseMapTests {
    private static final Concept A = new Concept("01", 0, 0, "a neuron", "una neurona");
    private static final Concept B = new Concept("02", 1, 0, "a network", "una red");

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
                .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }

    private static double number(Map<?, ?> map, String key) {
        return ((Number) map.get(key)).doubleValue();
    }

    private static List<Map<?, ?>> arrows(Chart chart) {
        return list(chart, "annotations").stream()
                .filter(note -> Boolean.TRUE.equals(note.get("showarrow")))
                .toList();
    }

    @Test
    @DisplayName("has the chapters 00 to 18, and each but the first is reached from an earlier one")
    void chapters() {
        CourseMap map = CourseMap.course();
        List<String> all = IntStream.rangeClosed(0, 18)
                .mapToObj(i -> String.format("%02d", i))
                .toList();
        assertEquals(all, map.concepts().stream().map(Concept::chapter).sorted().toList());
        Set<String> reached = new HashSet<>();
        map.links().forEach(link -> reached.add(link.to()));
        assertEquals(new HashSet<>(all.subList(1, 19)), reached);
    }

    @Test
    @DisplayName("draws a box for each idea and an arrow with words for each link")
    void drawn() {
        CourseMap map = CourseMap.course();
        Chart chart = map.chart();
        assertEquals(map.concepts().size(), list(chart, "shapes").size());
        assertEquals(map.links().size(), arrows(chart).size());
        assertEquals(2 * map.links().size(), list(chart, "annotations").size());
        Map<?, ?> trace = (Map<?, ?>) ((List<?>) chart.toPlotly().get("data")).get(0);
        assertEquals("text", trace.get("mode"));
        assertTrue(((List<?>) trace.get("text")).contains("<b>08</b> Gradients through<br>time"), trace::toString);
        assertNotEquals(null, ((Map<?, ?>) chart.toPlotly().get("layout")).get("width"));
    }

    @Test
    @DisplayName("runs no arrow through a box on its way, in either language")
    void clear() {
        for (Language language : Language.values()) {
            Language.use(language);
            Chart chart = CourseMap.course().chart();
            for (Map<?, ?> arrow : arrows(chart)) {
                for (int i = 0; i <= 100; i++) {
                    double x = number(arrow, "ax") + i / 100.0 * (number(arrow, "x") - number(arrow, "ax"));
                    double y = number(arrow, "ay") + i / 100.0 * (number(arrow, "y") - number(arrow, "ay"));
                    for (Map<?, ?> box : list(chart, "shapes")) {
                        assertFalse(
                                x > number(box, "x0")
                                        && x < number(box, "x1")
                                        && y > number(box, "y0")
                                        && y < number(box, "y1"),
                                () -> arrow + " runs into " + box);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("breaks no name into more lines than its box holds, in either language")
    void fits() {
        for (Language language : Language.values()) {
            Language.use(language);
            Map<?, ?> trace =
                    (Map<?, ?>) ((List<?>) CourseMap.course().chart().toPlotly().get("data")).get(0);
            for (Object name : (List<?>) trace.get("text")) {
                assertTrue(name.toString().split("<br>").length <= 2, name::toString);
            }
        }
    }

    @Test
    @DisplayName("says every link as a sentence, in the language of the notebook")
    void alt() {
        Chart chart = CourseMap.course().chart();
        assertTrue(
                chart.alt().contains("A network that learns (02) with memory is a recurrent network (07)."),
                chart.alt());
        assertEquals(CourseMap.course().links().size() + 1, chart.alt().split("\\. ").length);
        Language.use(Language.ES);
        assertTrue(
                CourseMap.course()
                        .chart()
                        .alt()
                        .contains("Una red que aprende (02) con memoria es una red recurrente (07)."),
                CourseMap.course().chart().alt());
    }

    @Test
    @DisplayName("marks where you are by a thicker frame and in words, not by colour alone")
    void here() {
        Chart chart = CourseMap.course().chart("07");
        List<Double> frames = list(chart, "shapes").stream()
                .map(box -> number((Map<?, ?>) box.get("line"), "width"))
                .toList();
        assertEquals(1, frames.stream().filter(width -> width > 3).count());
        assertEquals(7, frames.indexOf(4.0));
        assertTrue(chart.alt().contains("You are at 07."), chart.alt());
        assertThrows(IllegalArgumentException.class, () -> CourseMap.course().chart("19"));
    }

    @Test
    @DisplayName("can be made of other ideas, and refuses a map that makes no sense")
    void other() {
        CourseMap map = new CourseMap(List.of(A, B), List.of(new Link("01", "02", "makes", "forma")));
        assertTrue(map.chart().alt().endsWith("A neuron (01) makes a network (02)."));
        for (Link bad : List.of(
                new Link("02", "01", "makes", "forma"),
                new Link("01", "03", "makes", "forma"),
                new Link("01", "02", " ", "forma"))) {
            assertThrows(IllegalArgumentException.class, () -> new CourseMap(List.of(A, B), List.of(bad)));
        }
        assertThrows(IllegalArgumentException.class, () -> new CourseMap(List.of(A, A), List.of()));
        Concept same = new Concept("03", 0, 0, "another", "otra");
        assertThrows(IllegalArgumentException.class, () -> new CourseMap(List.of(A, same), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new CourseMap(List.of(), List.of()));
    }
}
