package recurrent.train;

import java.util.Random;

/**
 * The generator of {@link Random}, number for number, with a place that can be kept: a training that was interrupted in an
 * epoch goes on with the numbers that come next. Only the second of two {@link #nextGaussian} is not in that place; what
 * the library draws in training, dropout, are uniform numbers. Chapter 15.
 */
final class Draws extends Random {
    private static final long serialVersionUID = 1L;
    private static final long MULTIPLIER = 0x5DEECE66DL; // as the documentation of Random prescribes
    private static final long MASK = (1L << 48) - 1;

    private long place;

    /** The numbers of {@code new Random(seed)}. */
    Draws(long seed) {
        super(seed);
    }

    /** The numbers after those that were drawn when {@link #place} was asked. */
    static Draws at(long place) {
        Draws draws = new Draws(0);
        draws.place = place;
        return draws;
    }

    long place() {
        return place;
    }

    @Override
    public void setSeed(long seed) {
        super.setSeed(seed);
        place = (seed ^ MULTIPLIER) & MASK;
    }

    @Override
    protected int next(int bits) {
        place = (place * MULTIPLIER + 0xB) & MASK;
        return (int) (place >>> (48 - bits));
    }
}
