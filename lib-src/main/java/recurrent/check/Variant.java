package recurrent.check;

import java.util.Random;

/**
 * The numbers of a test: in a notebook those that everybody has, for a grader with a salt others for every student.
 */
public final class Variant {
    private Variant() {}

    /**
     * A seed for data of a test.
     *
     * @param seed of the test in a notebook
     * @return the same in a notebook; elsewhere one that follows from it and from the variant
     */
    public static long seed(long seed) {
        long variant = current();
        if (variant == 0) {
            return seed;
        }
        long mixed = variant ^ seed * 0x9E3779B97F4A7C15L; // the finalizer of SplitMix64: near seeds become far ones
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /**
     * A size of a test. All sizes of a variant grow by the same 0 … 3, so what differs or is larger stays so.
     *
     * @param size of the test in a notebook
     * @return the same in a notebook
     */
    public static int size(int size) {
        return size + (int) Math.floorMod(current() >>> 7, 4L);
    }

    /**
     * Numbers of a test, each moved a little.
     *
     * @param by      how far at most; it should not change what the test is about, such as a sign
     * @param numbers of the test in a notebook
     * @return a copy of them; elsewhere each moved by less than that, where to follows from the number and its place
     */
    public static double[] near(double by, double... numbers) {
        double[] moved = numbers.clone();
        if (current() != 0) {
            for (int i = 0; i < moved.length; i++) {
                long seed = Double.doubleToLongBits(numbers[i]) * 31 + i;
                moved[i] += by * (2 * new Random(seed(seed)).nextDouble() - 1);
            }
        }
        return moved;
    }

    private static long current() {
        Conditions conditions = Conditions.current();
        return conditions == null ? 0 : conditions.variant();
    }
}
