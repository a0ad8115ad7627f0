package recurrent.train;

/** Hears of every epoch: a progress line, a curve that grows, a checkpoint. Chapter 09. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * An epoch is over.
     *
     * @param model       the model as it is now; copy it to keep it
     * @param history     all epochs so far; {@link History#last()} is the new one
     * @param totalEpochs how many there will be
     */
    void epochFinished(RnnLanguageModel model, History history, int totalEpochs);
}
