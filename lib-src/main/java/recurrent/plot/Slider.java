package recurrent.plot;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One figure at several positions of a slider, in Plotly's own terms: a frame for each position, a slider that goes to
 * it, a button that plays them in order (to Plotly, null is every frame) and one that stops (null in a list). Axes and
 * colours have one scale for all frames: a curve that grows must not look as if the axis shrank.
 */
final class Slider {
    private static final double AIR = 0.05; // above and below the curves, as a part of the axis
    private static final int CONTROLS = 80; // pixels for the slider

    private Slider() {}

    static Chart of(String title, String control, List<String> positions, List<Chart> charts, String alt) {
        Charts.requireSome("frames", charts.size());
        Charts.requireSame("positions and frames", positions.size(), charts.size());
        List<JsonNode> frames =
                charts.stream().map(chart -> chart.json().path("data")).toList();
        for (int i = 1; i < frames.size(); i++) {
            Charts.requireSame(
                    "curves of frame 0 and of frame " + i,
                    frames.get(0).size(),
                    frames.get(i).size());
        }
        for (int trace = 0; trace < frames.get(0).size(); trace++) {
            color(trace, frames);
        }
        ObjectNode json = charts.get(0).json();
        json.set("data", frames.get(0).deepCopy());
        ObjectNode layout = json.withObject("/layout");
        layout.withObject("/title").put("text", title);
        layout.put("height", layout.path("height").asInt(400) + CONTROLS);
        widen(layout.withObject("/xaxis"), "x", frames);
        widen(layout.withObject("/yaxis"), "y", frames);
        addSlider(layout.putArray("sliders"), control, positions);
        layout.putArray("updatemenus").add(Style.part("buttons"));
        ArrayNode all = json.putArray("frames");
        for (int i = 0; i < frames.size(); i++) {
            all.addObject().put("name", String.valueOf(i)).set("data", frames.get(i));
        }
        return new Chart(json, alt);
    }

    /** Gives a map the same scale of colours in every frame; curves and bars have none. */
    private static void color(int trace, List<JsonNode> frames) {
        List<ObjectNode> traces =
                frames.stream().map(data -> (ObjectNode) data.get(trace)).toList();
        if (traces.get(0).has("zmin")) {
            double least = traces.stream()
                    .mapToDouble(t -> t.path("zmin").doubleValue())
                    .min()
                    .getAsDouble();
            double most = traces.stream()
                    .mapToDouble(t -> t.path("zmax").doubleValue())
                    .max()
                    .getAsDouble();
            traces.forEach(t -> t.put("zmin", least).put("zmax", most).set("colorscale", Style.scale(least < 0)));
        }
    }

    /** Has an axis hold the curves of all frames; one that names places stays as it is. */
    private static void widen(ObjectNode axis, String coordinate, List<JsonNode> frames) {
        if (axis.has("ticktext")) {
            return;
        }
        DoubleStream values = frames.stream().flatMapToDouble(data -> Chart.values(data, coordinate));
        boolean logarithmic = axis.path("type").asText().equals("log");
        if (logarithmic) {
            values = values.filter(v -> v > 0).map(Math::log10);
        }
        boolean bars = frames.get(0).findValuesAsText("type").contains("bar");
        if (bars) {
            values = DoubleStream.concat(DoubleStream.of(0), values);
        }
        DoubleSummaryStatistics range = values.summaryStatistics();
        double least = range.getMin();
        double most = range.getMax();
        if (least > most) {
            return; // nothing to be seen in any frame
        }
        if (logarithmic) { // with the labels of the whole range in place of those of the first frame
            axis.remove(List.of("tickmode", "tickvals", "dtick"));
            Chart.logarithmic(axis, Math.pow(10, least), Math.pow(10, most));
        }
        double air = most > least ? AIR * (most - least) : 0.5;
        axis.putArray("range").add(bars && least == 0 ? 0 : least - air).add(most + air);
    }

    private static void addSlider(ArrayNode sliders, String control, List<String> positions) {
        ObjectNode slider = Style.part("slider");
        sliders.add(slider);
        slider.putObject("currentvalue").put("prefix", control + " ");
        ArrayNode steps = slider.putArray("steps");
        for (int i = 0; i < positions.size(); i++) {
            ObjectNode step = Style.part("step").put("label", Style.literal(positions.get(i)));
            step.withArray("/args/0").add(String.valueOf(i));
            steps.add(step);
        }
    }
}
