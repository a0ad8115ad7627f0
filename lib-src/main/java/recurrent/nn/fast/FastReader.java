package recurrent.nn.fast;

import java.util.Arrays;

import recurrent.nn.Parameters;

/**
 * Reads one symbol after the other and scores what may come next: for writing text. A step is a product of one row
 * with each matrix; nothing is allocated in it. Chapters 09 and 15.
 *
 * <p>Unlike the other classes it has a state: where it is in the text. One thread may use it.
 */
public final class FastReader {
    private final FastKind kind;
    private final int V;
    private final int h;
    private final int width;
    private final float[] table; // (V, width): Wx + biases
    private final Store Wh; // (h, width)
    private final float[] stateBias;
    private final Store Whq; // (h, V)
    private final float[] bq;
    private final float[] H;
    private final float[] C;
    private final float[] z; // (width): the sums of the gates
    private final float[] past; // (h)
    private final float[] scores;
    private final Store x; // (h): what a product reads
    private final Store y; // (width) or (V): what it writes

    private FastReader(FastKind kind, Parameters parameters) {
        this.kind = kind;
        this.V = (int) parameters.get("Whq").size(1);
        this.h = (int) parameters.get("Whq").size(0);
        Weights weights = new Weights(kind, V, h);
        weights.read(parameters);
        this.width = weights.width;
        this.table = weights.table;
        this.stateBias = weights.stateBias;
        this.Wh = store(Exchange.read(kind.Wh, parameters.get(kind.Wh), h, width));
        this.Whq = store(Exchange.read("Whq", parameters.get("Whq"), h, V));
        this.bq = Exchange.read("bq", parameters.get("bq"), 1, V);
        this.H = new float[h];
        this.C = new float[h];
        this.z = new float[width];
        this.past = new float[h];
        this.scores = new float[V];
        this.x = new Store(h);
        this.y = new Store(Math.max(width, V));
    }

    /** A second reader at the same place; weights are shared, because nobody changes them. */
    private FastReader(FastReader other) {
        this.kind = other.kind;
        this.V = other.V;
        this.h = other.h;
        this.width = other.width;
        this.table = other.table;
        this.Wh = other.Wh;
        this.stateBias = other.stateBias;
        this.Whq = other.Whq;
        this.bq = other.bq;
        this.H = other.H.clone();
        this.C = other.C.clone();
        this.z = new float[width];
        this.past = new float[h];
        this.scores = new float[V];
        this.x = new Store(h);
        this.y = new Store(Math.max(width, V));
    }

    private static Store store(float[] numbers) {
        Store store = new Store(numbers.length);
        store.put(0, numbers, 0, numbers.length);
        return store;
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

    /**
     * A second reader at the same place in the text, that goes its own way from here.
     *
     * @return the copy
     */
    public FastReader fork() {
        return new FastReader(this);
    }

    /** Forgets everything that was read. */
    public void reset() {
        Arrays.fill(H, 0f);
        Arrays.fill(C, 0f);
    }

    /** {@return the state after what was read: (h), the array itself: the next step changes it} */
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

    /** {@code to[at …] += row·W[columns from …]}, with rows of W of the given length. */
    private void addProduct(float[] row, Store W, int from, int length, float[] to, int at, int columns) {
        x.put(0, row, 0, h);
        y.put(0, to, at, columns);
        Blas.columns(h, columns, W.at(from), length, x.at(0), 1f, y.at(0));
        y.get(0, to, at, columns);
    }
}
