package recurrent.nn.fast;

import java.util.Arrays;

/**
 * What one chunk of sequences leaves behind on its way through the steps: the states and the sums of the gates, step
 * after step, so that one product covers all steps where the mathematics allows it.
 */
final class Tape {
    private static final int ROWS = 256;

    final Weights weights;
    final int T;
    final int m;
    final int h;
    /** States, (T+1, m, h): block t is the state before step t. */
    final Store H;
    /** Sums of each gate, (T, m, h); on the way back their gradients take their place. */
    final Store[] Z;
    /** Gradient of Wh, (h, gates·h). */
    final Store dWh;
    /** One state on its way between the two worlds, (m, h). */
    final Store dHt;

    final Store ones;

    Tape(Weights weights, int T, int m) {
        this.weights = weights;
        this.T = T;
        this.m = m;
        this.h = weights.h;
        this.H = new Store((T + 1) * m * h);
        this.Z = new Store[weights.kind.gates];
        for (int k = 0; k < Z.length; k++) {
            Z[k] = new Store(T * m * h);
        }
        this.dWh = new Store(h * Z.length * h);
        this.dHt = new Store(m * h);
        this.ones = new Store(T * m);
        float[] one = new float[T * m];
        Arrays.fill(one, 1f);
        ones.put(0, one, 0, one.length);
    }

    /** An array for each step. */
    float[][] steps(int count) {
        return new float[count][m * h];
    }

    /** {@code Z[k] at t += state·Wh[k]} for the state at the given place. */
    void addRecurrent(int k, int t, int m, Store state, int offset) {
        Blas.product(m, h, h, state.at(offset), h, weights.Wh[k], h, 1f, Z[k].at(t * m * h), h);
    }

    /** {@code dHt = dZ[k] at t·Wh[k]ᵀ + beta·dHt}. */
    void back(int k, int t, int m, float beta) {
        Blas.product(m, h, h, Z[k].at(t * m * h), h, weights.WhT[k], h, beta, dHt.at(0), h);
    }

    /** {@code dWh[k] = Σ stateᵀ·dZ[k] + beta·dWh[k]} over the steps t … t+steps−1. */
    void recurrentGradient(int k, int t, int steps, int m, Store states, float beta) {
        int row = Z.length * h;
        int from = t * m * h;
        Blas.productTA(h, h, steps * m, states.at(from), h, Z[k].at(from), h, beta, dWh.at(k * h), row);
    }

    /** Puts the state before the first step in place: the rows from … of H0 and C0, (n, h); null for zeros. */
    void start(float[][] states, Steps cell, int from, int m) {
        float[] zeros = states == null ? new float[m * h] : null;
        H.put(0, zeros == null ? states[0] : zeros, zeros == null ? from * h : 0, m * h);
        if (cell.C() != null) {
            System.arraycopy(zeros == null ? states[1] : zeros, zeros == null ? from * h : 0, cell.C()[0], 0, m * h);
        }
    }

    /**
     * Called after each step back: now and then it takes the gradients of Wh of the last steps. One product of many rows
     * is faster than one for each step, as long as the rows are still in the cache.
     */
    void gather(Steps cell, int t, int steps, int m) {
        int group = Math.max(1, ROWS / m);
        if (t % group == 0) {
            int first = (steps - 1) / group * group; // the group that the way back starts with
            cell.recurrentGradients(t, Math.min(group, steps - t), m, t == first ? 0f : 1f);
        }
    }

    /** Gathers the gradients of the cell's parameters, once the way back has been gone. */
    void finish(Steps cell, Input input, int steps, int m, CellGradients to) {
        dWh.get(0, to.dWh(), 0, to.dWh().length);
        input.gradients(steps, m, to);
        if (cell.stateBiasGradient() != null) {
            System.arraycopy(cell.stateBiasGradient(), 0, to.dbCandidate(), 0, h);
        }
    }
}
