package recurrent.nn.fast;

import java.nio.FloatBuffer;
import java.util.Optional;

/** What one pack of sequences needs in {@link FastLanguageModel}, from symbols to gradients. */
final class LanguageRoom {
    private final Net net;
    private final int T;
    private final int m;
    private final Flow flow;
    private final Scores scores;
    private final Store dY;
    private final int[] flat;
    private final Optional<Vectors> vectors;

    /** The vectors of the symbols, where a network reads those: (T, m, e). */
    record Vectors(int size, Store X, Store dX) {}

    /**
     * Makes room.
     *
     * @param vectors their length, if the network reads vectors of the symbols instead of the symbols
     */
    LanguageRoom(Net net, OutputWeights output, int T, int m, Optional<Integer> vectors) {
        this.net = net;
        this.T = T;
        this.m = m;
        this.flow = net.flow(T, m, vectors.isEmpty(), false);
        this.scores = new Scores(output);
        this.dY = new Store(T * m * net.outputs());
        this.flat = new int[T * m];
        this.vectors = vectors.map(e -> new Vectors(e, new Store(T * m * e), new Store(T * m * e)));
    }

    boolean holds(int steps, int rows) {
        return T >= steps && m >= rows;
    }

    /**
     * The sum of the cross-entropies of a pack.
     *
     * @param pass    the way there, and back if gradients are wanted
     * @param targets of all sequences of the batch
     * @param table   a vector for each symbol, if the network reads those
     * @param to      receives the gradients of the output layer; {@code null} if no gradients are wanted
     * @param weight  1 / (predictions of the whole batch)
     * @param dX      receives the gradients of the vectors (T, n, e), if they are wanted
     */
    double run(
            Pass pass,
            int[][] targets,
            FloatBuffer table,
            OutputWeights.Gradients to,
            float weight,
            Optional<FloatBuffer> dX) {
        Pack pack = pass.pack();
        int rows = pack.rows();
        Block X = vectors.map(v -> lookUp(pass, table, v)).orElse(null);
        Block Y = flow.forward(pass, X);
        for (int t = 0; t < pack.steps(); t++) {
            for (int i = 0; i < rows; i++) {
                flat[t * rows + i] = targets[pack.sequences()[i]][t];
            }
        }
        double loss = scores.run(Y, pack.steps() * rows, flat, to, weight, dY);
        if (to != null) {
            Block below = dX.isPresent() ? Block.of(vectors.orElseThrow().dX()) : null;
            flow.backward(pass, Block.of(dY), below, 0f);
            dX.ifPresent(batch -> pack.scatter(below, vectors.orElseThrow().size(), batch));
        }
        return loss;
    }

    private static Block lookUp(Pass pass, FloatBuffer table, Vectors vectors) {
        Pack pack = pass.pack();
        int e = vectors.size();
        for (int t = 0; t < pack.steps(); t++) {
            for (int i = 0; i < pack.rows(); i++) {
                int symbol = pass.symbols()[pack.sequences()[i]][t];
                vectors.X().put((t * pack.rows() + i) * e, table, symbol * e, e);
            }
        }
        return Block.of(vectors.X());
    }
}
