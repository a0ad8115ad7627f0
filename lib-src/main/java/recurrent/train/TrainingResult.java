package recurrent.train;

import java.util.Locale;

import recurrent.nn.Parameters;
import recurrent.text.TextCodec;

/**
 * What a training has come to, at its end or after an epoch: all that is needed to use the model, to keep it
 * ({@link Checkpoint#of(TrainingResult)}), or to go on. Chapter 09.
 *
 * @param model       the trained model; its parameters are those of the last whole batch, or of the best epoch if it was
 *                    stopped early
 * @param options     how it was trained
 * @param history     its whole epochs
 * @param interrupted whether it was stopped by an interrupt before its last epoch
 * @param memory      what the optimiser remembers; empty for plain gradient descent
 * @param kept        the parameters of the best epoch; empty without early stopping
 * @param text        how the model reads and writes; {@link TextCodec#NONE} if it was not trained on a text
 * @param partial     what was done of one epoch more when it was interrupted; {@link PartialEpoch#NONE} for nothing
 */
public record TrainingResult(
        Model<?> model,
        TrainingOptions options,
        History history,
        boolean interrupted,
        Parameters memory,
        Parameters kept,
        TextCodec text,
        PartialEpoch partial) {

    /** Checks that model and vocabulary fit together, and history and partial epoch. */
    public TrainingResult {
        if (!text.isNone()
                && model instanceof LanguageModel language
                && language.symbols() != text.vocabulary().size()) {
            throw new IllegalArgumentException("vocabulary: the model has " + language.symbols()
                    + " symbols, the vocabulary " + text.vocabulary().size());
        }
        int next = history.epochs().size() + 1;
        if (!partial.isNone() && partial.epoch().number() != next) {
            throw new IllegalArgumentException(
                    "partial: after " + history.epochs().size()
                            + " epochs expected a part of epoch " + next + ", got one of epoch "
                            + partial.epoch().number());
        }
    }

    /**
     * What a training has come to after a whole epoch.
     *
     * @param model       the trained model
     * @param options     how it was trained
     * @param history     its epochs
     * @param interrupted whether it was stopped by an interrupt before its last epoch
     * @param memory      what the optimiser remembers
     * @param kept        the parameters of the best epoch; empty without early stopping
     * @param text        how the model reads and writes
     */
    public TrainingResult(
            Model<?> model,
            TrainingOptions options,
            History history,
            boolean interrupted,
            Parameters memory,
            Parameters kept,
            TextCodec text) {
        this(model, options, history, interrupted, memory, kept, text, PartialEpoch.NONE);
    }

    /**
     * The model, if it is of the kind that one expects.
     *
     * @param type such as {@code LanguageModel.class}
     * @param <M>  that kind
     * @return the model
     * @throws IllegalArgumentException if it is of another kind
     */
    public <M extends Model<?>> M model(Class<M> type) {
        if (!type.isInstance(model)) {
            throw new IllegalArgumentException(
                    "type: expected a " + type.getSimpleName() + ", but the model is " + model);
        }
        return type.cast(model);
    }

    /**
     * {@return the number of the epoch with the lowest validation loss: the last one without validation; 0 if there is
     * none}
     */
    public int best() {
        return options.stopping().best(history);
    }

    @Override
    public String toString() {
        if (history.epochs().isEmpty()) {
            return "TrainingResult(no epoch finished" + begun() + ")";
        }
        Epoch last = history.last();
        Measure measure = model.measure();
        return String.format(
                Locale.ROOT,
                "TrainingResult(epoch %d, %s: train %.2f, validation %.2f%s%s)",
                last.number(),
                measure.name().toLowerCase(Locale.ROOT),
                measure.train(last),
                measure.validation(last),
                interrupted ? ", interrupted" : "",
                begun());
    }

    private String begun() {
        return partial.isNone() ? "" : ", and " + partial.epoch().batches() + " batches of the next";
    }
}
