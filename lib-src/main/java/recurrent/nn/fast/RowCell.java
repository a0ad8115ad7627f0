package recurrent.nn.fast;

import java.util.Arrays;

/** A cell that reads one row after the other, for writing: a product of one row with each matrix. Has a state. */
final class RowCell {
    private final Weights weights;
    private final FastKind kind;
    private final int h;
    private final int width;
    private final Store Wx; // (d, width)
    private final Store Wh; // (h, width)
    private final float[] H;
    private final float[] C;
    private final float[] z; // (width): the sums of the gates
    private final float[] past; // (h)
    private final Store x; // what a product reads
    private final Store y; // what it writes

    /** A cell in a zero state; nobody may change the weights. */
    RowCell(Weights weights) {
        this(
                weights,
                Store.of(weights.inputRows()),
                Store.of(weights.stateRows()),
                new float[weights.h],
                new float[weights.h]);
    }

    private RowCell(Weights weights, Store Wx, Store Wh, float[] H, float[] C) {
        this.weights = weights;
        this.kind = weights.kind;
        this.h = weights.h;
        this.width = weights.width;
        this.Wx = Wx;
        this.Wh = Wh;
        this.H = H;
        this.C = C;
        this.z = new float[width];
        this.past = new float[h];
        this.x = new Store(Math.max(weights.d, h));
        this.y = new Store(width);
    }

    /** A second one at the same place; weights are shared. */
    RowCell fork() {
        return new RowCell(weights, Wx, Wh, H.clone(), C.clone());
    }

    void reset() {
        Arrays.fill(H, 0f);
        Arrays.fill(C, 0f);
    }

    /** Its state H, (h): the array itself. */
    float[] state() {
        return H;
    }

    /** Reads a symbol: the row of its one-hot vector. */
    void read(int symbol) {
        System.arraycopy(weights.table, symbol * width, z, 0, width);
        step();
    }

    /** Reads a row of d numbers. */
    void read(float[] row) {
        System.arraycopy(weights.bias, 0, z, 0, width);
        addProduct(row, weights.d, Wx, 0, z, 0, width);
        step();
    }

    private void step() {
        switch (kind) {
            case RNN -> {
                addProduct(H, h, Wh, 0, z, 0, width);
                Vector.tanh(z, H, h);
            }
            case LSTM -> lstm();
            case GRU, GRU_RESET_AFTER -> gru();
        }
    }

    private void lstm() {
        addProduct(H, h, Wh, 0, z, 0, width);
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
        addProduct(H, h, Wh, 0, z, 0, 2 * h);
        for (int j = 0; j < 2 * h; j++) {
            z[j] = Approximate.sigmoid(z[j]);
        }
        if (kind == FastKind.GRU) {
            for (int j = 0; j < h; j++) {
                past[j] = z[j] * H[j];
            }
            addProduct(past, h, Wh, 2 * h, z, 2 * h, h);
        } else {
            System.arraycopy(weights.stateBias, 0, past, 0, h);
            addProduct(H, h, Wh, 2 * h, past, 0, h);
            for (int j = 0; j < h; j++) {
                z[2 * h + j] += z[j] * past[j];
            }
        }
        for (int j = 0; j < h; j++) {
            float candidate = Approximate.tanh(z[2 * h + j]);
            H[j] = z[h + j] * (H[j] - candidate) + candidate;
        }
    }

    /** {@code to[at …] += row·W[columns from …]}. */
    private void addProduct(float[] row, int length, Store W, int from, float[] to, int at, int columns) {
        x.put(0, row, 0, length);
        y.put(0, to, at, columns);
        Blas.columns(length, columns, W.at(from), width, x.at(0), 1f, y.at(0));
        y.get(0, to, at, columns);
    }
}
