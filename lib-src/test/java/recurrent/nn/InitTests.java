package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

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
