package recurrent.data;

/**
 * A short text with an opinion. Chapters 04 and 16.
 *
 * @param text  what somebody wrote
 * @param label 1 if the opinion is good, 0 if it is bad
 * @param kind  whether the words alone give the opinion away
 */
public record Review(String text, int label, Kind kind) {
    /** What it takes to tell the opinion. */
    public enum Kind {
        /** Most words of the text point the same way. */
        PLAIN,
        /** Another review has the same words in another order and the other label: only the order tells. */
        NEGATION
    }

    /** Checks text and label. */
    public Review {
        if (text.isBlank()) {
            throw new IllegalArgumentException("text: it is empty; a review needs at least one word");
        }
        if (label != 0 && label != 1) {
            throw new IllegalArgumentException("label: expected 0 (bad) or 1 (good), got " + label);
        }
    }

    /**
     * A plain review.
     *
     * @param text  what somebody wrote
     * @param label 1 if the opinion is good, 0 if it is bad
     */
    public Review(String text, int label) {
        this(text, label, Kind.PLAIN);
    }
}
