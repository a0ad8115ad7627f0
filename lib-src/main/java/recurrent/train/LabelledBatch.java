package recurrent.train;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences and one class for each: a batch for a {@link SequenceClassifier}. Either symbols or features are given.
 * Chapter 16.
 *
 * @param ids    n sequences of T symbols; {@code null} if there are features
 * @param X      features, shape (T, n, d); {@code null} if there are symbols
 * @param mask   1 for a symbol and 0 for padding, shape (T, n); {@code null} if nothing is padded
 * @param labels the n classes, from 0
 */
public record LabelledBatch(int[][] ids, INDArray X, INDArray mask, int[] labels) {

    /** Checks that there is one label for each sequence. */
    public LabelledBatch {
        if ((ids == null) == (X == null)) {
            throw new IllegalArgumentException("ids, X: expected either symbols or features");
        }
        long n = ids == null ? X.size(1) : ids.length;
        if (n != labels.length) {
            throw new IllegalArgumentException(
                    "labels: expected " + n + ", one for each sequence, got " + labels.length);
        }
    }

    /**
     * A batch of symbols.
     *
     * @param ids    n sequences of T symbols
     * @param mask   shape (T, n), or {@code null}
     * @param labels the n classes
     * @return the batch
     */
    public static LabelledBatch ofSymbols(int[][] ids, INDArray mask, int[] labels) {
        return new LabelledBatch(ids, null, mask, labels);
    }

    /**
     * A batch of features.
     *
     * @param X      shape (T, n, d)
     * @param mask   shape (T, n), or {@code null}
     * @param labels the n classes
     * @return the batch
     */
    public static LabelledBatch ofFeatures(INDArray X, INDArray mask, int[] labels) {
        return new LabelledBatch(null, X, mask, labels);
    }
}
