package recurrent.train;

import recurrent.nn.Mask;

/**
 * Pairs of sequences: what a {@link SequenceToSequence} model reads, and what it should say. Chapter 17.
 *
 * <p>Teacher forcing: at each step the decoder reads the right symbol before, so {@code given} is {@code wanted} one step
 * late, with a start symbol in front.
 *
 * @param source     n sequences of T symbols to read
 * @param sourceMask where the sources are padded
 * @param given      n sequences of T' symbols that the decoder reads
 * @param wanted     n sequences of T' symbols that it should say
 * @param wantedMask where the targets are padded
 */
public record PairBatch(int[][] source, Mask sourceMask, int[][] given, int[][] wanted, Mask wantedMask) {

    /** Checks that there are as many of each. */
    public PairBatch {
        if (source.length != given.length || given.length != wanted.length || source.length == 0) {
            throw new IllegalArgumentException("source, given, wanted: expected as many sequences of each, got "
                    + source.length + ", " + given.length + " and " + wanted.length);
        }
        if (given[0].length != wanted[0].length) {
            throw new IllegalArgumentException("given, wanted: expected the same number of steps, got "
                    + given[0].length + " and " + wanted[0].length);
        }
    }

    /**
     * Pairs without padding: what the decoder reads follows from what it should say.
     *
     * @param source n sequences of T symbols
     * @param wanted n sequences of T' symbols
     * @param start  the symbol that the decoder reads first
     * @return the batch
     */
    public static PairBatch of(int[][] source, int[][] wanted, int start) {
        int[][] given = new int[wanted.length][];
        for (int i = 0; i < wanted.length; i++) {
            given[i] = new int[wanted[i].length];
            given[i][0] = start;
            System.arraycopy(wanted[i], 0, given[i], 1, wanted[i].length - 1);
        }
        return new PairBatch(source, Mask.none(), given, wanted, Mask.none());
    }
}
