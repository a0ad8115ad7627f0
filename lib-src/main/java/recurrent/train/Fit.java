package recurrent.train;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

import recurrent.nn.Clipping;
import recurrent.nn.Parameters;
import recurrent.nn.Shapes;

/**
 * The one loop that trains every model: loss and gradients of a batch, clipping, update; over and over. Chapters 03 and
 * 09.
 *
 * <p>Interrupting the thread ends the training after the running batch; what the whole epochs have learned is kept, by
 * the model and by the optimiser.
 *
 * @param <B>        a batch
 * @param model      its parameters are changed in place
 * @param train      what to learn from
 * @param validation what to judge by after each epoch; {@code null} for nothing
 * @param optimizer  how gradients change parameters
 * @param options    how long, how fast
 */
public record Fit<B>(
        Model<B> model, Batches<B> train, Iterable<B> validation, Optimizer optimizer, FitOptions options) {

    /**
     * What a training leaves; the model's parameters are those of its last whole epoch, or of its best one if it was
     * stopped early.
     *
     * @param history     its epochs
     * @param interrupted whether it was stopped by an interrupt before its last epoch
     * @param best        number of the epoch with the lowest validation loss; the last one without validation, 0 if none
     * @param kept        a copy of the parameters of that epoch; {@code null} without early stopping
     */
    public record Outcome(History history, boolean interrupted, int best, Parameters kept) {}

    /**
     * What listeners hear after each epoch. With the model's parameters and the optimiser's memory it is all that is
     * needed to go on later: {@link Snapshot#of}.
     *
     * @param history all epochs so far
     * @param epochs  how many there will be
     * @param kept    the parameters of the best epoch so far, copy them to keep them; {@code null} without early stopping
     */
    public record Progress(History history, int epochs, Parameters kept) {}

    /**
     * Trains from the beginning.
     *
     * @return the history
     * @throws DivergedException if a loss or gradient is NaN or infinite
     */
    public Outcome run() {
        return run(History.empty(), () -> "", (history, total) -> {});
    }

    /**
     * Trains, or goes on: runs the epochs that the history does not have yet. Each epoch draws its order and what it
     * drops from the seed and its own number, so an interrupted and resumed training ends where an uninterrupted one
     * does, if the optimiser has its memory back.
     *
     * @param done     the epochs already done
     * @param sample   a few words for the progress line, asked for after each epoch
     * @param listener hears of every epoch: all epochs so far, and how many there will be
     * @return the whole history
     * @throws DivergedException if a loss, gradient or parameter is NaN or infinite
     */
    public Outcome run(History done, Supplier<String> sample, ObjIntConsumer<History> listener) {
        return run(done, null, sample, now -> listener.accept(now.history(), now.epochs()));
    }

    /**
     * Trains, or goes on, with early stopping too.
     *
     * @param done     the epochs already done
     * @param kept     the parameters of the best of them, for early stopping; {@code null} without it, at the
     *                 beginning, or if the last epoch was the best
     * @param sample   a few words for the progress line, asked for after each epoch
     * @param listener hears of every epoch
     * @return the whole history
     * @throws IllegalArgumentException if early stopping needs the parameters of an earlier epoch, and has none
     * @throws DivergedException        if a loss, gradient or parameter is NaN or infinite
     */
    public Outcome run(History done, Parameters kept, Supplier<String> sample, Consumer<Progress> listener) {
        Parameters parameters = model.parameters();
        Parameters good = parameters.copy(); // as they were after the last whole epoch
        Parameters goodMemory = optimizer.memory();
        Best lowest = Best.of(done, options.minDelta());
        Parameters best = best(kept, done, lowest);
        History history = done;
        for (int number = done.epochs().size() + 1; number <= options.epochs(); number++) {
            if (exhausted(history, lowest)) {
                break;
            }
            long start = System.nanoTime();
            long seed = options.seed() * 1_000_003 + number;
            double rate = options.schedule().rate(number - 1L);
            Random training = new Random(seed);
            double lossSum = 0;
            long predictions = 0;
            double largestNorm = 0;
            int step = 0;
            for (B batch : train.shuffled(seed)) {
                if (Thread.interrupted()) {
                    copyInto(good, parameters);
                    optimizer.restore(goodMemory);
                    return new Outcome(history, true, lowest.epoch(), best);
                }
                step++;
                LossAndGradients result = model.lossAndGradients(batch, training);
                double norm = Clipping.clip(result.gradients(), options.clip());
                if (!Double.isFinite(result.loss()) || !Double.isFinite(norm)) {
                    String what = diverged(number, step, result.loss(), norm, result.gradients());
                    copyInto(good, parameters);
                    optimizer.restore(goodMemory);
                    throw new DivergedException(what, history, null);
                }
                optimizer.update(parameters, result.gradients(), rate);
                int n = model.predictions(batch);
                lossSum += result.loss() * n;
                predictions += n;
                largestNorm = Math.max(largestNorm, norm);
            }
            double validationLoss = validation == null ? Double.NaN : loss(model, validation);
            // the last update of the epoch may have broken the parameters
            if (!parameters.firstNotFinite().isEmpty() || validation != null && Double.isNaN(validationLoss)) {
                String what = diverged(number, step, lossSum / predictions, largestNorm, parameters);
                copyInto(good, parameters);
                optimizer.restore(goodMemory);
                throw new DivergedException(what, history, null);
            }
            Map<String, Double> metrics = validation == null ? Map.of() : model.metrics(validation);
            double seconds = (System.nanoTime() - start) / 1e9;
            copyInto(parameters, good);
            goodMemory = optimizer.memory();
            history = history.plus(new Epoch(
                    number,
                    Perplexity.of(lossSum / predictions),
                    Perplexity.of(validationLoss),
                    largestNorm,
                    seconds,
                    predictions / seconds,
                    sample.get(),
                    metrics));
            Best now = lowest.after(history.last());
            if (best != null && now.epoch() == number) {
                copyInto(parameters, best);
            }
            lowest = now;
            listener.accept(new Progress(history, options.epochs(), best));
        }
        if (exhausted(history, lowest)) {
            copyInto(best, parameters);
        }
        return new Outcome(history, false, lowest.epoch(), best);
    }

    /**
     * Goes on from a file: parameters, memory of the optimiser, history and the best epoch are taken from it. The
     * training ends where an uninterrupted one does.
     *
     * @param from     of a model with the same arrays
     * @param sample   a few words for the progress line, asked for after each epoch
     * @param listener hears of every epoch
     * @return the whole history
     * @throws IllegalArgumentException if the file is that of another model or optimiser
     * @throws DivergedException        if a loss, gradient or parameter is NaN or infinite
     */
    public Outcome resume(Snapshot from, Supplier<String> sample, Consumer<Progress> listener) {
        Parameters saved = from.model().parameters();
        Parameters parameters = model.parameters();
        if (!saved.names().equals(parameters.names())) {
            throw new IllegalArgumentException(
                    "from: expected a model with the arrays " + parameters.names() + ", got " + saved.names());
        }
        for (String name : saved.names()) {
            Shapes.require(
                    "from: " + name, saved.get(name), parameters.get(name).shape());
        }
        copyInto(saved, parameters);
        optimizer.restore(from.memory());
        return run(from.history(), from.kept(), sample, listener);
    }

    private boolean exhausted(History history, Best lowest) {
        return options.patience() > 0 && history.epochs().size() - lowest.epoch() >= options.patience();
    }

    /** Where the best parameters are kept; {@code null} without early stopping. */
    private Parameters best(Parameters kept, History done, Best lowest) {
        if (options.patience() == 0) {
            return null;
        }
        if (kept == null && lowest.epoch() < done.epochs().size()) {
            throw new IllegalArgumentException("kept: early stopping needs the parameters of epoch " + lowest.epoch()
                    + ", the best of the " + done.epochs().size() + " already done; give those of its outcome or"
                    + " snapshot, or start with an empty history");
        }
        return (kept == null ? model.parameters() : kept).copy();
    }

    /** The lowest validation loss so far and its epoch. */
    private record Best(int epoch, double loss, double minDelta) {
        static Best of(History done, double minDelta) {
            Best best = new Best(0, Double.POSITIVE_INFINITY, minDelta);
            for (Epoch epoch : done.epochs()) {
                best = best.after(epoch);
            }
            return best;
        }

        Best after(Epoch epoch) { // without validation, NaN, the last epoch counts as the best
            double now = Math.log(epoch.validationPerplexity()); // from the history: the same after a resume
            return Double.isNaN(now) || now < loss - minDelta ? new Best(epoch.number(), now, minDelta) : this;
        }
    }

    /**
     * The mean loss of a model over batches, each prediction counted once.
     *
     * @param model   any model
     * @param batches at least one
     * @param <B>     a batch
     * @return the mean, in nats for a cross-entropy
     */
    public static <B> double loss(Model<B> model, Iterable<B> batches) {
        double sum = 0;
        long predictions = 0;
        for (B batch : batches) {
            int n = model.predictions(batch);
            sum += model.loss(batch) * n;
            predictions += n;
        }
        return sum / predictions;
    }

    private static void copyInto(Parameters from, Parameters to) {
        for (String name : from.names()) {
            to.get(name).assign(from.get(name));
        }
    }

    private String diverged(int epoch, int step, double loss, double norm, Parameters gradients) {
        String weight = model.parameters().firstNotFinite();
        String gradient = gradients.firstNotFinite();
        String broken = !weight.isEmpty() ? weight + " (parameter)" : gradient + " (gradient)";
        return String.format(
                Locale.ROOT,
                "training diverged in epoch %d, step %d: loss %s, gradient norm %s%s. Try a smaller learning rate (rate), "
                        + "or clip the gradients (clip 1). The parameters of the last whole epoch are kept.",
                epoch,
                step,
                loss,
                norm,
                weight.isEmpty() && gradient.isEmpty() ? "" : ", first broken array " + broken);
    }
}
