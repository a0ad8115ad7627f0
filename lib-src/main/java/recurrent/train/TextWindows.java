package recurrent.train;

/**
 * The first windows of a text to train on, the next to validate on. Windows start at every symbol and overlap. Chapters 05
 * and 09.
 *
 * @param batch      sequences in a batch n
 * @param steps      time steps of a window T
 * @param train      windows to train on, the first of the text
 * @param validation windows to validate on, the next of the text; 0 for none
 */
public record TextWindows(int batch, int steps, int train, int validation) implements TextCut {

    /** Checks every number. */
    public TextWindows {
        Ranges.requireAtLeast("batch", 1, batch);
        Ranges.requireAtLeast("steps", 1, steps);
        Ranges.requireAtLeast("trainWindows", 1, train);
        Ranges.requireAtLeast("validationWindows", 0, validation);
    }

    @Override
    public TextWindows withBatch(int value) {
        return new TextWindows(value, steps, train, validation);
    }

    @Override
    public TextWindows withSteps(int value) {
        return new TextWindows(batch, value, train, validation);
    }

    @Override
    public String toString() {
        return train + " + " + validation + " windows of " + steps + " steps in batches of " + batch;
    }
}
