package recurrent.train;

import java.util.Map;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.CrossEntropy;

/** A model that says one class of each sequence, by the highest of its scores. Chapter 16. */
public interface Classifier extends Model<LabelledBatch> {
    /**
     * The scores of every class, with nothing dropped.
     *
     * @param batch sequences; their labels are not looked at
     * @return shape (n, classes)
     */
    INDArray scores(LabelledBatch batch);

    /**
     * The share of sequences for which the highest score stands at the label.
     *
     * @param batches at least one
     * @return from 0 to 1
     */
    default double accuracy(Iterable<LabelledBatch> batches) {
        long right = 0;
        long all = 0;
        for (LabelledBatch batch : batches) {
            INDArray best = scores(batch).argMax(1);
            for (int i = 0; i < batch.labels().length; i++) {
                right += best.getLong(i) == batch.labels()[i] ? 1 : 0;
            }
            all += batch.labels().length;
        }
        return (double) right / all;
    }

    @Override
    default int predictions(LabelledBatch batch) {
        return batch.labels().length;
    }

    @Override
    default double loss(LabelledBatch batch) {
        return CrossEntropy.loss(scores(batch), batch.labels());
    }

    /**
     * The accuracy, for the history.
     *
     * @param batches at least one
     * @return "accuracy", from 0 to 1
     */
    @Override
    default Map<String, Double> metrics(Iterable<LabelledBatch> batches) {
        return Map.of("accuracy", accuracy(batches));
    }
}
