package recurrent.data;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.OneHot;

/**
 * A task that only memory solves: the first symbol is one of 4 cues, all later ones are noise from 4 other symbols, and
 * after the last step the cue is asked for. A blind guess is right in 1 of 4. Chapters 08, 11 and 12.
 *
 * @param inputs  n sequences of T symbols: a cue 0 … 3, then distractors 4 … 7
 * @param targets the cue of each sequence, 0 … 3
 * @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">S. Hochreiter and J. Schmidhuber, Long short-term memory,
 *     1997, where such tasks come from</a>
 */
public record MemoryTask(int[][] inputs, int[] targets) {
    /** How many cues there are: the classes. */
    public static final int CUES = 4;
    /** How many symbols there are, distractors included: the size of a one-hot input. */
    public static final int SYMBOLS = 8;

    /**
     * Draws a batch.
     *
     * @param n      sequences
     * @param T      time steps, the cue included: the cue is T−1 steps old when it is asked for
     * @param random where chance comes from
     * @return the batch
     * @throws IllegalArgumentException if n or T &lt; 1
     */
    public static MemoryTask random(int n, int T, Random random) {
        if (n < 1 || T < 1) {
            throw new IllegalArgumentException("n, T: expected at least 1, got " + n + " and " + T);
        }
        int[][] inputs = new int[n][T];
        int[] targets = new int[n];
        for (int i = 0; i < n; i++) {
            targets[i] = random.nextInt(CUES);
            inputs[i][0] = targets[i];
            for (int t = 1; t < T; t++) {
                inputs[i][t] = CUES + random.nextInt(SYMBOLS - CUES);
            }
        }
        return new MemoryTask(inputs, targets);
    }

    /**
     * The inputs as a network reads them.
     *
     * @param type FLOAT to train, DOUBLE to check
     * @return shape (T, n, 8), one-hot
     */
    public INDArray X(DataType type) {
        return OneHot.encode(inputs, SYMBOLS, type);
    }

    /**
     * The answers as a loss may want them.
     *
     * @param type FLOAT to train, DOUBLE to check
     * @return shape (n, 4), one-hot
     */
    public INDArray Y(DataType type) {
        return OneHot.encode(targets, CUES, type);
    }

    /**
     * The share of right answers.
     *
     * @param scores shape (n, 4): logits or probabilities of the cues
     * @return 0 … 1
     * @throws IllegalArgumentException if the shape differs
     */
    public double accuracy(INDArray scores) {
        if (scores.rank() != 2 || scores.size(0) != targets.length || scores.size(1) != CUES) {
            throw new IllegalArgumentException("scores: expected shape (" + targets.length + ", " + CUES + "), got "
                    + scores.shapeInfoToString().lines().findFirst().orElse(""));
        }
        INDArray best = Nd4j.argMax(scores, 1);
        int right = 0;
        for (int i = 0; i < targets.length; i++) {
            right += best.getInt(i) == targets[i] ? 1 : 0;
        }
        return (double) right / targets.length;
    }
}
