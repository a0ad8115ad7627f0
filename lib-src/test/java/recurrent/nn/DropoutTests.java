package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Dropout")
class DropoutTests {
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    @DisplayName("drops about the share it should, and keeps the mean of 100 000 activations within 2 %")
    void mean(double rate) {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 1000, 100);
        INDArray Y =
                new Dropout(rate).forward(ones, Mode.training(new Random(1))).Y();
        double mean = Y.meanNumber().doubleValue();
        assertEquals(1, mean, 0.02);
        assertEquals(rate, Y.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue(), 0.01);
        assertEquals(1 / (1 - rate), Y.maxNumber().doubleValue(), 1e-6);
        assertEquals(DataType.FLOAT, Y.dataType());
    }

    @Test
    @DisplayName("is the identity outside training, and with rate 0")
    void identity() {
        INDArray X = Init.normal(new Random(1), 1, DataType.DOUBLE, 3, 4);
        Dropout.Run run = new Dropout(0.5).forward(X, Mode.EVALUATION);
        assertSame(X, run.Y());
        assertTrue(run.mask().isEmpty());
        assertSame(X, run.backward(X));
        Random untouched = new Random(7);
        assertSame(X, new Dropout(0).forward(X, Mode.training(untouched)).Y());
        assertEquals(new Random(7).nextInt(), untouched.nextInt());
    }

    @Test
    @DisplayName("the same seed drops the same units, another seed others; the argument is not changed")
    void seeded() {
        INDArray X = Init.normal(new Random(1), 1, DataType.DOUBLE, 6, 7).reshape(2, 3, 7);
        INDArray before = X.dup();
        Dropout half = new Dropout(0.5);
        INDArray Y = half.forward(X, Mode.training(new Random(2))).Y();
        assertArrayEquals(new long[] {2, 3, 7}, Y.shape());
        assertEquals(Y, half.forward(X, Mode.training(new Random(2))).Y());
        assertNotEquals(Y, half.forward(X, Mode.training(new Random(3))).Y());
        assertEquals(before, X);
    }

    @Test
    @DisplayName("backward uses the mask of the forward pass: the gradient check passes")
    void gradientCheck() {
        INDArray X = Init.normal(new Random(1), 1, DataType.DOUBLE, 3, 4);
        INDArray weights = Init.normal(new Random(2), 1, DataType.DOUBLE, 3, 4);
        Dropout some = new Dropout(0.3);
        INDArray dX = some.forward(X, Mode.training(new Random(5))).backward(weights);
        GradientCheck.Report report =
                GradientCheck.check(Parameters.of(Map.of("X", X)), Parameters.of(Map.of("X", dX)), () -> some.forward(
                                X, Mode.training(new Random(5)))
                        .Y()
                        .mul(weights)
                        .sumNumber()
                        .doubleValue());
        assertTrue(report.max() < 1e-9, report::toString);
        assertTrue(dX.eq(0).castTo(DataType.INT32).sumNumber().intValue() > 0, "nothing was dropped");
    }

    @Test
    @DisplayName("five dropouts of 0.5 in a row leave 3 % of the units")
    void five() {
        INDArray Y = Nd4j.ones(DataType.DOUBLE, 100, 1000);
        Random random = new Random(1);
        for (int i = 0; i < 5; i++) {
            Y = new Dropout(0.5).forward(Y, Mode.training(random)).Y();
        }
        assertEquals(0.03125, Y.gt(0).castTo(DataType.DOUBLE).meanNumber().doubleValue(), 0.002);
    }

    @Test
    @DisplayName("a rate of 1, or one that is not a probability, is refused")
    void refused() {
        for (double rate : new double[] {1, -0.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new Dropout(rate));
        }
    }
}
