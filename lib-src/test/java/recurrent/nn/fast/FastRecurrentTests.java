package recurrent.nn.fast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.GradientCheck;
import recurrent.nn.Parameters;

@DisplayName("The fast recurrent layer")
class FastRecurrentTests {

    private static double[] random(Random random, int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    private static float[] inFloat(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static float[][] inFloat(double[][] values) {
        float[][] floats = new float[values.length][];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = inFloat(values[i]);
        }
        return floats;
    }

    private static double[][] states(FastKind kind, Random random, int length) {
        return kind == FastKind.LSTM
                ? new double[][] {random(random, length), random(random, length)}
                : new double[][] {random(random, length)};
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static INDArray array(double[] values) {
        return Nd4j.createFromArray(values).reshape(1, values.length);
    }

    @ParameterizedTest(name = "{0}, n={1}, T={2}, d={3}, h={4}")
    @CsvSource({
        "RNN, 1, 1, 1, 1", "RNN, 3, 4, 2, 3", "RNN, 17, 3, 4, 2",
        "LSTM, 1, 1, 1, 1", "LSTM, 3, 4, 2, 3", "LSTM, 17, 3, 4, 2",
        "GRU, 1, 1, 1, 1", "GRU, 3, 4, 2, 3", "GRU, 17, 3, 4, 2",
        "GRU_RESET_AFTER, 1, 1, 1, 1", "GRU_RESET_AFTER, 3, 4, 2, 3", "GRU_RESET_AFTER, 17, 3, 4, 2"
    })
    @DisplayName("has the right gradients of parameters, inputs and first state, in double precision")
    void gradientCheck(FastKind kind, int n, int T, int d, int h) throws Exception {
        Random random = new Random(5);
        Parameters parameters = Example.cell(kind, d, h, 3);
        double[] X = random(random, T * n * d);
        double[][] start = states(kind, random, n * h);
        double[] dY = random(random, T * n * h);
        double[][] dLast = states(kind, random, n * h);
        Object layer = DoubleFastPath.of("FastRecurrent", kind.name(), d, h);
        Parameters gradients = parameters.zerosLike();
        double[] dX = new double[X.length];
        DoubleFastPath.call(layer, "forward", parameters, X, T, n, start);
        double[][] dStart = (double[][]) DoubleFastPath.call(layer, "backward", dY, dLast, gradients, dX);

        Map<String, INDArray> all = new LinkedHashMap<>();
        Map<String, INDArray> analytic = new LinkedHashMap<>();
        parameters.names().forEach(name -> {
            all.put(name, parameters.get(name));
            analytic.put(name, gradients.get(name));
        });
        all.put("X", array(X));
        analytic.put("X", array(dX));
        for (int i = 0; i < start.length; i++) {
            all.put("start" + i, array(start[i]));
            analytic.put("start" + i, array(dStart[i]));
        }
        GradientCheck.Report report = GradientCheck.check(Parameters.of(all), Parameters.of(analytic), () -> {
            double[][] from = new double[start.length][];
            for (int i = 0; i < from.length; i++) {
                from[i] = all.get("start" + i).toDoubleVector();
            }
            Object output = DoubleFastPath.call(
                    layer, "forward", parameters, all.get("X").toDoubleVector(), T, n, from);
            double loss = dot((double[]) DoubleFastPath.call(output, "Y"), dY);
            double[][] last = (double[][]) DoubleFastPath.call(output, "last");
            for (int i = 0; i < last.length; i++) {
                loss += dot(last[i], dLast[i]);
            }
            return loss;
        });
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(FastKind.class)
    @DisplayName("says what plain loops over the equations say")
    void plainLoops(FastKind kind) {
        int n = 18;
        int T = 4;
        int d = 3;
        int h = 5;
        Random random = new Random(8);
        Parameters p = Example.cell(kind, d, h, 4);
        double[] X = random(random, T * n * d);
        double[][] start = states(kind, random, n * h);
        FastRecurrent.Output output =
                FastRecurrent.of(kind, d, h).forward(Example.inFloat(p), inFloat(X), T, n, inFloat(start));
        for (int i = 0; i < n; i++) {
            double[][] state = {new double[h], new double[h]};
            for (int k = 0; k < start.length; k++) {
                System.arraycopy(start[k], i * h, state[k], 0, h);
            }
            for (int t = 0; t < T; t++) {
                double[] x = new double[d];
                System.arraycopy(X, (t * n + i) * d, x, 0, d);
                state = Example.step(kind, p, x, state);
                for (int j = 0; j < h; j++) {
                    assertEquals(state[0][j], output.Y()[(t * n + i) * h + j], 1e-5);
                }
            }
            for (int k = 0; k < output.last().length; k++) {
                for (int j = 0; j < h; j++) {
                    assertEquals(state[k][j], output.last()[k][i * h + j], 1e-5);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(FastKind.class)
    @DisplayName("says in float what it says in double, also when nothing but the last state counts")
    void floatIsCloseToDouble(FastKind kind) throws Exception {
        int d = 10;
        int h = 32;
        Parameters exact = Example.cell(kind, d, h, 4);
        Parameters rounded = Example.inFloat(exact);
        FastRecurrent fast = FastRecurrent.of(kind, d, h);
        Object precise = DoubleFastPath.of("FastRecurrent", kind.name(), d, h);
        for (int T : new int[] {6, 9, 5}) {
            int n = 40 + 5 * T; // the last one fits into the buffers of those before
            Random random = new Random(T);
            double[] X = random(random, T * n * d);
            double[][] dLast = states(kind, random, n * h);
            Parameters expected = exact.zerosLike();
            Parameters gradients = rounded.zerosLike();
            fast.forward(rounded, inFloat(X), T, n, null);
            float[][] dStart = fast.backward(null, inFloat(dLast), gradients, null);
            DoubleFastPath.call(precise, "forward", exact, X, T, n, null);
            double[][] dStartExpected =
                    (double[][]) DoubleFastPath.call(precise, "backward", null, dLast, expected, null);
            for (String name : expected.names()) {
                double error = Example.relativeError(gradients.get(name), expected.get(name));
                assertTrue(error < 2e-5, () -> name + ": relative error " + error);
            }
            for (int i = 0; i < dStart.length; i++) {
                assertArrayEquals(inFloat(dStartExpected[i]), dStart[i], 2e-5f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FastKind.class)
    @DisplayName("gives the same bits on one, two and four threads")
    void threadsDoNotMatter(FastKind kind) throws Exception {
        Parameters p = Example.inFloat(Example.cell(kind, 4, 8, 3));
        Parameters[] gradients = {p.zerosLike(), p.zerosLike(), p.zerosLike()};
        float[][] dX = new float[3][5 * 600 * 4];
        float[] X = inFloat(random(new Random(1), 5 * 600 * 4));
        float[] dY = inFloat(random(new Random(2), 5 * 600 * 8));
        for (int i = 0; i < 3; i++) {
            int which = i;
            ForkJoinPool pool = new ForkJoinPool(1 << i);
            pool.submit(() -> {
                        FastRecurrent layer = FastRecurrent.of(kind, 4, 8);
                        layer.forward(p, X, 5, 600, null);
                        layer.backward(dY, null, gradients[which], dX[which]);
                    })
                    .get();
            pool.shutdown();
            assertArrayEquals(dX[0], dX[i]);
            for (String name : p.names()) {
                assertEquals(0, gradients[0].get(name).distance2(gradients[i].get(name)), name);
            }
        }
    }

    @Test
    @DisplayName("says what is wrong with an argument, and that backward uses forward up")
    void badInput() {
        Parameters p = Example.inFloat(Example.cell(FastKind.LSTM, 2, 3, 3));
        FastRecurrent layer = FastRecurrent.of(FastKind.LSTM, 2, 3);
        float[] X = new float[4 * 5 * 2];
        float[] dY = new float[4 * 5 * 3];
        assertThrows(IllegalStateException.class, () -> layer.backward(dY, null, p.zerosLike(), null));
        assertThrows(IllegalArgumentException.class, () -> layer.forward(p, X, 4, 4, null));
        assertThrows(IllegalArgumentException.class, () -> layer.forward(p, new float[0], 0, 5, null));
        assertThrows(IllegalArgumentException.class, () -> layer.forward(p, X, 4, 5, new float[1][15]));
        layer.forward(p, X, 4, 5, null);
        assertThrows(IllegalArgumentException.class, () -> layer.backward(X, null, p.zerosLike(), null));
        layer.backward(dY, null, p.zerosLike(), null);
        assertThrows(IllegalStateException.class, () -> layer.backward(dY, null, p.zerosLike(), null));
    }
}
