package recurrent.train;

import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.CrossEntropy;
import recurrent.nn.Dropout;
import recurrent.nn.InputLayer;
import recurrent.nn.Mlp;
import recurrent.nn.Mode;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;
import recurrent.nn.Pooling;

/**
 * A classifier without memory, to compare the recurrent ones with: symbols or features of all steps become one row, by
 * their mean or side by side, and dense layers score the classes. By the mean it cannot know the order of the words.
 * Chapters 03 and 16.
 *
 * @param input   symbols or numbers, as rows
 * @param pooling what becomes of the steps: their mean, or {@link Pooling#SIDE_BY_SIDE}
 * @param layers  dense layers; the last one scores the classes and has no nonlinearity
 * @param dropout what is dropped between two layers in training
 */
public record MlpClassifier(InputLayer input, Pooling pooling, Mlp layers, Dropout dropout) implements Classifier {
    static final String KIND = "mlp-classifier";

    /**
     * A classifier without dropout.
     *
     * @param input   symbols or numbers, as rows
     * @param pooling what becomes of the steps
     * @param layers  dense layers; the last one scores the classes
     * @return the model; it shares the arrays
     */
    public static MlpClassifier of(InputLayer input, Pooling pooling, Mlp layers) {
        return new MlpClassifier(input, pooling, layers, new Dropout(0));
    }

    /**
     * The same with dropout between the layers.
     *
     * @param rate the part of the units that is dropped in training
     * @return a model that shares the arrays
     */
    public MlpClassifier withDropout(double rate) {
        return new MlpClassifier(input, pooling, layers, new Dropout(rate));
    }

    @Override
    public Parameters parameters() {
        return Parameters.join(input.parameters(), layers.parameters());
    }

    @Override
    public Parameters fixed() {
        return input.fixed();
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND)
                .with("input", input.plan())
                .with("pooling", pooling.name())
                .with("layers", layers.plan())
                .with("dropout", dropout.rate());
    }

    static MlpClassifier build(Plan plan, Parameters arrays, Plans plans) {
        return new MlpClassifier(
                plans.build(InputLayer.class, plan.plan("input"), arrays),
                plan.choice("pooling", Pooling.class),
                plans.build(Mlp.class, plan.plan("layers"), arrays),
                new Dropout(plan.number("dropout")));
    }

    @Override
    public INDArray scores(LabelledBatch batch) {
        return layers.forward(pooling.forward(input.forward(batch.inputs()), batch.mask()))
                .output();
    }

    @Override
    public LossAndGradients lossAndGradients(LabelledBatch batch, Random training) {
        INDArray X = input.forward(batch.inputs());
        Mlp.Run run = layers.forward(pooling.forward(X, batch.mask()), dropout, Mode.training(training));
        Mlp.Gradients g = layers.backward(run, CrossEntropy.gradient(run.output(), batch.labels()));
        Parameters below = input.backward(batch.inputs(), pooling.backward(g.dX(), X, batch.mask()));
        return new LossAndGradients(
                CrossEntropy.loss(run.output(), batch.labels()), Parameters.join(below, g.parameters()));
    }

    @Override
    public String toString() {
        return "MlpClassifier(" + input + " → " + pooling + " → " + layers + ")";
    }
}
