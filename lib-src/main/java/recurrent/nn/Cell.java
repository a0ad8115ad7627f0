package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent cell: the equations of one step in time, and the way back through that step. {@link CellLayer} repeats
 * the step over a sequence, the same for every cell. Chapters 07, 11 and 12.
 *
 * @param <S> what a step leaves behind: what came in, the gates, the state after
 */
public interface Cell<S extends Cell.Step> {
    /**
     * The number of inputs.
     *
     * @return d
     */
    int inputs();

    /**
     * The number of hidden units.
     *
     * @return h
     */
    int hidden();

    /**
     * How many arrays the state has.
     *
     * @return 1 for H alone; 2 for H and C
     */
    default int stateSize() {
        return 1;
    }

    /**
     * The parameters under their names.
     *
     * @return the arrays themselves
     */
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

    /**
     * The cell as a layer that reads whole sequences.
     *
     * @return the layer; it shares the parameters
     */
    default CellLayer<S> layer() {
        return new CellLayer<>(this);
    }

    /** What a step leaves behind. */
    interface Step {
        /**
         * The state after the step.
         *
         * @return H first, which is also what the cell says
         */
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
