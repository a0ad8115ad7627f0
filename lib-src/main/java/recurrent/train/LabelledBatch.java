package recurrent.train;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Inputs;
import recurrent.nn.Mask;

/**
 * Sequences and one class for each: a batch for a {@link SequenceClassifier}. Chapter 16.
 *
 * @param inputs n sequences of T symbols, or of T rows of numbers
 * @param mask   where they are padded
 * @param labels the n classes, from 0
 */
public record LabelledBatch(Inputs inputs, Mask mask, int[] labels) {

    /** Checks that there is one label for each sequence. */
    public LabelledBatch {
        if (inputs.sequences() != labels.length) {
            throw new IllegalArgumentException(
                    "labels: expected " + inputs.sequences() + ", one for each sequence, got " + labels.length);
        }
    }

    /**
     * A batch of symbols, none of them padded.
     *
     * @param ids    n sequences of T symbols
     * @param labels the n classes
     * @return the batch
     */
    public static LabelledBatch ofSymbols(int[][] ids, int[] labels) {
        return new LabelledBatch(Inputs.of(ids), Mask.none(), labels);
    }

    /**
     * A batch of numbers, none of them padded.
     *
     * @param X      shape (T, n, d)
     * @param labels the n classes
     * @return the batch
     */
    public static LabelledBatch ofFeatures(INDArray X, int[] labels) {
        return new LabelledBatch(Inputs.of(X), Mask.none(), labels);
    }

    /**
     * The same batch, its shorter sequences padded.
     *
     * @param padding where, shape (T, n)
     * @return changed copy
     */
    public LabelledBatch withMask(Mask padding) {
        return new LabelledBatch(inputs, padding, labels);
    }
}
