package recurrent.nn.fast;

import java.util.Arrays;

import recurrent.nn.Parameters;

/**
 * One recurrent layer on {@code float[]}: reads rows of numbers, for instance word vectors, and says something after
 * each step. Same numbers as the cells of {@link recurrent.nn}, in less time. Chapters 07, 11, 12 and 16.
 *
 * <p>All arrays are row-major: sequences (T, n, features), states (n, h). A batch is cut as in
 * {@link FastLanguageModel}; the same batch gives the same numbers on every number of processors. Keeps its buffers
 * between calls; one thread may use it at a time.
 */
public final class FastRecurrent {
    private final Weights weights;
    private RecurrentChunk[] chunks = new RecurrentChunk[0];
    private CellGradients[] parts = new CellGradients[0];
    private Cut cut;
    private int T;
    private boolean forward;

    private FastRecurrent(FastKind kind, int d, int h) {
        this.weights = new Weights(kind, d, h);
    }

    /**
     * Makes room for a layer.
     *
     * @param kind the cell
     * @param d    inputs
     * @param h    hidden units
     * @return room for the parameters of such a layer
     */
    public static FastRecurrent of(FastKind kind, int d, int h) {
        return new FastRecurrent(kind, d, h);
    }

    /**
     * What a forward pass says.
     *
     * @param Y    the state after each step, (T, n, h)
     * @param last the arrays of the state after the last step, each (n, h): H, and C of an LSTM
     */
    public record Output(float[] Y, float[][] last) {}

    /**
     * Reads a batch.
     *
     * @param parameters the cell's, under the names of its class in {@link recurrent.nn}, FLOAT
     * @param X          (T, n, d)
     * @param T          steps
     * @param n          sequences
     * @param start      the arrays of the state before the first step, each (n, h); {@code null} for zeros
     * @return the states
     * @throws IllegalArgumentException if a size does not fit
     */
    public Output forward(Parameters parameters, float[] X, int T, int n, float[][] start) {
        require("X", X, T, n, weights.d);
        requireState("start", start, n);
        forward = false;
        weights.read(parameters);
        ensureChunks(T, n);
        float[] Y = new float[T * n * weights.h];
        float[] lastC = new float[states() > 1 ? n * weights.h : 0];
        cut.forEach(i -> chunks[i].forward(X, n, start, Y, lastC));
        forward = true;
        float[] lastH = new float[n * weights.h];
        System.arraycopy(Y, (T - 1) * lastH.length, lastH, 0, lastH.length);
        return new Output(Y, states() > 1 ? new float[][] {lastH, lastC} : new float[][] {lastH});
    }

    /**
     * Backpropagation through time for the last {@link #forward}; once for each.
     *
     * @param dY        gradient of the loss with respect to Y, (T, n, h); {@code null} for zeros
     * @param dLast     with respect to the arrays of the last state, each (n, h), beside what dY says of it; {@code null}
     *                  for zeros
     * @param gradients receives the gradients of the parameters
     * @param dX        receives the gradient of the inputs, (T, n, d); {@code null} if it is not wanted, which saves
     *                  time
     * @return the gradients of the arrays of the state at the start
     * @throws IllegalArgumentException if a size does not fit
     * @throws IllegalStateException    if there was no forward pass since the last call
     */
    public float[][] backward(float[] dY, float[][] dLast, Parameters gradients, float[] dX) {
        if (!forward) {
            throw new IllegalStateException(
                    "backward: call forward before each backward; it uses up what forward kept");
        }
        int n = cut.n();
        if (dY != null) {
            require("dY", dY, T, n, weights.h);
        }
        requireState("dLast", dLast, n);
        if (dX != null) {
            require("dX", dX, T, n, weights.d);
        }
        forward = false;
        float[][] dStart = new float[states()][n * weights.h];
        cut.forEach(i -> chunks[i].backward(dY, dLast, n, parts[i], dX, dStart));
        for (int i = 1; i < cut.count(); i++) {
            parts[0].add(parts[i]);
        }
        parts[0].write(weights.kind, gradients);
        return dStart;
    }

    private int states() {
        return weights.kind == FastKind.LSTM ? 2 : 1;
    }

    private void ensureChunks(int T, int n) {
        this.T = T;
        this.cut = Cut.of(n, weights.h);
        if (chunks.length < cut.count() || !chunks[0].holds(T, cut.largest())) {
            chunks = new RecurrentChunk[cut.count()];
            parts = new CellGradients[cut.count()];
            for (int i = 0; i < chunks.length; i++) {
                chunks[i] = new RecurrentChunk(weights, T, cut.largest());
                parts[i] = CellGradients.zeros(weights);
            }
        }
        for (int i = 0; i < cut.count(); i++) {
            chunks[i].take(cut.from(i), cut.size(i), T);
        }
    }

    private void requireState(String name, float[][] state, int n) {
        if (state != null) {
            if (state.length != states()) {
                throw new IllegalArgumentException(name + ": expected " + states() + " arrays, got " + state.length);
            }
            for (float[] array : state) {
                require(name, array, n, weights.h);
            }
        }
    }

    private static void require(String name, float[] array, int... sizes) {
        long expected = 1;
        for (int size : sizes) {
            expected *= size;
        }
        if (array.length != expected || expected == 0) {
            throw new IllegalArgumentException(name + ": expected " + expected + " numbers, the product of "
                    + Arrays.toString(sizes) + " and more than 0, got " + array.length);
        }
    }
}
