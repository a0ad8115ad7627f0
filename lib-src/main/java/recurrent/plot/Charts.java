package recurrent.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.train.History;
import recurrent.train.Measure;

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
        Plot plot = new Plot(title, xAxis, yAxis).legend(series.length > 1).lay("curves");
        for (int i = 0; i < series.length; i++) {
            Series s = series[i];
            plot.curve("curve", i, Style.literal(s.name()), s.x(), s.y())
                    .put("mode", s.pointsOnly() ? "markers" : s.x().length <= MARKED ? "lines+markers" : "lines");
        }
        return plot.chart(alt);
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
        Plot plot = new Plot(title, xAxis, yAxis).legend(series.length > 1).lay("bars");
        Style.names(plot.axis("x"), labels);
        for (int i = 0; i < series.length; i++) {
            requireSame("labels and values of " + series[i].name(), labels.size(), series[i].y().length);
            ObjectNode bars = plot.trace("bar", Style.literal(series[i].name()));
            bars.withObject("/marker")
                    .put("color", Style.color(i))
                    .putObject("pattern")
                    .put("shape", Style.pattern(i));
            Plot.add(bars.putArray("x"), places(labels));
            Plot.add(bars.putArray("y"), series[i].y());
        }
        return plot.chart(alt);
    }

    private static double[] places(List<String> names) {
        return IntStream.range(0, names.size()).asDoubleStream().toArray();
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
        Plot plot = new Plot(title, xAxis, yAxis);
        plot.layout.put("height", Math.max(260, Math.min(800, 120 + 30 * rows.size())));
        Style.names(plot.axis("x"), columns);
        Style.names(plot.axis("y"), rows);
        plot.axis("y").put("autorange", "reversed"); // the first row of a matrix is on top
        ObjectNode map = plot.trace("heatmap", "");
        map.put("zmin", negative ? -largest : 0.0).put("zmax", largest == 0 ? 1.0 : largest);
        map.set("colorscale", Style.scale(negative));
        if (columns.size() <= WRITTEN && rows.size() <= WRITTEN) {
            map.put("texttemplate", "%{z:.2f}");
        }
        Plot.add(map.putArray("x"), places(columns));
        Plot.add(map.putArray("y"), places(rows));
        ArrayNode z = map.putArray("z");
        for (double[] row : values) {
            Plot.add(z.addArray(), row);
        }
        return plot.chart(alt);
    }

    /**
     * Perplexity after each epoch, on training and validation data, over the baselines to beat.
     *
     * @param history   at least one epoch
     * @param baselines name and perplexity of models that do not learn, such as "bigram" and 11.2; may be empty
     * @return the figure
     */
    public static Chart perplexity(History history, Map<String, Double> baselines) {
        return TrainingChart.of(
                history, Measure.PERPLEXITY, baselines, history.epochs().size());
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
