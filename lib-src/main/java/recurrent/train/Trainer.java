package recurrent.train;

import java.util.Locale;
import java.util.function.Function;

import recurrent.nn.Clipping;
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
        BatchPass pass = BatchPass.of(model);
        Parameters parameters = model.parameters();
        Optimizer optimizer = new Sgd();
        Parameters good = parameters.copy(); // as they were after the last whole epoch

        for (int number = history.epochs().size() + 1; number <= options.epochs(); number++) {
            long start = System.nanoTime();
            double lossSum = 0;
            long tokens = 0;
            double largestNorm = 0;
            int step = 0;
            for (Batch batch : train.shuffled(options.batch(), options.seed() * 1_000_003 + number)) {
                if (Thread.interrupted()) {
                    copyInto(good, parameters);
                    return new TrainingResult(model, history, true);
                }
                step++;
                LossAndGradients result = pass.lossAndGradients(batch);
                double norm = Clipping.clip(result.gradients(), options.clip());
                if (!Double.isFinite(result.loss()) || !Double.isFinite(norm)) {
                    String broken = result.gradients().firstNotFinite();
                    copyInto(good, parameters);
                    throw diverged(number, step, result.loss(), norm, broken, new TrainingResult(model, history, true));
                }
                optimizer.update(parameters, result.gradients(), options.rate());
                int predictions = batch.sequences() * batch.steps();
                lossSum += result.loss() * predictions;
                tokens += predictions;
                largestNorm = Math.max(largestNorm, norm);
            }
            double validationPerplexity =
                    validation == null ? Double.NaN : perplexity(pass, validation, options.batch());
            double seconds = (System.nanoTime() - start) / 1e9;
            copyInto(parameters, good);
            history = history.plus(new Epoch(
                    number,
                    Perplexity.of(lossSum / tokens),
                    validationPerplexity,
                    largestNorm,
                    seconds,
                    tokens / seconds,
                    sample.apply(model)));
            for (TrainingListener listener : listeners) {
                listener.epochFinished(model, history, options.epochs());
            }
        }
        return new TrainingResult(model, history, false);
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
        return perplexity(BatchPass.of(model), windows, n);
    }

    private static double perplexity(BatchPass pass, Windows windows, int n) {
        double sum = 0;
        long tokens = 0;
        for (Batch batch : windows.inOrder(n)) {
            int predictions = batch.sequences() * batch.steps();
            sum += pass.loss(batch) * predictions;
            tokens += predictions;
        }
        return Perplexity.of(sum / tokens);
    }

    private static void copyInto(Parameters from, Parameters to) {
        for (String name : from.names()) {
            to.get(name).assign(from.get(name));
        }
    }

    private static DivergedException diverged(
            int epoch, int step, double loss, double norm, String broken, TrainingResult lastGood) {
        return new DivergedException(
                String.format(
                        Locale.ROOT,
                        "training diverged in epoch %d, step %d: loss %s, gradient norm %s%s. Try a smaller learning rate (rate), or"
                                + " clip the gradients (clip 1). The parameters of the last whole epoch are kept.",
                        epoch,
                        step,
                        loss,
                        norm,
                        broken.isEmpty() ? "" : ", first broken array " + broken),
                lastGood);
    }
}
