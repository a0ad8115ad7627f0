package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a network begins: turns what it reads into rows of numbers. One-hot symbols, symbols looked up in a table, or
 * numbers as they are. Chapters 07, 14 and 16.
 */
public interface InputLayer {
    /** {@return the width of the rows: d: what the layer above reads} */
    int size();

    /**
     * The rows.
     *
     * @param inputs n sequences of T steps
     * @return shape (T, n, d)
     * @throws IllegalArgumentException if they are not what this layer reads
     */
    INDArray forward(Inputs inputs);

    /**
     * Back into the parameters.
     *
     * @param inputs what {@link #forward} read
     * @param dX     gradient of the loss with respect to the rows, shape (T, n, d)
     * @return the gradients of {@link #parameters}, under their names
     */
    default Parameters backward(Inputs inputs, INDArray dX) {
        return Parameters.none();
    }

    /** {@return the parameters that training changes: the arrays themselves; nothing for a layer without} */
    default Parameters parameters() {
        return Parameters.none();
    }

    /**
     * {@return the arrays that training does not change: the arrays themselves, under the names that trained ones would
     * have}
     */
    default Parameters fixed() {
        return Parameters.none();
    }

    /** {@return what it is made of, for a file} */
    Plan plan();
}
