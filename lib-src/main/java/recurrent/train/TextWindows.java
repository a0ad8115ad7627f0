package recurrent.train;

/**
 * How a text is cut for the training of a language model. Chapters 05 and 09.
 *
 * @param batch      sequences in a batch n
 * @param steps      time steps of a window T
 * @param train      windows to train on, the first of the text
 * @param validation windows to validate on, the next of the text; 0 for none
 */
public record TextWindows(int batch, int steps, int train, int validation) {

    /** Checks every number. */
    public TextWindows {
        Ranges.requireAtLeast("batch", 1, batch);
        Ranges.requireAtLeast("steps", 1, steps);
        Ranges.requireAtLeast("trainWindows", 1, train);
        Ranges.requireAtLeast("validationWindows", 0, validation);
    }
}
