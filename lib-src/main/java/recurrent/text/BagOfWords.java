package recurrent.text;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How often each symbol of the vocabulary comes in a text, and nothing about where: any order of the same words gives
 * the same vector. What a network without memory can see of a text. Chapters 04 and 16.
 */
public final class BagOfWords {
    private BagOfWords() {}

    /**
     * Counts the symbols of one text.
     *
     * @param ids indices 0 … V−1, in any order
     * @param V   size of the vocabulary
     * @return shape (V), FLOAT: element j says how often symbol j comes; the sum is ids.length
     * @throws IllegalArgumentException if an index is not in 0 … V−1
     */
    public static INDArray count(int[] ids, int V) {
        return count(new int[][] {ids}, V, DataType.FLOAT).reshape(V);
    }

    /**
     * Counts the symbols of several texts.
     *
     * @param texts n texts of any length
     * @param V     size of the vocabulary
     * @param type  FLOAT to train, DOUBLE to check
     * @return shape (n, V), one row for each text
     * @throws IllegalArgumentException if there is no text, V &lt; 1, or an index is not in 0 … V−1
     */
    public static INDArray count(int[][] texts, int V, DataType type) {
        if (texts.length == 0 || V < 1) {
            throw new IllegalArgumentException(
                    "texts, V: expected at least one text and one symbol, got " + texts.length + " and " + V);
        }
        double[][] counts = new double[texts.length][V];
        for (int i = 0; i < texts.length; i++) {
            for (int id : texts[i]) {
                if (id < 0 || id >= V) {
                    throw new IllegalArgumentException("texts[" + i + "]: expected indices 0 … " + (V - 1) + ", got "
                            + id + "; was the text encoded with another vocabulary?");
                }
                counts[i][id]++;
            }
        }
        return Nd4j.createFromArray(counts).castTo(type);
    }
}
