package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that reads a sequence and says something after each step: an RNN, LSTM or GRU cell unrolled, a stack of them,
 * or two that read in opposite directions. Chapters 07 and 11 to 13.
 */
public interface RecurrentLayer {
    /** {@return the number of inputs: d} */
    int inputs();

    /**
     * {@return the width of what it says at each step: h for a cell, of the last layer for a stack, 2h for two
     * directions side by side}
     */
    int outputs();

    /** {@return the parameters under their names: the arrays themselves} */
    Parameters parameters();

    /**
     * The same layer with other parameters.
     *
     * @param parameters the same names and shapes
     * @return the layer; it shares the arrays
     */
    RecurrentLayer with(Parameters parameters);

    /**
     * What it is made of, for a file. {@link Plans#with} says how to make a layer of your own again.
     *
     * @return the plan
     * @throws UnsupportedOperationException if this layer has none
     */
    default Plan plan() {
        throw new UnsupportedOperationException("a " + getClass().getSimpleName() + " cannot be saved: it has no plan."
                + " Let its plan() say what it is made of, and make it again with plans.with(…)");
    }

    /**
     * The state before anything was read.
     *
     * @param n sequences in the batch
     * @return zeros
     */
    State zeroState(int n);

    /**
     * Reads a whole sequence.
     *
     * @param X     the inputs, shape (T, n, d)
     * @param start the state before the first step
     * @param mask  where the sequences are padded. At a padded step the state, and with it the output, stays what it was
     * @param mode  whether dropout drops units
     * @return the outputs, the state at the end, and the way back
     * @throws IllegalArgumentException if a shape does not fit
     */
    Run forward(INDArray X, State start, Mask mask, Mode mode);

    /**
     * Reads a whole sequence that is not padded, outside training.
     *
     * @param X     the inputs, shape (T, n, d)
     * @param start the state before the first step
     * @return the outputs, the state at the end, and the way back
     */
    default Run forward(INDArray X, State start) {
        return forward(X, start, Mask.none(), Mode.EVALUATION);
    }

    /** What a forward pass leaves behind, and the way back through it. */
    interface Run {
        /** {@return what the layer says after each step: shape (T, n, outputs)} */
        INDArray Y();

        /**
         * {@return the state after the last step of each sequence: the one to carry on with; as many arrays as the
         * state at the start}
         */
        State last();

        /**
         * Backpropagation through time.
         *
         * @param dY    gradient of the loss with respect to {@link #Y}, shape (T, n, outputs)
         * @param dLast gradient with respect to {@link #last}, beside what dY says of it
         * @return the gradients
         */
        Gradients backward(INDArray dY, State dLast);

        /**
         * Backpropagation through time, where only what the layer says has a loss.
         *
         * @param dY gradient of the loss with respect to {@link #Y}, shape (T, n, outputs)
         * @return the gradients
         */
        default Gradients backward(INDArray dY) {
            return backward(dY, last().zerosLike());
        }

        /**
         * What the layer says, as one row for each sequence.
         *
         * @param pooling how
         * @param mask    where the sequences are padded
         * @return shape (n, outputs), or (n, T·outputs) side by side
         */
        default INDArray pooled(Pooling pooling, Mask mask) {
            return pooling.forward(Y(), mask);
        }

        /**
         * Backpropagation through time, where only {@link #pooled} has a loss.
         *
         * @param dP         gradient of the loss with respect to the rows
         * @param pooling    how they were made
         * @param mask       where the sequences are padded
         * @param intoInputs whether anybody wants the gradient of the inputs; a layer may leave it empty if not
         * @return the gradients
         */
        default Gradients backwardPooled(INDArray dP, Pooling pooling, Mask mask, boolean intoInputs) {
            return backward(pooling.backward(dP, Y(), mask));
        }
    }

    /**
     * The gradient of the loss with respect to everything that went into a forward pass.
     *
     * @param parameters of the parameters, under their names
     * @param dX         of the inputs, shape (T, n, d)
     * @param dStart     of the state at the start
     */
    record Gradients(Parameters parameters, INDArray dX, State dStart) {}
}
