package recurrent.nn.fast;

/** What a cell reads: symbols, or rows of numbers. */
interface Input {
    /** The next way there, of so many sequences and steps as the tape knows. */
    void begin(Pass pass, Block X);

    /** Puts {@code Xt·Wx + b} of the first rows into the tape's Z. */
    void forward(int t, int rows);

    /** The way back begins. */
    void beginBackward(CellGradients to);

    /** Sees the gradients of step t's sums while they are in the cache. */
    void backward(Steps cell, int t, int rows);

    /** Gathers the gradients of Wx and b, once {@link #backward} has been everywhere. */
    void gradients(CellGradients to);

    /** Gathers the gradient of what was read. */
    void inputGradients(Block dX, float beta);
}
