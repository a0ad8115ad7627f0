package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradient clipping: {@code g ← min(1, θ/‖g‖)·g}, with one norm for all gradients together. Chapter 08.
 *
 * @see <a href="https://arxiv.org/abs/1211.5063">R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training
 *     recurrent neural networks, 2013</a>
 */
public final class Clipping {
    private Clipping() {}

    /**
     * The length of all gradients, read as one long vector.
     *
     * @param gradients any group of arrays
     * @return the L2 norm; NaN or infinity if a number is
     */
    public static double globalNorm(Parameters gradients) {
        double squares = 0;
        for (INDArray g : gradients.arrays()) {
            double norm = g.norm2Number().doubleValue();
            squares += norm * norm;
        }
        return Math.sqrt(squares);
    }

    /**
     * Shortens the gradients in place so that their global norm is at most θ. The direction stays.
     *
     * @param gradients the gradients of one update; changed in place if they are too long
     * @param theta     the largest norm allowed, above 0; infinity leaves everything as it is
     * @return the norm before clipping
     * @throws IllegalArgumentException if θ is not above 0
     */
    public static double clip(Parameters gradients, double theta) {
        if (!(theta > 0)) {
            throw new IllegalArgumentException("theta: expected a number above 0, got " + theta);
        }
        double norm = globalNorm(gradients);
        if (norm > theta) {
            gradients.arrays().forEach(g -> g.muli(theta / norm));
        }
        return norm;
    }
}
