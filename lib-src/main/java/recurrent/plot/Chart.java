package recurrent.plot;

import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A figure with its alternative text. Evaluate it in a cell and it shows. */
public final class Chart {
    private final ObjectNode json;
    private final String alt;

    /**
     * A figure of one's own, such as one that {@link PlotlyJson} made of Tablesaw's.
     *
     * @param plotly Plotly JSON: "data", "layout" and, if wanted, "config" and "frames"
     * @param alt    what the figure says, in words: for those who cannot see it, and where it cannot be drawn
     */
    public Chart(Map<String, Object> plotly, String alt) {
        this(Style.JSON.<ObjectNode>valueToTree(plotly), alt);
    }

    Chart(ObjectNode json, String alt) {
        if (alt == null || alt.isBlank()) {
            throw new IllegalArgumentException("alt: expected a sentence that says what the figure shows, got nothing");
        }
        this.json = json;
        this.alt = alt;
        json.withObject("/layout/meta").put("alt", alt);
    }

    /**
     * What the figure says, in words.
     *
     * @return the alternative text
     */
    public String alt() {
        return alt;
    }

    /**
     * The same figure with a logarithmic vertical axis.
     *
     * @return changed copy
     */
    public Chart logY() {
        return logarithmic("y");
    }

    /**
     * The same figure with a logarithmic horizontal axis.
     *
     * @return changed copy
     */
    public Chart logX() {
        return logarithmic("x");
    }

    /**
     * The same figure, lower or taller.
     *
     * @param pixels height, at least 100
     * @return changed copy
     */
    public Chart height(int pixels) {
        if (pixels < 100) {
            throw new IllegalArgumentException("height: expected at least 100 pixels, got " + pixels);
        }
        ObjectNode copy = json();
        copy.withObject("/layout").put("height", pixels);
        return new Chart(copy, alt);
    }

    /**
     * The figure as Plotly JSON.
     *
     * @return plain maps, lists, strings and numbers with the keys "data", "layout" and "config"
     */
    public Map<String, Object> toPlotly() {
        return Style.JSON.convertValue(json, new TypeReference<Map<String, Object>>() {});
    }

    /** The figure as a tree of one's own. */
    ObjectNode json() {
        return json.deepCopy();
    }

    private Chart logarithmic(String coordinate) {
        ObjectNode copy = json();
        DoubleSummaryStatistics values =
                values(copy.path("data"), coordinate).filter(v -> v > 0).summaryStatistics();
        logarithmic(copy.withObject("/layout/" + coordinate + "axis"), values.getMin(), values.getMax());
        return new Chart(copy, alt);
    }

    /** The places of all curves along an axis, if they are numbers. */
    static DoubleStream values(JsonNode data, String coordinate) {
        return StreamSupport.stream(data.spliterator(), false)
                .flatMap(trace -> StreamSupport.stream(trace.path(coordinate).spliterator(), false))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue);
    }

    /** Makes an axis logarithmic, with labels that suit values from the least to the most. */
    static void logarithmic(ObjectNode axis, double least, double most) {
        axis.put("type", "log").put("exponentformat", "power");
        if (most < 100 * least) {
            axis.put("tickmode", "array"); // by itself Plotly would label one or two powers of ten and nothing between
            addTicks(axis.putArray("tickvals"), least, most);
        } else if (most < 1e6 * least) {
            axis.put("dtick", 1);
        }
    }

    private static void addTicks(ArrayNode ticks, double least, double most) {
        double[] steps = most < 4 * least
                ? new double[] {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9}
                : new double[] {1, 2, 3, 5, 7};
        for (double power = Math.pow(10, Math.floor(Math.log10(least))); power <= most; power *= 10) {
            for (double step : steps) {
                if (step * power >= 0.8 * least && step * power <= 1.2 * most) {
                    ticks.add(step * power);
                }
            }
        }
    }

    @Override
    public String toString() {
        return alt;
    }
}
