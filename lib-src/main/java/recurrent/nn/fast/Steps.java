package recurrent.nn.fast;

/** What differs between kinds of cells: one step forward, one step back. Everything for m sequences side by side. */
interface Steps {
    /**
     * From the inputs' part {@code Xt·Wx + b}, which lies in the tape's Z, and the state before step t to the one after
     * it, for the first rows. Keeps what the way back needs.
     */
    void forward(int t, int rows);

    /**
     * On entry dH is the complete gradient of the loss with respect to the state after step t, on return that with
     * respect to the one before as the recurrence sees it. Leaves the gradients of the gates' sums in {@link #dZ} and in the tape's Z.
     */
    void backward(int t, int rows, float[] dH);

    /** The gradient of gate k's sum at step t, (rows, h), once {@link #backward} has been there. */
    float[] dZ(int k, int t);

    /** Adds to the gradients of Wh what some steps bring that {@link #backward} has passed: t … t+steps−1. */
    void recurrentGradients(int t, int steps, float beta);

    /** Nothing comes back at step t from the rows from a on; for arrays of the cell's own that a product reads. */
    default void clear(int t, int a) {}

    /** What an LSTM carries beside H, T+1 blocks as the tape numbers them. {@code null} for other cells. */
    default float[][] C() {
        return null;
    }

    /** The gradient with respect to the first C after the way back, and to the last before it. {@code null} for other cells. */
    default float[] dC() {
        return null;
    }

    /** The gradient of the candidate's second bias, (h), after {@link #recurrentGradients}. {@code null} if it has none. */
    default float[] stateBiasGradient() {
        return null;
    }
}
