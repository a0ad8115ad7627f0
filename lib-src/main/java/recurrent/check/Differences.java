package recurrent.check;

import java.util.Arrays;
import java.util.Locale;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.i18n.Language;

/** Compares lists of numbers and describes how they differ. */
final class Differences {
    private Differences() {}

    /** Relative for numbers above 1, absolute below. */
    static double error(double a, double b) {
        return Math.abs(a - b) / Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    /** The place of the largest error; -1 if there are no numbers. */
    static int worst(double[] expected, double[] actual) {
        int worst = -1;
        for (int i = 0; i < expected.length; i++) {
            if (worst < 0 || error(expected[i], actual[i]) > error(expected[worst], actual[worst])) {
                worst = i;
            }
        }
        return worst;
    }

    static boolean close(double[] a, double[] b, double tolerance) {
        int worst = worst(a, b);
        return worst >= 0 && error(a[worst], b[worst]) <= tolerance;
    }

    /** A place in an array of a shape, from its place in row order: 5 in (2, 3) is [1, 2]. */
    static String index(int place, long[] shape) {
        long[] index = new long[shape.length];
        long rest = place;
        for (int k = shape.length - 1; k >= 0; k--) {
            index[k] = rest % shape[k];
            rest /= shape[k];
        }
        return Arrays.toString(index);
    }

    static String message(double expected, double actual, String index, double tolerance) {
        String at = index.isEmpty() ? "" : Language.pick(" at ", " en ") + index;
        String[] shown = show(actual, expected);
        return Language.pick("got ", "salió ")
                + shown[0]
                + at
                + Language.pick(", expected ", ", se esperaba ")
                + shown[1]
                + String.format(
                        Locale.ROOT,
                        Language.pick(" (error %.1e, allowed %.0e)", " (error %.1e, permitido %.0e)"),
                        error(expected, actual),
                        tolerance);
    }

    /** Two numbers with as few digits as show that they differ. */
    private static String[] show(double a, double b) {
        for (int digits : new int[] {6, 9, 12}) {
            String format = "%." + digits + "g";
            String[] shown = {String.format(Locale.ROOT, format, a), String.format(Locale.ROOT, format, b)};
            if (!shown[0].equals(shown[1])) {
                return shown;
            }
        }
        return new String[] {Double.toString(a), Double.toString(b)};
    }

    /**
     * What all numbers together betray: a sign, a factor, all zeros, the same numbers in other places. Empty if
     * nothing.
     */
    static String pattern(double[] expected, double[] actual, double tolerance) {
        if (Arrays.stream(actual).allMatch(a -> a == 0)) {
            return Language.pick(". All numbers are 0", ". Todos los números son 0");
        }
        double dot = 0;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            dot += expected[i] * actual[i];
            squares += expected[i] * expected[i];
        }
        double factor = squares == 0 ? 0 : dot / squares;
        if (expected.length > 1
                && factor != 0
                && close(Arrays.stream(expected).map(e -> e * factor).toArray(), actual, tolerance)) {
            if (Math.abs(factor + 1) < 1e-6) {
                return Language.pick(". All signs are the wrong way round", ". Todos los signos están al revés");
            }
            return String.format(
                    Locale.ROOT,
                    Language.pick(
                            ". All numbers are %.4g times the right ones: a sum in place of a mean, or the other way round?",
                            ". Todos los números son %.4g veces los buenos: ¿una suma en lugar de una media, o al revés?"),
                    factor);
        }
        double[] e = expected.clone();
        double[] a = actual.clone();
        Arrays.sort(e);
        Arrays.sort(a);
        if (expected.length > 1 && e[0] != e[e.length - 1] && close(e, a, tolerance)) {
            return Language.pick(
                    ". The numbers are right but in other places: a transpose, or reshape in place of permute?",
                    ". Los números son los buenos, pero en otros sitios: ¿una traspuesta, o reshape en lugar de permute?");
        }
        return "";
    }

    /** The likely cause of a wrong result, as the end of a message; empty if none is known. */
    static String likely(double[] expected, double[] actual, double tolerance, Cause... causes) {
        for (Cause cause : causes) {
            if (cause.wrong().length() == actual.length
                    && close(numbers(cause.wrong()), actual, Math.max(tolerance, 1e-6))) {
                return Language.pick(". It looks as if: ", ". Parece que: ") + Language.pick(cause.en(), cause.es());
            }
        }
        return pattern(expected, actual, Math.max(tolerance, 1e-6));
    }

    /** The place of the first number that is NaN or infinite; -1 if there is none. */
    static int notFinite(INDArray array) {
        double[] numbers = numbers(array);
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                return i;
            }
        }
        return -1;
    }

    /** The numbers of an array in row order, also of a view. */
    static double[] numbers(INDArray array) {
        return array.isEmpty() ? new double[0] : array.dup('c').data().asDouble();
    }

    static String show(long[] shape) {
        return Arrays.toString(shape).replace('[', '(').replace(']', ')');
    }

    static String show(Object value) {
        String text = value instanceof String s
                ? "\"" + s + "\""
                : value != null && value.getClass().isArray()
                        ? Arrays.deepToString(new Object[] {value}).replaceAll("^\\[|\\]$", "")
                        : String.valueOf(value);
        return text.length() <= 120
                ? text
                : String.format(Locale.ROOT, "%s … (%d)", text.substring(0, 120), text.length());
    }
}
