package recurrent.train;

import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.CrossEntropy;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;

/**
 * Reads a whole sequence, then says one class: symbols or features into a recurrent layer, its outputs pooled into one
 * row, one score for each class. Chapter 16.
 *
 * @param embedding the table of vectors for symbols; {@code null} if batches bring features
 * @param layer     reads the sequence
 * @param pooling   what of its outputs counts: the last, or the mean
 * @param dropout   the part of the pooled row that is dropped in training, 0 for none
 * @param output    scores the classes
 */
public record SequenceClassifier(
        Embedding embedding, RecurrentLayer layer, Pooling pooling, Dropout dropout, OutputLayer output)
        implements Model<LabelledBatch> {

    /** Checks that the parts fit together. */
    public SequenceClassifier {
        if (embedding != null && embedding.size() != layer.inputs()) {
            throw new IllegalArgumentException("layer: expected one that reads " + embedding.size()
                    + " inputs as the table gives, got one that reads " + layer.inputs());
        }
        if (output.Whq().size(0) != layer.outputs()) {
            throw new IllegalArgumentException(
                    "output: expected a layer that reads " + layer.outputs() + " numbers, got " + output);
        }
    }

    @Override
    public Parameters parameters() {
        Parameters upper = Parameters.join(layer.parameters(), output.parameters());
        return embedding == null ? upper : Parameters.join(embedding.parameters(), upper);
    }

    @Override
    public int predictions(LabelledBatch batch) {
        return batch.labels().length;
    }

    /**
     * The scores of every class.
     *
     * @param batch sequences; their labels are not looked at
     * @return shape (n, classes)
     */
    public INDArray scores(LabelledBatch batch) {
        RecurrentLayer.Run run = read(batch, null);
        return output.forward(pooling.forward(run.Y(), batch.mask()));
    }

    /**
     * The share of sequences for which the highest score stands at the label.
     *
     * @param batches at least one
     * @return from 0 to 1
     */
    public double accuracy(Iterable<LabelledBatch> batches) {
        return accuracy(batches, this::scores);
    }

    /** The same for scores that are computed another way. */
    static double accuracy(Iterable<LabelledBatch> batches, Function<LabelledBatch, INDArray> scores) {
        long right = 0;
        long all = 0;
        for (LabelledBatch batch : batches) {
            INDArray best = scores.apply(batch).argMax(1);
            for (int i = 0; i < batch.labels().length; i++) {
                right += best.getLong(i) == batch.labels()[i] ? 1 : 0;
            }
            all += batch.labels().length;
        }
        return (double) right / all;
    }

    /**
     * The accuracy, for the history.
     *
     * @param batches at least one
     * @return "accuracy", from 0 to 1
     */
    @Override
    public Map<String, Double> metrics(Iterable<LabelledBatch> batches) {
        return Map.of("accuracy", accuracy(batches));
    }

    @Override
    public double loss(LabelledBatch batch) {
        return CrossEntropy.loss(scores(batch), batch.labels());
    }

    @Override
    public LossAndGradients lossAndGradients(LabelledBatch batch, Random training) {
        RecurrentLayer.Run run = read(batch, training);
        Dropout.Run kept = dropout.forward(pooling.forward(run.Y(), batch.mask()), training);
        INDArray O = output.forward(kept.Y());
        OutputLayer.Gradients g = output.backward(kept.Y(), CrossEntropy.gradient(O, batch.labels()));
        RecurrentLayer.Gradients below =
                run.backward(pooling.backward(kept.backward(g.dH()), run.Y(), batch.mask()), null);
        Parameters gradients = Parameters.join(below.parameters(), g.parameters());
        if (embedding != null) {
            gradients = Parameters.join(embedding.gradients(embedding.backward(batch.ids(), below.dX())), gradients);
        }
        return new LossAndGradients(CrossEntropy.loss(O, batch.labels()), gradients);
    }

    private RecurrentLayer.Run read(LabelledBatch batch, Random training) {
        if ((embedding == null) != (batch.ids() == null)) {
            throw new IllegalArgumentException("batch: expected " + (embedding == null ? "features" : "symbols"));
        }
        INDArray X = embedding == null ? batch.X() : embedding.forward(batch.ids());
        return layer.forward(X, layer.zeroState((int) X.size(1)), batch.mask(), training);
    }

    @Override
    public String toString() {
        return "SequenceClassifier(" + (embedding == null ? "features" : embedding) + " → " + layer + " → " + pooling
                + " → " + output.Whq().size(1) + " classes, " + parameters().count() + " parameters)";
    }
}
