package recurrent.train;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;

/**
 * Stochastic gradient descent: {@code w ← w − η·g}. The minus matters: the gradient points uphill. It remembers
 * nothing. Chapters 02 and 03.
 */
public record Sgd() implements Optimizer {
    static final String KIND = "sgd";

    @Override
    public void update(Parameters parameters, Parameters gradients, double rate) {
        Ranges.requirePositive("rate", rate);
        for (String name : parameters.names()) {
            parameters.get(name).subi(gradients.get(name).mul(rate));
        }
    }

    @Override
    public Parameters memory() {
        return Parameters.none();
    }

    @Override
    public void restore(Parameters memory) {
        new Memory("Sgd").restore(memory);
    }

    @Override
    public Sgd fresh() {
        return new Sgd();
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND);
    }

    static Sgd build(Plan plan, Parameters arrays) {
        return new Sgd();
    }

    @Override
    public String toString() {
        return "Sgd";
    }
}
