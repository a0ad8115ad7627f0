package recurrent.train;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.CrossEntropy;
import recurrent.nn.Embedding;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.State;
import recurrent.text.Batch;
import recurrent.text.OneHot;

/**
 * A language model of any recurrent layer: symbols, one-hot or looked up in a table, into an RNN, LSTM, GRU or a stack of
 * them, and one score for each symbol that may come next. Chapters 11 to 15. {@link RnnLanguageModel} is the simple one
 * of chapter 07.
 *
 * @param embedding the table of vectors; {@code null} for one-hot symbols
 * @param layer     reads what the table gives, or V inputs
 * @param output    scores V symbols
 */
public record LanguageModel(Embedding embedding, RecurrentLayer layer, OutputLayer output) implements Model<Batch> {

    /** Checks that the parts fit together. */
    public LanguageModel {
        long V = output.Whq().size(1);
        long reads = embedding == null ? V : embedding.size();
        if (embedding != null && embedding.symbols() != V) {
            throw new IllegalArgumentException(
                    "embedding: expected " + V + " symbols as the output layer scores, got " + embedding.symbols());
        }
        if (layer.inputs() != reads) {
            throw new IllegalArgumentException(
                    "layer: expected one that reads " + reads + " inputs, got one that reads " + layer.inputs());
        }
        if (output.Whq().size(0) != layer.outputs()) {
            throw new IllegalArgumentException(
                    "output: expected a layer that reads " + layer.outputs() + " numbers, got " + output);
        }
    }

    /**
     * A model of one-hot symbols.
     *
     * @param layer  reads V inputs
     * @param output scores V symbols
     * @return the model; it shares the arrays
     */
    public static LanguageModel of(RecurrentLayer layer, OutputLayer output) {
        return new LanguageModel(null, layer, output);
    }

    /**
     * The size of the vocabulary.
     *
     * @return V
     */
    public int symbols() {
        return (int) output.Whq().size(1);
    }

    /**
     * All parameters under their names.
     *
     * @return E of a trained table, those of the layer, Whq, bq: the arrays themselves
     */
    @Override
    public Parameters parameters() {
        Parameters upper = Parameters.join(layer.parameters(), output.parameters());
        return embedding == null ? upper : Parameters.join(embedding.parameters(), upper);
    }

    /**
     * What the layer reads: one row of numbers for each symbol.
     *
     * @param inputs n sequences of T symbols
     * @return shape (T, n, d)
     */
    public INDArray read(int[][] inputs) {
        DataType type = output.Whq().dataType();
        return embedding == null ? OneHot.encode(inputs, symbols(), type) : embedding.forward(inputs);
    }

    /**
     * The scores of every symbol in every place of a batch.
     *
     * @param inputs n sequences of T symbols
     * @param start  the state before the first one
     * @return scores, shape (T, n, V), and the state to carry on with
     */
    public Scored forward(int[][] inputs, State start) {
        RecurrentLayer.Run run = layer.forward(read(inputs), start);
        INDArray O = output.forward(rows(run.Y()));
        return new Scored(O.reshape(run.Y().size(0), run.Y().size(1), symbols()), run.last());
    }

    /**
     * What a model says of a batch.
     *
     * @param scores shape (T, n, V)
     * @param last   the state after the last symbol
     */
    public record Scored(INDArray scores, State last) {}

    @Override
    public int predictions(Batch batch) {
        return batch.sequences() * batch.steps();
    }

    @Override
    public double loss(Batch batch) {
        RecurrentLayer.Run run = layer.forward(read(batch.inputs()), layer.zeroState(batch.sequences()));
        return CrossEntropy.loss(output.forward(rows(run.Y())), targets(batch));
    }

    @Override
    public LossAndGradients lossAndGradients(Batch batch, Random training) {
        return pass(batch, layer.zeroState(batch.sequences()), training).result();
    }

    /**
     * Loss, gradients and the state at the end, from any state: what truncated BPTT needs, which cuts a long text into
     * pieces and carries the state from one to the next. No gradient goes back into the state. Chapters 08 and 15.
     *
     * @param batch    n sequences of T symbols and their targets
     * @param start    the state before the first symbol
     * @param training where dropout draws from; {@code null} drops nothing
     * @return what the batch says, and the state to carry on with
     */
    public Pass pass(Batch batch, State start, Random training) {
        RecurrentLayer.Run run = layer.forward(read(batch.inputs()), start, null, training);
        INDArray H = rows(run.Y());
        INDArray O = output.forward(H);
        int[] targets = targets(batch);
        OutputLayer.Gradients g = output.backward(H, CrossEntropy.gradient(O, targets));
        RecurrentLayer.Gradients below = run.backward(g.dH().reshape(run.Y().shape()), null);
        Parameters gradients = Parameters.join(below.parameters(), g.parameters());
        if (embedding != null) {
            gradients = Parameters.join(embedding.gradients(embedding.backward(batch.inputs(), below.dX())), gradients);
        }
        return new Pass(
                new LossAndGradients(CrossEntropy.loss(O, targets), gradients),
                run.last().detached());
    }

    /**
     * What a batch says of the model.
     *
     * @param result mean loss and gradients
     * @param last   the state after the last symbol; shares nothing with the pass
     */
    public record Pass(LossAndGradients result, State last) {}

    /** (T, n, h) → (T·n, h): all places below each other, time by time. */
    private static INDArray rows(INDArray Y) {
        return Y.dup('c').reshape(Y.size(0) * Y.size(1), Y.size(2));
    }

    /** The targets in the same order. */
    static int[] targets(Batch batch) {
        int n = batch.sequences();
        int[] all = new int[n * batch.steps()];
        for (int t = 0; t < batch.steps(); t++) {
            for (int i = 0; i < n; i++) {
                all[t * n + i] = batch.targets()[i][t];
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return "LanguageModel(" + (embedding == null ? symbols() + " one-hot" : embedding) + " → " + layer + " → "
                + symbols() + ", " + parameters().count() + " parameters)";
    }
}
