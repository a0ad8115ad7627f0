package recurrent.nn.fast;

import java.util.Map;
import java.util.stream.IntStream;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Parameters;

/**
 * The character language model of chapter 09 on {@code float[]}: one-hot input, tanh RNN, output layer, mean
 * cross-entropy; and all gradients. Same numbers as {@link recurrent.nn.RnnCell} and {@link recurrent.nn.OutputLayer},
 * faster.
 *
 * <p>A batch is cut into chunks of at most {@value #CHUNK} sequences, and the chunks share the processors. The cut and
 * the order in which their gradients are added do not depend on how many processors there are: the same batch gives the
 * same numbers everywhere. Keeps its buffers between calls; one thread may use it at a time.
 */
public final class FastRnn {
    /** Sequences that one processor takes at a time: small enough for their states to stay in its cache. */
    static final int CHUNK = 256;

    private final int V;
    private final int h;
    private final float[] WxhPlusBh;
    private final float[] Whh;
    private final float[] Whq;
    private final float[] bq;
    private FastRnnChunk[] chunks = new FastRnnChunk[0];

    /**
     * Makes room for a model.
     *
     * @param V symbols, read and predicted
     * @param h hidden units
     */
    public FastRnn(int V, int h) {
        this.V = V;
        this.h = h;
        this.WxhPlusBh = new float[V * h];
        this.Whh = new float[h * h];
        this.Whq = new float[h * V];
        this.bq = new float[V];
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
        read(parameters);
        return run(inputs, targets, false);
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
        read(parameters);
        double loss = run(inputs, targets, true);
        FastRnnChunk total = chunks[0];
        for (int i = 1; i < chunks(inputs.length); i++) {
            total.addGradients(chunks[i]);
        }
        float[] dbh = new float[h];
        for (int v = 0; v < V; v++) { // every input is one symbol, so the rows of dWxh add up to the bias's gradient
            Vector.add(dbh, 0, total.dWxh, v * h, h);
        }
        Map.of("Wxh", total.dWxh, "Whh", total.dWhh, "bh", dbh, "Whq", total.dWhq, "bq", total.dbq)
                .forEach((name, values) -> gradients.get(name).data().setData(values));
        return loss;
    }

    private double run(int[][] inputs, int[][] targets, boolean gradients) {
        int n = inputs.length;
        int T = inputs[0].length;
        int count = chunks(n);
        ensureChunks(count, T);
        double weight = 1.0 / ((double) n * T);
        double[] losses = new double[count];
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> losses[i] = chunks[i].run(
                        inputs, targets, i * CHUNK, Math.min(n, (i + 1) * CHUNK), gradients, (float) weight));
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum * weight;
    }

    private static int chunks(int n) {
        return (n + CHUNK - 1) / CHUNK;
    }

    private void ensureChunks(int count, int T) {
        if (chunks.length < count || chunks[0].T < T) {
            chunks = new FastRnnChunk[count];
            for (int i = 0; i < count; i++) {
                chunks[i] = new FastRnnChunk(V, h, T, CHUNK, WxhPlusBh, Whh, Whq, bq);
            }
        }
    }

    private void read(Parameters parameters) {
        copy(parameters.get("Wxh"), WxhPlusBh);
        copy(parameters.get("Whh"), Whh);
        copy(parameters.get("Whq"), Whq);
        copy(parameters.get("bq"), bq);
        float[] bh = new float[h];
        copy(parameters.get("bh"), bh);
        for (int v = 0; v < V; v++) {
            Vector.add(WxhPlusBh, v * h, bh, 0, h);
        }
    }

    private static void copy(INDArray from, float[] to) {
        System.arraycopy(from.data().asFloat(), 0, to, 0, to.length);
    }
}
