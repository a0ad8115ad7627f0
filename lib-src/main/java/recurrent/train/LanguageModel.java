package recurrent.train;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Cell;
import recurrent.nn.CellLayer;
import recurrent.nn.CrossEntropy;
import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.Inputs;
import recurrent.nn.Mask;
import recurrent.nn.Mode;
import recurrent.nn.OneHotInput;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.RnnCell;
import recurrent.nn.Sequences;
import recurrent.nn.State;
import recurrent.nn.SymbolLayer;
import recurrent.text.Batch;

/**
 * A language model: symbols, one-hot or looked up in a table, into an RNN, LSTM, GRU or a stack of them, and one score for
 * each symbol that may come next. Chapters 07, 09 and 11 to 15.
 *
 * <pre>{@code
 * LanguageModel rnn = LanguageModel.rnn(28, 32, 1);                          // the one of chapter 09
 * LanguageModel lstm = LanguageModel.of(LstmCell.random(28, 32, 1));
 * LanguageModel deep = LanguageModel.of(Stacked.of(below, above));
 * LanguageModel dense = LanguageModel.of(Embedding.random(28, 8, 1), LstmCell.random(8, 32, 1).layer());
 * }</pre>
 *
 * @param input  one row of numbers for each symbol
 * @param layer  reads those rows
 * @param output scores V symbols
 */
public record LanguageModel(SymbolLayer input, RecurrentLayer layer, OutputLayer output) implements GoingOn {
    static final String KIND = "language-model";

    /** Checks that the parts fit together. */
    public LanguageModel {
        if (input.symbols() != output.outputs()) {
            throw new IllegalArgumentException("input: expected " + output.outputs()
                    + " symbols as the output layer scores, got " + input.symbols());
        }
        if (layer.inputs() != input.size()) {
            throw new IllegalArgumentException(
                    "layer: expected one that reads " + input.size() + " inputs, got one that reads " + layer.inputs());
        }
        if (output.inputs() != layer.outputs()) {
            throw new IllegalArgumentException(
                    "output: expected a layer that reads " + layer.outputs() + " numbers, got " + output);
        }
    }

    /**
     * The simple network of chapter 07 with the first values of the course: normal weights with σ = 0.01, FLOAT.
     *
     * @param V    symbols of the vocabulary
     * @param h    hidden units
     * @param seed the same seed gives the same model
     * @return the model
     */
    public static LanguageModel rnn(int V, int h, long seed) {
        return rnn(V, h, Init.normal(0.01), DataType.FLOAT, seed);
    }

    /**
     * The simple network of chapter 07.
     *
     * @param V    symbols of the vocabulary
     * @param h    hidden units
     * @param init first weights
     * @param type FLOAT to train, DOUBLE to check
     * @param seed the same seed gives the same model
     * @return the model
     */
    public static LanguageModel rnn(int V, int h, Init init, DataType type, long seed) {
        return of(RnnCell.random(V, h, init, type, seed).layer(), OutputLayer.random(h, V, init, type, seed + 1));
    }

    /**
     * A model of one cell that reads one-hot symbols; its output layer starts with normal weights of σ = 0.01, always the
     * same ones.
     *
     * @param cell reads V inputs
     * @return the model; it shares the arrays
     */
    public static LanguageModel of(Cell<?> cell) {
        return of(cell.layer());
    }

    /**
     * A model of any layer that reads one-hot symbols; its output layer starts with normal weights of σ = 0.01, always
     * the same ones.
     *
     * @param layer reads V inputs
     * @return the model; it shares the arrays
     */
    public static LanguageModel of(RecurrentLayer layer) {
        return of(layer, output(layer, layer.inputs()));
    }

    /**
     * A model of one-hot symbols.
     *
     * @param layer  reads V inputs
     * @param output scores V symbols
     * @return the model; it shares the arrays
     */
    public static LanguageModel of(RecurrentLayer layer, OutputLayer output) {
        return new LanguageModel(new OneHotInput(layer.inputs(), output.Whq().dataType()), layer, output);
    }

    /**
     * A model that looks its symbols up in a table; its output layer starts with normal weights of σ = 0.01, always the
     * same ones.
     *
     * @param table a vector for each of V symbols
     * @param layer reads such vectors
     * @return the model; it shares the arrays
     */
    public static LanguageModel of(Embedding table, RecurrentLayer layer) {
        return new LanguageModel(table, layer, output(layer, table.symbols()));
    }

    private static OutputLayer output(RecurrentLayer layer, int V) {
        return OutputLayer.random(
                layer.outputs(),
                V,
                Init.normal(0.01),
                layer.parameters().arrays().get(0).dataType(),
                1);
    }

    /** {@return the size of the vocabulary: V} */
    public int symbols() {
        return output.outputs();
    }

    /** {@return the width of what the layer says at each step: h for one cell} */
    public int hidden() {
        return layer.outputs();
    }

    /**
     * The cell of a model of one cell.
     *
     * @param type such as {@code RnnCell.class}
     * @param <C>  that kind of cell
     * @return the cell itself
     * @throws IllegalArgumentException if the layer is another one
     */
    public <C extends Cell<?>> C cell(Class<C> type) {
        if (layer instanceof CellLayer<?> unrolled && type.isInstance(unrolled.cell())) {
            return type.cast(unrolled.cell());
        }
        throw new IllegalArgumentException("type: expected a " + type.getSimpleName() + ", but the layer is " + layer);
    }

    /**
     * {@return all parameters under their names: E of a trained table, those of the layer, Whq, bq: the arrays
     * themselves}
     */
    @Override
    public Parameters parameters() {
        return Parameters.join(input.parameters(), layer.parameters(), output.parameters());
    }

    @Override
    public Parameters fixed() {
        return input.fixed();
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("input", input.plan()).with("layer", layer.plan());
    }

    static LanguageModel build(Plan plan, Parameters arrays, Plans plans) {
        return new LanguageModel(
                plans.build(SymbolLayer.class, plan.plan("input"), arrays),
                plans.build(RecurrentLayer.class, plan.plan("layer"), arrays),
                OutputLayer.of(arrays));
    }

    /** {@return the same model with parameters of its own: a copy that shares nothing that training changes} */
    public LanguageModel copy() {
        SymbolLayer same = input instanceof Embedding table && table.trained()
                ? new Embedding(table.E().dup(), true)
                : input;
        return new LanguageModel(
                same,
                layer.with(layer.parameters().copy()),
                OutputLayer.of(output.parameters().copy()));
    }

    /**
     * The state before anything was read.
     *
     * @param n sequences in the batch
     * @return zeros
     */
    @Override
    public State zeroState(int n) {
        return layer.zeroState(n);
    }

    /**
     * Reads sequences from a zero state.
     *
     * @param inputs n sequences of T symbols
     * @return scores, shape (T, n, V), and the state to carry on with
     */
    public Scored forward(int[][] inputs) {
        return forward(inputs, zeroState(inputs.length));
    }

    /**
     * The scores of every symbol in every place of a batch.
     *
     * @param inputs n sequences of T symbols
     * @param start  the state before the first one
     * @return scores, shape (T, n, V), and the state to carry on with
     */
    public Scored forward(int[][] inputs, State start) {
        RecurrentLayer.Run run = layer.forward(input.forward(inputs), start);
        INDArray O = output.forward(Sequences.rows(run.Y()));
        return new Scored(O.reshape(run.Y().size(0), run.Y().size(1), symbols()), run.last());
    }

    /**
     * Reads one symbol of one sequence.
     *
     * @param id    the symbol, 0 … V−1
     * @param start the state before
     * @return the scores of what may come next, and the state after
     */
    public Scored read(int id, State start) {
        return forward(new int[][] {{id}}, start);
    }

    /**
     * What a model says of sequences.
     *
     * @param scores shape (T, n, V)
     * @param last   the state after the last symbol
     */
    public record Scored(INDArray scores, State last) {
        /** {@return what may come after the last symbol of the first sequence: one score for each symbol, V numbers} */
        public double[] next() {
            return Sequences.at(scores, (int) scores.size(0) - 1).getRow(0).toDoubleVector();
        }

        /**
         * What it says of one sequence.
         *
         * @param i its number, 0 … n−1
         * @return shape (T, V), a copy
         */
        public INDArray sequence(int i) {
            return scores.tensorAlongDimension(i, 0, 2).dup('c');
        }
    }

    @Override
    public int predictions(Batch batch) {
        return batch.sequences() * batch.steps();
    }

    @Override
    public Measure measure() {
        return Measure.PERPLEXITY;
    }

    @Override
    public double loss(Batch batch) {
        return loss(batch, zeroState(batch.sequences())).loss();
    }

    /**
     * The mean cross-entropy of a batch from any state, with nothing dropped.
     *
     * @param batch n sequences of T symbols and their targets
     * @param start the state before the first symbol
     * @return the loss, and the state to carry on with
     */
    @Override
    public Heard loss(Batch batch, State start) {
        Scored scored = forward(batch.inputs(), start);
        double loss = CrossEntropy.loss(Sequences.rows(scored.scores()), Sequences.timeFirst(batch.targets()));
        return new Heard(loss, scored.last().detached());
    }

    /**
     * What a batch says of the model, without gradients.
     *
     * @param loss mean loss in nats
     * @param last the state after the last symbol; shares nothing with the pass
     */
    public record Heard(double loss, State last) {}

    /**
     * The mean cross-entropy of a batch and its gradients, by backpropagation through time from a zero state, with
     * nothing dropped.
     *
     * @param batch n sequences of T symbols and their targets
     * @return the loss in nats, and the gradient of every parameter
     */
    public LossAndGradients lossAndGradients(Batch batch) {
        return pass(batch, zeroState(batch.sequences()), Mode.EVALUATION).result();
    }

    @Override
    public LossAndGradients lossAndGradients(Batch batch, Random training) {
        return pass(batch, zeroState(batch.sequences()), Mode.training(training))
                .result();
    }

    // tag::pass[]
    /**
     * Loss, gradients and the state at the end, from any state: what truncated BPTT needs, which cuts a long text into
     * pieces and carries the state from one to the next. No gradient goes back into the state. Chapters 08 and 15.
     *
     * @param batch n sequences of T symbols and their targets
     * @param start the state before the first symbol
     * @param mode  whether dropout drops units
     * @return what the batch says, and the state to carry on with
     */
    @Override
    public Pass pass(Batch batch, State start, Mode mode) {
        RecurrentLayer.Run run = layer.forward(input.forward(batch.inputs()), start, Mask.none(), mode);
        INDArray H = Sequences.rows(run.Y());
        INDArray O = output.forward(H);
        int[] targets = Sequences.timeFirst(batch.targets());
        OutputLayer.Gradients top = output.backward(H, CrossEntropy.gradient(O, targets));
        RecurrentLayer.Gradients below = run.backward(top.dH().reshape(run.Y().shape()));
        Parameters gradients = Parameters.join(
                input.backward(Inputs.of(batch.inputs()), below.dX()), below.parameters(), top.parameters());
        return new Pass(
                new LossAndGradients(CrossEntropy.loss(O, targets), gradients),
                run.last().detached());
    }
    // end::pass[]

    /**
     * What a batch says of the model.
     *
     * @param result mean loss and gradients
     * @param last   the state after the last symbol; shares nothing with the pass
     */
    public record Pass(LossAndGradients result, State last) {}

    @Override
    public String toString() {
        return "LanguageModel(" + input + " → " + layer + " → " + symbols() + ", " + parameterCount() + " parameters)";
    }
}
