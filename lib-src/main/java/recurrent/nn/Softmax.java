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
}
