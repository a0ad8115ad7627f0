package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An input layer that reads symbols: {@link OneHotInput} or {@link Embedding}. Chapters 07 and 14. */
public interface SymbolLayer extends InputLayer {
    /** {@return the number of symbols that it knows: V} */
    int symbols();

    /**
     * The rows of a batch of symbols, turned so that time comes first.
     *
     * @param ids n sequences of T symbols each, 0 … V−1
     * @return shape (T, n, d)
     * @throws IllegalArgumentException if a symbol is not known, or sequences differ in length
     */
    INDArray forward(int[][] ids);

    @Override
    default INDArray forward(Inputs inputs) {
        return forward(ids(inputs));
    }

    /**
     * The symbols among inputs.
     *
     * @param inputs what a batch brings
     * @return n sequences of T symbols
     * @throws IllegalArgumentException if they are numbers
     */
    static int[][] ids(Inputs inputs) {
        if (inputs instanceof Inputs.Symbols symbols) {
            return symbols.ids();
        }
        throw new IllegalArgumentException(
                "inputs: expected symbols, got numbers; a model without a table of vectors reads those");
    }
}
