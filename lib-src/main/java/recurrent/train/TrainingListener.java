package recurrent.train;

/** Hears of every epoch: a progress line, a curve that grows, a file for each. Chapter 09. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * An epoch is over.
     *
     * @param now the training as it is now: {@code now.history().last()} is the new epoch, and
     *            {@code now.options().epochs()} how many there will be. The model goes on being changed; copy it, or save
     *            it with {@link Checkpoint#of(TrainingResult)}, to keep it
     */
    void epochFinished(TrainingResult now);

    /**
     * A batch is over, and its epoch is not. Most listeners need not know.
     *
     * @param before the training as it was after the last whole epoch; its model goes on being changed
     * @param now    the epoch so far
     */
    default void batchFinished(TrainingResult before, RunningEpoch now) {}
}
