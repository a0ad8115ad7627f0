package recurrent.nn.fast;

import java.util.Arrays;

/**
 * What one pack of sequences leaves behind on its way through the steps of a cell: the states and the sums of the gates,
 * step after step, so that one product covers all steps where the mathematics allows it.
 *
 * <p>Everything stands at its step of the sequence, whether the cell reads forward or backward: a cell that reads
 * backward has at t the state after it has read t, and at t+1 the one before.
 */
final class Tape {
    private static final int ROWS = 256;

    final Weights weights;
    final int h;
    /** The most steps. */
    final int T;
    /** The most sequences. */
    final int capacity;
    /** States, (T+1, m, h). */
    final Store H;
    /** Sums of each gate, (T, m, h); on the way back their gradients take their place. */
    final Store[] Z;
    /** Gradient of Wh, (h, gates·h). */
    final Store dWh;
    /** One state on its way between the two worlds, (m, h). */
    final Store dHt;

    final Store ones;

    private final boolean backward;
    private final float[] zeros;
    /** Sequences of this pass. */
    int m;
    /** Steps of this pass. */
    int steps;

    private boolean gathered; // whether dWh holds something of this pass

    Tape(Weights weights, int T, int capacity, boolean backward) {
        this.weights = weights;
        this.T = T;
        this.capacity = capacity;
        this.backward = backward;
        this.h = weights.h;
        this.H = new Store((T + 1) * capacity * h);
        this.Z = new Store[weights.kind.gates];
        for (int k = 0; k < Z.length; k++) {
            Z[k] = new Store(T * capacity * h);
        }
        this.dWh = new Store(h * Z.length * h);
        this.dHt = new Store(capacity * h);
        this.zeros = new float[capacity * h];
        this.ones = new Store(T * capacity);
        float[] one = new float[T * capacity];
        Arrays.fill(one, 1f);
        ones.put(0, one, 0, one.length);
    }

    /** A pass of so many sequences and steps begins. */
    void begin(int sequences, int length) {
        m = sequences;
        steps = length;
        gathered = false;
    }

    /** The step that is read first. */
    int first() {
        return backward ? steps - 1 : 0;
    }

    /** The step that is read last. */
    int last() {
        return backward ? 0 : steps - 1;
    }

    int next(int t) {
        return backward ? t - 1 : t + 1;
    }

    int previous(int t) {
        return backward ? t + 1 : t - 1;
    }

    boolean inside(int t) {
        return t >= 0 && t < steps;
    }

    /** Which of the T+1 states is the one before step t is read. */
    int blockBefore(int t) {
        return backward ? t + 1 : t;
    }

    /** Which of the T+1 states is the one after step t was read. */
    int blockAfter(int t) {
        return backward ? t : t + 1;
    }

    /** Where step t begins in arrays of a block for each step. */
    int at(int t) {
        return t * m * h;
    }

    /** Where the state before step t begins in H. */
    int before(int t) {
        return blockBefore(t) * m * h;
    }

    /** Where the state after step t begins in H. */
    int after(int t) {
        return blockAfter(t) * m * h;
    }

    /** An array for each step. */
    float[][] steps(int count) {
        return new float[count][capacity * h];
    }

    /** {@code Z[k] at t += state·Wh[k]} for the first rows of the state at the given place. */
    void addRecurrent(int k, int t, int rows, Store state, int offset) {
        Blas.product(rows, h, h, state.at(offset), h, weights.Wh[k], h, 1f, Z[k].at(at(t)), h);
    }

    /** {@code dHt = dZ[k] at t·Wh[k]ᵀ + beta·dHt}. */
    void back(int k, int t, int rows, float beta) {
        Blas.product(rows, h, h, Z[k].at(at(t)), h, weights.WhT[k], h, beta, dHt.at(0), h);
    }

    /** {@code dWh[k] = Σ stateᵀ·dZ[k] + beta·dWh[k]} over some steps from t on; the states begin at an offset. */
    void recurrentGradient(int k, int t, int count, Store states, int offset, float beta) {
        int row = Z.length * h;
        Blas.productTA(h, h, count * m, states.at(offset), h, Z[k].at(at(t)), h, beta, dWh.at(k * h), row);
    }

    /** No gradient at step t for the rows from a on, which were padded there. */
    void clear(int t, int a) {
        for (Store sums : Z) {
            sums.put(at(t) + a * h, zeros, 0, (m - a) * h);
        }
    }

    /** The same for another array of a block for each step. */
    void clear(Store store, int t, int a) {
        store.put(at(t) + a * h, zeros, 0, (m - a) * h);
    }

    /**
     * Called after each step back: now and then it takes the gradients of Wh of the last steps. One product of many rows
     * is faster than one for each step, as long as the rows are still in the cache.
     */
    void gather(Steps cell, int t) {
        int group = Math.max(1, ROWS / m);
        int from = t / group * group;
        int to = Math.min(from + group, steps);
        if (t == (backward ? to - 1 : from)) { // all of the group have been passed
            cell.recurrentGradients(from, to - from, gathered ? 1f : 0f);
            gathered = true;
        }
    }
}
