package recurrent.data;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.OneHot;

/**
 * One tag for each symbol, which depends on a symbol that has not come yet: the tag at step t is the symbol at step
 * t + ahead, or the last one where the sequence ends before. Who reads from left to right can only guess; who reads
 * from both ends can know all tags. Chapter 13.
 *
 * @param inputs  n sequences of T symbols, drawn independently of each other
 * @param tags    n sequences of T tags: {@code tags[i][t] = inputs[i][min(t + ahead, T − 1)]}
 * @param symbols how many symbols and tags there are
 */
public record FutureTags(int[][] inputs, int[][] tags, int symbols) {
    /**
     * Draws a batch.
     *
     * @param n       sequences
     * @param T       time steps
     * @param symbols how many different ones, at least 2
     * @param ahead   how far ahead the deciding symbol is, 1 … T−1
     * @param random  where chance comes from
     * @return the batch
     * @throws IllegalArgumentException if a number is out of range
     */
    public static FutureTags random(int n, int T, int symbols, int ahead, Random random) {
        if (n < 1 || symbols < 2) {
            throw new IllegalArgumentException(
                    "n, symbols: expected at least 1 sequence and 2 symbols, got " + n + " and " + symbols);
        }
        if (ahead < 1 || ahead >= T) {
            throw new IllegalArgumentException("ahead: expected 1 … " + (T - 1) + " with T = " + T + ", got " + ahead);
        }
        int[][] inputs = new int[n][];
        int[][] tags = new int[n][T];
        for (int i = 0; i < n; i++) {
            inputs[i] = random.ints(T, 0, symbols).toArray();
            for (int t = 0; t < T; t++) {
                tags[i][t] = inputs[i][Math.min(t + ahead, T - 1)];
            }
        }
        return new FutureTags(inputs, tags, symbols);
    }

    /**
     * The inputs as a network reads them.
     *
     * @param type FLOAT to train, DOUBLE to check
     * @return shape (T, n, symbols), one-hot
     */
    public INDArray X(DataType type) {
        return OneHot.encode(inputs, symbols, type);
    }

    /**
     * The best accuracy that anyone reading from left to right can expect: the last tag of a sequence is its last symbol
     * and can be known; all others have to be guessed.
     *
     * @return (1 + (T − 1) / symbols) / T
     */
    public double forwardCeiling() {
        int T = inputs[0].length;
        return (1 + (T - 1.0) / symbols) / T;
    }
}
