package recurrent.train;

import java.util.Random;
import java.util.function.Function;

import recurrent.nn.Parameters;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.Windows;

/**
 * Trains a language model: loss and gradients of a batch, clipping, update; over and over. Chapter 09.
 *
 * <p>Interrupting the thread (the stop button of a notebook) ends the training after the running batch; what the whole
 * epochs have learned is kept. NaN or infinity ends it at once, with a {@link DivergedException}.
 */
public final class Trainer {
    private Trainer() {}

    /**
     * Trains a model in place.
     *
     * @param model     its parameters are changed
     * @param corpus    its first windows are for training, the next for validation
     * @param options   how to train
     * @param listeners hear of every epoch
     * @return the model and its history
     * @throws IllegalArgumentException if the corpus has too few windows
     * @throws DivergedException        if a loss or gradient is NaN or infinite
     */
    public static TrainingResult fit(
            RnnLanguageModel model, Corpus corpus, TrainingOptions options, TrainingListener... listeners) {
        return resume(model, corpus, options, History.empty(), m -> "", listeners);
    }

    /**
     * Goes on with a training: runs the epochs that its history does not have yet. Each epoch draws its order of
     * windows from the seed and its own number, so an interrupted and resumed training ends where an uninterrupted one
     * does.
     *
     * @param model     the model as it was after the last epoch of the history; its parameters are changed
     * @param corpus    the text, with the vocabulary of the model
     * @param options   how to train; the same as before, except that there may be more epochs
     * @param history   the epochs already done
     * @param sample    writes a few characters after each epoch, for the progress line
     * @param listeners hear of every epoch
     * @return the model and its whole history
     * @throws IllegalArgumentException if the corpus has too few windows
     * @throws DivergedException        if a loss or gradient is NaN or infinite
     */
    public static TrainingResult resume(
            RnnLanguageModel model,
            Corpus corpus,
            TrainingOptions options,
            History history,
            Function<RnnLanguageModel, String> sample,
            TrainingListener... listeners) {
        if (corpus.vocabulary().size() != model.symbols()) {
            throw new IllegalArgumentException("corpus: its vocabulary has "
                    + corpus.vocabulary().size() + " symbols, the model was made for " + model.symbols());
        }
        Windows windows = Windows.of(corpus.ids(), options.steps());
        Windows train = windows.slice(0, options.trainWindows());
        Windows validation = options.validationWindows() == 0
                ? null
                : windows.slice(options.trainWindows(), options.validationWindows());
        Model<Batch> pass = modelOf(model, BatchPass.of(model));
        FitOptions fit = FitOptions.of(options.epochs(), options.rate())
                .withClip(options.clip())
                .withSeed(options.seed());
        Iterable<Batch> judge = validation == null ? null : validation.inOrder(options.batch());
        try {
            Fit.Outcome outcome = new Fit<>(pass, seed -> train.shuffled(options.batch(), seed), judge, new Sgd(), fit)
                    .run(history, () -> sample.apply(model), (epochs, total) -> {
                        for (TrainingListener listener : listeners) {
                            listener.epochFinished(model, epochs, total);
                        }
                    });
            return new TrainingResult(model, outcome.history(), outcome.interrupted());
        } catch (DivergedException e) {
            throw new DivergedException(e.getMessage(), e.history(), new TrainingResult(model, e.history(), true));
        }
    }

    /** The language model of chapter 09 in the form that every model has, computed by a pass of its own. */
    private static Model<Batch> modelOf(RnnLanguageModel model, BatchPass pass) {
        return new Model<>() {
            @Override
            public Parameters parameters() {
                return model.parameters();
            }

            @Override
            public int predictions(Batch batch) {
                return batch.sequences() * batch.steps();
            }

            @Override
            public double loss(Batch batch) {
                return pass.loss(batch);
            }

            @Override
            public LossAndGradients lossAndGradients(Batch batch, Random training) {
                return pass.lossAndGradients(batch);
            }
        };
    }

    /**
     * The perplexity of a model on windows.
     *
     * @param model   any model
     * @param windows what to predict
     * @param n       sequences in a batch
     * @return exp of the mean cross-entropy over all predictions
     */
    public static double perplexity(RnnLanguageModel model, Windows windows, int n) {
        return Perplexity.of(Fit.loss(modelOf(model, BatchPass.of(model)), windows.inOrder(n)));
    }
}
