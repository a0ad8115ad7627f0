package recurrent.nn;

import java.util.ArrayList;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a recurrent layer carries from one step to the next: H; for an LSTM H and C; for a stack those of every layer, in
 * order. Chapters 07, 11 and 13.
 *
 * @param arrays each of shape (n, h)
 */
public record State(List<INDArray> arrays) {

    /** Keeps the list as it is now. */
    public State {
        arrays = List.copyOf(arrays);
    }

    /**
     * A state of given arrays.
     *
     * @param arrays each of shape (n, h); shared, not copied
     * @return the state
     */
    public static State of(INDArray... arrays) {
        return new State(List.of(arrays));
    }

    /**
     * The states of several layers as one.
     *
     * @param states in the order of the layers
     * @return all their arrays, one after the other
     */
    public static State join(List<State> states) {
        List<INDArray> all = new ArrayList<>();
        states.forEach(state -> all.addAll(state.arrays));
        return new State(all);
    }

    /**
     * The state of one of several layers that were joined.
     *
     * @param from its first array
     * @param to   behind its last array
     * @return those arrays
     */
    public State part(int from, int to) {
        return new State(arrays.subList(from, to));
    }

    /**
     * One array.
     *
     * @param i its number; 0 is H of the first layer
     * @return shape (n, h)
     */
    public INDArray get(int i) {
        return arrays.get(i);
    }

    /** {@return the hidden state, of a layer of one cell or of the lowest layer of a stack: shape (n, h)} */
    public INDArray H() {
        return get(0);
    }

    /**
     * The memory of an LSTM.
     *
     * @return shape (n, h)
     * @throws IllegalStateException if the layer has none: an RNN or a GRU
     */
    public INDArray C() {
        if (size() < 2) {
            throw new IllegalStateException("C: this state has no memory, only H; it is not of an LSTM");
        }
        return get(1);
    }

    /** {@return the number of arrays: 1 for an RNN or a GRU, 2 for an LSTM, the sum for a stack} */
    public int size() {
        return arrays.size();
    }

    /**
     * Zeros of the same shapes.
     *
     * @return the zeros
     */
    public State zerosLike() {
        return new State(arrays.stream().map(a -> a.ulike().assign(0)).toList());
    }

    /**
     * A copy that shares nothing, to carry on with: no gradient goes back through it. Truncated BPTT, chapter 08.
     *
     * @return the copy
     */
    public State detached() {
        return new State(arrays.stream().map(INDArray::dup).toList());
    }
}
