package recurrent.data;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import recurrent.text.Vocabulary;

/**
 * The smallest task for an encoder-decoder: read some digits, write them from the last to the first. Nothing can be
 * written before all is read. Chapter 17.
 */
public final class ReverseDigits {
    private static final Vocabulary DIGITS =
            SequencePairs.withSpecial(Vocabulary.of(IntStream.range(0, 10).mapToObj(Integer::toString)));

    private ReverseDigits() {}

    /**
     * The symbols of the task, for sources and targets.
     *
     * @return {@code <unk>}, the digits 0 … 9 as indices 1 … 10, {@code <pad>}, {@code <bos>}, {@code <eos>}: V = 14
     */
    public static Vocabulary vocabulary() {
        return DIGITS;
    }

    /**
     * Draws sequences of digits.
     *
     * @param n         how many
     * @param maxLength the longest; all lengths 1 … maxLength are equally likely
     * @param random    where chance comes from
     * @return n sequences and their reversals
     * @throws IllegalArgumentException if n or maxLength &lt; 1
     */
    public static SequencePairs random(int n, int maxLength, Random random) {
        if (n < 1 || maxLength < 1) {
            throw new IllegalArgumentException("n, maxLength: expected at least 1, got " + n + " and " + maxLength);
        }
        int[][] sources = new int[n][];
        int[][] targets = new int[n][];
        for (int i = 0; i < n; i++) {
            int length = 1 + random.nextInt(maxLength);
            sources[i] = random.ints(length, 1, 11).toArray();
            targets[i] = reversed(sources[i]);
        }
        return new SequencePairs(sources, targets, DIGITS, DIGITS);
    }

    private static int[] reversed(int[] source) {
        int[] target = new int[source.length];
        Arrays.setAll(target, t -> source[source.length - 1 - t]);
        return target;
    }
}
