package recurrent.train;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;

/** Changes parameters by their gradients. What it remembers from update to update can be saved. Chapter 03. */
public interface Optimizer {
    /**
     * One update, in place.
     *
     * @param parameters what to change
     * @param gradients  same names and shapes; not changed
     * @param rate       the learning rate of this update, above 0
     */
    void update(Parameters parameters, Parameters gradients, double rate);

    /**
     * {@return what must be kept to go on as if nothing had happened: averages of gradients, the number of updates;
     * copies; empty for plain gradient descent, or before the first update}
     */
    Parameters memory();

    /**
     * Goes on from a saved memory.
     *
     * @param memory what {@link #memory} returned
     * @throws IllegalArgumentException if it is that of another optimiser
     */
    void restore(Parameters memory);

    /**
     * {@return the same optimiser as it was before its first update: with its settings, and nothing remembered; a new
     * optimiser}
     */
    Optimizer fresh();

    /**
     * Its settings, for a file.
     *
     * @return the plan
     * @throws UnsupportedOperationException if this optimiser has none
     */
    default Plan plan() {
        throw new UnsupportedOperationException("a " + getClass().getSimpleName() + " cannot be saved: it has no plan."
                + " Let its plan() say its settings, and make it again with plans.with(…)");
    }
}
