package recurrent.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.nn.Parameters;

/**
 * What a sheet says that a line gives: a shape {@code (n, 4h)}, numbers {@code [[1, 2]]}, parameters with their shapes
 * {@code Wxh (d, h) · bh (1, h)}, or the text of the value.
 */
final class Expected {
    private static final double CLOSE = 1e-6;
    private static final Pattern NAMED = Pattern.compile("(\\w+) (\\([^)]*\\))");

    private Expected() {}

    /** What is wrong with a value; empty if nothing is. */
    static String problem(Object value, String expected, Map<String, Integer> sizes) throws Exception {
        if (expected.startsWith("(")) {
            long[] shape = shape(expected, sizes);
            return value instanceof INDArray array
                    ? said(Arrays.equals(shape, array.shape()), expected, Arrays.toString(array.shape()))
                    : "has no shape: " + value;
        }
        if (expected.startsWith("[")) {
            return numbers(value, expected);
        }
        if (NAMED.matcher(expected).lookingAt()) {
            Parameters parameters =
                    (Parameters) value.getClass().getMethod("parameters").invoke(value);
            List<String> wanted = new ArrayList<>();
            Matcher named = NAMED.matcher(expected);
            while (named.find()) {
                wanted.add(named.group(1) + " " + Arrays.toString(shape(named.group(2), sizes)));
            }
            List<String> got = parameters.names().stream()
                    .map(name ->
                            name + " " + Arrays.toString(parameters.get(name).shape()))
                    .toList();
            return said(wanted.equals(got), wanted.toString(), got.toString());
        }
        return said(expected.equals(String.valueOf(value)), expected, String.valueOf(value));
    }

    private static String numbers(Object value, String expected) throws IOException {
        INDArray got = value instanceof INDArray array
                ? array
                : value instanceof long[] longs
                        ? Nd4j.createFromArray(longs)
                        : value instanceof double[][] rows ? Nd4j.createFromArray(rows) : null;
        if (got == null) {
            return "holds no numbers: " + value;
        }
        JsonNode json = new ObjectMapper().readTree(expected);
        boolean matrix = json.path(0).isArray();
        int rows = json.size();
        double[] all = new double[matrix ? rows * json.path(0).size() : rows];
        for (int i = 0; i < all.length; i++) {
            int columns = matrix ? json.path(0).size() : 1;
            all[i] = (matrix ? json.path(i / columns).path(i % columns) : json.path(i)).asDouble();
        }
        long[] shape = matrix ? new long[] {rows, json.path(0).size()} : new long[] {rows};
        double[] flat = got.dup('c').reshape(-1).toDoubleVector();
        boolean same = Arrays.equals(shape, got.shape()) && flat.length == all.length;
        for (int i = 0; same && i < all.length; i++) {
            same = Math.abs(flat[i] - all[i]) <= CLOSE * Math.max(1, Math.abs(all[i]));
        }
        return said(same, expected, Arrays.toString(got.shape()) + " " + Arrays.toString(flat));
    }

    static long[] shape(String text, Map<String, Integer> sizes) {
        return Arrays.stream(text.substring(1, text.length() - 1).split(", "))
                .mapToLong(size -> {
                    Matcher parts = Pattern.compile("(\\d*)([A-Za-z]?)").matcher(size);
                    if (!parts.matches() || !parts.group(2).isEmpty() && !sizes.containsKey(parts.group(2))) {
                        throw new AssertionError("no size is called " + size + " in " + text);
                    }
                    long factor = parts.group(1).isEmpty() ? 1 : Long.parseLong(parts.group(1));
                    return parts.group(2).isEmpty() ? factor : factor * sizes.get(parts.group(2));
                })
                .toArray();
    }

    private static String said(boolean right, String expected, String got) {
        return right ? "" : "the sheet says " + expected + ", it gives " + got;
    }
}
