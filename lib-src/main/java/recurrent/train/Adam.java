package recurrent.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Shapes;

/**
 * Momentum and {@link RmsProp} together: {@code m ← β₁·m + (1 − β₁)·g}, {@code s ← β₂·s + (1 − β₂)·g²}, and
 * {@code w ← w − η·m̂ / (√ŝ + ε)}. Both averages start at 0 and are too small at first; {@code m̂ = m / (1 − β₁ᵗ)} and
 * {@code ŝ = s / (1 − β₂ᵗ)} correct that at update t. The first step is η for every number, however large its gradient.
 * Chapter 03.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">D. P. Kingma, J. Ba, Adam: a method for stochastic optimization,
 *     2015</a>
 */
public final class Adam implements Optimizer {
    static final String KIND = "adam";

    private static final String UPDATES = "updates";

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final Memory memory = new Memory("Adam", "mean", "square");
    private long updates;

    /**
     * An optimiser that has seen nothing.
     *
     * @param beta1   how much of the average gradient stays from update to update, from 0 to below 1
     * @param beta2   how much of the average square stays, from 0 to below 1
     * @param epsilon keeps the quotient finite where no gradient came, above 0
     */
    public Adam(double beta1, double beta2, double epsilon) {
        this.beta1 = Ranges.requireFraction("beta1", beta1);
        this.beta2 = Ranges.requireFraction("beta2", beta2);
        this.epsilon = Ranges.requirePositive("epsilon", epsilon);
    }

    /** {@return the choice of the paper: β₁ = 0.9, β₂ = 0.999, ε = 1e-8; a new optimiser} */
    public static Adam standard() {
        return new Adam(0.9, 0.999, 1e-8);
    }

    @Override
    public void update(Parameters parameters, Parameters gradients, double rate) {
        Ranges.requirePositive("rate", rate);
        updates++;
        double correctMean = 1 - Math.pow(beta1, updates);
        double correctSquare = 1 - Math.pow(beta2, updates);
        for (String name : parameters.names()) {
            INDArray w = parameters.get(name);
            INDArray g = gradients.get(name);
            INDArray m = memory.get("mean", name, w);
            INDArray s = memory.get("square", name, w);
            m.muli(beta1).addi(g.mul(1 - beta1));
            s.muli(beta2).addi(g.mul(g).muli(1 - beta2));
            INDArray size = Transforms.sqrt(s.div(correctSquare), false).addi(epsilon);
            w.subi(m.mul(rate / correctMean).divi(size));
        }
    }

    /**
     * {@return the averages, as "mean.W" and "square.W" for each parameter W, and how many updates there were, as
     * "updates": copies; empty before the first update}
     */
    @Override
    public Parameters memory() {
        if (updates == 0) {
            return memory.save();
        }
        INDArray count = Nd4j.createFromArray(new double[][] {{updates}});
        return Parameters.join(Parameters.of(UPDATES, count), memory.save());
    }

    @Override
    public void restore(Parameters saved) {
        long count = 0;
        Parameters averages = saved;
        if (saved.names().contains(UPDATES)) {
            count = (long) Shapes.require(UPDATES, saved.get(UPDATES), 1, 1).getDouble(0);
            averages = saved.without(UPDATES);
        }
        if ((count == 0) != averages.names().isEmpty()) {
            throw new IllegalArgumentException("memory: expected that of Adam, with the number of updates and the"
                    + " averages of each parameter, got " + saved.names());
        }
        memory.restore(averages);
        updates = count;
    }

    @Override
    public Adam fresh() {
        return new Adam(beta1, beta2, epsilon);
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("beta1", beta1).with("beta2", beta2).with("epsilon", epsilon);
    }

    static Adam build(Plan plan, Parameters arrays) {
        return new Adam(plan.number("beta1"), plan.number("beta2"), plan.number("epsilon"));
    }

    @Override
    public String toString() {
        return "Adam(β₁ " + beta1 + ", β₂ " + beta2 + ", ε " + epsilon + ")";
    }
}
