package recurrent.train;

import java.util.Map;

/**
 * How to train a language model. Immutable; {@code withX} gives a changed copy. Chapter 09.
 *
 * @param epochs            how often to go through the training windows, at least 1
 * @param batch             sequences in a batch n
 * @param steps             time steps of a window T
 * @param trainWindows      windows to train on, the first of the corpus
 * @param validationWindows windows to validate on, the next of the corpus; 0 for none
 * @param rate              learning rate η
 * @param clip              largest global norm of the gradients θ; infinity for no clipping
 * @param seed              decides first weights and order of the windows
 */
public record TrainingOptions(
        int epochs,
        int batch,
        int steps,
        int trainWindows,
        int validationWindows,
        double rate,
        double clip,
        long seed) {

    /** Checks every number. */
    public TrainingOptions {
        requireAtLeast("epochs", 1, epochs);
        requireAtLeast("batch", 1, batch);
        requireAtLeast("steps", 1, steps);
        requireAtLeast("trainWindows", 1, trainWindows);
        requireAtLeast("validationWindows", 0, validationWindows);
        requirePositive("rate", rate);
        requirePositive("clip", clip);
    }

    /**
     * The configuration of the course: 100 epochs, batch 1024, 32 steps, 10,000 training and 5,000 validation windows,
     * rate 1, clipping at 1, seed 1.
     *
     * @return the options
     */
    public static TrainingOptions defaults() {
        return new TrainingOptions(100, 1024, 32, 10_000, 5_000, 1, 1, 1);
    }

    /**
     * Other epochs.
     *
     * @param value at least 1
     * @return changed copy
     */
    public TrainingOptions withEpochs(int value) {
        return new TrainingOptions(value, batch, steps, trainWindows, validationWindows, rate, clip, seed);
    }

    /**
     * Another batch size.
     *
     * @param value sequences in a batch, at least 1
     * @return changed copy
     */
    public TrainingOptions withBatch(int value) {
        return new TrainingOptions(epochs, value, steps, trainWindows, validationWindows, rate, clip, seed);
    }

    /**
     * Another window length.
     *
     * @param value time steps, at least 1
     * @return changed copy
     */
    public TrainingOptions withSteps(int value) {
        return new TrainingOptions(epochs, batch, value, trainWindows, validationWindows, rate, clip, seed);
    }

    /**
     * Another amount of data.
     *
     * @param train      windows to train on, at least 1
     * @param validation windows to validate on, 0 for none
     * @return changed copy
     */
    public TrainingOptions withWindows(int train, int validation) {
        return new TrainingOptions(epochs, batch, steps, train, validation, rate, clip, seed);
    }

    /**
     * Another learning rate.
     *
     * @param value above 0
     * @return changed copy
     */
    public TrainingOptions withRate(double value) {
        return new TrainingOptions(epochs, batch, steps, trainWindows, validationWindows, value, clip, seed);
    }

    /**
     * Another clipping threshold.
     *
     * @param value above 0; {@link Double#POSITIVE_INFINITY} switches clipping off
     * @return changed copy
     */
    public TrainingOptions withClip(double value) {
        return new TrainingOptions(epochs, batch, steps, trainWindows, validationWindows, rate, value, seed);
    }

    /**
     * Another seed.
     *
     * @param value any number
     * @return changed copy
     */
    public TrainingOptions withSeed(long value) {
        return new TrainingOptions(epochs, batch, steps, trainWindows, validationWindows, rate, clip, value);
    }

    /**
     * The options under their names, as {@link Snapshot#settings} wants them.
     *
     * @return "epochs", "batch" and so on
     */
    public Map<String, Object> settings() {
        return SnapshotFile.settings(this);
    }

    /**
     * Options from their names.
     *
     * @param settings what {@link #settings()} returned
     * @return the options
     * @throws IllegalArgumentException if one is missing or of another type
     */
    public static TrainingOptions of(Map<String, Object> settings) {
        return SnapshotFile.options(settings);
    }

    private static void requireAtLeast(String name, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", got " + value);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + ": expected a number above 0, got " + value);
        }
    }
}
