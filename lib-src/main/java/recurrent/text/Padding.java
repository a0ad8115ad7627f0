package recurrent.text;

import java.util.Arrays;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sequences of different lengths made equally long, so that they fit in one array, with a mask that tells what is text
 * and what is filling. Chapters 05 and 16.
 *
 * @param ids     n sequences of T symbols
 * @param mask    shape (T, n), FLOAT: 1 where a symbol is text, 0 where it is padding; column i sums to {@code lengths[i]}
 * @param lengths how many symbols of each sequence are text, 1 … T
 */
public record Padding(int[][] ids, INDArray mask, int[] lengths) {

    /** An end of a sequence. */
    public enum Side {
        /** Before the first symbol. */
        PRE,
        /** After the last symbol. */
        POST
    }

    /**
     * Pads short sequences and cuts long ones, both at the same side.
     *
     * @param sequences n sequences, each with at least one symbol; not changed
     * @param T         the length that all of them get
     * @param value     the symbol to fill with, as {@link Vocabulary#padding()} gives it
     * @param side      where symbols are added or dropped: with PRE the end of a long sequence stays, with POST its
     *                  beginning
     * @return the padded sequences, their mask and their lengths
     * @throws IllegalArgumentException if there is no sequence, one is empty, T &lt; 1 or value &lt; 0
     */
    public static Padding pad(int[][] sequences, int T, int value, Side side) {
        return pad(sequences, T, value, side, side);
    }

    /**
     * Pads short sequences and cuts long ones.
     *
     * @param sequences n sequences, each with at least one symbol; not changed
     * @param T         the length that all of them get
     * @param value     the symbol to fill with
     * @param fill      where a short sequence grows
     * @param cut       where a long sequence loses symbols
     * @return the padded sequences, their mask and their lengths
     * @throws IllegalArgumentException if there is no sequence, one is empty, T &lt; 1 or value &lt; 0
     */
    public static Padding pad(int[][] sequences, int T, int value, Side fill, Side cut) {
        int n = sequences.length;
        if (n == 0) {
            throw new IllegalArgumentException("sequences: expected at least one");
        }
        if (T < 1) {
            throw new IllegalArgumentException("T: expected at least 1 step, got " + T);
        }
        if (value < 0) {
            throw new IllegalArgumentException("value: expected an index of the vocabulary, got " + value
                    + "; use vocabulary.withPadding().padding()");
        }
        int[][] ids = new int[n][T];
        int[] lengths = new int[n];
        INDArray mask = Nd4j.zeros(DataType.FLOAT, T, n);
        for (int i = 0; i < n; i++) {
            if (sequences[i].length == 0) {
                throw new IllegalArgumentException("sequences[" + i
                        + "]: it has no symbol, so a network would have nothing to read; leave it out");
            }
            lengths[i] = Math.min(T, sequences[i].length);
            int from = cut == Side.PRE ? sequences[i].length - lengths[i] : 0;
            int to = fill == Side.PRE ? T - lengths[i] : 0;
            Arrays.fill(ids[i], value);
            System.arraycopy(sequences[i], from, ids[i], to, lengths[i]);
            for (int t = to; t < to + lengths[i]; t++) {
                mask.putScalar(t, i, 1);
            }
        }
        return new Padding(ids, mask, lengths);
    }

    /**
     * Pads all sequences at their end to the length of the longest; nothing is cut.
     *
     * @param sequences n sequences, each with at least one symbol; not changed
     * @param value     the symbol to fill with
     * @return the padded sequences, their mask and their lengths
     * @throws IllegalArgumentException as {@link #pad(int[][], int, int, Side)}
     */
    public static Padding toLongest(int[][] sequences, int value) {
        int longest = Arrays.stream(sequences).mapToInt(s -> s.length).max().orElse(1);
        return pad(sequences, Math.max(1, longest), value, Side.POST);
    }

    /**
     * {@return the share of the array that is filling: work that a network does for nothing; 0 if all sequences fill
     * all T steps, towards 1 if most is padding}
     */
    public double share() {
        return 1 - (double) Arrays.stream(lengths).sum() / ((long) ids.length * ids[0].length);
    }
}
