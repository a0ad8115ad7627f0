package recurrent.nn.fast;

import java.util.Arrays;

/** Some sequences of a batch in {@link FastLanguageModel}, from symbols to gradients. */
final class LanguageChunk {
    /** What one chunk adds to the gradients. */
    record Gradients(CellGradients cell, OutputWeights.Gradients output) {
        void add(Gradients other) {
            cell.add(other.cell);
            output.add(other.output);
        }
    }

    private final Tape tape;
    private final Steps cell;
    private final SymbolInput input;
    private final Scores scores;
    private final Store dY;
    private final float[] dH;
    private final float[] direct;
    private final int[] flat;

    LanguageChunk(Weights weights, OutputWeights output, int T, int m) {
        this.tape = new Tape(weights, T, m);
        this.cell = weights.kind.steps(tape);
        this.input = new SymbolInput(tape);
        this.scores = new Scores(output);
        this.dY = new Store(T * m * weights.h);
        this.dH = new float[m * weights.h];
        this.direct = new float[m * weights.h];
        this.flat = new int[T * m];
    }

    boolean holds(int T, int m) {
        return tape.T >= T && tape.m >= m;
    }

    /**
     * The sum of the cross-entropies of the sequences from … from+m−1.
     *
     * @param to     receives the gradients; null if none are wanted
     * @param weight 1 / (predictions of the whole batch)
     */
    double run(int[][] inputs, int[][] targets, int from, int m, Gradients to, float weight) {
        int steps = inputs[from].length;
        int size = m * tape.h;
        input.set(inputs, from, to == null ? null : to.cell);
        tape.start(null, cell, 0, m);
        for (int t = 0; t < steps; t++) {
            input.forward(t, m);
            cell.forward(t, m);
            for (int i = 0; i < m; i++) {
                flat[t * m + i] = targets[from + i][t];
            }
        }
        double loss = scores.run(tape.H, size, steps * m, flat, to == null ? null : to.output, weight, dY);
        if (to != null) {
            backward(steps, m, to.cell);
        }
        return loss;
    }

    private void backward(int steps, int m, CellGradients to) {
        int size = m * tape.h;
        Arrays.fill(to.dWx(), 0f);
        Arrays.fill(to.db(), 0f);
        Arrays.fill(dH, 0f);
        if (cell.dC() != null) {
            Arrays.fill(cell.dC(), 0f);
        }
        for (int t = steps - 1; t >= 0; t--) {
            dY.get(t * size, direct, 0, size);
            Vector.add(dH, 0, direct, 0, size);
            cell.backward(t, m, dH);
            input.backward(cell, t, m);
            tape.gather(cell, t, steps, m);
        }
        tape.finish(cell, input, steps, m, to);
    }
}
