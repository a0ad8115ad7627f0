package recurrent.train;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;

/**
 * How to train a model. Immutable; {@code withX} gives a changed copy. Chapters 03, 09 and 16.
 *
 * <pre>{@code
 * TrainingOptions options = TrainingOptions.defaults()
 *         .withOptimizer(Adam.standard()).withRate(0.002).withClip(5).withEarlyStopping(5, 0);
 * }</pre>
 *
 * @param epochs    how often to go through what there is to learn from, at least 1
 * @param optimizer how gradients change parameters: its settings; every training starts with a {@link Optimizer#fresh}
 *                  one
 * @param schedule  learning rate of each epoch, counted from 0
 * @param clip      largest global norm of the gradients θ; infinity for no clipping
 * @param decay     the price of large weights
 * @param stopping  when to stop early
 * @param seed      decides the order of what there is to learn from, and what dropout drops
 * @param cut       how a text is cut; only {@link Trainer#fit(LanguageModel, recurrent.text.Corpus, TrainingOptions,
 *                  TrainingListener...)} asks
 */
public record TrainingOptions(
        int epochs,
        Optimizer optimizer,
        Schedule schedule,
        double clip,
        WeightDecay decay,
        EarlyStopping stopping,
        long seed,
        TextCut cut) {
    private static final String CARRY = "carry"; // only of a text that is used whole

    /** Checks the numbers. */
    public TrainingOptions {
        Ranges.requireAtLeast("epochs", 1, epochs);
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip: expected a number above 0, or infinity for none, got " + clip);
        }
    }

    /**
     * {@return the configuration of the course: 100 epochs of plain gradient descent, batch 1024, 32 steps, 10,000
     * training and 5,000 validation windows, rate 1, clipping at 1, seed 1}
     */
    public static TrainingOptions defaults() {
        return new TrainingOptions(
                100,
                new Sgd(),
                Schedule.constant(1),
                1,
                WeightDecay.none(),
                EarlyStopping.NEVER,
                1,
                new TextWindows(1024, 32, 10_000, 5_000));
    }

    /**
     * Other epochs.
     *
     * @param value at least 1
     * @return changed copy
     */
    public TrainingOptions withEpochs(int value) {
        return new TrainingOptions(value, optimizer, schedule, clip, decay, stopping, seed, cut);
    }

    /**
     * Another optimiser. Its own learning rate will be needed too: {@link #withRate}.
     *
     * @param value for instance {@code Adam.standard()}; only its settings count, not what it remembers
     * @return changed copy
     */
    public TrainingOptions withOptimizer(Optimizer value) {
        return new TrainingOptions(epochs, value, schedule, clip, decay, stopping, seed, cut);
    }

    /**
     * Another learning rate, the same in all epochs.
     *
     * @param value above 0
     * @return changed copy
     */
    public TrainingOptions withRate(double value) {
        return withSchedule(Schedule.constant(value));
    }

    /**
     * Another learning rate over time.
     *
     * @param value rate of each epoch, counted from 0
     * @return changed copy
     */
    public TrainingOptions withSchedule(Schedule value) {
        return new TrainingOptions(epochs, optimizer, value, clip, decay, stopping, seed, cut);
    }

    /**
     * Another clipping threshold.
     *
     * @param value above 0; {@link Double#POSITIVE_INFINITY} switches clipping off
     * @return changed copy
     */
    public TrainingOptions withClip(double value) {
        return new TrainingOptions(epochs, optimizer, schedule, value, decay, stopping, seed, cut);
    }

    /**
     * A price for large weights. Its gradient is added before clipping; the losses of the history stay without it.
     *
     * @param value what they cost
     * @return changed copy
     */
    public TrainingOptions withWeightDecay(WeightDecay value) {
        return new TrainingOptions(epochs, optimizer, schedule, clip, value, stopping, seed, cut);
    }

    /**
     * Early stopping.
     *
     * @param patience how many epochs in a row may bring no better validation loss; 0 never stops early
     * @param minDelta how much lower the validation loss must be to count, in nats
     * @return changed copy
     */
    public TrainingOptions withEarlyStopping(int patience, double minDelta) {
        EarlyStopping value = new EarlyStopping(patience, minDelta);
        return new TrainingOptions(epochs, optimizer, schedule, clip, decay, value, seed, cut);
    }

    /**
     * Another seed.
     *
     * @param value any number
     * @return changed copy
     */
    public TrainingOptions withSeed(long value) {
        return new TrainingOptions(epochs, optimizer, schedule, clip, decay, stopping, value, cut);
    }

    /**
     * Another batch size.
     *
     * @param value sequences in a batch, at least 1
     * @return changed copy
     */
    public TrainingOptions withBatch(int value) {
        return withCut(cut.withBatch(value));
    }

    /**
     * Another window length.
     *
     * @param value time steps, at least 1
     * @return changed copy
     */
    public TrainingOptions withSteps(int value) {
        return withCut(cut.withSteps(value));
    }

    /**
     * Another amount of data.
     *
     * @param train      windows to train on, at least 1
     * @param validation windows to validate on, 0 for none
     * @return changed copy
     */
    public TrainingOptions withWindows(int train, int validation) {
        return withCut(new TextWindows(batch(), steps(), train, validation));
    }

    /**
     * The whole text instead of windows of its beginning: 90 % to train on, 5 % to validate on, 5 % to judge by at the end.
     *
     * @param carry whether the state is carried along the text: truncated backpropagation through time
     * @return changed copy
     */
    public TrainingOptions withWholeText(boolean carry) {
        return withCut(new WholeText(batch(), steps(), carry));
    }

    private TrainingOptions withCut(TextCut value) {
        return new TrainingOptions(epochs, optimizer, schedule, clip, decay, stopping, seed, value);
    }

    /** {@return the learning rate of the first epoch: η} */
    public double rate() {
        return schedule.rate(0);
    }

    /** {@return the batch size of a language model: n} */
    public int batch() {
        return cut.batch();
    }

    /** {@return the window length of a language model: T} */
    public int steps() {
        return cut.steps();
    }

    /**
     * How many windows of a text to train on.
     *
     * @return the first ones
     * @throws IllegalStateException if the text is used whole
     */
    public int trainWindows() {
        return windows().train();
    }

    /**
     * How many windows of a text to validate on.
     *
     * @return the next ones; 0 for none
     * @throws IllegalStateException if the text is used whole
     */
    public int validationWindows() {
        return windows().validation();
    }

    private TextWindows windows() {
        if (cut instanceof TextWindows windows) {
            return windows;
        }
        throw new IllegalStateException("windows: the text is used whole, " + cut + "; see options.cut()");
    }

    @Override
    public String toString() {
        return "TrainingOptions(" + epochs + " epochs, " + optimizer + ", rate " + schedule + ", clip " + clip
                + (decay.equals(WeightDecay.none()) ? "" : ", " + decay)
                + (stopping.equals(EarlyStopping.NEVER) ? "" : ", patience " + stopping.patience())
                + ", seed " + seed + "; of a text " + cut + ")";
    }

    /** The options in a file. */
    Plan plan() {
        Plan plan = Plan.of("options")
                .with("epochs", epochs)
                .with("optimizer", optimizer.plan())
                .with("schedule", schedule.plan())
                .with("clip", clip)
                .with("l1", decay.l1())
                .with("l2", decay.l2())
                .with("patience", stopping.patience())
                .with("minDelta", stopping.minDelta())
                .with("seed", seed)
                .with("batch", batch())
                .with("steps", steps());
        return cut instanceof WholeText whole
                ? plan.with(CARRY, whole.carry())
                : plan.with("trainWindows", trainWindows()).with("validationWindows", validationWindows());
    }

    /** The options from a file. */
    static TrainingOptions of(Plan plan, Plans plans) {
        return new TrainingOptions(
                (int) plan.whole("epochs"),
                plans.build(Optimizer.class, plan.plan("optimizer"), Parameters.none()),
                Schedule.of(plan.plan("schedule")),
                plan.number("clip"),
                new WeightDecay(plan.number("l1"), plan.number("l2")),
                new EarlyStopping((int) plan.whole("patience"), plan.number("minDelta")),
                plan.whole("seed"),
                cut(plan, (int) plan.whole("batch"), (int) plan.whole("steps")));
    }

    private static TextCut cut(Plan plan, int batch, int steps) {
        return plan.parts().containsKey(CARRY)
                ? new WholeText(batch, steps, plan.yes(CARRY))
                : new TextWindows(
                        batch, steps, (int) plan.whole("trainWindows"), (int) plan.whole("validationWindows"));
    }
}
