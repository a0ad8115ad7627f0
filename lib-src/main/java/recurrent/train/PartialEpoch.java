package recurrent.train;

import recurrent.nn.Parameters;

/**
 * The place in an epoch where a training was interrupted: what is needed to go on with its next batch as if nothing had
 * happened. Chapter 15.
 *
 * @param epoch   what was done of it
 * @param draws   the place of the generator that decides what dropout drops
 * @param carried what the model carries from batch to batch besides its parameters; empty for most
 */
public record PartialEpoch(RunningEpoch epoch, long draws, Parameters carried) {
    /** Between two epochs. */
    public static final PartialEpoch NONE = new PartialEpoch(RunningEpoch.first(0), 0, Parameters.none());

    /** {@return whether the training stands between two epochs} */
    public boolean isNone() {
        return epoch.batches() == 0;
    }
}
