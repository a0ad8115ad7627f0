package recurrent.train;

/**
 * What happened in one epoch.
 *
 * @param number               1, 2, …
 * @param trainPerplexity      on the training windows, as they were met during the epoch
 * @param validationPerplexity on the validation windows, after the epoch; NaN if there are none
 * @param gradientNorm         the largest global norm of the epoch's gradients, before clipping
 * @param seconds              how long it took, validation included
 * @param tokensPerSecond      training predictions per second
 * @param sample               a few characters written by the model after the epoch; may be empty
 */
public record Epoch(
        int number,
        double trainPerplexity,
        double validationPerplexity,
        double gradientNorm,
        double seconds,
        double tokensPerSecond,
        String sample) {}
