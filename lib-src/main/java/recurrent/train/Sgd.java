package recurrent.train;

import java.util.Map;

import recurrent.nn.Parameters;

/**
 * Stochastic gradient descent: {@code w ← w − η·g}. The minus matters: the gradient points uphill. It remembers
 * nothing. Chapters 02 and 03.
 */
public record Sgd() implements Optimizer {

    /**
     * One update, in place.
     *
     * @param parameters what to change
     * @param gradients  same names and shapes; changed too: they are scaled by the rate
     * @param rate       the learning rate η, above 0
     */
    @Override
    public void update(Parameters parameters, Parameters gradients, double rate) {
        Memory.requireRate(rate);
        for (String name : parameters.names()) {
            parameters.get(name).subi(gradients.get(name).muli(rate));
        }
    }

    @Override
    public Parameters memory() {
        return Parameters.of(Map.of());
    }

    @Override
    public void restore(Parameters memory) {
        new Memory("Sgd").restore(memory);
    }
}
