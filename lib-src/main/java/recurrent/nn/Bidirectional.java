package recurrent.nn;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Two layers that read the same sequence in opposite directions: what they say at a step knows the past and the future.
 * It cannot be used to predict the next symbol, which it has seen. Chapter 13.
 *
 * <p>The backward half reads the reversed sequence with the reversed mask. Padding behind a sequence is then in front of
 * it, where the state stands still: the reading begins with the last symbol, not with the padding.
 *
 * @param forward  reads from the first symbol to the last
 * @param backward reads from the last symbol to the first
 * @param merge    what becomes of their two outputs
 * @see <a href="https://doi.org/10.1109/78.650093">M. Schuster, K. K. Paliwal, Bidirectional recurrent neural networks,
 *      1997</a>
 */
public record Bidirectional(RecurrentLayer forward, RecurrentLayer backward, Merge merge) implements RecurrentLayer {
    static final String KIND = "bidirectional";

    /** What becomes of the outputs of the two halves. */
    public enum Merge {
        /** Side by side: [forward, backward], twice as wide. */
        CONCAT,
        /** Added up. */
        SUM
    }

    /** Checks that the two halves fit together. */
    public Bidirectional {
        if (forward.inputs() != backward.inputs() || forward.outputs() != backward.outputs()) {
            throw new IllegalArgumentException("backward: expected " + forward.inputs() + " → " + forward.outputs()
                    + " as the forward half has, got " + backward.inputs() + " → " + backward.outputs());
        }
    }

    /**
     * Two halves, their outputs side by side.
     *
     * @param forward  reads from the first symbol to the last
     * @param backward reads from the last symbol to the first
     * @return the layer
     */
    public static Bidirectional concat(RecurrentLayer forward, RecurrentLayer backward) {
        return new Bidirectional(forward, backward, Merge.CONCAT);
    }

    /**
     * Two halves, their outputs added up.
     *
     * @param forward  reads from the first symbol to the last
     * @param backward reads from the last symbol to the first
     * @return the layer
     */
    public static Bidirectional sum(RecurrentLayer forward, RecurrentLayer backward) {
        return new Bidirectional(forward, backward, Merge.SUM);
    }

    @Override
    public int inputs() {
        return forward.inputs();
    }

    @Override
    public int outputs() {
        return merge == Merge.CONCAT ? 2 * forward.outputs() : forward.outputs();
    }

    /** {@return the parameters of both halves: "forward.Wx" and so on, then "backward.Wx": the arrays themselves} */
    @Override
    public Parameters parameters() {
        return joined(forward.parameters(), backward.parameters());
    }

    @Override
    public Bidirectional with(Parameters parameters) {
        return new Bidirectional(
                forward.with(parameters.part("forward")), backward.with(parameters.part("backward")), merge);
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND)
                .with("forward", forward.plan())
                .with("backward", backward.plan())
                .with("merge", merge.name());
    }

    static Bidirectional build(Plan plan, Parameters arrays, Plans plans) {
        return new Bidirectional(
                plans.build(RecurrentLayer.class, plan.plan("forward"), arrays.part("forward")),
                plans.build(RecurrentLayer.class, plan.plan("backward"), arrays.part("backward")),
                plan.choice("merge", Merge.class));
    }

    @Override
    public State zeroState(int n) {
        return State.join(List.of(forward.zeroState(n), backward.zeroState(n)));
    }

    // tag::forward[]
    @Override
    public Run forward(INDArray X, State start, Mask mask, Mode mode) {
        int split = forward.zeroState(1).size();
        RecurrentLayer.Run there = forward.forward(X, start.part(0, split), mask, mode);
        RecurrentLayer.Run back =
                backward.forward(Sequences.reversed(X), start.part(split, start.size()), mask.reversed(), mode);
        INDArray reversed = Sequences.reversed(back.Y()); // now step t is step t again
        INDArray Y = merge == Merge.SUM ? there.Y().add(reversed) : Nd4j.concat(2, there.Y(), reversed);
        return new Run(merge, there, back, Y);
    }
    // end::forward[]

    /**
     * What a forward pass leaves behind.
     *
     * @param merge what became of the two outputs
     * @param there what the forward half left behind
     * @param back  what the backward half left behind; its step 0 is the last of the sequence
     * @param Y     the merged outputs, shape (T, n, outputs)
     */
    public record Run(Merge merge, RecurrentLayer.Run there, RecurrentLayer.Run back, INDArray Y)
            implements RecurrentLayer.Run {

        /**
         * {@return the state of the forward half after the last symbol, and of the backward half after the first: the
         * arrays of the forward half, then those of the backward half}
         */
        @Override
        public State last() {
            return State.join(List.of(there.last(), back.last()));
        }

        @Override
        public RecurrentLayer.Gradients backward(INDArray dY, State dLast) {
            Shapes.require("dY", dY, Y.shape());
            int split = there.last().size();
            RecurrentLayer.Gradients g = there.backward(half(dY, 0), dLast.part(0, split));
            RecurrentLayer.Gradients b =
                    back.backward(Sequences.reversed(half(dY, 1)), dLast.part(split, dLast.size()));
            return new RecurrentLayer.Gradients(
                    joined(g.parameters(), b.parameters()),
                    g.dX().add(Sequences.reversed(b.dX())),
                    State.join(List.of(g.dStart(), b.dStart())));
        }

        private INDArray half(INDArray dY, int which) {
            if (merge == Merge.SUM) {
                return dY;
            }
            long h = dY.size(2) / 2;
            return dY.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(which * h, (which + 1) * h))
                    .dup();
        }

        @Override
        public String toString() {
            return "Run(" + merge + ", Y " + Shapes.show(Y.shape()) + ")";
        }
    }

    private static Parameters joined(Parameters forward, Parameters backward) {
        return Parameters.join(forward.prefixed("forward"), backward.prefixed("backward"));
    }
}
