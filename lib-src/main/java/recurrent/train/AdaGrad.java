package recurrent.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;

/**
 * Gradient descent with a rate of its own for each number: {@code s ← s + g²}, {@code w ← w − η·g / (√s + ε)}. What
 * rarely gets a gradient keeps large steps. As s only grows, all steps fall for ever: with a constant gradient the step
 * at update t is {@code η / √t}. {@link RmsProp} cures that. Chapter 03.
 *
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods,
 *     2011</a>
 */
public final class AdaGrad implements Optimizer {
    static final String KIND = "adagrad";

    private final double epsilon;
    private final Memory memory = new Memory("AdaGrad", "squares");

    /**
     * An optimiser that has seen nothing.
     *
     * @param epsilon keeps the quotient finite where no gradient came, above 0
     */
    public AdaGrad(double epsilon) {
        this.epsilon = Ranges.requirePositive("epsilon", epsilon);
    }

    /** {@return the usual choice: ε = 1e-8; a new optimiser} */
    public static AdaGrad standard() {
        return new AdaGrad(1e-8);
    }

    @Override
    public void update(Parameters parameters, Parameters gradients, double rate) {
        Ranges.requirePositive("rate", rate);
        for (String name : parameters.names()) {
            INDArray w = parameters.get(name);
            INDArray g = gradients.get(name);
            INDArray s = memory.get("squares", name, w);
            s.addi(g.mul(g));
            w.subi(g.mul(rate).divi(Transforms.sqrt(s, true).addi(epsilon)));
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
    public AdaGrad fresh() {
        return new AdaGrad(epsilon);
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("epsilon", epsilon);
    }

    static AdaGrad build(Plan plan, Parameters arrays) {
        return new AdaGrad(plan.number("epsilon"));
    }

    @Override
    public String toString() {
        return "AdaGrad(ε " + epsilon + ")";
    }
}
