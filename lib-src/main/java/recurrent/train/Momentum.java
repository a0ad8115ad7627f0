package recurrent.train;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;

/**
 * Gradient descent with momentum: {@code v ← β·v + g}, {@code w ← w − η·v}. The velocity adds up what many gradients
 * agree on and cancels what they do not. With a constant gradient the steps grow to {@code η·g / (1 − β)}. Chapter 03.
 *
 * @see <a href="https://doi.org/10.1016/0041-5553(64)90137-5">B. T. Polyak, Some methods of speeding up the convergence
 *     of iteration methods, 1964</a>
 */
public final class Momentum implements Optimizer {
    static final String KIND = "momentum";

    private final double beta;
    private final Memory memory = new Memory("Momentum", "velocity");

    /**
     * An optimiser that stands still.
     *
     * @param beta how much of the velocity stays from update to update, from 0 to below 1
     */
    public Momentum(double beta) {
        this.beta = Ranges.requireFraction("beta", beta);
    }

    /** {@return the usual choice: β = 0.9; a new optimiser} */
    public static Momentum standard() {
        return new Momentum(0.9);
    }

    @Override
    public void update(Parameters parameters, Parameters gradients, double rate) {
        Ranges.requirePositive("rate", rate);
        for (String name : parameters.names()) {
            INDArray w = parameters.get(name);
            INDArray v = memory.get("velocity", name, w);
            v.muli(beta).addi(gradients.get(name));
            w.subi(v.mul(rate));
        }
    }

    @Override
    public Parameters memory() {
        return memory.save();
    }

    @Override
    public void restore(Parameters saved) {
        memory.restore(saved);
    }

    @Override
    public Momentum fresh() {
        return new Momentum(beta);
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("beta", beta);
    }

    static Momentum build(Plan plan, Parameters arrays) {
        return new Momentum(plan.number("beta"));
    }

    @Override
    public String toString() {
        return "Momentum(β " + beta + ")";
    }
}
