package recurrent.train;

import java.util.Locale;

/**
 * What a training leaves. Chapter 09.
 *
 * @param model       the trained model
 * @param history     its epochs
 * @param interrupted whether it was stopped before its last epoch; model and history are those of the last whole epoch
 */
public record TrainingResult(RnnLanguageModel model, History history, boolean interrupted) {
    @Override
    public String toString() {
        if (history.epochs().isEmpty()) {
            return "TrainingResult(no epoch finished)";
        }
        Epoch last = history.last();
        return String.format(
                Locale.ROOT,
                "TrainingResult(epoch %d, perplexity: train %.2f, validation %.2f%s)",
                last.number(),
                last.trainPerplexity(),
                last.validationPerplexity(),
                interrupted ? ", interrupted" : "");
    }
}
