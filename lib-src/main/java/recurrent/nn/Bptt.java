package recurrent.nn;

import java.util.ArrayList;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Backpropagation through time, over the whole sequence or truncated: the sequence is read in pieces of k steps, and the
 * gradient never crosses from one piece into the one before. What happens to the state there is another question: it may
 * be carried on, so that a piece still knows what was read before it, or start from zero. Chapter 08.
 *
 * @param layer what reads
 * @param k     steps of a piece, at least 1
 * @param carry whether a piece starts with the state that the piece before left
 * @see <a href="https://doi.org/10.1162/neco.1990.2.4.490">R. J. Williams, J. Peng, An efficient gradient-based
 *      algorithm for on-line training of recurrent network trajectories, 1990</a>
 */
public record Bptt(RecurrentLayer layer, int k, boolean carry) {

    /** Checks k. */
    public Bptt {
        if (k < 1) {
            throw new IllegalArgumentException("k: expected at least 1 step, got " + k);
        }
    }

    /**
     * Back to the first step.
     *
     * @param layer what reads
     * @return the whole sequence as one piece
     */
    public static Bptt full(RecurrentLayer layer) {
        return new Bptt(layer, Integer.MAX_VALUE, true);
    }

    /**
     * Back over at most k steps, the state carried.
     *
     * @param layer what reads
     * @param k     steps of a piece
     * @return truncated backpropagation
     */
    public static Bptt truncated(RecurrentLayer layer, int k) {
        return new Bptt(layer, k, true);
    }

    /** The loss of one step, as far as the network needs to know it. */
    @FunctionalInterface
    public interface StepLoss {
        /**
         * The gradient of the loss with respect to what the layer says at a step.
         *
         * @param t  the step, 0 … T−1
         * @param Yt what the layer said, shape (n, outputs)
         * @return shape (n, outputs)
         */
        INDArray gradient(int t, INDArray Yt);
    }

    /**
     * What came of it.
     *
     * @param Y         what the layer said, shape (T, n, outputs)
     * @param last      the state after the last step
     * @param gradients the sum over all pieces for the parameters; of all inputs; of the state at the start
     */
    public record Result(INDArray Y, State last, RecurrentLayer.Gradients gradients) {}

    /**
     * Reads a sequence that is not padded, outside training, and goes back.
     *
     * @param X     the inputs, shape (T, n, d)
     * @param start the state before the first step
     * @param loss  the gradient of the loss at each step
     * @return outputs, state and gradients
     */
    public Result run(INDArray X, State start, StepLoss loss) {
        return run(X, start, Mask.none(), Mode.EVALUATION, loss);
    }

    /**
     * Reads a sequence and goes back.
     *
     * @param X     the inputs, shape (T, n, d)
     * @param start the state before the first step
     * @param mask  where the sequences are padded
     * @param mode  whether dropout drops units
     * @param loss  the gradient of the loss at each step
     * @return outputs, state and gradients
     */
    public Result run(INDArray X, State start, Mask mask, Mode mode, StepLoss loss) {
        int T = (int) X.size(0);
        Parameters gradients = layer.parameters().zerosLike();
        List<INDArray> Y = new ArrayList<>();
        List<INDArray> dX = new ArrayList<>();
        State dStart = null;
        State state = start;
        int to;
        for (int from = 0; from < T; from = to) {
            to = from + Math.min(k, T - from);
            State before = from == 0 || carry ? state : start.zerosLike();
            RecurrentLayer.Run run =
                    layer.forward(Sequences.between(X, from, to), before, mask.between(from, to), mode);
            List<INDArray> dY = new ArrayList<>();
            for (int t = from; t < to; t++) {
                dY.add(loss.gradient(t, Sequences.at(run.Y(), t - from)));
            }
            // nothing comes back from the pieces behind this one: here the gradient is cut
            RecurrentLayer.Gradients g = run.backward(Sequences.stack(dY));
            gradients.addi(g.parameters());
            Y.add(run.Y());
            dX.add(g.dX());
            dStart = dStart == null ? g.dStart() : dStart;
            state = run.last();
        }
        return new Result(join(Y), state, new RecurrentLayer.Gradients(gradients, join(dX), dStart));
    }

    private static INDArray join(List<INDArray> pieces) {
        return Nd4j.concat(0, pieces.toArray(INDArray[]::new));
    }
}
