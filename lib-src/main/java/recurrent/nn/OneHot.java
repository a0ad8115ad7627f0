package recurrent.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One-hot vectors: V numbers, all 0 but a single 1 at the place of the symbol. Chapters 05 and 07.
 *
 * <p>An index is a name, not a quantity: symbol 12 is not twice symbol 6. A one-hot vector says which symbol it is
 * without saying that it is larger than another.
 */
public final class OneHot {
    private OneHot() {}

    /**
     * Encodes a list of symbols.
     *
     * @param ids indices 0 … V−1
     * @param V   size of the vocabulary
     * @return shape (ids.length, V), one row for each symbol, FLOAT
     * @throws IllegalArgumentException if an index is not in 0 … V−1
     */
    public static INDArray encode(int[] ids, int V) {
        return encode(ids, V, DataType.FLOAT);
    }

    /**
     * Encodes a list of symbols in the number type of the network that will read them.
     *
     * @param ids  indices 0 … V−1
     * @param V    size of the vocabulary
     * @param type FLOAT to train, DOUBLE to check gradients
     * @return shape (ids.length, V)
     * @throws IllegalArgumentException if an index is not in 0 … V−1
     */
    public static INDArray encode(int[] ids, int V, DataType type) {
        INDArray rows = Nd4j.zeros(type, ids.length, V);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= V) {
                throw new IllegalArgumentException("ids[" + i + "]: expected 0 … " + (V - 1) + ", got " + ids[i]
                        + "; was the text encoded with another vocabulary?");
            }
            rows.putScalar(i, ids[i], 1);
        }
        return rows;
    }

    /**
     * Encodes a batch of sequences, turned so that time comes first.
     *
     * @param rows n sequences of T symbols each, as a batch gives them
     * @param V    size of the vocabulary
     * @return shape (T, n, V), FLOAT: slice t is what the network reads at step t
     */
    public static INDArray encode(int[][] rows, int V) {
        return encode(rows, V, DataType.FLOAT);
    }

    /**
     * Encodes a batch of sequences in a given number type.
     *
     * @param rows n sequences of T symbols each
     * @param V    size of the vocabulary
     * @param type FLOAT to train, DOUBLE to check gradients
     * @return shape (T, n, V)
     * @throws IllegalArgumentException if there is no sequence, or if they differ in length
     */
    public static INDArray encode(int[][] rows, int V, DataType type) {
        int[] timeFirst = Sequences.timeFirst(rows);
        return encode(timeFirst, V, type).reshape(rows[0].length, rows.length, V);
    }
}
