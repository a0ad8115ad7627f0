package recurrent.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened in one epoch. Chapter 09.
 *
 * @param number         1, 2, …
 * @param trainLoss      mean loss of what was learned from, as it was met during the epoch; in nats for a cross-entropy
 * @param validationLoss mean loss of what is judged by, after the epoch; NaN if there is none
 * @param gradientNorm   the largest global norm of the epoch's gradients, before clipping
 * @param seconds        how long it took, validation included
 * @param predictions    how many predictions it trained on
 * @param metrics        other numbers on what is judged by, such as "accuracy"; may be empty
 */
public record Epoch(
        int number,
        double trainLoss,
        double validationLoss,
        double gradientNorm,
        double seconds,
        long predictions,
        Map<String, Double> metrics) {

    /** Keeps a copy of the metrics. */
    public Epoch {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * The perplexity in training: exp of the loss. It means something where the loss is a cross-entropy.
     *
     * @return at least 1
     */
    public double trainPerplexity() {
        return Perplexity.of(trainLoss);
    }

    /** {@return the perplexity in validation: exp of the loss; at least 1; NaN without validation} */
    public double validationPerplexity() {
        return Perplexity.of(validationLoss);
    }

    /** {@return how fast it learned: predictions per second, validation time included} */
    public double predictionsPerSecond() {
        return predictions / seconds;
    }

    /** The loss that tells how good the model is: that of validation, or without it that of training. */
    double judgedBy() {
        return Double.isNaN(validationLoss) ? trainLoss : validationLoss;
    }
}
