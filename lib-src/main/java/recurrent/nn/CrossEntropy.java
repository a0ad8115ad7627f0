package recurrent.nn;

import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How surprised a model is by what really came: the mean of {@code −ln p(target)}, from scores. Chapters 03 and 07.
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
        INDArray logSum = logSum(logits);
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

    /**
     * The mean cross-entropy where rows count differently. A weight of 0 leaves a row out: so padded steps cost nothing.
     * Chapter 16.
     *
     * @param logits  scores, shape (m, V)
     * @param targets the m symbols that really came, 0 … V−1; any number where the weight is 0
     * @param weights m numbers from 0, in any shape, read row by row: a mask (T, n) fits scores (T, n, V) reshaped to
     *                (T·n, V)
     * @return the sum of weight times cross-entropy, over the sum of the weights, in nats
     * @throws IllegalArgumentException if there is not one weight and one target a row, or all weights are 0
     */
    public static double loss(INDArray logits, int[] targets, INDArray weights) {
        double[] w = requireWeights(logits, targets, weights);
        INDArray logSum = logSum(logits);
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            if (w[i] != 0) {
                sum += w[i] * (logSum.getDouble(i, 0) - logits.getDouble(i, targets[i]));
            }
        }
        return sum / sum(w);
    }

    /**
     * The gradient of {@link #loss(INDArray, int[], INDArray)} with respect to the scores: {@code w·(softmax(o) −
     * onehot(target)) / Σ w}.
     *
     * @param logits  scores, shape (m, V)
     * @param targets the m symbols that really came
     * @param weights m numbers from 0
     * @return shape (m, V); zeros in the rows of weight 0
     * @throws IllegalArgumentException as for the loss
     */
    public static INDArray gradient(INDArray logits, int[] targets, INDArray weights) {
        double[] w = requireWeights(logits, targets, weights);
        double total = sum(w);
        INDArray gradient = Softmax.of(logits);
        for (int i = 0; i < targets.length; i++) {
            if (w[i] != 0) {
                gradient.putScalar(i, targets[i], gradient.getDouble(i, targets[i]) - 1);
            }
            w[i] /= total;
        }
        return gradient.muliColumnVector(
                Nd4j.createFromArray(w).castTo(gradient.dataType()).reshape(w.length, 1));
    }

    /**
     * The mean cross-entropy of all places of a batch that are not padded. Chapter 17.
     *
     * @param logits  scores, shape (T·n, V), time by time
     * @param targets the T·n symbols that really came
     * @param mask    where the sequences are padded, shape (T, n)
     * @return the mean over the symbols, in nats
     */
    public static double loss(INDArray logits, int[] targets, Mask mask) {
        return mask.isNone() ? loss(logits, targets) : loss(logits, targets, mask.array());
    }

    /**
     * The gradient of {@link #loss(INDArray, int[], Mask)} with respect to the scores.
     *
     * @param logits  scores, shape (T·n, V)
     * @param targets the T·n symbols that really came
     * @param mask    where the sequences are padded, shape (T, n)
     * @return shape (T·n, V); zeros where it is padded
     */
    public static INDArray gradient(INDArray logits, int[] targets, Mask mask) {
        return mask.isNone() ? gradient(logits, targets) : gradient(logits, targets, mask.array());
    }

    /**
     * The mean cross-entropy against probabilities: one-hot rows, or softer ones. Chapter 03.
     *
     * @param logits  scores, shape (m, V)
     * @param targets what the probabilities should have been, shape (m, V); every row sums to 1
     * @return the mean over the m rows, in nats
     * @throws IllegalArgumentException if the shapes differ, or a row of the targets does not sum to 1
     */
    public static double loss(INDArray logits, INDArray targets) {
        requireTargets(logits, targets);
        // −Σ t·ln p, with ln p = o − ln Σ exp(o)
        INDArray surprise = logits.subColumnVector(logSum(logits)).negi();
        return surprise.muli(targets).sumNumber().doubleValue() / logits.size(0);
    }

    /**
     * The gradient of {@link #loss(INDArray, INDArray)} with respect to the scores: {@code (softmax(o) − target) / m}.
     *
     * @param logits  scores, shape (m, V)
     * @param targets what the probabilities should have been, shape (m, V); every row sums to 1
     * @return shape (m, V)
     * @throws IllegalArgumentException if the shapes differ, or a row of the targets does not sum to 1
     */
    public static INDArray gradient(INDArray logits, INDArray targets) {
        requireTargets(logits, targets);
        return Softmax.of(logits).subi(targets).divi(logits.size(0));
    }

    private static INDArray logSum(INDArray logits) {
        INDArray max = logits.max(true, 1);
        return Transforms.log(Transforms.exp(logits.subColumnVector(max), false).sum(true, 1), false)
                .addi(max);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static void requireTargets(INDArray logits, INDArray targets) {
        Shapes.require("logits", logits, -1, -1);
        Shapes.require("targets", targets, logits.shape());
        double worst = targets.sum(1).subi(1).normmaxNumber().doubleValue();
        if (!(worst < 1e-4)) {
            throw new IllegalArgumentException("targets: expected rows of probabilities, which sum to 1; one is off by "
                    + worst + ". For labels that do not exclude each other use BinaryCrossEntropy");
        }
    }

    private static double[] requireWeights(INDArray logits, int[] targets, INDArray weights) {
        Shapes.require("logits", logits, targets.length, -1);
        if (weights.length() != targets.length) {
            throw new IllegalArgumentException("weights: expected one for each of the " + targets.length
                    + " rows, got shape " + Shapes.show(weights.shape()));
        }
        double[] w = weights.dup('c').data().asDouble();
        for (int i = 0; i < w.length; i++) {
            if (!(w[i] >= 0)) {
                throw new IllegalArgumentException("weights: expected numbers from 0, got " + w[i]);
            }
            if (w[i] != 0) {
                requireTarget(logits, targets, i);
            }
        }
        if (sum(w) == 0) {
            throw new IllegalArgumentException("weights: all are 0; there is nothing to take the mean of");
        }
        return w;
    }

    private static void requireTargets(INDArray logits, int[] targets) {
        Shapes.require("logits", logits, targets.length, -1);
        for (int i = 0; i < targets.length; i++) {
            requireTarget(logits, targets, i);
        }
    }

    private static void requireTarget(INDArray logits, int[] targets, int i) {
        if (targets[i] < 0 || targets[i] >= logits.size(1)) {
            throw new IllegalArgumentException(
                    "targets[" + i + "]: expected 0 … " + (logits.size(1) - 1) + ", got " + targets[i]);
        }
    }
}
