package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of the squared errors, {@code Σ (y − t)² / (n·k)} over n examples of k outputs: for regression. Chapters 02
 * and 03.
 *
 * <p>With k = 2 outputs it is {@code ½‖y − t‖²} of an example, and its gradient {@code y − t}.
 */
public final class MeanSquaredError {
    private MeanSquaredError() {}

    /**
     * The loss.
     *
     * @param Y       outputs of a network, shape (n, k)
     * @param targets what they should have been, shape (n, k)
     * @return the mean over all numbers
     * @throws IllegalArgumentException if the shapes differ
     */
    public static double loss(INDArray Y, INDArray targets) {
        INDArray error = error(Y, targets);
        return error.muli(error).sumNumber().doubleValue() / error.length();
    }

    /**
     * The gradient of {@link #loss} with respect to the outputs: {@code 2·(y − t) / (n·k)}.
     *
     * @param Y       outputs of a network, shape (n, k)
     * @param targets what they should have been, shape (n, k)
     * @return shape (n, k)
     * @throws IllegalArgumentException if the shapes differ
     */
    public static INDArray gradient(INDArray Y, INDArray targets) {
        return error(Y, targets).muli(2.0 / Y.length());
    }

    private static INDArray error(INDArray Y, INDArray targets) {
        Shapes.require("targets", targets, Y.shape());
        return Y.sub(targets);
    }
}
