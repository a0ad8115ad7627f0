package recurrent.train;

/**
 * When a training ends before its last epoch: the validation loss has not become better for a while. The parameters of the
 * best epoch are then taken. Chapter 03.
 *
 * @param patience how many epochs in a row may bring no better validation loss; 0 never stops early
 * @param minDelta how much lower a validation loss must be to count as better, in nats, at least 0
 */
public record EarlyStopping(int patience, double minDelta) {
    /** Never. */
    public static final EarlyStopping NEVER = new EarlyStopping(0, 0);

    /** Checks both numbers. */
    public EarlyStopping {
        if (patience < 0) {
            throw new IllegalArgumentException("patience: expected 0 (never) or more epochs, got " + patience);
        }
        Ranges.requireFromZero("minDelta", minDelta);
    }

    /**
     * The epoch with the lowest validation loss. Without validation the last one counts as the best.
     *
     * @param history epochs
     * @return its number; 0 if there is none
     */
    public int best(History history) {
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (Epoch epoch : history.epochs()) {
            double loss = epoch.validationLoss();
            if (Double.isNaN(loss) || loss < lowest - minDelta) {
                best = epoch.number();
                lowest = loss;
            }
        }
        return best;
    }

    /**
     * Whether it is time to stop.
     *
     * @param history the epochs so far
     * @return whether patience is at an end
     */
    public boolean isTime(History history) {
        return patience > 0 && history.epochs().size() - best(history) >= patience;
    }
}
