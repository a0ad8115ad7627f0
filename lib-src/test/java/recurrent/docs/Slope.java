package recurrent.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.Supplier;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Init;

/** Compares a gradient that a sheet gives with small differences; called by the program made from the sheet. */
public final class Slope {
    private static final double EPSILON = 1e-5;

    private final Random random = new Random(7);
    private INDArray upstream;

    /** Numbers to try a rule on. */
    public INDArray input(int rows, int columns) {
        return Init.normal(random, 1, DataType.DOUBLE, rows, columns);
    }

    /** What arrives from above an array. */
    public INDArray above(INDArray output) {
        upstream = input((int) output.size(0), (int) output.size(1));
        return upstream;
    }

    /** Fails where the gradient is not that of the forward pass. */
    public void check(String what, INDArray x, INDArray gradient, Supplier<Object> forward) {
        assertArrayEquals(x.shape(), gradient.shape(), what + ": the shape");
        INDArray numeric = Nd4j.zeros(DataType.DOUBLE, x.shape());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                double before = x.getDouble(i, j);
                x.putScalar(i, j, before + EPSILON);
                double more = loss(forward.get());
                x.putScalar(i, j, before - EPSILON);
                double less = loss(forward.get());
                x.putScalar(i, j, before);
                numeric.putScalar(i, j, (more - less) / (2 * EPSILON));
            }
        }
        double distance = numeric.sub(gradient).norm2Number().doubleValue();
        double size =
                numeric.norm2Number().doubleValue() + gradient.norm2Number().doubleValue();
        assertEquals(0, size == 0 ? 0 : distance / size, 1e-7, () -> what + ": " + gradient + " instead of " + numeric);
    }

    private double loss(Object output) {
        return output instanceof Double number
                ? number
                : ((INDArray) output).mul(upstream).sumNumber().doubleValue();
    }
}
