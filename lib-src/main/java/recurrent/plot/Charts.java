package recurrent.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.train.History;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/**
 * Makes the figures of the course. Each has a title, names of both axes (with the unit where there is one) and an
 * alternative text; all are drawn in colours that survive colour blindness.
 */
public final class Charts {
    private static final int MARKED = 40; // longer series are lines without markers
    private static final int WRITTEN = 16; // smaller maps have their numbers in the cells

    private Charts() {}

    /**
     * One line for each series.
     *
     * @param title  of the figure
     * @param xAxis  name and unit of the horizontal axis
     * @param yAxis  name and unit of the vertical axis
     * @param alt    what the figure says, in words
     * @param series at least one
     * @return the figure
     */
    public static Chart lines(String title, String xAxis, String yAxis, String alt, Series... series) {
        requireSome("series", series.length);
        Trace[] traces = new Trace[series.length];
        for (int i = 0; i < series.length; i++) {
            traces[i] = line(series[i], i, Style.dash(i), series[i].x().length <= MARKED);
        }
        Map<String, Object> layout = Style.layout(series.length > 1);
        layout.put("hovermode", "x unified");
        return new Chart(figure(title, xAxis, yAxis, traces), alt, Map.of("layout", layout));
    }

    private static ScatterTrace line(Series s, int i, Line.Dash dash, boolean marked) {
        ScatterTrace.Mode mode = s.pointsOnly()
                ? ScatterTrace.Mode.MARKERS
                : marked ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE;
        return ScatterTrace.builder(s.x(), s.y())
                .name(Style.literal(s.name()))
                .mode(mode)
                .line(Line.builder().color(Style.color(i)).width(2).dash(dash).build())
                .marker(Marker.builder()
                        .color(Style.color(i))
                        .symbol(Style.symbol(i))
                        .size(6)
                        .build())
                .build();
    }

    /**
     * One bar for each value.
     *
     * @param title  of the figure
     * @param xAxis  name of the horizontal axis
     * @param yAxis  name and unit of the vertical axis
     * @param labels what each bar stands for
     * @param values heights, as many as labels
     * @param alt    what the figure says, in words
     * @return the figure
     */
    public static Chart bars(
            String title, String xAxis, String yAxis, List<String> labels, double[] values, String alt) {
        return bars(title, xAxis, yAxis, labels, alt, Series.of("", values));
    }

    /**
     * Groups of bars side by side.
     *
     * @param title  of the figure
     * @param xAxis  name of the horizontal axis
     * @param yAxis  name and unit of the vertical axis
     * @param labels what each group stands for
     * @param alt    what the figure says, in words
     * @param series one bar of each group; only their y is used, as many values as labels
     * @return the figure
     */
    public static Chart bars(
            String title, String xAxis, String yAxis, List<String> labels, String alt, Series... series) {
        requireSome("series", series.length);
        Object[] places = new Object[labels.size()];
        Arrays.setAll(places, i -> i);
        Trace[] traces = new Trace[series.length];
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
            requireSame("labels and values of " + series[i].name(), labels.size(), series[i].y().length);
            traces[i] = BarTrace.builder(places, series[i].y())
                    .name(Style.literal(series[i].name()))
                    .marker(Marker.builder().color(Style.color(i)).build())
                    .build();
            data.add(Map.of("marker", Map.of("pattern", Map.of("shape", Style.pattern(i)))));
        }
        Map<String, Object> layout = Style.layout(series.length > 1);
        PlotlyJson.lay(Map.of("xaxis", Style.names(labels)), layout);
        layout.put("bargap", 0.25);
        return new Chart(figure(title, xAxis, yAxis, traces), alt, Map.of("layout", layout, "data", data));
    }

    /**
     * A matrix as colours: white is zero; blue is negative and vermilion positive if both signs occur. Small matrices
     * have their numbers written in the cells.
     *
     * @param title   of the figure
     * @param xAxis   name of the horizontal axis
     * @param yAxis   name of the vertical axis
     * @param columns names of the columns; they may repeat
     * @param rows    names of the rows, from top to bottom
     * @param values  shape (rows, columns)
     * @param alt     what the figure says, in words
     * @return the figure
     */
    public static Chart heatmap(
            String title,
            String xAxis,
            String yAxis,
            List<String> columns,
            List<String> rows,
            INDArray values,
            String alt) {
        if (values.rank() != 2) {
            throw new IllegalArgumentException(
                    "values: expected a matrix, got shape " + Arrays.toString(values.shape()));
        }
        return heatmap(
                title,
                xAxis,
                yAxis,
                columns,
                rows,
                values.castTo(DataType.DOUBLE).toDoubleMatrix(),
                alt);
    }

    /**
     * A matrix as colours; see the other method of this name.
     *
     * @param title   of the figure
     * @param xAxis   name of the horizontal axis
     * @param yAxis   name of the vertical axis
     * @param columns names of the columns; they may repeat
     * @param rows    names of the rows, from top to bottom
     * @param values  one array for each row
     * @param alt     what the figure says, in words
     * @return the figure
     */
    public static Chart heatmap(
            String title,
            String xAxis,
            String yAxis,
            List<String> columns,
            List<String> rows,
            double[][] values,
            String alt) {
        requireSome("rows", rows.size());
        requireSame("names of rows and rows of values", rows.size(), values.length);
        double largest = 0;
        boolean negative = false;
        for (double[] row : values) {
            requireSame("names of columns and values of a row", columns.size(), row.length);
            for (double v : row) {
                largest = Double.isFinite(v) ? Math.max(largest, Math.abs(v)) : largest;
                negative |= v < 0;
            }
        }
        Map<String, Object> colors = new LinkedHashMap<>();
        colors.put("colorscale", Style.scale(negative));
        colors.put("zmin", negative ? -largest : 0.0);
        colors.put("zmax", largest == 0 ? 1.0 : largest);
        colors.put("xgap", 1);
        colors.put("ygap", 1);
        colors.put("colorbar", Map.of("thickness", 14, "outlinewidth", 0));
        if (columns.size() <= WRITTEN && rows.size() <= WRITTEN) {
            colors.put("texttemplate", "%{z:.2f}");
        }
        Map<String, Object> layout = Style.layout(false);
        Map<String, Object> y = Style.names(rows);
        y.put("autorange", "reversed"); // the first row of a matrix is on top
        PlotlyJson.lay(Map.of("xaxis", Style.names(columns), "yaxis", y), layout);
        layout.put("height", Math.max(260, Math.min(800, 120 + 30 * rows.size())));
        Object[] xs = new Object[columns.size()];
        Arrays.setAll(xs, i -> i);
        Object[] ys = new Object[rows.size()];
        Arrays.setAll(ys, i -> i);
        return new Chart(
                figure(title, xAxis, yAxis, HeatmapTrace.builder(xs, ys, values).build()),
                alt,
                Map.of("layout", layout, "data", List.of(colors)));
    }

    /**
     * Perplexity after each epoch, on training and validation data, over the baselines to beat.
     *
     * @param history   at least one epoch
     * @param baselines name and perplexity of models that do not learn, such as "bigram" and 11.2; may be empty
     * @return the figure
     */
    public static Chart perplexity(History history, Map<String, Double> baselines) {
        return PerplexityChart.of(history, baselines, history.epochs().size());
    }

    /**
     * The same figure at several positions of a slider, such as a network after 0, 10 and 100 updates. A button plays
     * them in order. All have the same axes and colours, those of the widest. A still picture shows up to four, evenly
     * spaced, the first and the last among them.
     *
     * @param title     of the whole
     * @param control   what the slider changes, such as "updates" or "ρ ="
     * @param positions a label for each position
     * @param frames    as many figures, all with as many curves; their titles are not shown
     * @param alt       what moves when the slider does, in words
     * @return the figure, at its first position
     */
    public static Chart slider(String title, String control, List<String> positions, List<Chart> frames, String alt) {
        return Slider.of(title, control, positions, frames, alt);
    }

    /**
     * An unrolled RNN: the same cell drawn once for each step.
     *
     * @param title   of the figure
     * @param inputs  what is read, 1 to 16 symbols
     * @param outputs what is predicted, one for each input; none to draw no outputs
     * @param alt     what the figure says, in words
     * @return the figure
     */
    public static Chart unrolled(String title, List<String> inputs, List<String> outputs, String alt) {
        return UnrolledChart.of(title, inputs, outputs, alt);
    }

    /**
     * An unrolled RNN without outputs, with a title and an alternative text of its own.
     *
     * @param inputs what is read, 1 to 16 symbols
     * @return the figure
     */
    public static Chart unrolledRnn(List<String> inputs) {
        return UnrolledChart.of(inputs);
    }

    static Figure figure(String title, String xAxis, String yAxis, Trace... traces) {
        for (String text : new String[] {title, xAxis, yAxis}) {
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException("a figure needs a title and a name for each axis; got title \""
                        + title + "\", axes \"" + xAxis + "\" and \"" + yAxis + "\"");
            }
        }
        Layout layout = Layout.builder(title)
                .xAxis(Axis.builder().title(xAxis).build())
                .yAxis(Axis.builder().title(yAxis).build())
                .build();
        return new Figure(layout, traces);
    }

    static void requireSome(String name, int count) {
        if (count == 0) {
            throw new IllegalArgumentException(name + ": expected at least one, got none");
        }
    }

    static void requireSame(String what, int expected, int got) {
        if (expected != got) {
            throw new IllegalArgumentException(what + ": expected as many of both, got " + expected + " and " + got);
        }
    }
}
