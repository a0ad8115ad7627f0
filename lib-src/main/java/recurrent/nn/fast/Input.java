package recurrent.nn.fast;

/** What a chunk reads: symbols, or rows of numbers. */
interface Input {
    /** Puts {@code Xt·Wx + b} into the tape's Z. */
    void forward(int t, int m);

    /** Sees the gradients of step t's sums while they are in the cache. */
    void backward(Steps cell, int t, int m);

    /** Adds the gradients of Wx and b, once {@link #backward} has been everywhere. */
    void gradients(int steps, int m, CellGradients to);
}
