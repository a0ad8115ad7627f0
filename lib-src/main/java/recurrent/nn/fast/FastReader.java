package recurrent.nn.fast;

import java.util.Arrays;

import recurrent.nn.Parameters;

/**
 * Reads one symbol after the other and scores what may come next: for writing text, where a step is too small to be
 * worth a matrix product. Nothing is allocated in a step. Chapters 09 and 15.
 *
 * <p>Unlike the other classes it has a state: where it is in the text. One thread may use it.
 */
public final class FastReader {
    private final FastKind kind;
    private final int V;
    private final int h;
    private final int width;
    private final float[] table; // (V, width): Wx + biases
    private final float[] Wh; // (h, width)
    private final float[] stateBias;
    private final float[] Whq; // (h, V)
    private final float[] bq;
    private final float[] H;
    private final float[] C;
    private final float[] z; // (width): the sums of the gates
    private final float[] past; // (h)
    private final float[] scores;

    private FastReader(FastKind kind, Parameters parameters) {
        this.kind = kind;
        this.V = (int) parameters.get("Whq").size(1);
        this.h = (int) parameters.get("Whq").size(0);
        Weights weights = new Weights(kind, V, h);
        weights.read(parameters);
        this.width = weights.width;
        this.table = weights.table;
        this.stateBias = weights.stateBias;
        this.Wh = Exchange.read(kind.Wh, parameters.get(kind.Wh), h, width);
        this.Whq = Exchange.read("Whq", parameters.get("Whq"), h, V);
        this.bq = Exchange.read("bq", parameters.get("bq"), 1, V);
        this.H = new float[h];
        this.C = new float[h];
        this.z = new float[width];
        this.past = new float[h];
        this.scores = new float[V];
    }

    /**
     * A reader before its first symbol.
     *
     * @param kind       the cell
     * @param parameters the cell's, under the names of its class in {@link recurrent.nn}, and Whq and bq; FLOAT; copied
     * @return the reader, in a zero state
     */
    public static FastReader of(FastKind kind, Parameters parameters) {
        return new FastReader(kind, parameters);
    }

    /** Forgets everything that was read. */
    public void reset() {
        Arrays.fill(H, 0f);
        Arrays.fill(C, 0f);
    }

    /**
     * The state after what was read.
     *
     * @return (h), the array itself: the next step changes it
     */
    public float[] state() {
        return H;
    }

    /**
     * Reads one symbol.
     *
     * @param symbol 0 … V−1
     * @return a score for each symbol that may come next, (V); the next step changes the array
     */
    public float[] read(int symbol) {
        if (symbol < 0 || symbol >= V) {
            throw new IllegalArgumentException("symbol: expected 0 to " + (V - 1) + ", got " + symbol);
        }
        System.arraycopy(table, symbol * width, z, 0, width);
        switch (kind) {
            case RNN -> {
                addProduct(H, Wh, 0, width, z, 0, width);
                Vector.tanh(z, H, h);
            }
            case LSTM -> lstm();
            case GRU, GRU_RESET_AFTER -> gru();
        }
        System.arraycopy(bq, 0, scores, 0, V);
        addProduct(H, Whq, 0, V, scores, 0, V);
        return scores;
    }

    private void lstm() {
        addProduct(H, Wh, 0, width, z, 0, width);
        for (int j = 0; j < 3 * h; j++) {
            z[j] = Approximate.sigmoid(z[j]);
        }
        for (int j = 0; j < h; j++) {
            C[j] = z[h + j] * C[j] + z[j] * Approximate.tanh(z[3 * h + j]);
        }
        for (int j = 0; j < h; j++) {
            H[j] = z[2 * h + j] * Approximate.tanh(C[j]);
        }
    }

    private void gru() {
        addProduct(H, Wh, 0, width, z, 0, 2 * h);
        for (int j = 0; j < 2 * h; j++) {
            z[j] = Approximate.sigmoid(z[j]);
        }
        if (kind == FastKind.GRU) {
            for (int j = 0; j < h; j++) {
                past[j] = z[j] * H[j];
            }
            addProduct(past, Wh, 2 * h, width, z, 2 * h, h);
        } else {
            System.arraycopy(stateBias, 0, past, 0, h);
            addProduct(H, Wh, 2 * h, width, past, 0, h);
            for (int j = 0; j < h; j++) {
                z[2 * h + j] += z[j] * past[j];
            }
        }
        for (int j = 0; j < h; j++) {
            float candidate = Approximate.tanh(z[2 * h + j]);
            H[j] = z[h + j] * (H[j] - candidate) + candidate;
        }
    }

    /** {@code y[to …] += x·W[columns from …]}, with rows of W of the given length. */
    private static void addProduct(float[] x, float[] W, int from, int row, float[] y, int to, int columns) {
        int i = 0;
        for (; i + 4 <= x.length; i += 4) { // four rows at a time: y comes and goes a quarter as often
            int w = i * row + from;
            addRows(x[i], x[i + 1], x[i + 2], x[i + 3], W, w, w + row, w + 2 * row, w + 3 * row, y, to, columns);
        }
        for (; i < x.length; i++) {
            int w = i * row + from;
            addRows(x[i], 0f, 0f, 0f, W, w, w, w, w, y, to, columns);
        }
    }

    private static void addRows(
            float x0,
            float x1,
            float x2,
            float x3,
            float[] W,
            int w0,
            int w1,
            int w2,
            int w3,
            float[] y,
            int to,
            int columns) {
        for (int j = 0; j < columns; j++) {
            y[to + j] += x0 * W[w0 + j] + x1 * W[w1 + j] + x2 * W[w2 + j] + x3 * W[w3 + j];
        }
    }
}
