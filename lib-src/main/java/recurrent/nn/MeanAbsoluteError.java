package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The mean of the absolute errors, {@code Σ |y − t| / (n·k)} over n examples of k outputs: for regression where a few
 * values are far off and should not rule. Chapter 03.
 */
public final class MeanAbsoluteError {
    private MeanAbsoluteError() {}

    /**
     * The loss.
     *
     * @param Y       outputs of a network, shape (n, k)
     * @param targets what they should have been, shape (n, k)
     * @return the mean over all numbers
     * @throws IllegalArgumentException if the shapes differ
     */
    public static double loss(INDArray Y, INDArray targets) {
        Shapes.require("targets", targets, Y.shape());
        return Y.sub(targets).norm1Number().doubleValue() / Y.length();
    }

    /**
     * The gradient of {@link #loss} with respect to the outputs: {@code sign(y − t) / (n·k)}, as large for a small error
     * as for a large one; 0 where there is none.
     *
     * @param Y       outputs of a network, shape (n, k)
     * @param targets what they should have been, shape (n, k)
     * @return shape (n, k)
     * @throws IllegalArgumentException if the shapes differ
     */
    public static INDArray gradient(INDArray Y, INDArray targets) {
        Shapes.require("targets", targets, Y.shape());
        return Transforms.sign(Y.sub(targets), false).divi(Y.length());
    }
}
