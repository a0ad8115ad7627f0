package recurrent.nn.fast;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Parameters;

/** Random parameters and batches, and the cells written once more as plain loops over doubles. */
final class Example {
    private Example() {}

    static INDArray random(Random random, double sigma, int... shape) {
        double[] values = new double[shape[0] * shape[1]];
        for (int i = 0; i < values.length; i++) {
            values[i] = sigma * random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(shape);
    }

    /** Parameters of a cell, DOUBLE; biases are not zero. */
    static Parameters cell(FastKind kind, int d, int h, long seed) {
        Random random = new Random(seed);
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put(kind.Wx, random(random, 0.7, d, kind.gates * h));
        arrays.put(kind.Wh, random(random, 0.7 / Math.sqrt(h), h, kind.gates * h));
        arrays.put(kind.bx, random(random, 0.3, 1, kind.gates * h));
        if (kind.bh != null) {
            arrays.put(kind.bh, random(random, 0.3, 1, kind.gates * h));
        }
        return Parameters.of(arrays);
    }

    /** Parameters of a language model, DOUBLE. */
    static Parameters model(FastKind kind, int V, int h, long seed) {
        Random random = new Random(seed + 1);
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("Whq", random(random, 0.7, h, V));
        arrays.put("bq", random(random, 0.3, 1, V));
        return Parameters.join(cell(kind, V, h, seed), Parameters.of(arrays));
    }

    static Parameters inFloat(Parameters parameters) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        parameters.names().forEach(name -> arrays.put(name, parameters.get(name).castTo(DataType.FLOAT)));
        return Parameters.of(arrays);
    }

    static int[][] symbols(int n, int T, int V, long seed) {
        Random random = new Random(seed);
        int[][] symbols = new int[n][T];
        for (int[] row : symbols) {
            for (int t = 0; t < T; t++) {
                row[t] = random.nextInt(V);
            }
        }
        return symbols;
    }

    static double relativeError(INDArray a, INDArray b) {
        return a.castTo(DataType.DOUBLE).distance2(b.castTo(DataType.DOUBLE))
                / Math.max(1e-9, b.norm2Number().doubleValue());
    }

    /** One step for one sequence: {H, C} after it. */
    static double[][] step(FastKind kind, Parameters p, double[] x, double[][] before) {
        int h = before[0].length;
        double[] H = new double[h];
        double[] C = new double[h];
        for (int j = 0; j < h; j++) {
            double c = before[1][j];
            double past = before[0][j];
            switch (kind) {
                case RNN -> H[j] = Math.tanh(sum(kind, p, x, before[0], j));
                case LSTM -> {
                    C[j] = sigmoid(sum(kind, p, x, before[0], h + j)) * c
                            + sigmoid(sum(kind, p, x, before[0], j)) * Math.tanh(sum(kind, p, x, before[0], 3 * h + j));
                    H[j] = sigmoid(sum(kind, p, x, before[0], 2 * h + j)) * Math.tanh(C[j]);
                }
                case GRU, GRU_RESET_AFTER -> {
                    double z = sigmoid(sum(kind, p, x, before[0], h + j));
                    H[j] = z * past + (1 - z) * Math.tanh(candidate(kind, p, x, before[0], j));
                }
            }
        }
        return new double[][] {H, C};
    }

    private static double candidate(FastKind kind, Parameters p, double[] x, double[] H, int j) {
        int h = H.length;
        if (kind == FastKind.GRU_RESET_AFTER) {
            double r = sigmoid(sum(kind, p, x, H, j));
            return dot(x, p.get("Wx"), 2 * h + j)
                    + p.get("bx").getDouble(0, 2 * h + j)
                    + r * (dot(H, p.get("Wh"), 2 * h + j) + p.get("bh").getDouble(0, 2 * h + j));
        }
        double[] reset = new double[h];
        for (int i = 0; i < h; i++) {
            reset[i] = sigmoid(sum(kind, p, x, H, i)) * H[i];
        }
        return sum(kind, p, x, reset, 2 * h + j);
    }

    private static double sum(FastKind kind, Parameters p, double[] x, double[] H, int column) {
        double b = p.get(kind.bx).getDouble(0, column)
                + (kind.bh == null ? 0 : p.get(kind.bh).getDouble(0, column));
        return dot(x, p.get(kind.Wx), column) + dot(H, p.get(kind.Wh), column) + b;
    }

    static double dot(double[] x, INDArray W, int column) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * W.getDouble(i, column);
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
