package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

@DisplayName("Activations and their derivatives")
class ActivationTests {
    private static final double[] POINTS = {-3, -1, -0.5, 0.25, 0.5, 1, 3};
    private static final INDArray Z = Nd4j.createFromArray(POINTS);

    @Test
    @DisplayName("seven points of each function, by Java's own arithmetic")
    void values() {
        for (int i = 0; i < POINTS.length; i++) {
            double z = POINTS[i];
            assertEquals(z, Activation.IDENTITY.of(Z).getDouble(i), 0);
            assertEquals(1 / (1 + Math.exp(-z)), Activation.SIGMOID.of(Z).getDouble(i), 1e-12);
            assertEquals(Math.tanh(z), Activation.TANH.of(Z).getDouble(i), 1e-12);
            assertEquals(Math.max(0, z), Activation.RELU.of(Z).getDouble(i), 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the derivative from the output equals the central difference")
    void derivative(Activation activation) {
        INDArray derivative = activation.derivative(activation.of(Z));
        INDArray up = activation.of(Z.add(1e-5));
        INDArray down = activation.of(Z.sub(1e-5));
        assertArrayEquals(up.sub(down).div(2e-5).toDoubleVector(), derivative.toDoubleVector(), 1e-9);
    }

    @Test
    @DisplayName("σ(0) = 0.5, the largest σ′ is 0.25, the largest tanh′ is 1, relu′(0) is 0")
    void goldens() {
        INDArray zero = Nd4j.zeros(DataType.DOUBLE, 1, 1);
        assertEquals(0.5, Activation.SIGMOID.of(zero).getDouble(0), 0);
        assertEquals(0.25, slope(Activation.SIGMOID, zero), 0);
        assertEquals(1, slope(Activation.TANH, zero), 0);
        assertEquals(0, slope(Activation.RELU, zero), 0);
        INDArray many = Nd4j.linspace(DataType.DOUBLE, -5, 0.05, 201);
        INDArray slopes = Activation.SIGMOID.derivative(Activation.SIGMOID.of(many));
        assertTrue(slopes.minNumber().doubleValue() > 0);
        assertTrue(slopes.maxNumber().doubleValue() <= 0.25);
    }

    private static double slope(Activation activation, INDArray z) {
        return activation.derivative(activation.of(z)).getDouble(0);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("±1000 gives finite numbers in FLOAT and DOUBLE; the argument is not changed, the type stays")
    void stable(Activation activation) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray far = Nd4j.createFromArray(-1000.0, 0, 1000).reshape(1, 3).castTo(type);
            INDArray before = far.dup();
            INDArray A = activation.of(far);
            INDArray kept = A.dup();
            INDArray slope = activation.derivative(A);
            assertEquals(before, far);
            assertEquals(kept, A);
            assertEquals(type, A.dataType());
            assertEquals(type, slope.dataType());
            assertArrayEquals(new long[] {1, 3}, slope.shape());
            assertTrue(Double.isFinite(A.norm1Number().doubleValue()), activation + " " + A);
            assertTrue(Double.isFinite(slope.norm1Number().doubleValue()), activation + " " + slope);
        }
        INDArray far = Activation.SIGMOID.of(Nd4j.createFromArray(-1000.0, 1000));
        assertArrayEquals(new double[] {0, 1}, far.toDoubleVector(), 1e-300);
    }

    @Test
    @DisplayName("softmax backward passes the gradient check and agrees with ND4J")
    void softmaxBackward() {
        for (int m : new int[] {1, 3}) {
            INDArray O = Init.normal(new Random(1), 1, DataType.DOUBLE, m, 4);
            INDArray weights = Init.normal(new Random(2), 1, DataType.DOUBLE, m, 4); // the loss: a weighted sum
            INDArray dO = Softmax.backward(Softmax.of(O), weights);
            GradientCheck.Report report = GradientCheck.check(
                    Parameters.of(Map.of("O", O)),
                    Parameters.of(Map.of("O", dO)),
                    () -> Softmax.of(O).mul(weights).sumNumber().doubleValue());
            assertTrue(report.max() < 1e-9, report::toString);
            assertTrue(dO.sum(1).normmaxNumber().doubleValue() < 1e-12);
            assertTrue(Softmax.of(O).distance2(Transforms.softmax(O, true)) < 1e-12);
        }
        assertThrows(IllegalArgumentException.class, () -> Softmax.backward(Nd4j.ones(2, 3), Nd4j.ones(2, 2)));
    }

    @Test
    @DisplayName("softmax backward of −1/p at the target is the gradient of the cross-entropy")
    void softmaxUnderCrossEntropy() {
        INDArray O = Nd4j.createFromArray(new double[][] {{1.0, 2.2, -3.0, 4.1}});
        INDArray P = Softmax.of(O);
        INDArray dP = Nd4j.zeros(DataType.DOUBLE, 1, 4);
        dP.putScalar(0, 1, -1 / P.getDouble(0, 1));
        assertTrue(Softmax.backward(P, dP).distance2(CrossEntropy.gradient(O, new int[] {1})) < 1e-12);
    }
}
