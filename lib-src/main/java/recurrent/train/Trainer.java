package recurrent.train;

import java.util.List;

import recurrent.nn.Parameters;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;
import recurrent.text.Windows;

/**
 * Trains models: loss and gradients of a batch, clipping, update; over and over. Chapters 03 and 09.
 *
 * <pre>{@code
 * LanguageModel model = LanguageModel.of(LstmCell.random(corpus.vocabulary().size(), 32, 1));
 * TrainingResult result = Trainer.fit(model, corpus, TrainingOptions.defaults(), new LiveCurve());
 * String text = Generator.of(result).sample("it has", 100, 0.7, 1);
 * Checkpoint.of(result).save(Path.of("model.zip"));
 * }</pre>
 *
 * <p>Interrupting the thread (the stop button of a notebook) ends the training after the running batch; what the whole
 * batches have learned is kept. NaN or infinity ends it at once, with a {@link DivergedException}.
 */
public final class Trainer {
    private Trainer() {}

    /**
     * Trains a language model on a text.
     *
     * @param model     its parameters are changed
     * @param corpus    its first windows are for training, the next for validation; or {@link WholeText}
     * @param options   how to train
     * @param listeners hear of every epoch
     * @return the model and its history
     * @throws IllegalArgumentException if the corpus has too few windows, or another vocabulary
     * @throws DivergedException        if a loss, gradient or parameter is NaN or infinite
     */
    public static TrainingResult fit(
            LanguageModel model, Corpus corpus, TrainingOptions options, TrainingListener... listeners) {
        return run(fresh(model, options, corpus.codec()), model, corpus, listeners);
    }

    /**
     * Trains a model of any kind, without validation.
     *
     * @param model     its parameters are changed
     * @param train     what to learn from
     * @param options   how to train
     * @param listeners hear of every epoch
     * @param <B>       a batch
     * @return the model and its history
     * @throws DivergedException if a loss, gradient or parameter is NaN or infinite
     */
    public static <B> TrainingResult fit(
            Model<B> model, Batches<B> train, TrainingOptions options, TrainingListener... listeners) {
        return fit(model, train, List.of(), options, listeners);
    }

    /**
     * Trains a model of any kind.
     *
     * @param model      its parameters are changed
     * @param train      what to learn from
     * @param validation what to judge by after each epoch
     * @param options    how to train
     * @param listeners  hear of every epoch
     * @param <B>        a batch
     * @return the model and its history
     * @throws DivergedException if a loss, gradient or parameter is NaN or infinite
     */
    public static <B> TrainingResult fit(
            Model<B> model,
            Batches<B> train,
            Iterable<B> validation,
            TrainingOptions options,
            TrainingListener... listeners) {
        return new TrainingLoop<>(model, train, validation, listeners).run(fresh(model, options, TextCodec.NONE));
    }

    /**
     * Goes on with the training of a language model: runs the epochs that its history does not have yet. Each epoch
     * draws its order and what it drops from the seed and its own number, so an interrupted and resumed training ends
     * where an uninterrupted one does.
     *
     * @param from      what was kept; {@link Checkpoint#withEpochs} makes it longer. The parameters of its model are
     *                  changed
     * @param corpus    the text, with the vocabulary of the model
     * @param listeners hear of every epoch
     * @return the model and its whole history
     * @throws IllegalArgumentException if the corpus has too few windows, or another vocabulary
     * @throws DivergedException        if a loss, gradient or parameter is NaN or infinite
     */
    public static TrainingResult resume(Checkpoint from, Corpus corpus, TrainingListener... listeners) {
        return run(from.result(), from.model(LanguageModel.class), corpus, listeners);
    }

    /**
     * Goes on with the training of a model of any kind.
     *
     * @param from       what was kept
     * @param model      {@code from.model(…)}, with the type that says what its batches are; its parameters are changed
     * @param train      what to learn from
     * @param validation what to judge by after each epoch; empty for nothing
     * @param listeners  hear of every epoch
     * @param <B>        a batch
     * @return the model and its whole history
     * @throws IllegalArgumentException if the model is another one
     * @throws DivergedException        if a loss, gradient or parameter is NaN or infinite
     */
    public static <B> TrainingResult resume(
            Checkpoint from, Model<B> model, Batches<B> train, Iterable<B> validation, TrainingListener... listeners) {
        if (model != from.model()) {
            throw new IllegalArgumentException(
                    "model: expected that of the checkpoint, from.model(…), got another one: " + model);
        }
        return new TrainingLoop<>(model, train, validation, listeners).run(from.result());
    }

    private static TrainingResult fresh(Model<?> model, TrainingOptions options, TextCodec text) {
        return new TrainingResult(model, options, History.empty(), false, Parameters.none(), Parameters.none(), text);
    }

    private static TrainingResult run(
            TrainingResult from, LanguageModel model, Corpus corpus, TrainingListener... listeners) {
        if (corpus.vocabulary().size() != model.symbols()) {
            throw new IllegalArgumentException("corpus: its vocabulary has "
                    + corpus.vocabulary().size() + " symbols, the model was made for " + model.symbols());
        }
        int[] ids = corpus.ids();
        if (from.options().cut() instanceof WholeText whole) {
            int[] validation = whole.validation(ids);
            return whole.carry()
                    ? new TrainingLoop<>(
                                    model,
                                    StatefulLanguageModel.of(model),
                                    whole.strips(ids),
                                    whole.stripsInOrder(validation),
                                    listeners)
                            .run(from)
                    : new TrainingLoop<>(model, whole.windows(ids), whole.inOrder(validation), listeners).run(from);
        }
        int n = from.options().batch();
        int trained = from.options().trainWindows();
        int validated = from.options().validationWindows();
        Windows windows = Windows.of(ids, from.options().steps());
        Windows train = windows.slice(0, trained);
        Iterable<Batch> validation =
                validated == 0 ? List.of() : windows.slice(trained, validated).inOrder(n);
        return new TrainingLoop<>(model, seed -> train.shuffled(n, seed), validation, listeners).run(from);
    }

    /**
     * The mean loss of a language model on the part of a text that was kept for the end: the last 5 % of a text that is
     * used whole. Whoever chooses by it has nothing left to judge by.
     *
     * @param result what the training has come to
     * @param corpus the text that it was trained on
     * @return the mean, in nats
     * @throws IllegalArgumentException if the text was not used whole, or is too short
     */
    public static double testLoss(TrainingResult result, Corpus corpus) {
        LanguageModel model = result.model(LanguageModel.class);
        if (!(result.options().cut() instanceof WholeText whole)) {
            throw new IllegalArgumentException(
                    "result: it was trained on " + result.options().cut()
                            + "; only a text that is used whole has a part for the end: options.withWholeText(false)");
        }
        int[] test = whole.test(corpus.ids());
        return whole.carry()
                ? loss(StatefulLanguageModel.of(model), whole.stripsInOrder(test))
                : loss(model, whole.inOrder(test));
    }

    /**
     * The perplexity of a language model on windows.
     *
     * @param model   any language model
     * @param windows what to predict
     * @param n       sequences in a batch
     * @return exp of the mean cross-entropy over all predictions
     */
    public static double perplexity(LanguageModel model, Windows windows, int n) {
        return Perplexity.of(loss(model, windows.inOrder(n)));
    }

    /**
     * The mean loss of a model over batches, each prediction counted once.
     *
     * @param model   any model
     * @param batches at least one
     * @param <B>     a batch
     * @return the mean, in nats for a cross-entropy
     * @throws IllegalArgumentException if there is no batch
     */
    public static <B> double loss(Model<B> model, Iterable<B> batches) {
        double loss = TrainingLoop.loss(FastPass.of(model), batches);
        if (Double.isNaN(loss) && !batches.iterator().hasNext()) {
            throw new IllegalArgumentException("batches: expected at least one, got none");
        }
        return loss;
    }
}
