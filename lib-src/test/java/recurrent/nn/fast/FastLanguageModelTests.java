package recurrent.nn.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.GradientCheck;
import recurrent.nn.Parameters;

@DisplayName("The fast language model")
class FastLanguageModelTests {

    @ParameterizedTest(name = "{0}, n={1}, T={2}, V={3}, h={4}")
    @CsvSource({
        "RNN, 1, 1, 2, 1", "RNN, 3, 4, 5, 3", "RNN, 17, 3, 4, 2",
        "LSTM, 1, 1, 2, 1", "LSTM, 3, 4, 5, 3", "LSTM, 17, 3, 4, 2",
        "GRU, 1, 1, 2, 1", "GRU, 3, 4, 5, 3", "GRU, 17, 3, 4, 2",
        "GRU_RESET_AFTER, 1, 1, 2, 1", "GRU_RESET_AFTER, 3, 4, 5, 3", "GRU_RESET_AFTER, 17, 3, 4, 2"
    })
    @DisplayName("has the gradients that wiggling every parameter gives, in double precision")
    void gradientCheck(FastKind kind, int n, int T, int V, int h) throws Exception {
        Parameters parameters = Example.model(kind, V, h, 3);
        int[][] inputs = Example.symbols(n, T, V, 1);
        int[][] targets = Example.symbols(n, T, V, 2);
        Object model = DoubleFastPath.of("FastLanguageModel", kind.name(), V, h);
        Parameters gradients = parameters.zerosLike();
        DoubleFastPath.call(model, "lossAndGradients", parameters, inputs, targets, gradients);
        GradientCheck.Report report = GradientCheck.check(
                parameters, gradients, () -> (double) DoubleFastPath.call(model, "loss", parameters, inputs, targets));
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @ParameterizedTest(name = "{0}, n={1}, T={2}, V={3}, h={4}")
    @CsvSource({
        "RNN, 65, 5, 28, 32", "LSTM, 65, 5, 28, 32", "GRU, 65, 5, 28, 32", "GRU_RESET_AFTER, 65, 5, 28, 32",
        "RNN, 600, 2, 3, 4", "LSTM, 600, 2, 3, 4", "GRU, 1, 7, 90, 40", "LSTM, 40, 31, 17, 16"
    })
    @DisplayName("says in float what it says in double, also in its second batch, of another size")
    void floatIsCloseToDouble(FastKind kind, int n, int T, int V, int h) throws Exception {
        Parameters exact = Example.model(kind, V, h, 3);
        Parameters rounded = Example.inFloat(exact);
        FastLanguageModel fast = FastLanguageModel.of(kind, V, h);
        Object precise = DoubleFastPath.of("FastLanguageModel", kind.name(), V, h);
        int[][] sizes = {{n, T}, {n / 2 + 1, T + 2}, {n, T}};
        for (int[] size : sizes) {
            int[][] inputs = Example.symbols(size[0], size[1], V, size[1]);
            int[][] targets = Example.symbols(size[0], size[1], V, size[0]);
            Parameters expected = exact.zerosLike();
            Parameters gradients = rounded.zerosLike();
            double loss = (double) DoubleFastPath.call(precise, "lossAndGradients", exact, inputs, targets, expected);
            assertEquals(loss, fast.lossAndGradients(rounded, inputs, targets, gradients), 1e-5);
            assertEquals(loss, fast.loss(rounded, inputs, targets), 1e-5);
            for (String name : expected.names()) {
                double error = Example.relativeError(gradients.get(name), expected.get(name));
                assertTrue(error < 2e-5, () -> name + ": relative error " + error);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FastKind.class)
    @DisplayName("and the reader say what plain loops over the equations say")
    void plainLoops(FastKind kind) {
        int V = 7;
        int h = 5;
        int T = 9;
        Parameters p = Example.model(kind, V, h, 4);
        int[][] inputs = Example.symbols(1, T, V, 5);
        int[][] targets = Example.symbols(1, T, V, 6);
        FastReader reader = FastReader.of(kind, Example.inFloat(p));
        for (int again = 0; again < 2; again++) {
            double loss = 0;
            double[][] state = {new double[h], new double[h]};
            reader.reset();
            for (int t = 0; t < T; t++) {
                double[] x = new double[V];
                x[inputs[0][t]] = 1;
                state = Example.step(kind, p, x, state);
                float[] scores = reader.read(inputs[0][t]);
                double sum = 0;
                for (int v = 0; v < V; v++) {
                    double score =
                            Example.dot(state[0], p.get("Whq"), v) + p.get("bq").getDouble(0, v);
                    assertEquals(score, scores[v], 1e-5);
                    sum += Math.exp(score);
                    loss -= v == targets[0][t] ? score / T : 0;
                }
                loss += Math.log(sum) / T;
                for (int j = 0; j < h; j++) {
                    assertEquals(state[0][j], reader.state()[j], 1e-5);
                }
            }
            FastLanguageModel fast = FastLanguageModel.of(kind, V, h);
            assertEquals(loss, fast.loss(Example.inFloat(p), inputs, targets), 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(FastKind.class)
    @DisplayName("gives the same bits on one, two and four threads")
    void threadsDoNotMatter(FastKind kind) throws Exception {
        Parameters p = Example.inFloat(Example.model(kind, 9, 8, 3));
        int[][] inputs = Example.symbols(1000, 5, 9, 1);
        int[][] targets = Example.symbols(1000, 5, 9, 2);
        Parameters one = p.zerosLike();
        double lossOne = on(1, p, kind, inputs, targets, one);
        for (int threads : new int[] {2, 4}) {
            Parameters several = p.zerosLike();
            assertEquals(lossOne, on(threads, p, kind, inputs, targets, several));
            for (String name : one.names()) {
                assertEquals(0, one.get(name).distance2(several.get(name)), name);
            }
        }
    }

    private static double on(int threads, Parameters p, FastKind kind, int[][] inputs, int[][] targets, Parameters to)
            throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> FastLanguageModel.of(kind, 9, 8).lossAndGradients(p, inputs, targets, to))
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    @DisplayName("reads parameters that are views or lie in memory in another order")
    void views() {
        Parameters p = Example.inFloat(Example.model(FastKind.LSTM, 4, 3, 3));
        int[][] inputs = Example.symbols(3, 5, 4, 1);
        FastLanguageModel fast = FastLanguageModel.of(FastKind.LSTM, 4, 3);
        Parameters g = p.zerosLike();
        double loss = fast.lossAndGradients(p, inputs, inputs, g);
        Map<String, INDArray> turned = new LinkedHashMap<>();
        Map<String, INDArray> zeros = new LinkedHashMap<>();
        p.names().forEach(name -> {
            turned.put(name, p.get(name).dup('f'));
            zeros.put(name, p.get(name).dup('f').assign(0));
        });
        Parameters to = Parameters.of(zeros);
        assertEquals(loss, fast.lossAndGradients(Parameters.of(turned), inputs, inputs, to));
        g.names().forEach(name -> assertEquals(0, g.get(name).distance2(to.get(name)), name));
    }

    @Test
    @DisplayName("says what is wrong with a batch or a parameter")
    void badInput() {
        Parameters exact = Example.model(FastKind.GRU, 4, 3, 3);
        Parameters p = Example.inFloat(exact);
        FastLanguageModel fast = FastLanguageModel.of(FastKind.GRU, 4, 3);
        int[][] good = {{0, 1}, {2, 3}};
        int[][] ragged = {{0, 1}, {2}};
        int[][] unknown = {{0, 1}, {2, 4}};
        assertThrows(IllegalArgumentException.class, () -> fast.loss(p, ragged, good));
        assertThrows(IllegalArgumentException.class, () -> fast.loss(p, good, ragged));
        assertThrows(IllegalArgumentException.class, () -> fast.loss(p, unknown, good));
        assertThrows(IllegalArgumentException.class, () -> fast.loss(p, good, unknown));
        assertThrows(IllegalArgumentException.class, () -> fast.loss(p, new int[0][], new int[0][]));
        assertThrows(IllegalArgumentException.class, () -> fast.loss(exact, good, good));
        FastLanguageModel other = FastLanguageModel.of(FastKind.GRU, 4, 5);
        assertThrows(IllegalArgumentException.class, () -> other.loss(p, good, good));
        assertThrows(IllegalArgumentException.class, () -> FastReader.of(FastKind.GRU, p)
                .read(4));
    }
}
