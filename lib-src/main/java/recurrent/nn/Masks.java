package recurrent.nn;

import java.util.stream.IntStream;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a sequence is padded, its state must stand still. Package-private: what the layers share. Chapter 13. */
final class Masks {
    private Masks() {}

    /** One step of a mask as a column (n, 1), of the type of the arrays it will meet. */
    static INDArray at(Mask mask, int t, INDArray like) {
        return at(mask.array(), t, like);
    }

    /** The same of weights, shape (T, n). */
    static INDArray at(INDArray mask, int t, INDArray like) {
        INDArray row = mask.isView() ? mask.tensorAlongDimension(t, 1) : mask.getRow(t); // as in Sequences.at
        return row.reshape(mask.size(1), 1).castTo(like.dataType());
    }

    /** m ⊙ now + (1 − m) ⊙ before, for every array of a state. */
    static State choose(INDArray m, State now, State before) {
        INDArray rest = m.rsub(1);
        return new State(IntStream.range(0, now.size())
                .mapToObj(k -> now.get(k).mulColumnVector(m).addi(before.get(k).mulColumnVector(rest)))
                .toList());
    }

    /** m ⊙ state, for every array of a state. */
    static State where(INDArray m, State state) {
        return new State(state.arrays().stream().map(a -> a.mulColumnVector(m)).toList());
    }
}
