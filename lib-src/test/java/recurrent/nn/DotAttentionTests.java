package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.alone;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.mask;
import static recurrent.nn.LayerChecks.normal;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Attention by dot products")
class DotAttentionTests {
    @ParameterizedTest(name = "scaled: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("weights and context equal loops over plain doubles, with padding")
    void equalsLoops(boolean scaled) {
        INDArray Q = normal(1, 3, 2, 4);
        INDArray K = normal(2, 5, 2, 4);
        INDArray V = normal(3, 5, 2, 6);
        int[] lengths = {5, 3};
        Mask mask = mask(5, lengths);
        DotAttention.Attended seen = new DotAttention(scaled).forward(Q, K, V, mask);
        assertEquals(mask(5, lengths), mask, "the mask is only read");
        assertArrayEquals(new long[] {2, 3, 5}, seen.weights().shape());
        assertArrayEquals(new long[] {3, 2, 6}, seen.context().shape());
        for (int i = 0; i < 2; i++) {
            for (int q = 0; q < 3; q++) {
                double[] e = new double[5];
                double sum = 0;
                for (int t = 0; t < lengths[i]; t++) {
                    double score = 0;
                    for (int j = 0; j < 4; j++) {
                        score += Q.getDouble(q, i, j) * K.getDouble(t, i, j);
                    }
                    e[t] = Math.exp(scaled ? score / 2 : score);
                    sum += e[t];
                }
                double[] context = new double[6];
                for (int t = 0; t < 5; t++) {
                    assertEquals(e[t] / sum, seen.weights().getDouble(i, q, t), 1e-12);
                    for (int j = 0; j < 6; j++) {
                        context[j] += e[t] / sum * V.getDouble(t, i, j);
                    }
                }
                for (int j = 0; j < 6; j++) {
                    assertEquals(context[j], seen.context().getDouble(q, i, j), 1e-12);
                }
            }
        }
    }

    @Test
    @DisplayName("each row of weights sums to 1, and padding has weight 0 exactly, in FLOAT, too")
    void rowsSumToOne() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray K = normal(2, 5, 2, 4).muli(20).castTo(type);
            INDArray weights = new DotAttention(false)
                    .forward(normal(1, 3, 2, 4).castTo(type), K, K, mask(5, 5, 2))
                    .weights();
            assertEquals(type, weights.dataType());
            INDArray sums = weights.sum(2);
            assertTrue(distance(sums, sums.ulike().assign(1)) < 1e-6);
            for (int q = 0; q < 3; q++) {
                for (int t = 2; t < 5; t++) {
                    assertEquals(0, weights.getDouble(1, q, t));
                }
            }
        }
    }

    @Test
    @DisplayName("one key alone gets all the weight; a query that fits one of many looks there")
    void looksWhereItFits() {
        INDArray V = normal(3, 1, 2, 4);
        INDArray seen = new DotAttention(true)
                .forward(normal(1, 3, 2, 4), normal(2, 1, 2, 4), V, Mask.none())
                .context();
        for (int q = 0; q < 3; q++) {
            assertEquals(Sequences.at(V, 0), Sequences.at(seen, q));
        }
        INDArray K = Nd4j.eye(4).castTo(DataType.DOUBLE).reshape(4, 1, 4);
        INDArray weights =
                new DotAttention(false).forward(K.mul(50), K, K, Mask.none()).weights();
        assertTrue(distance(weights.reshape(4, 4), K.reshape(4, 4)) < 1e-12);
    }

    @ParameterizedTest(name = "T''={0}, T={1}, n={2}, h={3}, v={4}, scaled: {5}")
    @CsvSource({"1, 1, 1, 1, 1, false", "3, 5, 2, 4, 4, true", "2, 4, 1, 3, 5, false", "1, 3, 3, 2, 1, true"})
    @DisplayName("the gradient check passes on queries, keys and values, with and without a mask")
    void gradientCheck(int queries, int T, int n, int h, int v, boolean scaled) {
        DotAttention attention = new DotAttention(scaled);
        INDArray Q = normal(1, queries, n, h);
        INDArray K = normal(2, T, n, h);
        INDArray V = normal(3, T, n, v);
        INDArray dContext = normal(4, queries, n, v);
        int[] lengths = new int[n];
        java.util.Arrays.setAll(lengths, i -> Math.max(1, T - i));
        for (Mask mask : new Mask[] {Mask.none(), mask(T, lengths)}) {
            DotAttention.Gradients g = attention.backward(attention.forward(Q, K, V, mask), dContext);
            GradientCheck.Report report = GradientCheck.check(
                    named(Q, K, V),
                    named(g.dQ(), g.dK(), g.dV()),
                    () -> LayerChecks.sum(attention.forward(Q, K, V, mask).context(), dContext));
            assertTrue(report.max() < 1e-6, report::toString);
        }
    }

    private static Parameters named(INDArray Q, INDArray K, INDArray V) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("Q", Q);
        arrays.put("K", K);
        arrays.put("V", V);
        return Parameters.of(arrays);
    }

    @Test
    @DisplayName("a padded batch is each sequence alone")
    void paddedEqualsAlone() {
        INDArray Q = normal(1, 3, 2, 4);
        INDArray K = normal(2, 5, 2, 4);
        DotAttention attention = new DotAttention(true);
        INDArray context = attention.forward(Q, K, K, mask(5, 5, 2)).context();
        for (int i = 0; i < 2; i++) {
            INDArray own = alone(K, i, i == 0 ? 5 : 2);
            INDArray one =
                    attention.forward(alone(Q, i, 3), own, own, Mask.none()).context();
            assertTrue(distance(one, alone(context, i, 3)) < 1e-12);
        }
    }

    @Test
    @DisplayName("keys of another width, and a mask of another length, are refused")
    void refused() {
        DotAttention attention = new DotAttention(false);
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> attention.forward(normal(1, 3, 2, 4), normal(2, 5, 2, 3), normal(2, 5, 2, 3), Mask.none()));
        assertEquals("K: expected shape (any, 2, 4), got (5, 2, 3)", e.getMessage());
        INDArray K = normal(2, 5, 2, 4);
        assertThrows(IllegalArgumentException.class, () -> attention.forward(K, K, K, mask(4, 4, 4)));
    }
}
