package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * From what a layer says at every step to one row for each sequence, for a classifier. {@link #LAST} and {@link #MEAN}
 * are weighted sums over the steps, {@code P = Σt wt ⊙ Yt}, whose weights depend on the mask alone. Chapters 13 and 16.
 */
public enum Pooling {
    /** The last symbol's output: weight 1 there. */
    LAST {
        @Override
        public INDArray weights(INDArray mask) {
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
        public INDArray weights(INDArray mask) {
            INDArray count = mask.sum(true, 0);
            return mask.divRowVector(count.addi(count.eq(0).castTo(count.dataType()))); // 0 / 1 where there is none
        }
    },

    /** All steps side by side, with zeros where a sequence is padded: (n, T·h). Then T must always be the same. */
    SIDE_BY_SIDE {
        @Override
        public INDArray weights(INDArray mask) {
            return mask;
        }

        @Override
        public INDArray forward(INDArray Y, Mask mask) {
            return masked(Y, mask).permute(1, 0, 2).dup('c').reshape(Y.size(1), width(Y));
        }

        @Override
        public INDArray backward(INDArray dP, INDArray Y, Mask mask) {
            Shapes.require("dP", dP, Y.size(1), width(Y));
            return masked(
                    dP.dup('c')
                            .reshape(Y.size(1), Y.size(0), Y.size(2))
                            .permute(1, 0, 2)
                            .dup('c'),
                    mask);
        }

        private long width(INDArray Y) {
            return Y.size(0) * Y.size(2);
        }

        private INDArray masked(INDArray Y, Mask mask) {
            return mask.isNone() ? Y : Y.mul(mask.like(Y).reshape(Y.size(0), Y.size(1), 1));
        }
    };

    /**
     * The weight of each step of each sequence.
     *
     * @param mask 1 for a symbol and 0 for padding, shape (T, n)
     * @return the same shape
     */
    public abstract INDArray weights(INDArray mask);

    /**
     * One row for each sequence.
     *
     * @param Y    what a layer said, shape (T, n, h)
     * @param mask where the sequences are padded
     * @return shape (n, h), or (n, T·h) side by side; zeros for a sequence that has no symbol
     */
    public INDArray forward(INDArray Y, Mask mask) {
        return Y.mul(weights(Y, mask)).sum(0);
    }

    /**
     * Back to every step: {@code dYt = wt ⊙ dP}.
     *
     * @param dP   gradient of the loss with respect to what {@link #forward} returned, shape (n, h)
     * @param Y    what {@link #forward} read
     * @param mask what {@link #forward} read
     * @return shape (T, n, h)
     */
    public INDArray backward(INDArray dP, INDArray Y, Mask mask) {
        Shapes.require("dP", dP, Y.size(1), Y.size(2));
        return weights(Y, mask).mul(dP.reshape(1, Y.size(1), Y.size(2)));
    }

    /** The weights as an array that stretches over the features, (T, n, 1). */
    private INDArray weights(INDArray Y, Mask mask) {
        return weights(mask.like(Y)).reshape(Y.size(0), Y.size(1), 1);
    }
}
