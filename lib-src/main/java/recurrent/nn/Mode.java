package recurrent.nn;

import java.util.Random;

/** Whether a network is being trained, when dropout drops units, or used, when nothing is dropped. Chapters 03 and 13. */
public final class Mode {
    /** The network is used: nothing is dropped. */
    public static final Mode EVALUATION = new Mode(null);

    private final Random draws;

    private Mode(Random draws) {
        this.draws = draws;
    }

    /**
     * The network is being trained.
     *
     * @param draws where dropout draws from; the same seed drops the same units
     * @return the mode
     */
    public static Mode training(Random draws) {
        if (draws == null) {
            throw new IllegalArgumentException("draws: expected a source of random numbers; where nothing is to be"
                    + " dropped, use Mode.EVALUATION");
        }
        return new Mode(draws);
    }

    /** {@return whether units may be dropped: true in training} */
    public boolean isTraining() {
        return draws != null;
    }

    /**
     * A seed for one layer of dropout, in training.
     *
     * @return another number at every call
     * @throws IllegalStateException outside training, when nothing is dropped
     */
    public long nextSeed() {
        if (draws == null) {
            throw new IllegalStateException("nextSeed: nothing is dropped outside training");
        }
        return draws.nextLong();
    }

    @Override
    public String toString() {
        return isTraining() ? "Mode.training" : "Mode.EVALUATION";
    }
}
