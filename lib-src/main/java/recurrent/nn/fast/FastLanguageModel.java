package recurrent.nn.fast;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import recurrent.nn.Parameters;

/**
 * A character language model on {@code float[]}: one-hot input, one recurrent cell, output layer, mean cross-entropy;
 * and all gradients. Same numbers as the cells of {@link recurrent.nn} with {@link recurrent.nn.OutputLayer}, in less
 * time. Chapters 09, 11, 12 and 15.
 *
 * <p>A batch is cut into chunks of sequences that the processors share. The cut and the order in which their gradients
 * are added do not depend on how many processors there are: the same batch gives the same numbers everywhere. Keeps its
 * buffers between calls; one thread may use it at a time.
 */
public final class FastLanguageModel {
    private final int V;
    private final Weights weights;
    private final OutputWeights output;
    private final Queue<LanguageChunk> idle = new ConcurrentLinkedQueue<>();
    private LanguageChunk.Gradients[] parts = new LanguageChunk.Gradients[0];

    private FastLanguageModel(FastKind kind, int V, int h) {
        this.V = V;
        this.weights = new Weights(kind, V, h);
        this.output = new OutputWeights(h, V);
    }

    /**
     * Makes room for a model.
     *
     * @param kind the cell
     * @param V    symbols, read and predicted
     * @param h    hidden units
     * @return room for the parameters of such a model; every call of its methods reads them anew
     */
    public static FastLanguageModel of(FastKind kind, int V, int h) {
        return new FastLanguageModel(kind, V, h);
    }

    /**
     * The mean cross-entropy of a batch, from a zero state.
     *
     * @param parameters the cell's, under the names of its class in {@link recurrent.nn}, and Whq and bq; FLOAT
     * @param inputs     n sequences of T symbols
     * @param targets    the symbols one step later
     * @return the mean over all n·T predictions, in nats
     * @throws IllegalArgumentException if a parameter has another shape or type, or the sequences differ in length
     */
    public double loss(Parameters parameters, int[][] inputs, int[][] targets) {
        return run(parameters, inputs, targets, null);
    }

    /**
     * The mean cross-entropy of a batch, from a zero state, and its gradients.
     *
     * @param parameters the cell's, under the names of its class in {@link recurrent.nn}, and Whq and bq; FLOAT
     * @param inputs     n sequences of T symbols
     * @param targets    the symbols one step later
     * @param gradients  receives the gradients, same names and shapes as the parameters
     * @return the mean over all n·T predictions, in nats
     * @throws IllegalArgumentException if a parameter has another shape or type, or the sequences differ in length
     */
    public double lossAndGradients(Parameters parameters, int[][] inputs, int[][] targets, Parameters gradients) {
        return run(parameters, inputs, targets, gradients);
    }

    private double run(Parameters parameters, int[][] inputs, int[][] targets, Parameters gradients) {
        int T = steps(inputs, targets);
        int n = inputs.length;
        weights.read(parameters);
        output.read(parameters);
        Cut cut = Cut.of(n, weights.h);
        if (gradients != null) {
            ensureParts(cut.count());
        }
        double weight = 1.0 / ((double) n * T);
        double[] losses = new double[cut.count()];
        cut.forEach(i -> {
            LanguageChunk chunk = chunk(T, cut.largest());
            losses[i] = chunk.run(
                    inputs, targets, cut.from(i), cut.size(i), gradients == null ? null : parts[i], (float) weight);
            idle.add(chunk);
        });
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        if (gradients != null) {
            for (int i = 1; i < cut.count(); i++) {
                parts[0].add(parts[i]);
            }
            parts[0].cell().write(weights.kind, gradients);
            output.write(parts[0].output(), gradients);
        }
        return sum * weight;
    }

    /** One that is not at work, or a new one: as many as there are threads. */
    private LanguageChunk chunk(int T, int m) {
        LanguageChunk chunk = idle.poll();
        return chunk != null && chunk.holds(T, m) ? chunk : new LanguageChunk(weights, output, T, m);
    }

    private void ensureParts(int count) {
        if (parts.length < count) {
            parts = new LanguageChunk.Gradients[count];
            for (int i = 0; i < count; i++) {
                parts[i] = new LanguageChunk.Gradients(CellGradients.zeros(weights), output.zeros());
            }
        }
    }

    /** The common length of all sequences. */
    private int steps(int[][] inputs, int[][] targets) {
        if (inputs.length == 0 || targets.length != inputs.length) {
            throw new IllegalArgumentException(
                    "inputs, targets: expected as many sequences of one as of the other, got " + inputs.length + " and "
                            + targets.length);
        }
        int T = inputs[0].length;
        for (int i = 0; i < inputs.length; i++) {
            if (T == 0 || inputs[i].length != T || targets[i].length != T) {
                throw new IllegalArgumentException(
                        "inputs, targets: expected sequences of one length, 1 or more; number "
                                + i + " has " + inputs[i].length + " inputs and " + targets[i].length
                                + " targets, the first has " + T + " inputs");
            }
            for (int t = 0; t < T; t++) {
                require(inputs[i][t]);
                require(targets[i][t]);
            }
        }
        return T;
    }

    private void require(int symbol) {
        if (symbol < 0 || symbol >= V) {
            throw new IllegalArgumentException(
                    "inputs, targets: expected symbols from 0 to " + (V - 1) + ", got " + symbol);
        }
    }
}
