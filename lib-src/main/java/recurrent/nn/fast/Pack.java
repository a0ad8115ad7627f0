package recurrent.nn.fast;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Mask;

/**
 * Some sequences of a batch that go through a network side by side, the longest first: at each step those that are still
 * being read are the first ones, so the others cost nothing.
 *
 * @param n         sequences of the whole batch
 * @param sequences which of them, in the order of the rows
 * @param active    for each step, behind which row all are padded
 * @param holes     for step t and row i, at t·rows + i, whether it is padded although the row is active; empty if that
 *                  happens nowhere
 */
record Pack(int n, int[] sequences, int[] active, boolean[] holes) {

    /** Cuts a batch into packs; the same batch is always cut in the same way. */
    static List<Pack> of(int n, int T, Mask mask, Cut cut) {
        List<Pack> packs = new ArrayList<>();
        if (mask.isNone()) {
            for (int i = 0; i < cut.count(); i++) {
                int m = cut.size(i);
                int[] active = new int[T];
                Arrays.fill(active, m);
                int from = cut.from(i);
                packs.add(new Pack(n, IntStream.range(from, from + m).toArray(), active, new boolean[0]));
            }
            return packs;
        }
        boolean[][] symbols = symbols(mask.array(), T, n);
        int[] lengths = new int[n];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < T; t++) {
                lengths[i] = symbols[t][i] ? t + 1 : lengths[i];
            }
        }
        int[] longestFirst = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int c = 0; c < cut.count(); c++) { // dealt like cards, so that every pack has as much to do
            int from = c;
            int[] rows = IntStream.range(0, n)
                    .filter(k -> k % cut.count() == from)
                    .map(k -> longestFirst[k])
                    .toArray();
            packs.add(new Pack(n, rows, active(rows, lengths, T), holes(rows, lengths, symbols)));
        }
        return packs;
    }

    private static boolean[][] symbols(INDArray mask, int T, int n) {
        double[] numbers = mask.dup('c').data().asDouble();
        boolean[][] symbols = new boolean[T][n];
        for (int k = 0; k < numbers.length; k++) {
            symbols[k / n][k % n] = numbers[k] != 0;
        }
        return symbols;
    }

    private static int[] active(int[] rows, int[] lengths, int T) {
        int[] active = new int[T];
        for (int t = 0; t < T; t++) {
            int step = t;
            active[t] = (int) IntStream.of(rows).filter(i -> lengths[i] > step).count();
        }
        return active;
    }

    private static boolean[] holes(int[] rows, int[] lengths, boolean[][] symbols) {
        boolean[] holes = new boolean[symbols.length * rows.length];
        boolean any = false;
        for (int k = 0; k < holes.length; k++) {
            int i = rows[k % rows.length];
            int t = k / rows.length;
            holes[k] = t < lengths[i] && !symbols[t][i];
            any |= holes[k];
        }
        return any ? holes : new boolean[0];
    }

    int rows() {
        return sequences.length;
    }

    int steps() {
        return active.length;
    }

    /** Whether some sequences are padded. */
    boolean ragged() {
        return active[steps() - 1] < rows() || holes.length > 0;
    }

    boolean hole(int t, int row) {
        return holes.length > 0 && holes[t * rows() + row];
    }

    /** Whether the rows are sequences that lie one behind the other in the batch. */
    private boolean together() {
        return sequences[rows() - 1] - sequences[0] == rows() - 1 && active[steps() - 1] == rows();
    }

    /** From a batch (T, n, width) to this pack's (T, rows, width). */
    Block gather(FloatBuffer batch, int width, Store to) {
        int m = rows();
        for (int t = 0; t < steps(); t++) {
            if (together()) {
                to.put(t * m * width, batch, (t * n + sequences[0]) * width, m * width);
            } else {
                for (int i = 0; i < m; i++) {
                    to.put((t * m + i) * width, batch, (t * n + sequences[i]) * width, width);
                }
            }
        }
        return Block.of(to);
    }

    /** The other way round: into the rows of a batch (T, n, width) that belong to this pack. */
    void scatter(Block from, int width, FloatBuffer batch) {
        int m = rows();
        for (int t = 0; t < steps(); t++) {
            if (together()) {
                from.store().get(from.at() + t * m * width, batch, (t * n + sequences[0]) * width, m * width);
            } else {
                for (int i = 0; i < m; i++) {
                    from.store().get(from.at() + (t * m + i) * width, batch, (t * n + sequences[i]) * width, width);
                }
            }
        }
    }

    /** The weighted sum of each row over all steps, into the rows of (n, width); the weights are of the batch, (T, n). */
    void pool(Block from, int width, double[] weights, FloatBuffer to) {
        float[] sum = new float[width];
        float[] row = new float[width];
        for (int i = 0; i < rows(); i++) {
            Arrays.fill(sum, 0f);
            for (int t = 0; t < steps(); t++) {
                float weight = (float) weights[t * n + sequences[i]];
                if (weight != 0) {
                    from.store().get(from.at() + (t * rows() + i) * width, row, 0, width);
                    Vector.addScaled(sum, 0, row, weight, width);
                }
            }
            to.put(sequences[i] * width, sum, 0, width);
        }
    }

    /** The way back through {@link #pool}: from rows (n, width) to all steps of this pack. */
    Block unpool(FloatBuffer from, int width, double[] weights, Store to) {
        boolean[] empty = new boolean[steps()];
        float[] step = new float[rows() * width];
        float[] rows = new float[rows() * width];
        for (int i = 0; i < rows(); i++) {
            from.get(sequences[i] * width, rows, i * width, width);
        }
        for (int t = 0; t < steps(); t++) {
            empty[t] = true;
            for (int i = 0; i < rows(); i++) {
                double weight = weights[t * n + sequences[i]];
                empty[t] &= weight == 0;
                Vector.scaled(step, i * width, rows, (float) weight, width);
            }
            if (!empty[t]) {
                to.put(t * step.length, step, 0, step.length);
            }
        }
        return new Block(to, 0, empty);
    }
}
