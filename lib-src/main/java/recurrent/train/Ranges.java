package recurrent.train;

/** Refuses settings that are out of range, always in the same words: name, expected, got. Chapters 03 and 09. */
final class Ranges {
    private Ranges() {}

    static void requireAtLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", got " + value);
        }
    }

    /** 0 or more, and finite. */
    static double requireFromZero(String name, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": expected a number from 0, got " + value);
        }
        return value;
    }

    /** From 0 to below 1. */
    static double requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": expected a number from 0 to below 1, got " + value);
        }
        return value;
    }

    /** Above 0, and finite. */
    static double requirePositive(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": expected a number above 0, got " + value);
        }
        return value;
    }
}
