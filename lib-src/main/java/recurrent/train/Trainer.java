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
        try {
            Fit.Outcome outcome = of(model, corpus, options, new Sgd())
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

    /**
     * The training of the model of chapter 07 on a text, with any optimiser; {@link Fit#run} starts it.
     *
     * @param model     its parameters will be changed
     * @param corpus    its first windows are for training, the next for validation
     * @param options   how to train
     * @param optimizer how gradients change parameters
     * @return the training
     * @throws IllegalArgumentException if the corpus has too few windows or another vocabulary
     */
    public static Fit<Batch> of(RnnLanguageModel model, Corpus corpus, TrainingOptions options, Optimizer optimizer) {
        return of(modelOf(model, BatchPass.of(model)), model.symbols(), corpus, options, optimizer);
    }

    /**
     * The training of a language model of any layer on a text; {@link Fit#run} starts it. Where there is a fast path it
     * is used.
     *
     * @param model     its parameters will be changed
     * @param corpus    its first windows are for training, the next for validation
     * @param options   how to train
     * @param optimizer how gradients change parameters
     * @return the training
     * @throws IllegalArgumentException if the corpus has too few windows or another vocabulary
     */
    public static Fit<Batch> of(LanguageModel model, Corpus corpus, TrainingOptions options, Optimizer optimizer) {
        return of(FastPass.of(model), model.symbols(), corpus, options, optimizer);
    }

    private static Fit<Batch> of(
            Model<Batch> model, int symbols, Corpus corpus, TrainingOptions options, Optimizer optimizer) {
        if (corpus.vocabulary().size() != symbols) {
            throw new IllegalArgumentException("corpus: its vocabulary has "
                    + corpus.vocabulary().size() + " symbols, the model was made for " + symbols);
        }
        Windows windows = Windows.of(corpus.ids(), options.steps());
        Windows train = windows.slice(0, options.trainWindows());
        Iterable<Batch> validation = options.validationWindows() == 0
                ? null
                : windows.slice(options.trainWindows(), options.validationWindows())
                        .inOrder(options.batch());
        FitOptions fit = FitOptions.of(options.epochs(), options.rate())
                .withClip(options.clip())
                .withSeed(options.seed());
        return new Fit<>(model, seed -> train.shuffled(options.batch(), seed), validation, optimizer, fit);
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
