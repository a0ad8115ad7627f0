package recurrent.train;

/** Training met NaN or infinity. It carries what was good before. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TrainingResult lastGood;

    DivergedException(String message, TrainingResult lastGood) {
        super(message);
        this.lastGood = lastGood;
    }

    /**
     * Model and history of the last epoch in which every number was finite.
     *
     * @return what can still be used
     */
    public TrainingResult lastGood() {
        return lastGood;
    }
}
