package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a network reads: symbols, which an {@link InputLayer} turns into rows of numbers, or such rows. Chapter 16. */
public sealed interface Inputs {
    /**
     * Symbols.
     *
     * @param ids n sequences of T symbols
     */
    record Symbols(int[][] ids) implements Inputs {
        @Override
        public int sequences() {
            return ids.length;
        }
    }

    /**
     * Rows of numbers.
     *
     * @param X shape (T, n, d)
     */
    record Numbers(INDArray X) implements Inputs {
        @Override
        public int sequences() {
            return (int) X.size(1);
        }
    }

    /** {@return the number of sequences: n} */
    int sequences();

    /**
     * Symbols.
     *
     * @param ids n sequences of T symbols
     * @return the inputs
     */
    static Inputs of(int[][] ids) {
        return new Symbols(ids);
    }

    /**
     * Rows of numbers.
     *
     * @param X shape (T, n, d)
     * @return the inputs
     */
    static Inputs of(INDArray X) {
        return new Numbers(X);
    }
}
