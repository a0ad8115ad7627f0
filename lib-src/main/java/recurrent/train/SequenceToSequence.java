package recurrent.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Attention;
import recurrent.nn.CrossEntropy;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.Init;
import recurrent.nn.Inputs;
import recurrent.nn.Mask;
import recurrent.nn.Mode;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.Sequences;
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
    static final String KIND = "sequence-to-sequence";

    /** Checks that the parts fit together. */
    public SequenceToSequence {
        if (sources.size() != layers.encoder().inputs()
                || targets.size() != layers.decoder().inputs()) {
            throw new IllegalArgumentException("layers: expected an encoder of " + sources.size()
                    + " inputs and a decoder of " + targets.size() + ", got "
                    + layers.encoder().inputs() + " and " + layers.decoder().inputs());
        }
        if (output.inputs() != layers.features() || output.outputs() != targets.symbols()) {
            throw new IllegalArgumentException(
                    "output: expected a layer " + layers.features() + " → " + targets.symbols() + ", got " + output);
        }
    }

    /**
     * A model whose encoder and decoder look their symbols up in tables; its output layer starts with normal weights of
     * σ = 0.01, always the same ones.
     *
     * @param sources vectors of the symbols that are read
     * @param targets vectors of the symbols that are said
     * @param layers  encoder, decoder and attention
     * @return the model; it shares the arrays
     */
    public static SequenceToSequence of(Embedding sources, Embedding targets, EncoderDecoder layers) {
        DataType type = sources.E().dataType();
        OutputLayer output = OutputLayer.random(layers.features(), targets.symbols(), Init.normal(0.01), type, 1);
        return new SequenceToSequence(sources, targets, layers, output);
    }

    /** The same with other layers, which have the same parameters. */
    SequenceToSequence withLayers(EncoderDecoder same) {
        return new SequenceToSequence(sources, targets, same, output);
    }

    @Override
    public Parameters parameters() {
        return joined(sources.parameters(), targets.parameters(), layers.parameters(), output.parameters());
    }

    @Override
    public Parameters fixed() {
        return Parameters.join(
                sources.fixed().prefixed("source"), targets.fixed().prefixed("target"));
    }

    @Override
    public Measure measure() {
        return Measure.PERPLEXITY;
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND)
                .with("source", sources.plan())
                .with("target", targets.plan())
                .with("encoder", layers.encoder().plan())
                .with("decoder", layers.decoder().plan())
                .with("attention", layers.attention().name());
    }

    static SequenceToSequence build(Plan plan, Parameters arrays, Plans plans) {
        return new SequenceToSequence(
                plans.build(Embedding.class, plan.plan("source"), arrays.part("source")),
                plans.build(Embedding.class, plan.plan("target"), arrays.part("target")),
                new EncoderDecoder(
                        plans.build(RecurrentLayer.class, plan.plan("encoder"), arrays.part("encoder")),
                        plans.build(RecurrentLayer.class, plan.plan("decoder"), arrays.part("decoder")),
                        plan.choice("attention", Attention.class)),
                OutputLayer.of(arrays));
    }

    @Override
    public int predictions(PairBatch batch) {
        return batch.wantedMask().symbols(batch.wanted().length, batch.wanted()[0].length);
    }

    @Override
    public double loss(PairBatch batch) {
        INDArray O =
                output.forward(Sequences.rows(forward(batch, Mode.EVALUATION).Y()));
        return CrossEntropy.loss(O, Sequences.timeFirst(batch.wanted()), batch.wantedMask());
    }

    @Override
    public LossAndGradients lossAndGradients(PairBatch batch, Random training) {
        EncoderDecoder.Run run = forward(batch, Mode.training(training));
        INDArray Y = Sequences.rows(run.Y());
        INDArray O = output.forward(Y);
        int[] wanted = Sequences.timeFirst(batch.wanted());
        double loss = CrossEntropy.loss(O, wanted, batch.wantedMask());
        INDArray dO = CrossEntropy.gradient(O, wanted, batch.wantedMask());
        OutputLayer.Gradients top = output.backward(Y, dO);
        EncoderDecoder.Gradients below = run.backward(top.dH().reshape(run.Y().shape()));
        return new LossAndGradients(
                loss,
                joined(
                        sources.backward(Inputs.of(batch.source()), below.dX()),
                        targets.backward(Inputs.of(batch.given()), below.dD()),
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
        EncoderDecoder.Encoded read =
                layers.encode(sources.forward(new int[][] {source}), Mask.none(), Mode.EVALUATION);
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
            step.weights().ifPresent(seen -> weights.add(seen.toDoubleVector()));
            state = step.after();
        }
        return new Said(said.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(weights));
    }

    private EncoderDecoder.Run forward(PairBatch batch, Mode mode) {
        return layers.forward(
                sources.forward(batch.source()),
                batch.sourceMask(),
                targets.forward(batch.given()),
                batch.wantedMask(),
                mode);
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
