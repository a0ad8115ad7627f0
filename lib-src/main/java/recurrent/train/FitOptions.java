package recurrent.train;

/**
 * How to train any model. Immutable; {@code withX} gives a changed copy. Chapters 03, 09 and 16.
 *
 * @param epochs   how often to go through the training batches, at least 1
 * @param schedule learning rate of each epoch, counted from 0
 * @param clip     largest global norm of the gradients θ; infinity for no clipping
 * @param patience early stopping: how many epochs in a row may bring no better validation loss before training ends;
 *                 0 never stops early
 * @param minDelta how much lower a validation loss must be to count as better, in nats, at least 0
 * @param seed     decides the order of batches and what dropout drops
 */
public record FitOptions(int epochs, Schedule schedule, double clip, int patience, double minDelta, long seed) {

    /** Checks every number. */
    public FitOptions {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs: expected at least 1, got " + epochs);
        }
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip: expected a number above 0, or infinity for none, got " + clip);
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience: expected 0 (never) or more epochs, got " + patience);
        }
        if (!(minDelta >= 0)) {
            throw new IllegalArgumentException("minDelta: expected 0 or more, got " + minDelta);
        }
    }

    /**
     * Constant rate, clipping at 1, no early stopping, seed 1.
     *
     * @param epochs at least 1
     * @param rate   learning rate, above 0
     * @return the options
     */
    public static FitOptions of(int epochs, double rate) {
        return new FitOptions(epochs, Schedule.constant(rate), 1, 0, 0, 1);
    }

    /**
     * Another learning rate over time.
     *
     * @param value rate of each epoch, counted from 0
     * @return changed copy
     */
    public FitOptions withSchedule(Schedule value) {
        return new FitOptions(epochs, value, clip, patience, minDelta, seed);
    }

    /**
     * Another clipping threshold.
     *
     * @param value above 0; {@link Double#POSITIVE_INFINITY} switches clipping off
     * @return changed copy
     */
    public FitOptions withClip(double value) {
        return new FitOptions(epochs, schedule, value, patience, minDelta, seed);
    }

    /**
     * Early stopping.
     *
     * @param epochsWithoutGain at least 1; 0 never stops early
     * @param delta             how much lower the validation loss must be to count, in nats
     * @return changed copy
     */
    public FitOptions withEarlyStopping(int epochsWithoutGain, double delta) {
        return new FitOptions(epochs, schedule, clip, epochsWithoutGain, delta, seed);
    }

    /**
     * Another seed.
     *
     * @param value any number
     * @return changed copy
     */
    public FitOptions withSeed(long value) {
        return new FitOptions(epochs, schedule, clip, patience, minDelta, value);
    }
}
