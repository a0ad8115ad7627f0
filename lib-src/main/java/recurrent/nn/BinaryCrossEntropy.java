package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The cross-entropy of yes-or-no answers, {@code −t·ln σ(o) − (1 − t)·ln(1 − σ(o))}, from scores: for two classes with
 * one output, and for several labels that do not exclude each other. Chapters 03 and 16.
 */
public final class BinaryCrossEntropy {
    private BinaryCrossEntropy() {}

    /**
     * The loss, computed without ever taking the logarithm of a probability that has become 0:
     * {@code max(o, 0) − o·t + ln(1 + exp(−|o|))}.
     *
     * @param logits  scores, before the sigmoid, shape (n, k)
     * @param targets 1 for yes and 0 for no, shape (n, k)
     * @return the mean over all numbers, in nats
     * @throws IllegalArgumentException if the shapes differ
     */
    public static double loss(INDArray logits, INDArray targets) {
        Shapes.require("targets", targets, logits.shape());
        INDArray small = Transforms.exp(Transforms.abs(logits, true).negi(), false);
        INDArray sum = Transforms.log(small.addi(1), false)
                .addi(Transforms.relu(logits, true))
                .subi(logits.mul(targets));
        return sum.sumNumber().doubleValue() / logits.length();
    }

    /**
     * The gradient of {@link #loss} with respect to the scores: {@code (σ(o) − t) / (n·k)}.
     *
     * @param logits  scores, before the sigmoid, shape (n, k)
     * @param targets 1 for yes and 0 for no, shape (n, k)
     * @return shape (n, k)
     * @throws IllegalArgumentException if the shapes differ
     */
    public static INDArray gradient(INDArray logits, INDArray targets) {
        Shapes.require("targets", targets, logits.shape());
        return Activation.SIGMOID.of(logits).subi(targets).divi(logits.length());
    }
}
