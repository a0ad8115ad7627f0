package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How surprised a model is by what really came: the mean of {@code −ln p(target)}, from scores. Chapter 07.
 *
 * <p>Its exponential is the perplexity.
 */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * The mean cross-entropy of softmax(logits), computed without ever taking the logarithm of a probability that has
     * become 0: {@code ln Σ exp(o) − o[target]}.
     *
     * @param logits  scores, shape (m, V)
     * @param targets the m symbols that really came, 0 … V−1
     * @return the mean over the m rows, in nats
     * @throws IllegalArgumentException if there is not one target a row, or a target is not in 0 … V−1
     */
    public static double loss(INDArray logits, int[] targets) {
        requireTargets(logits, targets);
        INDArray max = logits.max(true, 1);
        INDArray logSum = Transforms.log(
                        Transforms.exp(logits.subColumnVector(max), false).sum(true, 1), false)
                .addi(max);
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += logSum.getDouble(i, 0) - logits.getDouble(i, targets[i]);
        }
        return sum / targets.length;
    }

    /**
     * The gradient of {@link #loss} with respect to the scores: {@code (softmax(o) − onehot(target)) / m}.
     *
     * @param logits  scores, shape (m, V)
     * @param targets the m symbols that really came, 0 … V−1
     * @return shape (m, V)
     * @throws IllegalArgumentException if there is not one target a row, or a target is not in 0 … V−1
     */
    public static INDArray gradient(INDArray logits, int[] targets) {
        requireTargets(logits, targets);
        INDArray gradient = Softmax.of(logits);
        for (int i = 0; i < targets.length; i++) {
            gradient.putScalar(i, targets[i], gradient.getDouble(i, targets[i]) - 1);
        }
        return gradient.divi(targets.length);
    }

    private static void requireTargets(INDArray logits, int[] targets) {
        Shapes.require("logits", logits, targets.length, -1);
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] < 0 || targets[i] >= logits.size(1)) {
                throw new IllegalArgumentException(
                        "targets[" + i + "]: expected 0 … " + (logits.size(1) - 1) + ", got " + targets[i]);
            }
        }
    }
}
