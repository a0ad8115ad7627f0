package recurrent.nn.fast;

import java.util.Arrays;

/** Some sequences of a batch in {@link FastRecurrent}. */
final class RecurrentChunk {
    private final Tape tape;
    private final Steps cell;
    private final DenseInput input;
    private final float[] dH;
    private int from;
    private int m;
    private int steps;

    RecurrentChunk(Weights weights, int T, int m) {
        this.tape = new Tape(weights, T, m);
        this.cell = weights.kind.steps(tape);
        this.input = new DenseInput(tape);
        this.dH = new float[m * weights.h];
    }

    boolean holds(int T, int m) {
        return tape.T >= T && tape.m >= m;
    }

    /** Which sequences the next pass takes, and how long they are. */
    void take(int from, int m, int steps) {
        this.from = from;
        this.m = m;
        this.steps = steps;
    }

    void forward(float[] X, int n, float[][] start, float[] Y, float[] lastC) {
        int h = tape.h;
        input.set(X, n, from, m, steps);
        tape.start(start, cell, from, m);
        for (int t = 0; t < steps; t++) {
            cell.forward(t, m);
            tape.H.get((t + 1) * m * h, Y, (t * n + from) * h, m * h);
        }
        if (cell.C() != null) {
            System.arraycopy(cell.C()[steps], 0, lastC, from * h, m * h);
        }
    }

    /** See {@link FastRecurrent#backward}; nulls are zeros, or not wanted. */
    void backward(float[] dY, float[][] dLast, int n, CellGradients to, float[] dX, float[][] dStart) {
        int h = tape.h;
        int size = m * h;
        start(dH, dLast, 0);
        if (cell.dC() != null) {
            start(cell.dC(), dLast, 1);
        }
        for (int t = steps - 1; t >= 0; t--) {
            if (dY != null) {
                Vector.add(dH, 0, dY, (t * n + from) * h, size);
            }
            cell.backward(t, m, dH);
            tape.gather(cell, t, steps, m);
        }
        tape.finish(cell, input, steps, m, to);
        if (dX != null) {
            input.inputGradients(dX, n, from, m, steps);
        }
        System.arraycopy(dH, 0, dStart[0], from * h, size);
        if (cell.dC() != null) {
            System.arraycopy(cell.dC(), 0, dStart[1], from * h, size);
        }
    }

    private void start(float[] array, float[][] dLast, int which) {
        if (dLast == null) {
            Arrays.fill(array, 0f);
        } else {
            System.arraycopy(dLast[which], from * tape.h, array, 0, m * tape.h);
        }
    }
}
