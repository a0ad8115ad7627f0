package recurrent.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.i18n.Language;
import recurrent.train.Epoch;
import recurrent.train.History;

@DisplayName("The figures of the course")
class ChartsTests {
    private final Language before = Language.current();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void restore() {
        Language.use(before);
    }

    private static List<Map<?, ?>> traces(Chart chart) {
        return ((List<?>) chart.toPlotly().get("data"))
                .stream().<Map<?, ?>>map(t -> (Map<?, ?>) t).toList();
    }

    private static Object at(Object json, String... path) {
        for (String key : path) {
            json = ((Map<?, ?>) json).get(key);
        }
        return json;
    }

    private static Epoch epoch(int number, double train, double validation) {
        return new Epoch(number, Math.log(train), Math.log(validation), 1, 0.5, 1000, Map.of());
    }

    private static final History HISTORY = new History(List.of(epoch(1, 20, 21), epoch(2, 9, 10), epoch(3, 8, 9.5)));

    @Test
    @DisplayName("have a title, names for both axes and an alternative text, in the JSON too")
    void words() {
        Chart chart = Charts.lines("Decay", "step", "state", "It decays.", Series.of("h", new double[] {1, 0.5}));
        assertEquals("Decay", at(chart.toPlotly(), "layout", "title", "text"));
        assertEquals("step", at(chart.toPlotly(), "layout", "xaxis", "title", "text"));
        assertEquals("state", at(chart.toPlotly(), "layout", "yaxis", "title", "text"));
        assertEquals("It decays.", at(chart.toPlotly(), "layout", "meta", "alt"));
        assertEquals("It decays.", chart.toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.lines("", "step", "state", "alt", Series.of("h", new double[1])));
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.lines("t", "step", " ", "alt", Series.of("h", new double[1])));
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.lines("t", "step", "state", " ", Series.of("h", new double[1])));
    }

    @Test
    @DisplayName("tell series apart by colour, dash and marker together")
    void apart() {
        Series[] six = IntStream.range(0, 6)
                .mapToObj(i -> Series.of("s" + i, new double[] {i, i}))
                .toArray(Series[]::new);
        List<Map<?, ?>> traces = traces(Charts.lines("t", "x", "y", "alt", six));
        Set<Object> colors = new HashSet<>();
        Set<Object> dashes = new HashSet<>();
        Set<Object> symbols = new HashSet<>();
        for (Map<?, ?> trace : traces) {
            colors.add(at(trace, "line", "color"));
            dashes.add(at(trace, "line", "dash"));
            symbols.add(at(trace, "marker", "symbol"));
        }
        assertEquals(List.of(6, 6, 6), List.of(colors.size(), dashes.size(), symbols.size()));
    }

    @Test
    @DisplayName("take the width of the page, not Tablesaw's 800 pixels")
    void width() {
        Map<?, ?> layout = (Map<?, ?>) Charts.perplexity(HISTORY, Map.of())
                .logY()
                .height(300)
                .toPlotly()
                .get("layout");
        assertFalse(layout.containsKey("width"));
        assertEquals(300, layout.get("height"));
    }

    @Test
    @DisplayName("show perplexity with its baselines, and say the numbers in the alternative text")
    void perplexity() {
        Chart chart = Charts.perplexity(HISTORY, Map.of("bigram", 11.25));
        List<Map<?, ?>> traces = traces(chart);
        assertArrayEquals(new double[] {20, 9, 8}, numbers(traces.get(0)), 1e-12); // exp(ln 20)
        assertArrayEquals(new double[] {21, 10, 9.5}, numbers(traces.get(1)), 1e-12);
        assertEquals(List.of(11.25, 11.25), traces.get(2).get("y"));
        for (String part : List.of("20.00 to 8.00", "21.00 to 9.50", "bigram 11.25")) {
            assertTrue(chart.alt().contains(part), chart.alt());
        }
        assertThrows(IllegalArgumentException.class, () -> Charts.perplexity(History.empty(), Map.of()));
    }

    private static double[] numbers(Map<?, ?> trace) {
        return ((List<?>) trace.get("y"))
                .stream().mapToDouble(y -> ((Number) y).doubleValue()).toArray();
    }

    @Test
    @DisplayName("leave out a validation that was not done")
    void noValidation() {
        Chart chart = Charts.perplexity(new History(List.of(epoch(1, 20, Double.NaN))), Map.of());
        assertEquals(1, traces(chart).size());
        assertFalse(chart.alt().contains("NaN"), chart.alt());
    }

    @Test
    @DisplayName("speak the language of the notebook")
    void spanish() {
        Language.use(Language.ES);
        Chart chart = Charts.perplexity(HISTORY, Map.of());
        assertEquals("época", at(chart.toPlotly(), "layout", "xaxis", "title", "text"));
        assertTrue(chart.alt().contains("20,00"), chart.alt());
        assertEquals(",.", at(chart.toPlotly(), "layout", "separators"));
    }

    @Test
    @DisplayName("keep equal names apart, and show <unk> and the blank")
    void labels() {
        Chart chart =
                Charts.bars("t", "symbol", "count", List.of("l", "l", "<unk>", " "), new double[] {1, 2, 3, 4}, "alt");
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0), traces(chart).get(0).get("x"));
        assertEquals(List.of("l", "l", "&lt;unk&gt;", "␣"), at(chart.toPlotly(), "layout", "xaxis", "ticktext"));
    }

    @Test
    @DisplayName("of many long names a heatmap writes some, of many short ones all")
    void manyNames() {
        List<String> numbers =
                IntStream.rangeClosed(-15, 15).mapToObj(i -> i / 5.0 + "").toList();
        List<String> letters = IntStream.range(0, 31).mapToObj(i -> "x").toList();
        Chart chart = Charts.heatmap("t", "x", "y", numbers, letters, new double[31][31], "alt");
        assertEquals(
                List.of("-3.0", "-2.4", "-1.8", "-1.2", "-0.6", "0.0", "0.6", "1.2", "1.8", "2.4", "3.0"),
                at(chart.toPlotly(), "layout", "xaxis", "ticktext"));
        assertEquals(letters, at(chart.toPlotly(), "layout", "yaxis", "ticktext"));
    }

    @Test
    @DisplayName("draw a matrix with its first row on top and white at zero")
    void heatmap() {
        Chart both = Charts.heatmap(
                "t",
                "letter",
                "unit",
                List.of("n", "n"),
                List.of("1"),
                Nd4j.createFromArray(new double[][] {{-0.5, 0.25}}),
                "alt");
        assertEquals(List.of(List.of(-0.5, 0.25)), traces(both).get(0).get("z"));
        assertEquals(-0.5, traces(both).get(0).get("zmin"));
        assertEquals(0.5, traces(both).get(0).get("zmax"));
        assertEquals("reversed", at(both.toPlotly(), "layout", "yaxis", "autorange"));
        Chart one = Charts.heatmap(
                "t", "letter", "unit", List.of("n", "e"), List.of("1"), new double[][] {{0.5, 0.25}}, "alt");
        assertEquals(0.0, traces(one).get(0).get("zmin"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.heatmap("t", "x", "y", List.of("n"), List.of("1"), new double[][] {{1, 2}}, "alt"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.heatmap("t", "x", "y", List.of("n"), List.of("1", "2"), new double[][] {{1}}, "alt"));
    }

    @Test
    @DisplayName("label a logarithmic axis of less than two powers of ten by itself")
    void logarithmic() {
        Chart narrow = Charts.perplexity(HISTORY, Map.of()).logY();
        assertEquals("log", at(narrow.toPlotly(), "layout", "yaxis", "type"));
        assertEquals(
                List.of(7.0, 8.0, 9.0, 10.0, 12.0, 15.0, 20.0, 25.0),
                at(narrow.toPlotly(), "layout", "yaxis", "tickvals"));
        assertEquals(
                List.of(1.0, 2.0, 3.0, 5.0, 7.0, 10.0),
                at(line(1, 10).logY().toPlotly(), "layout", "yaxis", "tickvals"));
        Chart wide = Charts.lines("t", "x", "y", "alt", Series.of("h", new double[] {1, 1e-5, 0, -1}))
                .logY();
        assertEquals(1, at(wide.toPlotly(), "layout", "yaxis", "dtick"));
    }

    @Test
    @DisplayName("draw an unrolled network: two or three rows of nodes, arrows between all neighbours")
    void unrolled() {
        Chart chart = Charts.unrolled("t", List.of("h", "e", "l"), List.of("e", "l", "l"), "alt");
        assertEquals(3, traces(chart).size());
        assertEquals(List.of("h", "e", "l"), traces(chart).get(0).get("text"));
        List<?> notes = (List<?>) at(chart.toPlotly(), "layout", "annotations");
        assertEquals(
                9,
                notes.stream()
                        .filter(n -> Boolean.TRUE.equals(((Map<?, ?>) n).get("showarrow")))
                        .count());
        assertEquals(2, traces(Charts.unrolledRnn(List.of("h"))).size());
        assertThrows(IllegalArgumentException.class, () -> Charts.unrolledRnn(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Charts.unrolledRnn(Collections.nCopies(17, "a")));
        assertThrows(
                IllegalArgumentException.class, () -> Charts.unrolled("t", List.of("h"), List.of("a", "b"), "alt"));
    }

    @Test
    @DisplayName("refuse a series whose x and y differ in length, naming it")
    void lengths() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Series.of("loss", new double[2], new double[3]))
                .getMessage();
        assertTrue(message.contains("loss") && message.contains("2") && message.contains("3"), message);
    }

    private static Chart sliding(Chart... frames) {
        List<String> positions =
                IntStream.range(0, frames.length).mapToObj(i -> "n" + i).toList();
        return Charts.slider("All", "position", positions, List.of(frames), "It grows.");
    }

    private static Chart line(double... y) {
        return Charts.lines("One", "step", "state", "One.", Series.of("h", y));
    }

    @Test
    @DisplayName("with a slider have a frame for each position, a step that goes there and a button that plays them")
    void slider() {
        Map<String, Object> json = sliding(line(1, 2), line(1, 8)).toPlotly();
        List<?> frames = (List<?>) json.get("frames");
        assertEquals(2, frames.size());
        assertEquals(List.of(1.0, 8.0), at(((List<?>) at(frames.get(1), "data")).get(0), "y"));
        Object slider = ((List<?>) at(json, "layout", "sliders")).get(0);
        Object second = ((List<?>) at(slider, "steps")).get(1);
        assertEquals("n1", at(second, "label"));
        assertEquals(List.of(at(frames.get(1), "name")), ((List<?>) at(second, "args")).get(0));
        assertEquals("All", at(json, "layout", "title", "text"));
        assertEquals("step", at(json, "layout", "xaxis", "title", "text"), "names of the axes stay");
        assertEquals("It grows.", at(json, "layout", "meta", "alt"));
        Object menu = ((List<?>) at(json, "layout", "updatemenus")).get(0);
        assertEquals(
                Collections.singletonList(null),
                ((List<?>) at(((List<?>) at(menu, "buttons")).get(0), "args")).subList(0, 1),
                "null plays every frame");
    }

    @Test
    @DisplayName("are values: a copy with a logarithmic axis, a slider and what a reader does to the JSON change none")
    void values() {
        Chart map = Charts.heatmap("t", "x", "y", List.of("a"), List.of("r"), new double[][] {{1}}, "alt");
        Map<String, Object> before = map.toPlotly();
        map.logY().logX().height(300);
        sliding(map, Charts.heatmap("t", "x", "y", List.of("a"), List.of("r"), new double[][] {{-4}}, "alt"));
        map.toPlotly().clear();
        assertEquals(before, map.toPlotly());
        assertEquals(line(1, 2).toPlotly(), line(1, 2).toPlotly(), "the style is the same for the next figure");
    }

    @Test
    @DisplayName("with a slider keep their axes while it moves, wide enough for all positions")
    void sliderAxes() {
        List<?> y = (List<?>) at(sliding(line(1, 2), line(-3, 8)).toPlotly(), "layout", "yaxis", "range");
        assertEquals(-3 - 0.55, ((Number) y.get(0)).doubleValue(), 1e-9);
        assertEquals(8 + 0.55, ((Number) y.get(1)).doubleValue(), 1e-9);
        List<?> logarithmic =
                (List<?>) at(sliding(line(1, 10).logY(), line(0, 1000).logY()).toPlotly(), "layout", "yaxis", "range");
        assertEquals(-0.15, ((Number) logarithmic.get(0)).doubleValue(), 1e-9, "a logarithm; 0 has none");
        assertEquals(3.15, ((Number) logarithmic.get(1)).doubleValue(), 1e-9);
        Object grown = at(sliding(line(1, 2).logY(), line(1, 50).logY()).toPlotly(), "layout", "yaxis", "tickvals");
        assertTrue(((List<?>) grown).contains(50.0), "labels for all positions: " + grown);
        Object farther = at(sliding(line(1, 2).logY(), line(1, 1e8).logY()).toPlotly(), "layout", "yaxis");
        assertFalse(((Map<?, ?>) farther).containsKey("tickvals"), "the labels of the first position are gone");
        assertEquals(List.of(1.5, 2.5), at(sliding(line(2, 2), line(2, 2)).toPlotly(), "layout", "yaxis", "range"));
        List<String> names = List.of("a", "b");
        Map<String, Object> bars = sliding(
                        Charts.bars("One", "symbol", "p", names, new double[] {0.5, 0.5}, "One."),
                        Charts.bars("Two", "symbol", "p", names, new double[] {1, 0}, "Two."))
                .toPlotly();
        List<?> heights = (List<?>) at(bars, "layout", "yaxis", "range");
        assertEquals(0, ((Number) heights.get(0)).doubleValue(), "bars stand on zero");
        assertEquals(1.05, ((Number) heights.get(1)).doubleValue(), 1e-9);
        assertFalse(((Map<?, ?>) at(bars, "layout", "xaxis")).containsKey("range"), "names keep their places");
    }

    @Test
    @DisplayName("with a slider have one scale of colours, also if only some positions are negative")
    void sliderColors() {
        List<String> names = List.of("a", "b");
        Chart chart = sliding(
                Charts.heatmap("One", "x", "y", names, List.of("r"), new double[][] {{0, 1}}, "One."),
                Charts.heatmap("Two", "x", "y", names, List.of("r"), new double[][] {{-4, 1}}, "Two."));
        Object shown = traces(chart).get(0);
        for (Object frame : (List<?>) chart.toPlotly().get("frames")) {
            Object trace = ((List<?>) at(frame, "data")).get(0);
            for (String key : List.of("zmin", "zmax", "colorscale")) {
                assertEquals(at(shown, key), at(trace, key), key);
            }
            assertEquals(-4.0, at(trace, "zmin"));
            assertEquals(4.0, at(trace, "zmax"));
        }
    }

    @Test
    @DisplayName("with a slider refuse positions without a figure, and figures that differ in their curves")
    void sliderRefuses() {
        assertThrows(IllegalArgumentException.class, () -> sliding());
        IllegalArgumentException names = assertThrows(
                IllegalArgumentException.class,
                () -> Charts.slider("All", "n", List.of("1"), List.of(line(1), line(2)), "It grows."));
        assertTrue(names.getMessage().contains("1 and 2"), names.getMessage());
        Series s = Series.of("h", new double[] {1});
        Chart two = Charts.lines("Two", "step", "state", "Two.", s, s);
        IllegalArgumentException curves = assertThrows(IllegalArgumentException.class, () -> sliding(line(1), two));
        assertTrue(curves.getMessage().contains("frame 1"), curves.getMessage());
    }

    @Test
    @DisplayName("write decimals with the sign of the language, on axes and in names")
    void decimals() {
        Language.use(Language.ES);
        Series series = Series.of("tasa 0.05, v. 2", new double[] {1});
        Chart chart = Charts.slider(
                "Todo", "ρ =", List.of("0.5"), List.of(Charts.lines("Uno", "x", "y", "Uno.", series)), "Uno.");
        assertEquals("tasa 0,05, v. 2", traces(chart).get(0).get("name"), "only between digits");
        Object slider = ((List<?>) at(chart.toPlotly(), "layout", "sliders")).get(0);
        assertEquals("0,5", at(((List<?>) at(slider, "steps")).get(0), "label"));
        assertEquals(",.", at(chart.toPlotly(), "layout", "separators"));
        Language.use(Language.EN);
        assertEquals(
                "tasa 0.05, v. 2",
                traces(Charts.lines("One", "x", "y", "One.", series)).get(0).get("name"));
    }
}
