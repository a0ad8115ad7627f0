package recurrent.nn;

import java.util.LinkedList;
import java.util.List;
import java.util.function.Function;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@link CellLayer#forward} leaves behind, and backpropagation through time. Chapters 08, 11 and 12.
 *
 * @param cell  the cell that read
 * @param steps what each of the T steps left behind; at a padded step, what the cell would have done
 * @param mask  where the sequences are padded
 * @param Y     the state H after each step, shape (T, n, h)
 * @param last  the state after the last step
 * @param <S>   what a step of that cell leaves behind
 */
public record CellRun<S extends Cell.Step>(Cell<S> cell, List<S> steps, Mask mask, INDArray Y, State last)
        implements RecurrentLayer.Run {

    /** Keeps the list as it is now. */
    public CellRun {
        steps = List.copyOf(steps);
    }

    /**
     * One quantity of all steps, for instance the forget gate: {@code run.stacked(LstmCell.Step::f)}.
     *
     * @param quantity which one, of shape (n, h)
     * @return shape (T, n, h), a copy
     */
    public INDArray stacked(Function<S, INDArray> quantity) {
        return Sequences.stack(steps.stream().map(quantity).toList());
    }

    /**
     * The state H after a step.
     *
     * @param t the step, 0 … T−1
     * @return shape (n, h), a view
     */
    public INDArray H(int t) {
        return Sequences.at(Y, t);
    }

    // tag::backward[]
    @Override
    public RecurrentLayer.Gradients backward(INDArray dY, State dLast) {
        Shapes.require("dY", dY, Y.shape());
        Parameters gradients = cell.parameters().zerosLike();
        LinkedList<INDArray> dX = new LinkedList<>();
        State dAfter = dLast.detached();
        for (int t = steps.size() - 1; t >= 0; t--) {
            // dAfter held what comes back from the steps t+1 … T−1; the loss sees Ht itself, too
            dAfter.get(0).addi(Sequences.at(dY, t));
            Cell.Back back;
            if (mask.isNone()) {
                back = cell.backward(steps.get(t), dAfter);
                dAfter = back.dBefore();
            } else {
                INDArray m = Masks.at(mask, t, Y);
                back = cell.backward(steps.get(t), Masks.where(m, dAfter));
                dAfter = Masks.choose(m, back.dBefore(), dAfter); // straight through where it was padded
            }
            gradients.addi(back.parameters());
            dX.addFirst(back.dXt());
        }
        return new RecurrentLayer.Gradients(gradients, Sequences.stack(dX), dAfter);
    }
    // end::backward[]

    @Override
    public String toString() {
        return "CellRun(" + cell + ", Y " + Shapes.show(Y.shape()) + ")";
    }
}
