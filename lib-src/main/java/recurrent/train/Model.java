package recurrent.train;

import java.util.Map;
import java.util.Random;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;

/**
 * What the trainer needs of a model: its parameters, and the loss of a batch with its gradients. Language models,
 * classifiers and encoder–decoders differ in what a batch is, and in nothing else. Chapters 09, 16 and 17.
 *
 * @param <B> a batch: sequences and what is right for them
 */
public interface Model<B> {
    /** {@return all parameters under their names: the arrays themselves} */
    Parameters parameters();

    /**
     * How many predictions a batch asks for: what its mean loss is a mean over.
     *
     * @param batch sequences and what is right
     * @return at least 1
     */
    int predictions(B batch);

    /**
     * The mean loss of a batch, with nothing dropped.
     *
     * @param batch sequences and what is right
     * @return the mean over all predictions, in nats for a cross-entropy
     */
    double loss(B batch);

    /**
     * The mean loss of a batch and its gradients.
     *
     * @param batch    sequences and what is right
     * @param training where dropout draws from; the same seed drops the same units
     * @return loss and gradients; the gradients may be overwritten by the next call
     */
    LossAndGradients lossAndGradients(B batch, Random training);

    /**
     * Other things worth knowing than the loss, for the history: a classifier gives its accuracy.
     *
     * @param batches at least one
     * @return name and value; empty unless a model says otherwise
     */
    default Map<String, Double> metrics(Iterable<B> batches) {
        return Map.of();
    }

    /** {@return what its training is watched by: the loss, unless a model says otherwise} */
    default Measure measure() {
        return Measure.LOSS;
    }

    /**
     * {@return the arrays that training does not change, such as a frozen table: a file keeps them too; the arrays
     * themselves, under their names}
     */
    default Parameters fixed() {
        return Parameters.none();
    }

    /**
     * {@return what it carries from one batch to the next besides its parameters, such as the state of a text that is read
     * on and on: copies; nothing, unless a model says otherwise}
     */
    default Parameters carried() {
        return Parameters.none();
    }

    /**
     * Goes on from what was carried.
     *
     * @param carried what {@link #carried} returned
     */
    default void carry(Parameters carried) {}

    /**
     * What it is made of, for a file. A model of your own that is to be saved says it here, and
     * {@link Checkpoint#load(java.nio.file.Path, Plans)} is told how to make it again. Chapter 18.
     *
     * @return the plan
     * @throws UnsupportedOperationException if this model has none
     */
    default Plan plan() {
        throw new UnsupportedOperationException("a " + getClass().getSimpleName() + " cannot be saved: it has no plan."
                + " Let its plan() say what it is made of, such as Plan.of(\"my-model\").with(\"hidden\", 32), and load"
                + " it with Checkpoint.load(file, Checkpoint.plans().with(\"my-model\", …))");
    }

    /** {@return the number of parameters} */
    default long parameterCount() {
        return parameters().count();
    }
}
