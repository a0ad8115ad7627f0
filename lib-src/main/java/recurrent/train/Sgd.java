package recurrent.train;

import recurrent.nn.Parameters;

/**
 * Stochastic gradient descent: {@code w ← w − η·g}. The minus matters: the gradient points uphill. Chapter 09.
 *
 * @param rate the learning rate η, above 0
 */
public record Sgd(double rate) {
    /** Checks the rate. */
    public Sgd {
        if (!(rate > 0) || !Double.isFinite(rate)) {
            throw new IllegalArgumentException("rate: expected a number above 0, got " + rate);
        }
    }

    /**
     * One update, in place.
     *
     * @param parameters what to change
     * @param gradients  same names and shapes; changed too: they are scaled by the rate
     */
    public void update(Parameters parameters, Parameters gradients) {
        for (String name : parameters.names()) {
            parameters.get(name).subi(gradients.get(name).muli(rate));
        }
    }
}
