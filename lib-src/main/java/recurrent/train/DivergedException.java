package recurrent.train;

/** Training met NaN or infinity. It carries what was good before. Chapters 03 and 08. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TrainingResult lastGood;

    DivergedException(String message, TrainingResult lastGood) {
        super(message);
        this.lastGood = lastGood;
    }

    /** {@return the epochs in which every number was finite: what was done before} */
    public History history() {
        return lastGood.history();
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
