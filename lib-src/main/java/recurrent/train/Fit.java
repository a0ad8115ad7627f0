package recurrent.train;

import java.util.Locale;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

import recurrent.nn.Clipping;
import recurrent.nn.Parameters;

/**
 * The one loop that trains every model: loss and gradients of a batch, clipping, update; over and over. Chapters 03 and
 * 09.
 *
 * <p>Interrupting the thread ends the training after the running batch; what the whole epochs have learned is kept.
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
     * What a training leaves; the model's parameters are those of its last epoch, or of its best one after early
     * stopping.
     *
     * @param history     its epochs
     * @param interrupted whether it was stopped by an interrupt before its last epoch
     * @param best        number of the epoch with the lowest validation loss; the last one without validation, 0 if none
     */
    public record Outcome(History history, boolean interrupted, int best) {}

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
     * @throws DivergedException if a loss or gradient is NaN or infinite
     */
    public Outcome run(History done, Supplier<String> sample, ObjIntConsumer<History> listener) {
        Parameters parameters = model.parameters();
        Parameters good = parameters.copy(); // as they were after the last whole epoch
        Parameters best = options.patience() > 0 ? parameters.copy() : null;
        Best lowest = Best.of(done, options.minDelta());
        History history = done;
        for (int number = done.epochs().size() + 1; number <= options.epochs(); number++) {
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
                    return new Outcome(history, true, lowest.epoch());
                }
                step++;
                LossAndGradients result = model.lossAndGradients(batch, training);
                double norm = Clipping.clip(result.gradients(), options.clip());
                if (!Double.isFinite(result.loss()) || !Double.isFinite(norm)) {
                    String broken = result.gradients().firstNotFinite();
                    copyInto(good, parameters);
                    throw new DivergedException(diverged(number, step, result.loss(), norm, broken), history, null);
                }
                optimizer.update(parameters, result.gradients(), rate);
                int n = model.predictions(batch);
                lossSum += result.loss() * n;
                predictions += n;
                largestNorm = Math.max(largestNorm, norm);
            }
            double validationLoss = validation == null ? Double.NaN : loss(model, validation);
            double seconds = (System.nanoTime() - start) / 1e9;
            copyInto(parameters, good);
            history = history.plus(new Epoch(
                    number,
                    Perplexity.of(lossSum / predictions),
                    Perplexity.of(validationLoss),
                    largestNorm,
                    seconds,
                    predictions / seconds,
                    sample.get()));
            Best now = lowest.after(number, validationLoss);
            if (best != null && now.epoch() == number) {
                copyInto(parameters, best);
            }
            lowest = now;
            listener.accept(history, options.epochs());
            if (best != null && number - lowest.epoch() >= options.patience()) {
                copyInto(best, parameters);
                break;
            }
        }
        return new Outcome(history, false, lowest.epoch());
    }

    /** The lowest validation loss so far and its epoch. */
    private record Best(int epoch, double loss, double minDelta) {
        static Best of(History done, double minDelta) {
            Best best = new Best(0, Double.POSITIVE_INFINITY, minDelta);
            for (Epoch epoch : done.epochs()) {
                best = best.after(epoch.number(), Math.log(epoch.validationPerplexity()));
            }
            return best;
        }

        Best after(int number, double now) { // without validation, NaN, the last epoch counts as the best
            return Double.isNaN(now) || now < loss - minDelta ? new Best(number, now, minDelta) : this;
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

    private static String diverged(int epoch, int step, double loss, double norm, String broken) {
        return String.format(
                Locale.ROOT,
                "training diverged in epoch %d, step %d: loss %s, gradient norm %s%s. Try a smaller learning rate (rate), "
                        + "or clip the gradients (clip 1). The parameters of the last whole epoch are kept.",
                epoch,
                step,
                loss,
                norm,
                broken.isEmpty() ? "" : ", first broken array " + broken);
    }
}
