package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent cell: the equations of one step in time, and the way back through that step. {@link CellLayer} repeats
 * the step over a sequence, the same for every cell. Chapters 07, 11 and 12.
 *
 * @param <S> what a step leaves behind: what came in, the gates, the state after
 */
public interface Cell<S extends Cell.Step> {
    /** {@return the number of inputs: d} */
    int inputs();

    /** {@return the number of hidden units: h} */
    int hidden();

    /** {@return how many arrays the state has: 1 for H alone; 2 for H and C} */
    default int stateSize() {
        return 1;
    }

    /** {@return the parameters under their names: the arrays themselves} */
    Parameters parameters();

    /**
     * The same cell with other parameters.
     *
     * @param parameters the same names and shapes
     * @return the cell; it shares the arrays
     */
    Cell<S> with(Parameters parameters);

    /**
     * One step.
     *
     * @param Xt     what the cell reads now, shape (n, d)
     * @param before the state before
     * @return everything that was computed
     * @throws IllegalArgumentException if a shape does not fit
     */
    S step(INDArray Xt, State before);

    /**
     * Back through one step.
     *
     * @param step   what {@link #step} returned
     * @param dAfter gradient of the loss with respect to the state after the step, from all that came later
     * @return the gradients
     */
    Back backward(S step, State dAfter);

    /** {@return the cell as a layer that reads whole sequences: the layer; it shares the parameters} */
    default CellLayer<S> layer() {
        return new CellLayer<>(this);
    }

    /**
     * The state before anything was read.
     *
     * @param n sequences in the batch
     * @return zeros: as many arrays as the state has, each of shape (n, h)
     */
    default State zeroState(int n) {
        return layer().zeroState(n);
    }

    /**
     * Reads whole sequences, one step after the other.
     *
     * @param X     the inputs, shape (T, n, d)
     * @param start the state before the first step
     * @return what every step left behind, the state at the end, and the way back through time
     * @throws IllegalArgumentException if a shape does not fit
     */
    default CellRun<S> forward(INDArray X, State start) {
        return layer().forward(X, start);
    }

    /** {@return the number of parameters} */
    default long parameterCount() {
        return parameters().count();
    }

    /**
     * What it is made of, for a file. A cell of your own that is to be saved says how it is called:
     * {@code return plan("my-cell");}. {@link Plans#with} says how to make it again.
     *
     * @return the plan
     * @throws UnsupportedOperationException if this cell has none
     */
    default Plan plan() {
        throw new UnsupportedOperationException("a " + getClass().getSimpleName() + " cannot be saved: it has no plan."
                + " Let its plan() return plan(\"a-name\"), and make it again with plans.with(\"a-name\", …)");
    }

    /**
     * The plan of a cell that is known by its name and its sizes.
     *
     * @param kind its name in a file
     * @return kind, inputs and hidden units
     */
    default Plan plan(String kind) {
        return Plan.of(kind).with("inputs", inputs()).with("hidden", hidden());
    }

    /** What a step leaves behind. */
    interface Step {
        /** {@return the state after the step: H first, which is also what the cell says} */
        State after();
    }

    /**
     * The gradient of the loss with respect to everything that went into one step.
     *
     * @param parameters of the parameters, under their names, from this step alone
     * @param dXt        of the input, shape (n, d)
     * @param dBefore    of the state before
     */
    record Back(Parameters parameters, INDArray dXt, State dBefore) {}
}
