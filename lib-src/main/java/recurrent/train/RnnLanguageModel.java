package recurrent.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.CrossEntropy;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.text.Batch;
import recurrent.text.OneHot;

/**
 * A language model: one-hot symbols into an RNN, its states into an output layer, one score for each symbol that may
 * come next. Chapters 07 and 09.
 *
 * @param cell   reads V inputs, keeps h hidden units
 * @param output scores V symbols
 */
public record RnnLanguageModel(RnnCell cell, OutputLayer output) implements Model<Batch> {

    /** Checks that cell and output layer fit together. */
    public RnnLanguageModel {
        if (output.Whq().size(0) != cell.hidden() || output.Whq().size(1) != cell.inputs()) {
            throw new IllegalArgumentException("output: expected a layer " + cell.hidden() + " → " + cell.inputs()
                    + " for this cell, got " + output);
        }
        if (cell.phi() != RnnCell.Nonlinearity.TANH) { // the fast path and the saved form know no other
            throw new IllegalArgumentException("cell: expected tanh, got " + cell.phi());
        }
    }

    /**
     * A new model: normal weights, zero biases.
     *
     * @param V     symbols of the vocabulary
     * @param h     hidden units
     * @param sigma standard deviation of the weights
     * @param type  FLOAT to train, DOUBLE to check
     * @param seed  the same seed gives the same model
     * @return the model
     */
    public static RnnLanguageModel random(int V, int h, double sigma, DataType type, long seed) {
        return new RnnLanguageModel(
                RnnCell.random(V, h, sigma, type, seed), OutputLayer.random(h, V, sigma, type, seed + 1));
    }

    /**
     * A new model with the first values of the course: σ = 0.01, FLOAT.
     *
     * @param V    symbols of the vocabulary
     * @param h    hidden units
     * @param seed the same seed gives the same model
     * @return the model
     */
    public static RnnLanguageModel random(int V, int h, long seed) {
        return random(V, h, 0.01, DataType.FLOAT, seed);
    }

    /**
     * The size of the vocabulary.
     *
     * @return V
     */
    public int symbols() {
        return cell.inputs();
    }

    /**
     * The number of hidden units.
     *
     * @return h
     */
    public int hidden() {
        return cell.hidden();
    }

    /**
     * All parameters under their names.
     *
     * @return Wxh, Whh, bh, Whq, bq: the arrays themselves
     */
    @Override
    public Parameters parameters() {
        return Parameters.join(cell.parameters(), output.parameters());
    }

    /**
     * The number of parameters: V·h + h² + h + h·V + V.
     *
     * @return how many numbers training may change
     */
    public long parameterCount() {
        return parameters().count();
    }

    /**
     * The same model with parameters of its own.
     *
     * @return a copy that shares nothing
     */
    public RnnLanguageModel copy() {
        return of(parameters().copy());
    }

    /**
     * A model made of given parameters.
     *
     * @param parameters Wxh, Whh, bh, Whq, bq
     * @return the model; it shares the arrays
     */
    public static RnnLanguageModel of(Parameters parameters) {
        return new RnnLanguageModel(
                new RnnCell(parameters.get("Wxh"), parameters.get("Whh"), parameters.get("bh")),
                new OutputLayer(parameters.get("Whq"), parameters.get("bq")));
    }

    /**
     * Reads sequences from a zero state.
     *
     * @param inputs n sequences of T symbols
     * @return one score for each symbol after each step, shape (n, T, V)
     */
    public INDArray forward(int[][] inputs) {
        RnnCell.Unrolled run = read(inputs);
        List<INDArray> scores = run.H().stream().map(output::forward).toList();
        return Nd4j.stack(1, scores.toArray(INDArray[]::new));
    }

    /**
     * The mean cross-entropy of a batch.
     *
     * @param batch n sequences of T symbols and their targets
     * @return the mean over all n·T predictions, in nats
     */
    @Override
    public double loss(Batch batch) {
        RnnCell.Unrolled run = read(batch.inputs());
        double sum = 0;
        for (int t = 0; t < batch.steps(); t++) {
            sum += CrossEntropy.loss(output.forward(run.H().get(t)), column(batch.targets(), t));
        }
        return sum / batch.steps();
    }

    // tag::lossAndGradients[]
    /**
     * The mean cross-entropy of a batch and its gradients, by backpropagation through time from a zero state.
     *
     * @param batch n sequences of T symbols and their targets
     * @return the loss in nats, and the gradient of every parameter
     */
    public LossAndGradients lossAndGradients(Batch batch) {
        int T = batch.steps();
        RnnCell.Unrolled run = read(batch.inputs());
        Parameters dOutput = output.parameters().zerosLike();
        List<INDArray> dH = new ArrayList<>();
        double loss = 0;
        for (int t = 0; t < T; t++) {
            INDArray H = run.H().get(t);
            INDArray O = output.forward(H);
            int[] targets = column(batch.targets(), t);
            loss += CrossEntropy.loss(O, targets) / T;
            INDArray dO = CrossEntropy.gradient(O, targets).divi(T); // the loss is the mean over T steps
            OutputLayer.Gradients g = output.backward(H, dO);
            dOutput.get("Whq").addi(g.dWhq());
            dOutput.get("bq").addi(g.dbq());
            dH.add(g.dH());
        }
        RnnCell.Gradients dCell = cell.backward(run, dH);
        return new LossAndGradients(loss, Parameters.join(dCell.parameters(), dOutput));
    }
    // end::lossAndGradients[]

    @Override
    public int predictions(Batch batch) {
        return batch.sequences() * batch.steps();
    }

    /**
     * The same; nothing is ever dropped in this model.
     *
     * @param batch    n sequences of T symbols and their targets
     * @param training not used
     * @return the loss in nats, and the gradient of every parameter
     */
    @Override
    public LossAndGradients lossAndGradients(Batch batch, Random training) {
        return lossAndGradients(batch);
    }

    /**
     * Reads one symbol.
     *
     * @param id the symbol, 0 … V−1
     * @param H  the state before, shape (1, h)
     * @return the state after, shape (1, h)
     */
    public INDArray read(int id, INDArray H) {
        return cell.step(OneHot.encode(new int[] {id}, symbols(), H.dataType()), H);
    }

    private RnnCell.Unrolled read(int[][] inputs) {
        INDArray X = OneHot.encode(inputs, symbols(), cell.Wxh().dataType());
        return cell.forward(X, cell.zeroState(inputs.length));
    }

    private static int[] column(int[][] rows, int t) {
        int[] column = new int[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i][t];
        }
        return column;
    }

    @Override
    public String toString() {
        return "RnnLanguageModel(" + symbols() + " → " + hidden() + " → " + symbols() + ", " + parameterCount()
                + " parameters)";
    }
}
