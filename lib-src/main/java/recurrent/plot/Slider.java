package recurrent.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One figure at several positions of a slider, in Plotly's own terms: a frame for each position, a slider that goes to
 * it, a button that plays them in order. Axes and colours have one scale for all frames: a curve that grows must not
 * look as if the axis shrank.
 */
final class Slider {
    private static final double AIR = 0.05; // above and below the curves, as a part of the axis
    private static final int PLAYING = 600; // milliseconds that a frame stays while they are played
    private static final int CONTROLS = 80; // pixels for the slider

    private Slider() {}

    static Chart of(String title, String control, List<String> positions, List<Chart> charts, String alt) {
        Charts.requireSome("frames", charts.size());
        Charts.requireSame("positions and frames", positions.size(), charts.size());
        List<List<Map<String, Object>>> frames =
                charts.stream().map(chart -> traces(chart.toPlotly())).toList();
        for (int i = 1; i < frames.size(); i++) {
            Charts.requireSame(
                    "curves of frame 0 and of frame " + i,
                    frames.get(0).size(),
                    frames.get(i).size());
        }
        List<Map<String, Object>> colors = colors(frames);
        Map<String, Object> first = charts.get(0).toPlotly();
        Map<String, Object> before = object(first.get("layout"));
        Map<String, Object> layout = new LinkedHashMap<>();
        layout.put("title", Map.of("text", title));
        layout.put("height", ((Number) before.getOrDefault("height", 400)).intValue() + CONTROLS);
        for (String axis : List.of("x", "y")) {
            layout.put(axis + "axis", range(object(before.get(axis + "axis")), axis, frames));
        }
        layout.put("sliders", List.of(slider(control, positions)));
        layout.put("updatemenus", List.of(buttons()));
        Map<String, Object> extra = PlotlyJson.copy(charts.get(0).extra());
        PlotlyJson.lay(Map.of("data", colors, "layout", layout), extra);
        extra.put(
                "frames",
                IntStream.range(0, frames.size())
                        .mapToObj(i -> frame(i, frames.get(i), colors))
                        .toList());
        return new Chart(charts.get(0).figure(), alt, extra);
    }

    private static Map<String, Object> frame(
            int i, List<Map<String, Object>> traces, List<Map<String, Object>> colors) {
        List<Map<String, Object>> data = new ArrayList<>();
        for (int trace = 0; trace < traces.size(); trace++) {
            Map<String, Object> changed = PlotlyJson.copy(traces.get(trace));
            PlotlyJson.lay(colors.get(trace), changed);
            data.add(changed);
        }
        return Map.of("name", String.valueOf(i), "data", data);
    }

    /** For each trace, the colours of a map that has the same scale in every frame; nothing for curves and bars. */
    private static List<Map<String, Object>> colors(List<List<Map<String, Object>>> frames) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int trace = 0; trace < frames.get(0).size(); trace++) {
            int place = trace;
            double least = frames.stream()
                    .mapToDouble(traces -> number(traces.get(place).get("zmin")))
                    .min()
                    .getAsDouble();
            double most = frames.stream()
                    .mapToDouble(traces -> number(traces.get(place).get("zmax")))
                    .max()
                    .getAsDouble();
            all.add(
                    Double.isNaN(most)
                            ? Map.of()
                            : Map.of("zmin", least, "zmax", most, "colorscale", Style.scale(least < 0)));
        }
        return all;
    }

    /** An axis that holds the curves of all frames; one that names places stays as it is. */
    private static Map<String, Object> range(
            Map<String, Object> axis, String coordinate, List<List<Map<String, Object>>> frames) {
        if (axis.containsKey("ticktext")) {
            return Map.of();
        }
        boolean logarithmic = "log".equals(axis.get("type"));
        UnaryOperator<Double> scaled = logarithmic ? Math::log10 : UnaryOperator.identity();
        boolean bars = frames.get(0).stream().anyMatch(trace -> "bar".equals(trace.get("type")));
        double least = bars ? 0 : Double.POSITIVE_INFINITY;
        double most = bars ? 0 : Double.NEGATIVE_INFINITY;
        for (List<Map<String, Object>> traces : frames) {
            for (Map<String, Object> trace : traces) {
                for (Object value : trace.get(coordinate) instanceof List<?> values ? values : List.of()) {
                    if (value instanceof Number number && !(logarithmic && number.doubleValue() <= 0)) {
                        least = Math.min(least, scaled.apply(number.doubleValue()));
                        most = Math.max(most, scaled.apply(number.doubleValue()));
                    }
                }
            }
        }
        if (least > most) {
            return Map.of(); // nothing to be seen in any frame
        }
        double air = most > least ? AIR * (most - least) : 0.5;
        Map<String, Object> result = new LinkedHashMap<>();
        if (logarithmic) { // with the labels of the whole range in place of those of the first frame
            List.of("tickmode", "tickvals", "dtick").forEach(key -> result.put(key, null));
            result.putAll(Chart.logarithmic(Math.pow(10, least), Math.pow(10, most)));
        }
        result.put("range", List.of(bars && least == 0 ? 0 : least - air, most + air));
        return result;
    }

    private static Map<String, Object> slider(String control, List<String> positions) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            steps.add(Map.of(
                    "label",
                    Style.literal(positions.get(i)),
                    "method",
                    "animate",
                    "args",
                    List.of(List.of(String.valueOf(i)), timing(0))));
        }
        return Map.of(
                "steps",
                steps,
                "currentvalue",
                Map.of("prefix", control + " "),
                "x",
                0.1,
                "len",
                0.85,
                "pad",
                Map.of("t", 55));
    }

    private static Map<String, Object> buttons() {
        Map<String, Object> playing = new LinkedHashMap<>(timing(PLAYING));
        playing.put("fromcurrent", true);
        List<Object> all = new ArrayList<>();
        all.add(null); // Plotly's way to say: every frame
        all.add(playing);
        List<Object> none = new ArrayList<>();
        none.add(null); // in a list of its own: stop
        return Map.of(
                "type",
                "buttons",
                "direction",
                "left",
                "showactive",
                false,
                "x",
                0.08,
                "xanchor",
                "right",
                "y",
                0,
                "yanchor",
                "top",
                "pad",
                Map.of("t", 70),
                "buttons",
                List.of(
                        Map.of("label", "▶", "method", "animate", "args", all),
                        Map.of("label", "❚❚", "method", "animate", "args", List.of(none, timing(0)))));
    }

    private static Map<String, Object> timing(int milliseconds) {
        return Map.of(
                "mode",
                "immediate",
                "frame",
                Map.of("duration", milliseconds, "redraw", true),
                "transition",
                Map.of("duration", 0));
    }

    private static List<Map<String, Object>> traces(Map<String, Object> plot) {
        return ((List<?>) plot.get("data")).stream().map(Slider::object).toList();
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @SuppressWarnings("unchecked") // what Chart.toPlotly makes: the keys of JSON objects are text
    private static Map<String, Object> object(Object json) {
        return json == null ? Map.of() : (Map<String, Object>) json;
    }
}
