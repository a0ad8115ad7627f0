package recurrent.nn;

import java.util.Optional;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Switches units off at random while a network is trained, so that none can rely on another. Chapters 03 and 16.
 *
 * <p>It acts on activations, not on weights, and it is <em>inverted</em>: what stays is divided by 1 − rate, so the mean
 * is the same with and without it, and outside training there is nothing to do. Mind libraries that take the
 * probability of <em>keeping</em> a unit instead.
 *
 * @param rate probability of dropping a unit, from 0 to below 1; 0.2 to 0.5 is usual
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">N. Srivastava and others, Dropout: a simple way to
 *     prevent neural networks from overfitting, 2014</a>
 */
public record Dropout(double rate) {

    /** Checks the rate. */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("rate: expected the probability of dropping a unit, from 0 to below 1,"
                    + " got " + rate + "; if it is the probability of keeping one, use 1 − rate");
        }
    }

    /**
     * What a forward pass leaves behind for the backward pass.
     *
     * @param Y    the activations after dropping, same shape as before
     * @param mask 0 where a unit was dropped and 1/(1 − rate) elsewhere; nothing if nothing was dropped
     */
    public record Run(INDArray Y, Optional<INDArray> mask) {
        /**
         * Back through the same mask: a unit that was dropped gets no gradient.
         *
         * @param dY gradient of the loss with respect to Y; not changed
         * @return gradient with respect to the activations before dropping; dY itself if nothing was dropped
         */
        public INDArray backward(INDArray dY) {
            return mask.isEmpty() ? dY : dY.mul(mask.get());
        }
    }

    /**
     * Drops units.
     *
     * @param X    activations, any shape; not changed
     * @param mode in training, where the choices come from: one seed, with which {@link #factor} decides for each unit
     * @return the activations and the mask; X itself outside training and for rate 0
     */
    public Run forward(INDArray X, Mode mode) {
        if (!mode.isTraining() || rate == 0) {
            return new Run(X, Optional.empty());
        }
        INDArray mask = mask(X, mode.nextSeed());
        return new Run(X.mul(mask), Optional.of(mask));
    }

    /**
     * What becomes of one unit. The answer hangs on seed and unit alone, so the units may be asked in any order and on
     * several processors: a counter is mixed into a random number (SplitMix64).
     *
     * @param rate probability of dropping a unit
     * @param seed of this pass
     * @param unit its number, in row order
     * @return 0 if it is dropped, else 1/(1 − rate)
     * @see <a href="https://doi.org/10.1145/2660193.2660195">G. L. Steele, D. Lea, C. H. Flood, Fast splittable
     *     pseudorandom number generators, 2014</a>
     */
    public static double factor(double rate, long seed, long unit) {
        long z = seed + (unit + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        double random = ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
        return random < rate ? 0 : 1 / (1 - rate);
    }

    private INDArray mask(INDArray X, long seed) {
        double[] values = new double[Math.toIntExact(X.length())];
        for (int i = 0; i < values.length; i++) {
            values[i] = factor(rate, seed, i);
        }
        return Nd4j.createFromArray(values).castTo(X.dataType()).reshape(X.shape());
    }
}
