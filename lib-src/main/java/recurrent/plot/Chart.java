package recurrent.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tech.tablesaw.plotly.components.Figure;

/**
 * A figure with its alternative text. Evaluate it in a cell and it shows.
 *
 * @param figure what Tablesaw draws
 * @param alt    what the figure says, in words: for those who cannot see it, and where it cannot be drawn
 * @param extra  what Tablesaw's builders cannot say, as Plotly JSON that is laid over the figure's own: keys "layout",
 *               "config" (objects), "data" (a list, one object for each trace) and "frames" (of an animation); null as
 *               a value removes a key
 */
public record Chart(Figure figure, String alt, Map<String, Object> extra) {

    /** Checks that there is an alternative text. */
    public Chart {
        if (figure == null) {
            throw new IllegalArgumentException("figure: expected a Tablesaw figure, got null");
        }
        if (alt == null || alt.isBlank()) {
            throw new IllegalArgumentException("alt: expected a sentence that says what the figure shows, got nothing");
        }
    }

    /**
     * A figure made with Tablesaw's own builders.
     *
     * @param figure the figure
     * @param alt    what it says, in words
     */
    public Chart(Figure figure, String alt) {
        this(figure, alt, Map.of());
    }

    /**
     * The same figure with a logarithmic vertical axis.
     *
     * @return changed copy
     */
    public Chart logY() {
        return withLayout("yaxis", logarithmic("y"));
    }

    /**
     * The same figure with a logarithmic horizontal axis.
     *
     * @return changed copy
     */
    public Chart logX() {
        return withLayout("xaxis", logarithmic("x"));
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
        return withLayout("height", pixels);
    }

    /**
     * The figure as Plotly JSON.
     *
     * @return plain maps, lists, strings and numbers with the keys "data", "layout" and "config"
     */
    public Map<String, Object> toPlotly() {
        Map<String, Object> json = PlotlyJson.of(figure);
        // not "responsive": JupyterLab fits figures itself, and both together lose the height of one that is played
        json.put("config", Map.of("displaylogo", false));
        PlotlyJson.lay(extra, json);
        PlotlyJson.lay(Map.of("layout", Map.of("meta", Map.of("alt", alt))), json);
        return json;
    }

    private Chart withLayout(String key, Object value) {
        Map<String, Object> changed = PlotlyJson.copy(extra);
        Map<String, Object> layout = new LinkedHashMap<>();
        layout.put(key, value);
        PlotlyJson.lay(Map.of("layout", layout), changed);
        return new Chart(figure, alt, changed);
    }

    private Map<String, Object> logarithmic(String coordinate) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Object trace : (List<?>) PlotlyJson.of(figure).get("data")) {
            for (Object value : ((Map<?, ?>) trace).get(coordinate) instanceof List<?> values ? values : List.of()) {
                if (value instanceof Number number && number.doubleValue() > 0) {
                    least = Math.min(least, number.doubleValue());
                    most = Math.max(most, number.doubleValue());
                }
            }
        }
        return logarithmic(least, most);
    }

    /** A logarithmic axis, with labels that suit values from the least to the most. */
    static Map<String, Object> logarithmic(double least, double most) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("type", "log");
        axis.put("exponentformat", "power");
        if (most < 100 * least) {
            axis.put("tickmode", "array"); // by itself Plotly would label one or two powers of ten and nothing between
            axis.put("tickvals", ticks(least, most));
        } else if (most < 1e6 * least) {
            axis.put("dtick", 1);
        }
        return axis;
    }

    private static List<Double> ticks(double least, double most) {
        List<Double> ticks = new ArrayList<>();
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
        return ticks;
    }

    @Override
    public String toString() {
        return alt;
    }
}
