package recurrent.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Shapes;

/**
 * Between the axes of the course and those of DeepLearning4j. The course puts time first, (T, n, f), because a network
 * reads step by step; DeepLearning4j puts it last, (n, f, T). Chapter 10.
 *
 * <p>Every method returns a copy: changing it changes nothing else.
 */
public final class Layouts {
    private Layouts() {}

    /**
     * From the course's axes to DeepLearning4j's.
     *
     * @param X a sequence, shape (T, n, f)
     * @return the same numbers, shape (n, f, T)
     * @throws IllegalArgumentException if X does not have three axes
     */
    public static INDArray toDl4j(INDArray X) {
        return Shapes.require("X", X, -1, -1, -1).permute(1, 2, 0).dup('c');
    }

    /**
     * From DeepLearning4j's axes to the course's.
     *
     * @param X a sequence, shape (n, f, T)
     * @return the same numbers, shape (T, n, f)
     * @throws IllegalArgumentException if X does not have three axes
     */
    public static INDArray fromDl4j(INDArray X) {
        return Shapes.require("X", X, -1, -1, -1).permute(2, 0, 1).dup('c');
    }

    /**
     * A mask in DeepLearning4j's axes.
     *
     * @param mask 1 where a sequence has a symbol and 0 where it is padded, shape (T, n)
     * @return the same numbers, shape (n, T)
     * @throws IllegalArgumentException if the mask does not have two axes
     */
    public static INDArray maskToDl4j(INDArray mask) {
        return Shapes.require("mask", mask, -1, -1).permute(1, 0).dup('c');
    }

    /**
     * Symbols as one-hot rows in DeepLearning4j's axes: what its language models read, and the labels they are scored
     * against.
     *
     * @param ids  n sequences of T symbols, 0 … V−1
     * @param V    symbols of the vocabulary
     * @param type FLOAT or DOUBLE, as the network
     * @return ones at (i, ids[i][t], t), zeros elsewhere; shape (n, V, T)
     * @throws IllegalArgumentException if the sequences have different lengths or a symbol is not in the vocabulary
     */
    public static INDArray oneHot(int[][] ids, int V, DataType type) {
        int T = requireRectangle(ids);
        double[] values = new double[ids.length * V * T];
        for (int i = 0; i < ids.length; i++) {
            for (int t = 0; t < T; t++) {
                if (ids[i][t] < 0 || ids[i][t] >= V) {
                    throw new IllegalArgumentException(
                            "ids[" + i + "][" + t + "]: expected 0 … " + (V - 1) + ", got " + ids[i][t]);
                }
                values[(i * V + ids[i][t]) * T + t] = 1;
            }
        }
        return Nd4j.createFromArray(values).reshape(ids.length, V, T).castTo(type);
    }

    /**
     * Symbols as plain numbers: what a network that begins with an embedding reads.
     *
     * @param ids  n sequences of T symbols
     * @param type FLOAT or DOUBLE, as the network
     * @return the symbols, shape (n, 1, T)
     * @throws IllegalArgumentException if the sequences have different lengths
     */
    public static INDArray indices(int[][] ids, DataType type) {
        int T = requireRectangle(ids);
        return Nd4j.createFromArray(ids).castTo(type).reshape(ids.length, 1, T);
    }

    private static int requireRectangle(int[][] ids) {
        if (ids.length == 0 || ids[0].length == 0) {
            throw new IllegalArgumentException("ids: expected at least one sequence of at least one symbol");
        }
        for (int i = 1; i < ids.length; i++) {
            if (ids[i].length != ids[0].length) {
                throw new IllegalArgumentException("ids[" + i + "]: expected " + ids[0].length
                        + " symbols as in the first sequence, got " + ids[i].length
                        + "; pad the shorter ones and give a mask");
            }
        }
        return ids[0].length;
    }
}
