package recurrent.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;

/**
 * {@link AdaGrad} that forgets: {@code s ← ρ·s + (1 − ρ)·g²}, {@code w ← w − η·g / (√s + ε)}. The average is over the
 * last gradients, about 1/(1 − ρ) of them, so with a constant gradient the step settles at η. Chapter 03.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">T. Tieleman, G. Hinton,
 *     Lecture 6.5: rmsprop, 2012</a>
 */
public final class RmsProp implements Optimizer {
    static final String KIND = "rmsprop";

    private final double decay;
    private final double epsilon;
    private final Memory memory = new Memory("RmsProp", "square");

    /**
     * An optimiser that has seen nothing.
     *
     * @param decay   how much of the average stays from update to update ρ, from 0 to below 1
     * @param epsilon keeps the quotient finite where no gradient came, above 0
     */
    public RmsProp(double decay, double epsilon) {
        this.decay = Ranges.requireFraction("decay", decay);
        this.epsilon = Ranges.requirePositive("epsilon", epsilon);
    }

    /** {@return the usual choice: ρ = 0.9, ε = 1e-8; a new optimiser} */
    public static RmsProp standard() {
        return new RmsProp(0.9, 1e-8);
    }

    @Override
    public void update(Parameters parameters, Parameters gradients, double rate) {
        Ranges.requirePositive("rate", rate);
        for (String name : parameters.names()) {
            INDArray w = parameters.get(name);
            INDArray g = gradients.get(name);
            INDArray s = memory.get("square", name, w);
            s.muli(decay).addi(g.mul(g).muli(1 - decay));
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
    public RmsProp fresh() {
        return new RmsProp(decay, epsilon);
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("decay", decay).with("epsilon", epsilon);
    }

    static RmsProp build(Plan plan, Parameters arrays) {
        return new RmsProp(plan.number("decay"), plan.number("epsilon"));
    }

    @Override
    public String toString() {
        return "RmsProp(ρ " + decay + ", ε " + epsilon + ")";
    }
}
