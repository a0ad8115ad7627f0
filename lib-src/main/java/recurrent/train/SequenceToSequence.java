package recurrent.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.CrossEntropy;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.State;

/**
 * Reads one sequence of symbols and says another: an encoder and a decoder, a table of vectors for each, and one score
 * for each symbol of the target. Chapter 17.
 *
 * @param sources vectors of the symbols that are read
 * @param targets vectors of the symbols that are said
 * @param layers  encoder, decoder and attention
 * @param output  scores the symbols that are said
 */
public record SequenceToSequence(Embedding sources, Embedding targets, EncoderDecoder layers, OutputLayer output)
        implements Model<PairBatch> {

    /** Checks that the parts fit together. */
    public SequenceToSequence {
        if (sources.size() != layers.encoder().inputs()
                || targets.size() != layers.decoder().inputs()) {
            throw new IllegalArgumentException("layers: expected an encoder of " + sources.size()
                    + " inputs and a decoder of " + targets.size() + ", got "
                    + layers.encoder().inputs() + " and " + layers.decoder().inputs());
        }
        if (output.Whq().size(0) != layers.features() || output.Whq().size(1) != targets.symbols()) {
            throw new IllegalArgumentException(
                    "output: expected a layer " + layers.features() + " → " + targets.symbols() + ", got " + output);
        }
    }

    @Override
    public Parameters parameters() {
        return joined(sources.parameters(), targets.parameters(), layers.parameters(), output.parameters());
    }

    @Override
    public int predictions(PairBatch batch) {
        return batch.wantedMask() == null
                ? batch.wanted().length * batch.wanted()[0].length
                : batch.wantedMask().sumNumber().intValue();
    }

    @Override
    public double loss(PairBatch batch) {
        INDArray O = output.forward(rows(forward(batch, null).Y()));
        return batch.wantedMask() == null
                ? CrossEntropy.loss(O, wanted(batch))
                : CrossEntropy.loss(O, wanted(batch), batch.wantedMask());
    }

    @Override
    public LossAndGradients lossAndGradients(PairBatch batch, Random training) {
        EncoderDecoder.Run run = forward(batch, training);
        INDArray Y = rows(run.Y());
        INDArray O = output.forward(Y);
        INDArray mask = batch.wantedMask();
        int[] wanted = wanted(batch);
        double loss = mask == null ? CrossEntropy.loss(O, wanted) : CrossEntropy.loss(O, wanted, mask);
        INDArray dO = mask == null ? CrossEntropy.gradient(O, wanted) : CrossEntropy.gradient(O, wanted, mask);
        OutputLayer.Gradients top = output.backward(Y, dO);
        EncoderDecoder.Gradients below = run.backward(top.dH().reshape(run.Y().shape()));
        return new LossAndGradients(
                loss,
                joined(
                        sources.gradients(sources.backward(batch.source(), below.dX())),
                        targets.gradients(targets.backward(batch.given(), below.dD())),
                        below.parameters(),
                        top.parameters()));
    }

    /**
     * What a model says, and where it looked.
     *
     * @param symbols what it said, without the end symbol
     * @param weights for each symbol how much it looked at each step of the source; empty without attention
     */
    public record Said(int[] symbols, List<double[]> weights) {}

    /**
     * Says the most likely symbol at each step, and reads what it said.
     *
     * @param source symbols to read
     * @param start  the symbol that the decoder reads first
     * @param end    the symbol that ends what it says
     * @param limit  the most symbols that it may say
     * @return what it said
     */
    public Said say(int[] source, int start, int end, int limit) {
        EncoderDecoder.Encoded read = layers.encode(sources.forward(new int[][] {source}), null, null);
        State state = read.run().last();
        List<Integer> said = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        int symbol = start;
        while (said.size() < limit) {
            INDArray Dt = targets.forward(new int[][] {{symbol}}).reshape(1, targets.size());
            EncoderDecoder.Step step = layers.decodeStep(Dt, state, read);
            symbol = Nd4j.argMax(output.forward(step.features()), 1).getInt(0);
            if (symbol == end) {
                break;
            }
            said.add(symbol);
            if (step.weights() != null) {
                weights.add(step.weights().toDoubleVector());
            }
            state = step.after();
        }
        return new Said(said.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(weights));
    }

    private EncoderDecoder.Run forward(PairBatch batch, Random training) {
        return layers.forward(
                sources.forward(batch.source()),
                batch.sourceMask(),
                targets.forward(batch.given()),
                batch.wantedMask(),
                training);
    }

    private static INDArray rows(INDArray Y) {
        return Y.dup('c').reshape(Y.size(0) * Y.size(1), Y.size(2));
    }

    private static int[] wanted(PairBatch batch) {
        int n = batch.wanted().length;
        int T = batch.wanted()[0].length;
        int[] all = new int[n * T];
        for (int t = 0; t < T; t++) {
            for (int i = 0; i < n; i++) {
                all[t * n + i] = batch.wanted()[i][t];
            }
        }
        return all;
    }

    private static Parameters joined(Parameters sources, Parameters targets, Parameters layers, Parameters output) {
        return Parameters.join(sources.prefixed("source"), targets.prefixed("target"), layers, output);
    }

    @Override
    public String toString() {
        return "SequenceToSequence(" + sources.symbols() + " → " + layers + " → " + targets.symbols() + ", "
                + parameters().count() + " parameters)";
    }
}
