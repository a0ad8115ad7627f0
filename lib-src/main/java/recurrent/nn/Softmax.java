package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Scores into probabilities: {@code p = exp(o) / Σ exp(o)}, row by row. Chapters 01 and 07. */
public final class Softmax {
    private Softmax() {}

    /**
     * The probabilities of scores.
     *
     * @param logits scores, shape (m, V)
     * @return shape (m, V); every number is in [0, 1] and every row sums to 1
     */
    public static INDArray of(INDArray logits) {
        Shapes.require("logits", logits, -1, -1);
        // less the row's largest: the same quotient, and exp(1000) never happens
        INDArray exp = Transforms.exp(logits.subColumnVector(logits.max(true, 1)), false);
        return exp.diviColumnVector(exp.sum(true, 1));
    }

    /**
     * Back through the function. A probability depends on all the scores of its row, so the derivative of a row is a
     * matrix, {@code diag(p) − p·pᵀ}; its product with dP needs no matrix: {@code dO = p ⊙ (dP − Σ p ⊙ dP)}.
     *
     * <p>Under a cross-entropy use {@link CrossEntropy#gradient(INDArray, int[])}: it does both steps at once, and never
     * divides by a probability.
     *
     * @param P  what {@link #of} returned, shape (m, V)
     * @param dP gradient of the loss with respect to P, shape (m, V)
     * @return gradient with respect to the scores, shape (m, V); every row sums to 0
     * @throws IllegalArgumentException if the shapes differ
     */
    public static INDArray backward(INDArray P, INDArray dP) {
        Shapes.require("P", P, -1, -1);
        Shapes.require("dP", dP, P.shape());
        INDArray mean = P.mul(dP).sum(true, 1); // what dP is on average, under p
        return dP.subColumnVector(mean).muli(P);
    }
}
