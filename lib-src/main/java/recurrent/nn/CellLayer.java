package recurrent.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A cell unrolled in time: the same step, with the same parameters, for every symbol of a sequence. Chapters 07, 08 and
 * 11.
 *
 * @param cell what happens at each step
 * @param <S>  what a step of that cell leaves behind
 */
public record CellLayer<S extends Cell.Step>(Cell<S> cell) implements RecurrentLayer {
    static final String KIND = "unrolled";

    @Override
    public int inputs() {
        return cell.inputs();
    }

    @Override
    public int outputs() {
        return cell.hidden();
    }

    @Override
    public Parameters parameters() {
        return cell.parameters();
    }

    @Override
    public CellLayer<S> with(Parameters parameters) {
        return new CellLayer<>(cell.with(parameters));
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("cell", cell.plan());
    }

    static CellLayer<?> build(Plan plan, Parameters arrays, Plans plans) {
        return plans.build(Cell.class, plan.plan("cell"), arrays).layer();
    }

    @Override
    public State zeroState(int n) {
        DataType type = parameters().arrays().get(0).dataType();
        return new State(Stream.generate(() -> Nd4j.zeros(type, n, cell.hidden()))
                .limit(cell.stateSize())
                .toList());
    }

    // tag::forward[]
    @Override
    public CellRun<S> forward(INDArray X, State start, Mask mask, Mode mode) {
        Shapes.require("X", X, -1, -1, inputs());
        mask.require(X);
        List<S> steps = new ArrayList<>();
        List<INDArray> H = new ArrayList<>();
        State state = start;
        for (int t = 0; t < X.size(0); t++) {
            S step = cell.step(Sequences.at(X, t), state);
            // a padded sequence stays where it was
            state = mask.isNone() ? step.after() : Masks.choose(Masks.at(mask, t, X), step.after(), state);
            steps.add(step);
            H.add(state.get(0));
        }
        return new CellRun<>(cell, steps, mask, Sequences.stack(H), state);
    }
    // end::forward[]

    /**
     * Reads a whole sequence that is not padded.
     *
     * @param X     the inputs, shape (T, n, d)
     * @param start the state before the first step
     * @return the outputs, the gates of every step, the state at the end, and the way back
     */
    @Override
    public CellRun<S> forward(INDArray X, State start) {
        return forward(X, start, Mask.none(), Mode.EVALUATION);
    }

    @Override
    public String toString() {
        return cell.toString();
    }
}
