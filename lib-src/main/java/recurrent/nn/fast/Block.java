package recurrent.nn.fast;

/**
 * Rows of numbers for each step, (T, m, width), somewhere in a {@link Store}.
 *
 * @param store where
 * @param at    the first number
 * @param empty for each step whether all its numbers are zero, whatever stands there; no entry at all if none is
 */
record Block(Store store, int at, boolean[] empty) {
    private static final boolean[] NONE = new boolean[0];

    static Block of(Store store) {
        return new Block(store, 0, NONE);
    }

    static Block of(Store store, int at) {
        return new Block(store, at, NONE);
    }

    boolean isEmpty(int t) {
        return empty.length > 0 && empty[t];
    }
}
