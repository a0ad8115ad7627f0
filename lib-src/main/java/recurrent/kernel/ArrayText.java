package recurrent.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays as text: the shape, the type, the numbers in columns; the middle of what is long is left out. */
final class ArrayText {
    private static final int WIDTH = 100; // columns of text for one row of numbers
    private static final int ROWS = 14; // rows of a matrix
    private static final int SLICES = 6; // matrices of an array of three axes or more
    private static final int GAP = -1; // stands for what is left out

    private final long[] shape;
    private final ToDoubleFunction<long[]> value;
    private final int[][] shown;
    private final String format;
    private final int width;

    private ArrayText(long[] shape, ToDoubleFunction<long[]> value) {
        this.shape = shape;
        this.value = value;
        this.shown = new int[shape.length][];
        for (int axis = 0; axis < shape.length; axis++) {
            int most = axis == shape.length - 1 ? WIDTH / 2 : axis == shape.length - 2 ? ROWS : SLICES;
            shown[axis] = shown(shape[axis], most);
        }
        Range range = new Range();
        look(new long[shape.length], 0, range);
        format = range.format();
        width = range.width(format);
        if (shape.length > 0) { // how many columns fit is known only now
            shown[shape.length - 1] = shown(shape[shape.length - 1], Math.max(6, WIDTH / (width + 2)));
        }
    }

    static String of(INDArray array) {
        if (array.isEmpty()) {
            return "empty " + array.dataType().name().toLowerCase(Locale.ROOT);
        }
        return new ArrayText(array.shape(), array::getDouble)
                .text(array.dataType().name().toLowerCase(Locale.ROOT));
    }

    static String of(double[] array) {
        return new ArrayText(new long[] {array.length}, at -> array[(int) at[0]]).text("double[]");
    }

    static String of(float[] array) {
        return new ArrayText(new long[] {array.length}, at -> array[(int) at[0]]).text("float[]");
    }

    static String of(int[] array) {
        return new ArrayText(new long[] {array.length}, at -> array[(int) at[0]]).text("int[]");
    }

    static String of(long[] array) {
        return new ArrayText(new long[] {array.length}, at -> array[(int) at[0]]).text("long[]");
    }

    static String of(double[][] array) {
        return ragged(array)
                ? "double[][] " + Arrays.deepToString(array)
                : new ArrayText(
                                new long[] {array.length, array.length == 0 ? 0 : array[0].length},
                                at -> array[(int) at[0]][(int) at[1]])
                        .text("double[][]");
    }

    static String of(int[][] array) {
        return ragged(array)
                ? "int[][] " + Arrays.deepToString(array)
                : new ArrayText(
                                new long[] {array.length, array.length == 0 ? 0 : array[0].length},
                                at -> array[(int) at[0]][(int) at[1]])
                        .text("int[][]");
    }

    private static boolean ragged(Object[] rows) {
        for (Object row : rows) {
            if (row == null || java.lang.reflect.Array.getLength(row) != java.lang.reflect.Array.getLength(rows[0])) {
                return true;
            }
        }
        return false;
    }

    private String text(String type) {
        StringJoiner sizes = new StringJoiner(", ", "(", ")");
        for (long size : shape) {
            sizes.add(String.valueOf(size));
        }
        StringBuilder out = new StringBuilder(sizes + " " + type + "\n");
        write(out, new long[shape.length], 0);
        return out.toString();
    }

    private void write(StringBuilder out, long[] at, int axis) {
        if (axis == shape.length) {
            out.append(number(value.applyAsDouble(at)));
            return;
        }
        boolean innermost = axis == shape.length - 1;
        out.append('[');
        boolean first = true;
        for (int i : shown[axis]) {
            if (!first) {
                out.append(innermost ? ", " : "\n" + " ".repeat(axis + 1));
            }
            first = false;
            if (i == GAP) {
                out.append('…');
            } else {
                at[axis] = i;
                write(out, at, axis + 1);
            }
        }
        out.append(']');
    }

    private void look(long[] at, int axis, Range range) {
        if (axis == shape.length) {
            range.add(value.applyAsDouble(at));
            return;
        }
        for (int i : shown[axis]) {
            if (i != GAP) {
                at[axis] = i;
                look(at, axis + 1, range);
            }
        }
    }

    /** The indices to write: all, or the first and last ones with a gap between them. */
    private static int[] shown(long size, int most) {
        if (size <= most) {
            int[] all = new int[(int) size];
            Arrays.setAll(all, i -> i);
            return all;
        }
        int half = most / 2;
        int[] some = new int[2 * half + 1];
        for (int i = 0; i < half; i++) {
            some[i] = i;
            some[half + 1 + i] = (int) size - half + i;
        }
        some[half] = GAP;
        return some;
    }

    private String number(double v) {
        return " ".repeat(Math.max(0, width - word(v, format).length())) + word(v, format);
    }

    private static String word(double v, String format) {
        if (Double.isNaN(v)) {
            return "NaN";
        }
        if (Double.isInfinite(v)) {
            return v > 0 ? "∞" : "-∞";
        }
        return String.format(Locale.ROOT, format, v);
    }

    /** What the numbers to be written need. */
    private static final class Range {
        private double largest;
        private double lowest;
        private double highest;
        private boolean whole = true;
        private int longest; // of the words that are no numbers

        void add(double v) {
            if (!Double.isFinite(v)) {
                longest = 3;
                return;
            }
            largest = Math.max(largest, Math.abs(v));
            lowest = Math.min(lowest, v);
            highest = Math.max(highest, v);
            whole &= v == Math.rint(v);
        }

        String format() {
            if (whole && largest < 1e9) {
                return "%.0f";
            }
            return largest >= 1e-3 && largest < 1e5 ? "%.4f" : "%.3e";
        }

        int width(String format) {
            return Math.max(
                    longest,
                    Math.max(
                            word(highest, format).length(), word(lowest, format).length()));
        }
    }
}
