package recurrent.nn.fast;

/** What differs between kinds of cells: one step forward, one step back. Everything for m sequences side by side. */
interface Steps {
    /**
     * From the inputs' part {@code Xt·Wx + b}, which lies in the tape's Z, and the state H[t] to H[t+1]. Keeps what the
     * way back needs.
     */
    void forward(int t, int m);

    /**
     * On entry dH is the complete gradient of the loss with respect to H[t+1], on return that with respect to H[t] as
     * the recurrence sees it. Leaves the gradients of the gates' sums in {@link #dZ} and in the tape's Z.
     */
    void backward(int t, int m, float[] dH);

    /** The gradient of gate k's sum at step t, (m, h), once {@link #backward} has been there. */
    float[] dZ(int k, int t);

    /** Adds to the gradients of Wh what some steps bring that {@link #backward} has passed: t … t+steps−1. */
    void recurrentGradients(int t, int steps, int m, float beta);

    /** What an LSTM carries beside H: [0] before the first step, [t+1] after step t. {@code null} for other cells. */
    default float[][] C() {
        return null;
    }

    /** The gradient with respect to C[0] after the way back, and to C[T] before it. {@code null} for other cells. */
    default float[] dC() {
        return null;
    }

    /** The gradient of the candidate's second bias, (h), after {@link #recurrentGradients}. {@code null} if it has none. */
    default float[] stateBiasGradient() {
        return null;
    }
}
