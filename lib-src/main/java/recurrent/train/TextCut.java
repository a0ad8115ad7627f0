package recurrent.train;

/** How a text is cut for the training of a language model: {@link TextWindows} or {@link WholeText}. Chapters 05 and 15. */
public sealed interface TextCut permits TextWindows, WholeText {
    /** {@return sequences in a batch: n} */
    int batch();

    /** {@return time steps of a sequence: T} */
    int steps();

    /**
     * Another batch size.
     *
     * @param value sequences in a batch, at least 1
     * @return changed copy
     */
    TextCut withBatch(int value);

    /**
     * Another length.
     *
     * @param value time steps, at least 1
     * @return changed copy
     */
    TextCut withSteps(int value);
}
