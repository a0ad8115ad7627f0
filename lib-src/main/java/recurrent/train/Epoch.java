package recurrent.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened in one epoch. Chapter 09.
 *
 * @param number               1, 2, …
 * @param trainPerplexity      on the training windows, as they were met during the epoch
 * @param validationPerplexity on the validation windows, after the epoch; NaN if there are none
 * @param gradientNorm         the largest global norm of the epoch's gradients, before clipping
 * @param seconds              how long it took, validation included
 * @param tokensPerSecond      training predictions per second
 * @param sample               a few characters written by the model after the epoch; may be empty
 * @param metrics              other numbers on the validation batches, such as "accuracy"; may be empty
 */
public record Epoch(
        int number,
        double trainPerplexity,
        double validationPerplexity,
        double gradientNorm,
        double seconds,
        double tokensPerSecond,
        String sample,
        Map<String, Double> metrics) {

    /** Keeps a copy of the metrics; a file of an older version has none. */
    public Epoch {
        metrics = metrics == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * An epoch without metrics.
     *
     * @param number               1, 2, …
     * @param trainPerplexity      on the training windows, as they were met during the epoch
     * @param validationPerplexity on the validation windows, after the epoch; NaN if there are none
     * @param gradientNorm         the largest global norm of the epoch's gradients, before clipping
     * @param seconds              how long it took, validation included
     * @param tokensPerSecond      training predictions per second
     * @param sample               a few characters written by the model after the epoch; may be empty
     */
    public Epoch(
            int number,
            double trainPerplexity,
            double validationPerplexity,
            double gradientNorm,
            double seconds,
            double tokensPerSecond,
            String sample) {
        this(number, trainPerplexity, validationPerplexity, gradientNorm, seconds, tokensPerSecond, sample, Map.of());
    }
}
