package recurrent.train;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.CrossEntropy;
import recurrent.nn.Dropout;
import recurrent.nn.Features;
import recurrent.nn.Init;
import recurrent.nn.InputLayer;
import recurrent.nn.Mode;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;

/**
 * Reads a whole sequence, then says one class: symbols or features into a recurrent layer, its outputs pooled into one
 * row, one score for each class. Chapter 16.
 *
 * <pre>{@code
 * SequenceClassifier model = SequenceClassifier.of(Embedding.random(V, 16, 1), LstmCell.random(16, 32, 1).layer(), 2)
 *         .withPooling(Pooling.MEAN).withDropout(0.5);
 * }</pre>
 *
 * @param input   symbols or numbers, as rows
 * @param layer   reads those rows
 * @param pooling what of its outputs counts: the last, or the mean
 * @param dropout what is dropped of the pooled row in training
 * @param output  scores the classes
 */
public record SequenceClassifier(
        InputLayer input, RecurrentLayer layer, Pooling pooling, Dropout dropout, OutputLayer output)
        implements Classifier {
    static final String KIND = "classifier";

    /** Checks that the parts fit together. */
    public SequenceClassifier {
        if (input.size() != layer.inputs()) {
            throw new IllegalArgumentException(
                    "layer: expected one that reads " + input.size() + " inputs, got one that reads " + layer.inputs());
        }
        if (pooling != Pooling.SIDE_BY_SIDE && output.inputs() != layer.outputs()) {
            throw new IllegalArgumentException(
                    "output: expected a layer that reads " + layer.outputs() + " numbers, got " + output);
        }
    }

    /**
     * A classifier of numbers by the last output; its output layer starts with normal weights of σ = 0.01, always the
     * same ones.
     *
     * @param layer   reads rows of numbers
     * @param classes how many there are
     * @return the model; it shares the arrays
     */
    public static SequenceClassifier of(RecurrentLayer layer, int classes) {
        return of(new Features(layer.inputs()), layer, classes);
    }

    /**
     * A classifier by the last output; its output layer starts with normal weights of σ = 0.01, always the same ones.
     *
     * @param input   symbols or numbers, as rows
     * @param layer   reads those rows
     * @param classes how many there are
     * @return the model; it shares the arrays
     */
    public static SequenceClassifier of(InputLayer input, RecurrentLayer layer, int classes) {
        DataType type = layer.parameters().arrays().get(0).dataType();
        return of(input, layer, OutputLayer.random(layer.outputs(), classes, Init.normal(0.01), type, 1));
    }

    /**
     * A classifier by the last output.
     *
     * @param input  symbols or numbers, as rows
     * @param layer  reads those rows
     * @param output scores the classes
     * @return the model; it shares the arrays
     */
    public static SequenceClassifier of(InputLayer input, RecurrentLayer layer, OutputLayer output) {
        return new SequenceClassifier(input, layer, Pooling.LAST, new Dropout(0), output);
    }

    /**
     * The same with another pooling.
     *
     * @param value what of the outputs counts
     * @return a model that shares the arrays
     */
    public SequenceClassifier withPooling(Pooling value) {
        return new SequenceClassifier(input, layer, value, dropout, output);
    }

    /** The same with another recurrent layer, which has the same parameters. */
    SequenceClassifier withLayer(RecurrentLayer same) {
        return new SequenceClassifier(input, same, pooling, dropout, output);
    }

    /**
     * The same with dropout in front of the output layer.
     *
     * @param rate the part of the pooled row that is dropped in training
     * @return a model that shares the arrays
     */
    public SequenceClassifier withDropout(double rate) {
        return new SequenceClassifier(input, layer, pooling, new Dropout(rate), output);
    }

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
        return Plan.of(KIND)
                .with("input", input.plan())
                .with("layer", layer.plan())
                .with("pooling", pooling.name())
                .with("dropout", dropout.rate());
    }

    static SequenceClassifier build(Plan plan, Parameters arrays, Plans plans) {
        return new SequenceClassifier(
                plans.build(InputLayer.class, plan.plan("input"), arrays),
                plans.build(RecurrentLayer.class, plan.plan("layer"), arrays),
                plan.choice("pooling", Pooling.class),
                new Dropout(plan.number("dropout")),
                OutputLayer.of(arrays));
    }

    @Override
    public INDArray scores(LabelledBatch batch) {
        RecurrentLayer.Run run = read(batch, Mode.EVALUATION);
        return output.forward(run.pooled(pooling, batch.mask()));
    }

    @Override
    public LossAndGradients lossAndGradients(LabelledBatch batch, Random training) {
        Mode mode = Mode.training(training);
        RecurrentLayer.Run run = read(batch, mode);
        Dropout.Run kept = dropout.forward(run.pooled(pooling, batch.mask()), mode);
        INDArray O = output.forward(kept.Y());
        OutputLayer.Gradients top = output.backward(kept.Y(), CrossEntropy.gradient(O, batch.labels()));
        boolean learns = !input.parameters().isEmpty();
        RecurrentLayer.Gradients below = run.backwardPooled(kept.backward(top.dH()), pooling, batch.mask(), learns);
        Parameters lowest = learns ? input.backward(batch.inputs(), below.dX()) : Parameters.none();
        return new LossAndGradients(
                CrossEntropy.loss(O, batch.labels()), Parameters.join(lowest, below.parameters(), top.parameters()));
    }

    private RecurrentLayer.Run read(LabelledBatch batch, Mode mode) {
        INDArray X = input.forward(batch.inputs());
        return layer.forward(X, layer.zeroState((int) X.size(1)), batch.mask(), mode);
    }

    @Override
    public String toString() {
        return "SequenceClassifier(" + input + " → " + layer + " → " + pooling + " → " + output.outputs() + " classes, "
                + parameterCount() + " parameters)";
    }
}
