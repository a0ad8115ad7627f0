package recurrent.plot;

import java.util.stream.IntStream;

/**
 * Numbers with a name: one line, one cloud of points or one group of bars.
 *
 * @param name       for the legend
 * @param x          horizontal values
 * @param y          vertical values, as many; NaN leaves a gap
 * @param pointsOnly whether the points stay unconnected
 */
public record Series(String name, double[] x, double[] y, boolean pointsOnly) {

    /** Checks the lengths and keeps copies. */
    public Series {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "series " + name + ": x has " + x.length + " values, y has " + y.length + "; expected as many");
        }
        x = x.clone();
        y = y.clone();
    }

    /**
     * A series over 1, 2, 3, …
     *
     * @param name for the legend
     * @param y    values
     * @return the series
     */
    public static Series of(String name, double[] y) {
        return new Series(
                name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y, false);
    }

    /**
     * A series.
     *
     * @param name for the legend
     * @param x    horizontal values
     * @param y    vertical values, as many
     * @return the series
     */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, false);
    }

    /**
     * The same values as unconnected points.
     *
     * @return changed copy
     */
    public Series points() {
        return new Series(name, x, y, true);
    }
}
