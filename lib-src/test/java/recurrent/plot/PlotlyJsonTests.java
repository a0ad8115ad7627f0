package recurrent.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

@DisplayName("A Tablesaw figure becomes Plotly JSON")
class PlotlyJsonTests {
    private static Map<?, ?> trace(Map<String, Object> json) {
        return (Map<?, ?>) ((List<?>) json.get("data")).get(0);
    }

    private static Map<?, ?> layout(Map<String, Object> json) {
        return (Map<?, ?>) json.get("layout");
    }

    private static Figure scatter(double... y) {
        return new Figure(
                Layout.builder("t").build(),
                ScatterTrace.builder(new double[y.length], y).build());
    }

    @Test
    @DisplayName("numbers are numbers, whatever their size, and not strings")
    void numbers() {
        assertEquals(
                List.of(1.0, -2.5, 1e-7, 3e12),
                trace(PlotlyJson.of(scatter(1, -2.5, 1e-7, 3e12))).get("y"));
    }

    @Test
    @DisplayName("NaN and infinity, which JSON does not have, become null: a gap")
    void gaps() throws Exception {
        Map<String, Object> json =
                PlotlyJson.of(scatter(1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        assertEquals(Arrays.asList(1.0, null, null, null), trace(json).get("y"));
        assertFalse(new ObjectMapper().writeValueAsString(json).contains("NaN"));
        Figure map = new Figure(
                HeatmapTrace.builder(new Object[] {"a", "b"}, new Object[] {"c"}, new double[][] {{Double.NaN, 2}})
                        .build());
        assertEquals(
                List.of(Arrays.asList(null, 2.0)), trace(PlotlyJson.of(map)).get("z"));
    }

    @Test
    @DisplayName("titles are objects, as Plotly 3 wants them, without the escapes of HTML and with every character")
    void titles() {
        String title = "Don't \"stop\" <b>now</b> & C:\\temp\\new θ";
        Figure figure = new Figure(
                Layout.builder(title, "época", "").build(),
                ScatterTrace.builder(new double[1], new double[1])
                        .name("a < b & 'c'")
                        .build());
        Map<String, Object> json = PlotlyJson.of(figure);
        assertEquals(Map.of("text", title), layout(json).get("title"));
        assertEquals(Map.of("text", "época"), ((Map<?, ?>) layout(json).get("xaxis")).get("title"));
        assertNull(((Map<?, ?>) layout(json).get("yaxis")).get("title"), "an empty title is none");
        assertEquals("a < b & 'c'", trace(json).get("name"));
    }

    @Test
    @DisplayName("names on an axis keep their quotes, backslashes and signs")
    void names() {
        String[] names = {"it's", "\"q\"", "\\", "<unk>", "a&amp;b", "tab\tend"};
        Map<?, ?> bars = trace(
                PlotlyJson.of(new Figure(BarTrace.builder(names, new double[6]).build())));
        assertEquals(List.of(names), bars.get("x"));
    }

    @Test
    @DisplayName("digits are numbers unless the axis has categories; a mixture stays text")
    void categories() {
        Object[] digits = {"1", "10"};
        assertEquals(
                List.of(1.0, 10.0),
                trace(PlotlyJson.of(new Figure(
                                BarTrace.builder(digits, new double[2]).build())))
                        .get("x"));
        Layout named = Layout.builder()
                .xAxis(Axis.builder().type(Axis.Type.CATEGORY).build())
                .build();
        assertEquals(
                List.of("1", "10"),
                trace(PlotlyJson.of(new Figure(
                                named, BarTrace.builder(digits, new double[2]).build())))
                        .get("x"));
        Object[] mixed = {"1", "null", "1d", "x"};
        assertEquals(
                List.of(mixed),
                trace(PlotlyJson.of(new Figure(
                                BarTrace.builder(mixed, new double[4]).build())))
                        .get("x"));
    }

    @Test
    @DisplayName("single numbers and truth values lose their quotes too")
    void scalars() {
        Axis axis = Axis.builder()
                .autoRange(Axis.AutoRange.TRUE)
                .range(0, 5)
                .tickSettings(TickSettings.builder().dTick(0.5).build())
                .build();
        Figure figure = new Figure(
                Layout.builder().xAxis(axis).build(),
                ScatterTrace.builder(new double[1], new double[1]).opacity(0.5).build());
        Map<String, Object> json = PlotlyJson.of(figure);
        assertEquals(0.5, trace(json).get("opacity"));
        Map<?, ?> x = (Map<?, ?>) layout(json).get("xaxis");
        assertEquals(0.5, x.get("dtick"));
        assertTrue(x.get("autorange") instanceof Boolean, "autorange is " + x.get("autorange"));
        assertEquals(List.of(0.0, 5.0), x.get("range"));
    }

    @Test
    @DisplayName("a figure without a layout has an empty one")
    void noLayout() {
        assertEquals(
                Map.of(),
                layout(PlotlyJson.of(new Figure(
                        ScatterTrace.builder(new double[1], new double[1]).build()))));
    }

    @Test
    @DisplayName("it can be given an alternative text, and be changed as the course's own figures are")
    void chart() {
        Chart chart = new Chart(PlotlyJson.of(scatter(1, Double.NaN, 50)), "It grows.");
        assertEquals("It grows.", chart.alt());
        Map<String, Object> json = chart.logY().height(300).toPlotly();
        assertEquals(Arrays.asList(1.0, null, 50.0), trace(json).get("y"));
        assertEquals(Map.of("text", "t"), layout(json).get("title"));
        assertEquals(Map.of("alt", "It grows."), layout(json).get("meta"));
        assertEquals("log", ((Map<?, ?>) layout(json).get("yaxis")).get("type"));
        assertEquals(300, layout(json).get("height"));
        assertNotEquals(300, layout(chart.toPlotly()).get("height"), "a copy is changed");
        assertThrows(IllegalArgumentException.class, () -> new Chart(Map.of(), " "));
    }
}
