package recurrent.nn;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A table with one short vector for each symbol. Looking up row i is the product of the one-hot vector of i with the
 * table, without the V − 1 multiplications by zero. Chapter 14.
 *
 * @param E       the table, shape (V, e)
 * @param trained whether training changes it; a frozen table has no parameters to list
 */
public record Embedding(INDArray E, boolean trained) {

    /** Checks that the table is one. */
    public Embedding {
        Shapes.require("E", E, -1, -1);
    }

    /**
     * A new table to be trained: normal numbers.
     *
     * @param random where the numbers come from
     * @param sigma  standard deviation
     * @param type   FLOAT to train, DOUBLE to check
     * @param V      symbols
     * @param e      numbers for each symbol
     * @return the table
     */
    public static Embedding random(Random random, double sigma, DataType type, int V, int e) {
        return new Embedding(Init.normal(random, sigma, type, V, e), true);
    }

    /**
     * The same table, not to be trained: for vectors that come from elsewhere.
     *
     * @return a table that shares the array
     */
    public Embedding frozen() {
        return new Embedding(E, false);
    }

    /**
     * The number of symbols.
     *
     * @return V
     */
    public int symbols() {
        return (int) E.size(0);
    }

    /**
     * The length of each vector.
     *
     * @return e
     */
    public int size() {
        return (int) E.size(1);
    }

    /**
     * The vectors of a batch of sequences, turned so that time comes first.
     *
     * @param ids n sequences of T symbols each, 0 … V−1
     * @return shape (T, n, e), a copy
     * @throws IllegalArgumentException if a symbol is not in the table, or sequences differ in length
     */
    public INDArray forward(int[][] ids) {
        int[] timeFirst = timeFirst(ids);
        return Nd4j.pullRows(E, 1, timeFirst, 'c').reshape(ids[0].length, ids.length, size());
    }

    /**
     * Back through the lookup: each row of the table gets the sum of what arrives where its symbol stood.
     *
     * @param ids what {@link #forward} read
     * @param dX  gradient of the loss with respect to the vectors, shape (T, n, e)
     * @return the gradient of the rows that were used
     * @throws IllegalArgumentException if dX does not have the shape of the vectors
     */
    public RowGradient backward(int[][] ids, INDArray dX) {
        int[] timeFirst = timeFirst(ids);
        Shapes.require("dX", dX, ids[0].length, ids.length, size());
        int[] rows = Arrays.stream(timeFirst).sorted().distinct().toArray();
        double[] arriving = dX.dup('c').data().asDouble();
        double[] values = new double[rows.length * size()];
        for (int i = 0; i < timeFirst.length; i++) {
            int to = Arrays.binarySearch(rows, timeFirst[i]) * size();
            for (int k = 0; k < size(); k++) {
                values[to + k] += arriving[i * size() + k];
            }
        }
        return new RowGradient(
                rows, Nd4j.createFromArray(values).reshape(rows.length, size()).castTo(E.dataType()));
    }

    /**
     * The parameters that training changes.
     *
     * @return E, the array itself; nothing for a frozen table
     */
    public Parameters parameters() {
        return Parameters.of(trained ? Map.of("E", E) : Map.of());
    }

    /**
     * A gradient as an optimiser wants it: with all its zeros, under the name of the parameter.
     *
     * @param gradient what {@link #backward} returned
     * @return E, shape (V, e); nothing for a frozen table
     */
    public Parameters gradients(RowGradient gradient) {
        return Parameters.of(trained ? Map.of("E", gradient.dense(symbols())) : Map.of());
    }

    /**
     * The number of parameters, frozen or not: V·e.
     *
     * @return how many numbers the table has
     */
    public long parameterCount() {
        return E.length();
    }

    @Override
    public String toString() {
        return "Embedding(" + symbols() + " → " + size() + (trained ? ", " : ", frozen, ") + parameterCount()
                + " parameters)";
    }

    private int[] timeFirst(int[][] ids) {
        int n = ids.length;
        int T = n == 0 ? 0 : ids[0].length;
        if (T == 0) {
            throw new IllegalArgumentException(
                    "ids: expected at least one sequence of one symbol, got " + n + " of " + T);
        }
        int[] timeFirst = new int[T * n];
        for (int i = 0; i < n; i++) {
            if (ids[i].length != T) {
                throw new IllegalArgumentException("ids[" + i + "]: expected " + T + " symbols like the first row, got "
                        + ids[i].length + "; pad the shorter ones");
            }
            for (int t = 0; t < T; t++) {
                if (ids[i][t] < 0 || ids[i][t] >= symbols()) {
                    throw new IllegalArgumentException("ids[" + i + "][" + t + "]: expected 0 … " + (symbols() - 1)
                            + ", got " + ids[i][t] + "; was the text encoded with another vocabulary?");
                }
                timeFirst[t * n + i] = ids[i][t];
            }
        }
        return timeFirst;
    }
}
