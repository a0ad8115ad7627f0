package recurrent.train;

import java.util.Arrays;
import java.util.List;

import recurrent.text.Batch;
import recurrent.text.Windows;

/**
 * The whole of a text, each symbol met about once in an epoch: the first 90 % to train on, the next 5 % to validate on,
 * the last 5 % to judge by when all is done. No symbol belongs to two parts. Chapter 15.
 *
 * <p>The text to train on is read in one of two ways. In windows that do not overlap, in another order each epoch, each
 * from a zero state; every epoch cuts them at another place. Or in n strips side by side, from their beginnings to their
 * ends, with the state carried along ({@link StatefulLanguageModel}); then validation and test carry it too.
 *
 * @param batch sequences in a batch n; in the smaller parts fewer, where there is not text enough
 * @param steps time steps of a sequence T
 * @param carry whether the state is carried along the text
 */
public record WholeText(int batch, int steps, boolean carry) implements TextCut {
    /** The part of a text that is validated on, and as much again to test on. */
    public static final double HELD_OUT = 0.05;

    /** Checks both numbers. */
    public WholeText {
        Ranges.requireAtLeast("batch", 1, batch);
        Ranges.requireAtLeast("steps", 1, steps);
    }

    @Override
    public WholeText withBatch(int value) {
        return new WholeText(value, steps, carry);
    }

    @Override
    public WholeText withSteps(int value) {
        return new WholeText(batch, value, carry);
    }

    /**
     * The symbols to train on.
     *
     * @param ids the symbols of the text
     * @return the first 90 % of them, a copy
     * @throws IllegalArgumentException if the text is too short for its parts
     */
    public int[] train(int[] ids) {
        return Arrays.copyOfRange(ids, 0, ids.length - 2 * heldOut(ids));
    }

    /**
     * The symbols to validate on.
     *
     * @param ids the symbols of the text
     * @return the next 5 % of them, a copy
     * @throws IllegalArgumentException if the text is too short for its parts
     */
    public int[] validation(int[] ids) {
        return Arrays.copyOfRange(ids, ids.length - 2 * heldOut(ids), ids.length - heldOut(ids));
    }

    /**
     * The symbols to judge by at the end.
     *
     * @param ids the symbols of the text
     * @return the last 5 % of them, a copy
     * @throws IllegalArgumentException if the text is too short for its parts
     */
    public int[] test(int[] ids) {
        return Arrays.copyOfRange(ids, ids.length - heldOut(ids), ids.length);
    }

    private int heldOut(int[] ids) {
        int heldOut = (int) Math.round(HELD_OUT * ids.length);
        if (heldOut < steps + 1) {
            throw new IllegalArgumentException("text: 5 % of its " + ids.length + " symbols are " + heldOut
                    + ", and a sequence of " + steps + " steps needs " + (steps + 1) + " symbols to validate on; use a"
                    + " longer text or fewer steps");
        }
        return heldOut;
    }

    /**
     * How many predictions an epoch trains on, give or take a window: to say how far it is.
     *
     * @param ids the symbols of the text
     * @return predictions
     * @throws IllegalArgumentException if the text is too short for its parts
     */
    public long predictions(int[] ids) {
        int length = train(ids).length - 1;
        return carry ? (long) batch * (length / batch / steps) * steps : (long) length / steps * steps;
    }

    /** An epoch of windows from a zero state. */
    Batches<Batch> windows(int[] ids) {
        Windows all = Windows.of(train(ids), steps);
        return seed -> all.apart(batch, seed);
    }

    /** A part in the order of the text, in windows from a zero state. */
    Iterable<Batch> inOrder(int[] part) {
        return Windows.of(part, steps).apart(batch);
    }

    /** An epoch of strips. */
    Batches<StatefulLanguageModel.Piece> strips(int[] ids) {
        return StatefulLanguageModel.batches(train(ids), batch, steps);
    }

    /** A part in strips: as many as the batch has, or those that can be filled. */
    List<StatefulLanguageModel.Piece> stripsInOrder(int[] part) {
        return StatefulLanguageModel.inOrder(part, Math.min(batch, (part.length - 1) / steps), steps);
    }

    @Override
    public String toString() {
        return "90 % + 5 % in " + (carry ? "strips, state carried, " : "windows ") + "of " + steps
                + " steps in batches of " + batch;
    }
}
