package recurrent.train;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

import recurrent.nn.Clipping;
import recurrent.nn.Parameters;

/**
 * The one loop that trains every model: loss and gradients of a batch, clipping, update; over and over. {@link Trainer}
 * starts it. Chapters 03 and 09.
 *
 * @param <B> a batch
 */
final class TrainingLoop<B> {
    private final Model<?> model; // what the results speak of
    private final Model<B> pass; // the same numbers as the model, in less time where there is a way
    private final Batches<B> train;
    private final Iterable<B> validation;
    private final TrainingListener[] listeners;

    TrainingLoop(Model<B> model, Batches<B> train, Iterable<B> validation, TrainingListener... listeners) {
        this(model, model, train, validation, listeners);
    }

    /** Trains a model through another one that shares its parameters, such as one that carries its state. */
    TrainingLoop(
            Model<?> model, Model<B> through, Batches<B> train, Iterable<B> validation, TrainingListener... listeners) {
        this.model = model;
        this.pass = FastPass.of(through);
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
        PartialEpoch begun = from.partial();
        for (int number = from.history().epochs().size() + 1;
                number <= options.epochs() && !options.stopping().isTime(good.history());
                number++) {
            long seed = options.seed() * 1_000_003 + number;
            double rate = options.schedule().rate(number - 1L);
            RunningEpoch running = begun.isNone() ? RunningEpoch.first(number) : begun.epoch();
            Draws training = begun.isNone() ? new Draws(seed) : Draws.at(begun.draws());
            long start = System.nanoTime() - (long) (running.seconds() * 1e9);
            Iterator<B> batches = train.shuffled(seed).iterator();
            for (int done = 0; done < running.batches(); done++) {
                if (!batches.hasNext()) {
                    throw new IllegalArgumentException("train: " + running.batches() + " batches of epoch " + number
                            + " are done, and there are only " + done + "; go on with the text it was begun with");
                }
                batches.next();
            }
            pass.carry(begun.carried());
            begun = PartialEpoch.NONE;
            while (batches.hasNext()) {
                if (Thread.interrupted()) {
                    return interrupted(good, running, training, optimizer);
                }
                B batch = batches.next();
                LossAndGradients result = pass.lossAndGradients(batch, training);
                options.decay().addTo(parameters, result.gradients());
                double norm = Clipping.clip(result.gradients(), options.clip());
                if (!Double.isFinite(result.loss()) || !Double.isFinite(norm)) {
                    String what = diverged(number, running.batches() + 1, result.loss(), norm, result.gradients());
                    parameters.assign(lastGood);
                    throw new DivergedException(what, interrupted(good, good.partial(), good.memory()));
                }
                optimizer.update(parameters, result.gradients(), rate);
                running = running.plus(result.loss(), pass.predictions(batch), norm, since(start));
                for (TrainingListener listener : listeners) {
                    listener.batchFinished(good, running);
                }
            }
            if (running.batches() == 0) {
                throw new IllegalArgumentException(
                        "train: expected at least one batch in epoch " + number + ", got none");
            }
            OptionalDouble judged = loss(pass, validation, Thread::interrupted);
            if (judged.isEmpty()) {
                return interrupted(good, running, training, optimizer);
            }
            double validationLoss = judged.getAsDouble();
            boolean validated = validation.iterator().hasNext();
            // the last update of the epoch may have broken the parameters
            if (!parameters.firstNotFinite().isEmpty() || validated && Double.isNaN(validationLoss)) {
                String what =
                        diverged(number, running.batches(), running.trainLoss(), running.gradientNorm(), parameters);
                parameters.assign(lastGood);
                throw new DivergedException(what, interrupted(good, good.partial(), good.memory()));
            }
            Map<String, Double> metrics = validated ? pass.metrics(validation) : Map.of();
            lastGood.assign(parameters);
            Epoch epoch = new Epoch(
                    number,
                    running.trainLoss(),
                    validationLoss,
                    running.gradientNorm(),
                    since(start),
                    running.predictions(),
                    metrics);
            good = after(good, epoch, optimizer);
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
        Parameters best = stopping.patience() > 0 ? kept.copy() : Parameters.none();
        return new TrainingResult(
                model, from.options(), from.history(), false, optimizer.memory(), best, from.text(), from.partial());
    }

    private TrainingResult after(TrainingResult before, Epoch epoch, Optimizer optimizer) {
        History history = before.history().plus(epoch);
        EarlyStopping stopping = before.options().stopping();
        boolean best = stopping.patience() > 0 && stopping.best(history) == epoch.number();
        return new TrainingResult(
                model,
                before.options(),
                history,
                false,
                optimizer.memory(),
                best ? model.parameters().copy() : before.kept(),
                before.text());
    }

    /** Stopped in an epoch, after one of its batches. */
    private TrainingResult interrupted(TrainingResult good, RunningEpoch running, Draws training, Optimizer optimizer) {
        PartialEpoch partial = running.batches() == 0
                ? PartialEpoch.NONE
                : new PartialEpoch(running, training.place(), pass.carried());
        return interrupted(good, partial, optimizer.memory());
    }

    private static TrainingResult interrupted(TrainingResult good, PartialEpoch partial, Parameters memory) {
        return new TrainingResult(
                good.model(), good.options(), good.history(), true, memory, good.kept(), good.text(), partial);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The mean loss over batches, each prediction counted once; NaN if there is none. */
    static <B> double loss(Model<B> model, Iterable<B> batches) {
        return loss(model, batches, () -> false).orElseThrow();
    }

    /** The same, unless it is stopped before the last batch. */
    private static <B> OptionalDouble loss(Model<B> model, Iterable<B> batches, BooleanSupplier stop) {
        double sum = 0;
        long predictions = 0;
        for (B batch : batches) {
            if (stop.getAsBoolean()) {
                return OptionalDouble.empty();
            }
            int n = model.predictions(batch);
            sum += model.loss(batch) * n;
            predictions += n;
        }
        return OptionalDouble.of(sum / predictions);
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
