package recurrent.train;

import java.util.Locale;
import java.util.Map;
import java.util.Random;

import recurrent.nn.Clipping;
import recurrent.nn.Parameters;

/**
 * The one loop that trains every model: loss and gradients of a batch, clipping, update; over and over. {@link Trainer}
 * starts it. Chapters 03 and 09.
 *
 * @param <B> a batch
 */
final class TrainingLoop<B> {
    private final Model<B> model;
    private final Model<B> pass; // the same numbers as the model, in less time where there is a way
    private final Batches<B> train;
    private final Iterable<B> validation;
    private final TrainingListener[] listeners;

    TrainingLoop(Model<B> model, Batches<B> train, Iterable<B> validation, TrainingListener... listeners) {
        this.model = model;
        this.pass = FastPass.of(model);
        this.train = train;
        this.validation = validation;
        this.listeners = listeners;
    }

    /** Runs the epochs that are not done yet. */
    TrainingResult run(TrainingResult from) {
        TrainingOptions options = from.options();
        Parameters parameters = model.parameters();
        Optimizer optimizer = options.optimizer().fresh();
        optimizer.restore(from.memory());
        TrainingResult good = start(from, optimizer); // after the last whole epoch; its arrays are in lastGood
        Parameters lastGood = parameters.copy();
        for (int number = from.history().epochs().size() + 1;
                number <= options.epochs() && !options.stopping().isTime(good.history());
                number++) {
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
                    parameters.assign(lastGood);
                    return interrupted(good);
                }
                step++;
                LossAndGradients result = pass.lossAndGradients(batch, training);
                options.decay().addTo(parameters, result.gradients());
                double norm = Clipping.clip(result.gradients(), options.clip());
                if (!Double.isFinite(result.loss()) || !Double.isFinite(norm)) {
                    String what = diverged(number, step, result.loss(), norm, result.gradients());
                    parameters.assign(lastGood);
                    throw new DivergedException(what, interrupted(good));
                }
                optimizer.update(parameters, result.gradients(), rate);
                int n = pass.predictions(batch);
                lossSum += result.loss() * n;
                predictions += n;
                largestNorm = Math.max(largestNorm, norm);
            }
            if (step == 0) {
                throw new IllegalArgumentException(
                        "train: expected at least one batch in epoch " + number + ", got none");
            }
            double validationLoss = loss(pass, validation);
            boolean validated = validation.iterator().hasNext();
            // the last update of the epoch may have broken the parameters
            if (!parameters.firstNotFinite().isEmpty() || validated && Double.isNaN(validationLoss)) {
                String what = diverged(number, step, lossSum / predictions, largestNorm, parameters);
                parameters.assign(lastGood);
                throw new DivergedException(what, interrupted(good));
            }
            Map<String, Double> metrics = validated ? pass.metrics(validation) : Map.of();
            double seconds = (System.nanoTime() - start) / 1e9;
            lastGood.assign(parameters);
            good = after(
                    good,
                    new Epoch(
                            number, lossSum / predictions, validationLoss, largestNorm, seconds, predictions, metrics),
                    optimizer);
            for (TrainingListener listener : listeners) {
                listener.epochFinished(good);
            }
        }
        if (options.stopping().isTime(good.history())) {
            parameters.assign(good.kept());
        }
        return good;
    }

    /** Where a training begins; early stopping needs the parameters of the best epoch. */
    private TrainingResult start(TrainingResult from, Optimizer optimizer) {
        EarlyStopping stopping = from.options().stopping();
        Parameters kept = from.kept();
        if (stopping.patience() > 0 && kept.isEmpty()) {
            int done = from.history().epochs().size();
            if (stopping.best(from.history()) < done) {
                throw new IllegalArgumentException("kept: early stopping needs the parameters of epoch "
                        + stopping.best(from.history()) + ", the best of the " + done
                        + " already done, and the checkpoint does not have them; start anew");
            }
            kept = model.parameters();
        }
        return with(from, from.history(), optimizer, stopping.patience() > 0 ? kept.copy() : Parameters.none());
    }

    private TrainingResult after(TrainingResult before, Epoch epoch, Optimizer optimizer) {
        History history = before.history().plus(epoch);
        EarlyStopping stopping = before.options().stopping();
        boolean best = stopping.patience() > 0 && stopping.best(history) == epoch.number();
        return with(before, history, optimizer, best ? model.parameters().copy() : before.kept());
    }

    private TrainingResult with(TrainingResult before, History history, Optimizer optimizer, Parameters kept) {
        return new TrainingResult(model, before.options(), history, false, optimizer.memory(), kept, before.text());
    }

    private static TrainingResult interrupted(TrainingResult good) {
        return new TrainingResult(
                good.model(), good.options(), good.history(), true, good.memory(), good.kept(), good.text());
    }

    /** The mean loss over batches, each prediction counted once; NaN if there is none. */
    static <B> double loss(Model<B> model, Iterable<B> batches) {
        double sum = 0;
        long predictions = 0;
        for (B batch : batches) {
            int n = model.predictions(batch);
            sum += model.loss(batch) * n;
            predictions += n;
        }
        return sum / predictions;
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
