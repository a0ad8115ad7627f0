package recurrent.train;

/** Training met NaN or infinity. It carries what was good before. Chapters 03 and 08. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient History history;
    private final transient TrainingResult lastGood;

    DivergedException(String message, History history, TrainingResult lastGood) {
        super(message);
        this.history = history;
        this.lastGood = lastGood;
    }

    /**
     * The epochs in which every number was finite.
     *
     * @return what was done before
     */
    public History history() {
        return history;
    }

    /**
     * Language model and history of the last epoch in which every number was finite.
     *
     * @return what can still be used; {@code null} unless {@link Trainer} trained a language model
     */
    public TrainingResult lastGood() {
        return lastGood;
    }
}
