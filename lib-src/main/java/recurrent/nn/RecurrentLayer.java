package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that reads a sequence and says something after each step: an RNN, LSTM or GRU cell unrolled, a stack of them,
 * or two that read in opposite directions. Chapters 07 and 11 to 13.
 */
public interface RecurrentLayer {
    /**
     * The number of inputs.
     *
     * @return d
     */
    int inputs();

    /**
     * The width of what it says at each step.
     *
     * @return h for a cell, of the last layer for a stack, 2h for two directions side by side
     */
    int outputs();

    /**
     * The parameters under their names.
     *
     * @return the arrays themselves
     */
    Parameters parameters();

    /**
     * The same layer with other parameters.
     *
     * @param parameters the same names and shapes
     * @return the layer; it shares the arrays
     */
    RecurrentLayer with(Parameters parameters);

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
     * @param X        the inputs, shape (T, n, d)
     * @param start    the state before the first step
     * @param mask     1 where a sequence has a symbol and 0 where it is padded, shape (T, n); {@code null} if none is
     *                 padded. At a padded step the state, and with it the output, stays what it was
     * @param training where dropout draws from; {@code null} outside training, when nothing is dropped
     * @return the outputs, the state at the end, and the way back
     * @throws IllegalArgumentException if a shape does not fit
     */
    Run forward(INDArray X, State start, INDArray mask, Random training);

    /**
     * Reads a whole sequence that is not padded, outside training.
     *
     * @param X     the inputs, shape (T, n, d)
     * @param start the state before the first step
     * @return the outputs, the state at the end, and the way back
     */
    default Run forward(INDArray X, State start) {
        return forward(X, start, null, null);
    }

    /** What a forward pass leaves behind, and the way back through it. */
    interface Run {
        /**
         * What the layer says after each step.
         *
         * @return shape (T, n, outputs)
         */
        INDArray Y();

        /**
         * The state after the last step of each sequence: the one to carry on with.
         *
         * @return as many arrays as the state at the start
         */
        State last();

        /**
         * Backpropagation through time.
         *
         * @param dY    gradient of the loss with respect to {@link #Y}, shape (T, n, outputs)
         * @param dLast gradient with respect to {@link #last}; {@code null} for zeros
         * @return the gradients
         */
        Gradients backward(INDArray dY, State dLast);
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
