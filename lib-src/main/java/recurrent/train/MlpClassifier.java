package recurrent.train;

import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.CrossEntropy;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.Mlp;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;

/**
 * A classifier without memory, to compare the recurrent ones with: symbols or features of all steps become one row, by
 * their mean or side by side, and dense layers score the classes. By the mean it cannot know the order of the words.
 * Chapters 03 and 16.
 *
 * @param embedding the table of vectors for symbols; {@code null} if batches bring features
 * @param pooling   what becomes of the steps; {@code null} puts them side by side, then T is always the same
 * @param layers    dense layers; the last one scores the classes and has no nonlinearity
 * @param dropout   the part of the units that is dropped between two layers in training
 */
public record MlpClassifier(Embedding embedding, Pooling pooling, Mlp layers, Dropout dropout)
        implements Model<LabelledBatch> {

    @Override
    public Parameters parameters() {
        return embedding == null ? layers.parameters() : Parameters.join(embedding.parameters(), layers.parameters());
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
        return layers.forward(rows(read(batch), batch.mask())).output();
    }

    /**
     * The share of sequences for which the highest score stands at the label.
     *
     * @param batches at least one
     * @return from 0 to 1
     */
    public double accuracy(Iterable<LabelledBatch> batches) {
        return SequenceClassifier.accuracy(batches, this::scores);
    }

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
        INDArray X = read(batch);
        Mlp.Run run = layers.forward(rows(X, batch.mask()), dropout, training);
        Mlp.Gradients g = layers.backward(run, CrossEntropy.gradient(run.output(), batch.labels()));
        double loss = CrossEntropy.loss(run.output(), batch.labels());
        if (embedding == null) {
            return new LossAndGradients(loss, g.parameters());
        }
        Parameters table = embedding.gradients(embedding.backward(batch.ids(), steps(g.dX(), X, batch.mask())));
        return new LossAndGradients(loss, Parameters.join(table, g.parameters()));
    }

    private INDArray read(LabelledBatch batch) {
        if ((embedding == null) != (batch.ids() == null)) {
            throw new IllegalArgumentException("batch: expected " + (embedding == null ? "features" : "symbols"));
        }
        return embedding == null ? batch.X() : embedding.forward(batch.ids());
    }

    /** (T, n, d) → one row for each sequence; side by side, padded steps are zeros. */
    private INDArray rows(INDArray X, INDArray mask) {
        if (pooling != null) {
            return pooling.forward(X, mask);
        }
        return masked(X, mask).permute(1, 0, 2).dup('c').reshape(X.size(1), X.size(0) * X.size(2));
    }

    /** The way back. */
    private INDArray steps(INDArray dRows, INDArray X, INDArray mask) {
        if (pooling != null) {
            return pooling.backward(dRows, X, mask);
        }
        INDArray dX = dRows.dup('c').reshape(X.size(1), X.size(0), X.size(2)).permute(1, 0, 2);
        return masked(dX.dup('c'), mask);
    }

    private static INDArray masked(INDArray X, INDArray mask) {
        return mask == null ? X : X.mul(mask.castTo(X.dataType()).reshape(mask.size(0), mask.size(1), 1));
    }

    @Override
    public String toString() {
        return "MlpClassifier(" + (embedding == null ? "features" : embedding) + " → "
                + (pooling == null ? "side by side" : pooling) + " → " + layers + ")";
    }
}
