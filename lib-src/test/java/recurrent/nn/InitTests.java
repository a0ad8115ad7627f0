package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("First values of parameters")
class InitTests {
    @Test
    @DisplayName("uniform: between −a and a, of variance a²/3")
    void uniform() {
        INDArray W = Init.uniform(new Random(1), 0.5, DataType.DOUBLE, 300, 200);
        assertTrue(W.normmaxNumber().doubleValue() <= 0.5);
        assertEquals(0, W.meanNumber().doubleValue(), 0.005);
        assertEquals(0.25 / 3, W.varNumber().doubleValue(), 0.001);
    }

    @Test
    @DisplayName("Xavier: uniform between −√(6/(rows + cols)) and that, of variance 2/(rows + cols)")
    void xavier() {
        INDArray W = Init.xavier(new Random(1), DataType.DOUBLE, 300, 200);
        double a = Math.sqrt(6.0 / 500);
        assertArrayEquals(new long[] {300, 200}, W.shape());
        assertTrue(W.normmaxNumber().doubleValue() <= a);
        assertTrue(W.normmaxNumber().doubleValue() > 0.999 * a);
        assertEquals(0, W.meanNumber().doubleValue(), 0.001);
        assertEquals(2.0 / 500, W.varNumber().doubleValue(), 0.0001);
        assertEquals(W, Init.xavier(new Random(1), DataType.DOUBLE, 300, 200));
        assertNotEquals(W, Init.xavier(new Random(2), DataType.DOUBLE, 300, 200));
        assertEquals(
                DataType.FLOAT, Init.xavier(new Random(1), DataType.FLOAT, 2, 3).dataType());
    }

    @Test
    @DisplayName("normal: of mean 0 and the standard deviation asked for")
    void normal() {
        INDArray W = Init.normal(0.3).draw(new Random(1), DataType.DOUBLE, 300, 200);
        assertArrayEquals(new long[] {300, 200}, W.shape());
        assertEquals(0, W.meanNumber().doubleValue(), 0.005);
        assertEquals(0.3, W.stdNumber().doubleValue(), 0.005);
    }

    @Test
    @DisplayName("a way of drawing can be handed on, one of your own, too; the numbers are those of the method")
    void asAnArgument() {
        DataType type = DataType.DOUBLE;
        assertEquals(
                Init.normal(new Random(1), 0.3, type, 3, 4), Init.normal(0.3).draw(new Random(1), type, 3, 4));
        assertEquals(
                Init.uniform(new Random(1), 0.3, type, 3, 4), Init.uniform(0.3).draw(new Random(1), type, 3, 4));
        assertEquals(Init.xavier(new Random(1), type, 3, 4), Init.xavier().draw(new Random(1), type, 3, 4));
        Init ones = (random, t, rows, cols) -> Nd4j.ones(t, rows, cols);
        RnnCell cell = RnnCell.random(3, 4, ones, DataType.FLOAT, 1);
        assertEquals(Nd4j.ones(DataType.FLOAT, 3, 4), cell.Wxh());
        assertEquals(Nd4j.ones(DataType.FLOAT, 4, 4), cell.Whh());
        assertEquals(Nd4j.zeros(DataType.FLOAT, 1, 4), cell.bh());
    }

    @Test
    @DisplayName(
            "every random factory: the same seed gives the same numbers, another seed others, of the type asked for")
    void factories() {
        Init init = Init.uniform(0.5);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            List<LongFunction<Parameters>> factories = List.of(
                    seed -> RnnCell.random(3, 4, init, type, seed).parameters(),
                    seed -> LstmCell.random(3, 4, init, type, seed).parameters(),
                    seed -> GruCell.random(3, 4, init, type, seed).parameters(),
                    seed -> ResetAfterGruCell.random(3, 4, init, type, seed).parameters(),
                    seed -> OutputLayer.random(3, 4, init, type, seed).parameters(),
                    seed -> Embedding.random(3, 4, init, type, seed).parameters(),
                    seed -> DenseLayer.random(3, 4, Activation.TANH, init, type, seed)
                            .parameters(""),
                    seed -> Mlp.random(new int[] {3, 4, 2}, Activation.TANH, Activation.IDENTITY, init, type, seed)
                            .parameters());
            for (LongFunction<Parameters> factory : factories) {
                Parameters one = factory.apply(1);
                assertEquals(one.arrays(), factory.apply(1).arrays());
                assertNotEquals(one.arrays(), factory.apply(2).arrays());
                one.arrays().forEach(a -> assertEquals(type, a.dataType()));
                assertTrue(one.arrays().get(0).normmaxNumber().doubleValue() <= 0.5);
            }
        }
    }

    @Test
    @DisplayName("a perceptron of one size has no layer, and is refused")
    void sizes() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Mlp.random(new int[] {3}, Activation.TANH, Activation.TANH, 1));
        assertEquals("sizes: expected the inputs and the neurons of at least one layer, got 1", e.getMessage());
    }

    @ParameterizedTest(name = "n={0}")
    @ValueSource(ints = {1, 2, 5, 32, 128})
    @DisplayName("orthogonal: QᵀQ = QQᵀ = I, and lengths stay")
    void orthogonal(int n) {
        INDArray Q = Init.orthogonal(new Random(n), DataType.DOUBLE, n);
        INDArray I = Nd4j.eye(n).castTo(DataType.DOUBLE);
        assertEquals(0, Q.transpose().mmul(Q).sub(I).normmaxNumber().doubleValue(), 1e-10);
        assertEquals(0, Q.mmul(Q.transpose()).sub(I).normmaxNumber().doubleValue(), 1e-10);
        INDArray x = Init.normal(new Random(1), 1, DataType.DOUBLE, 1, n);
        INDArray y = x;
        for (int i = 0; i < 100; i++) {
            y = y.mmul(Q);
        }
        assertEquals(x.norm2Number().doubleValue(), y.norm2Number().doubleValue(), 1e-10 * Math.max(1, n));
        assertEquals(Q, Init.orthogonal(new Random(n), DataType.DOUBLE, n));
        INDArray floats = Init.orthogonal(new Random(n), DataType.FLOAT, n);
        assertEquals(DataType.FLOAT, floats.dataType());
        assertTrue(floats.castTo(DataType.DOUBLE).distance2(Q) < 1e-6);
    }

    @Test
    @DisplayName("orthogonal: no direction is preferred, the corner has mean 0 over many draws")
    void signs() {
        Random random = new Random(1);
        double sum = 0;
        for (int i = 0; i < 2000; i++) {
            sum += Init.orthogonal(random, DataType.DOUBLE, 2).getDouble(0, 0);
        }
        assertEquals(0, sum / 2000, 0.06); // its standard deviation is 0.016
    }

    @Test
    @DisplayName("orthogonal: columns that are almost the same are no trouble")
    void almostDependent() {
        Random unlucky = new Random(1) {
            private static final long serialVersionUID = 1;

            @Override
            public double nextGaussian() {
                return 1 + 1e-8 * super.nextGaussian();
            }
        };
        INDArray Q = Init.orthogonal(unlucky, DataType.DOUBLE, 16);
        INDArray I = Nd4j.eye(16).castTo(DataType.DOUBLE);
        assertEquals(0, Q.transpose().mmul(Q).sub(I).normmaxNumber().doubleValue(), 1e-10);
    }
}
