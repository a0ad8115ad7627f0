package recurrent.train;

import recurrent.nn.Parameters;

/** Changes parameters by their gradients. What it remembers from update to update can be saved. Chapter 03. */
public interface Optimizer {
    /**
     * One update, in place.
     *
     * @param parameters what to change
     * @param gradients  same names and shapes; may be overwritten
     * @param rate       the learning rate of this update, above 0
     */
    void update(Parameters parameters, Parameters gradients, double rate);

    /**
     * What must be kept to go on as if nothing had happened: averages of gradients, the number of updates.
     *
     * @return copies; empty for plain gradient descent, or before the first update
     */
    Parameters memory();

    /**
     * Goes on from a saved memory.
     *
     * @param memory what {@link #memory} returned
     * @throws IllegalArgumentException if it is that of another optimiser
     */
    void restore(Parameters memory);
}
