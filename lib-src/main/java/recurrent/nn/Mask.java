package recurrent.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where the sequences of a batch have a symbol and where they are padded. At a padded step a layer stands still.
 * Chapters 05 and 13.
 *
 * @param array 1 for a symbol and 0 for padding, shape (T, n); empty if nothing is padded: {@link #none}
 */
public record Mask(INDArray array) {

    /** Checks that there is nothing but zeros and ones. */
    public Mask {
        if (!array.isEmpty()) {
            Shapes.require("mask", array, -1, -1);
            double[] numbers = array.dup('c').data().asDouble();
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] != 0 && numbers[i] != 1) {
                    throw new IllegalArgumentException("mask[" + i / array.size(1) + "][" + i % array.size(1)
                            + "]: expected 1 for a symbol or 0 for padding, got " + numbers[i]);
                }
            }
        }
    }

    /** {@return the mask of sequences that are all of one length: a mask that fits every batch} */
    public static Mask none() {
        return new Mask(Nd4j.empty(DataType.FLOAT));
    }

    /**
     * A mask.
     *
     * @param array 1 for a symbol and 0 for padding, shape (T, n): what {@code Padding.mask} says
     * @return the mask; it shares the array
     * @throws IllegalArgumentException if there is another number
     */
    public static Mask of(INDArray array) {
        return new Mask(array);
    }

    /** {@return whether nothing is padded: true for {@link #none}} */
    public boolean isNone() {
        return array.isEmpty();
    }

    /**
     * How many symbols there are in sequences of T steps.
     *
     * @param n sequences
     * @param T steps of the longest
     * @return n·T less the padding
     */
    public int symbols(int n, int T) {
        return isNone() ? n * T : array.sumNumber().intValue();
    }

    /** The same as an array, of the type of a sequence (T, n, …); ones if nothing is padded. */
    INDArray like(INDArray X) {
        require(X);
        return isNone() ? Nd4j.ones(X.dataType(), X.size(0), X.size(1)) : array.castTo(X.dataType());
    }

    /** Requires that it fits a sequence of shape (T, n, …). */
    void require(INDArray X) {
        if (!isNone()) {
            Shapes.require("mask", array, X.size(0), X.size(1));
        }
    }

    /** The mask of the sequence read backwards. */
    Mask reversed() {
        return isNone() ? this : new Mask(Sequences.reversed(array));
    }

    /** Some steps of it. */
    Mask between(int from, int to) {
        return isNone() ? this : new Mask(Sequences.between(array, from, to));
    }

    @Override
    public String toString() {
        return isNone() ? "Mask(none)" : "Mask" + Shapes.show(array.shape());
    }
}
