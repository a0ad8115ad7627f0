package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * From what a layer says at every step to one row for each sequence, for a classifier: a weighted sum over the steps,
 * {@code P = Σt wt ⊙ Yt}. The weights depend on the mask alone. Chapters 13 and 16.
 */
public enum Pooling {
    /** The last symbol's output: weight 1 there. */
    LAST {
        @Override
        INDArray weights(INDArray mask) {
            INDArray w = mask.ulike().assign(0);
            for (int i = 0; i < mask.size(1); i++) {
                for (long t = mask.size(0) - 1; t >= 0; t--) {
                    if (mask.getDouble(t, i) != 0) {
                        w.putScalar(t, i, 1);
                        break;
                    }
                }
            }
            return w;
        }
    },
    /** The mean over the symbols, without the padding: weight 1 / number of symbols. */
    MEAN {
        @Override
        INDArray weights(INDArray mask) {
            INDArray count = mask.sum(true, 0);
            return mask.divRowVector(count.addi(count.eq(0).castTo(count.dataType()))); // 0 / 1 where there is none
        }
    };

    /** The weight of each step of each sequence, from a mask (T, n). */
    abstract INDArray weights(INDArray mask);

    /**
     * One row for each sequence.
     *
     * @param Y    what a layer said, shape (T, n, h)
     * @param mask 1 for a symbol, 0 for padding, shape (T, n); {@code null} if nothing is padded
     * @return shape (n, h); zeros for a sequence that has no symbol
     */
    public INDArray forward(INDArray Y, INDArray mask) {
        INDArray w = weights(Y, mask);
        INDArray P = Nd4j.zeros(Y.dataType(), Y.size(1), Y.size(2));
        for (int t = 0; t < Y.size(0); t++) {
            P.addi(Sequences.at(Y, t).mulColumnVector(Masks.at(w, t, Y)));
        }
        return P;
    }

    /**
     * Back to every step: {@code dYt = wt ⊙ dP}.
     *
     * @param dP   gradient of the loss with respect to what {@link #forward} returned, shape (n, h)
     * @param Y    what {@link #forward} read
     * @param mask what {@link #forward} read
     * @return shape (T, n, h)
     */
    public INDArray backward(INDArray dP, INDArray Y, INDArray mask) {
        Shapes.require("dP", dP, Y.size(1), Y.size(2));
        INDArray w = weights(Y, mask);
        INDArray dY = Y.ulike();
        for (int t = 0; t < Y.size(0); t++) {
            Sequences.at(dY, t).assign(dP.mulColumnVector(Masks.at(w, t, Y)));
        }
        return dY;
    }

    private INDArray weights(INDArray Y, INDArray mask) {
        Masks.require(mask, Y);
        return weights(mask == null ? Nd4j.ones(Y.dataType(), Y.size(0), Y.size(1)) : mask.castTo(Y.dataType()));
    }
}
