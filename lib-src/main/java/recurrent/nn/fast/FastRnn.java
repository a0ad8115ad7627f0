package recurrent.nn.fast;

import recurrent.nn.Parameters;

/**
 * The character language model of chapter 09: {@link FastLanguageModel} with the simple recurrent cell. Same numbers as
 * {@link recurrent.nn.RnnCell} and {@link recurrent.nn.OutputLayer}, in less time.
 */
public final class FastRnn {
    private final FastLanguageModel model;

    /**
     * Makes room for a model.
     *
     * @param V symbols, read and predicted
     * @param h hidden units
     */
    public FastRnn(int V, int h) {
        this.model = FastLanguageModel.of(FastKind.RNN, V, h);
    }

    /**
     * The mean cross-entropy of a batch.
     *
     * @param parameters Wxh, Whh, bh, Whq, bq, FLOAT
     * @param inputs     n sequences of T symbols
     * @param targets    the symbols one step later
     * @return the mean over all n·T predictions, in nats
     */
    public double loss(Parameters parameters, int[][] inputs, int[][] targets) {
        return model.loss(parameters, inputs, targets);
    }

    /**
     * The mean cross-entropy of a batch and its gradients.
     *
     * @param parameters Wxh, Whh, bh, Whq, bq, FLOAT
     * @param inputs     n sequences of T symbols
     * @param targets    the symbols one step later
     * @param gradients  receives the gradients, same names and shapes as the parameters
     * @return the mean over all n·T predictions, in nats
     */
    public double lossAndGradients(Parameters parameters, int[][] inputs, int[][] targets, Parameters gradients) {
        return model.lossAndGradients(parameters, inputs, targets, gradients);
    }
}
