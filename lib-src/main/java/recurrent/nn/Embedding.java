package recurrent.nn;

import java.util.Arrays;
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
public record Embedding(INDArray E, boolean trained) implements SymbolLayer {
    static final String KIND = "embedding";

    /** Checks that the table is one. */
    public Embedding {
        Shapes.require("E", E, -1, -1);
    }

    /**
     * A new table to be trained.
     *
     * @param V    symbols
     * @param e    numbers for each symbol
     * @param init first numbers
     * @param type FLOAT to train, DOUBLE to check
     * @param seed the same seed gives the same table
     * @return the table
     */
    public static Embedding random(int V, int e, Init init, DataType type, long seed) {
        return new Embedding(init.draw(new Random(seed), type, V, e), true);
    }

    /**
     * A new table to be trained: normal numbers with σ = 0.01, FLOAT.
     *
     * @param V    symbols
     * @param e    numbers for each symbol
     * @param seed the same seed gives the same table
     * @return the table
     */
    public static Embedding random(int V, int e, long seed) {
        return random(V, e, Init.normal(0.01), DataType.FLOAT, seed);
    }

    /**
     * {@return the same table, not to be trained: for vectors that come from elsewhere; a table that shares the array}
     */
    public Embedding frozen() {
        return new Embedding(E, false);
    }

    /** {@return the number of symbols: V} */
    @Override
    public int symbols() {
        return (int) E.size(0);
    }

    /** {@return the length of each vector: e} */
    @Override
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
    @Override
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

    /** {@return the parameters that training changes: E, the array itself; nothing for a frozen table} */
    @Override
    public Parameters parameters() {
        return trained ? Parameters.of("E", E) : Parameters.none();
    }

    @Override
    public Parameters fixed() {
        return trained ? Parameters.none() : Parameters.of("E", E);
    }

    @Override
    public Parameters backward(Inputs inputs, INDArray dX) {
        return trained
                ? Parameters.of("E", backward(SymbolLayer.ids(inputs), dX).dense(symbols()))
                : Parameters.none();
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("symbols", symbols()).with("size", size()).with("trained", trained);
    }

    static Embedding build(Plan plan, Parameters arrays) {
        return new Embedding(arrays.get("E"), plan.yes("trained"));
    }

    /** {@return the number of parameters, frozen or not: V·e; how many numbers the table has} */
    public long parameterCount() {
        return E.length();
    }

    @Override
    public String toString() {
        return "Embedding(" + symbols() + " → " + size() + (trained ? ", " : ", frozen, ") + parameterCount()
                + " parameters)";
    }

    private int[] timeFirst(int[][] ids) {
        int[] timeFirst = Sequences.timeFirst(ids);
        for (int k = 0; k < timeFirst.length; k++) {
            if (timeFirst[k] < 0 || timeFirst[k] >= symbols()) {
                throw new IllegalArgumentException("ids[" + k % ids.length + "][" + k / ids.length
                        + "]: expected 0 … " + (symbols() - 1) + ", got " + timeFirst[k]
                        + "; was the text encoded with another vocabulary?");
            }
        }
        return timeFirst;
    }
}
