package recurrent.check;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The numbers of a test: in a notebook those that everybody has, for a grader with a salt others for every student. A
 * test that wants them takes a parameter of this type, and so may the constructor of an exercise. There is no other way
 * to get one, so what they give cannot end up in a static field, where the first student's numbers would stay for all.
 */
public final class Numbers {
    private final long variant;

    Numbers(long variant) {
        this.variant = variant;
    }

    /**
     * A seed for data of a test.
     *
     * @param seed of the test in a notebook
     * @return the same in a notebook; elsewhere one that follows from it and from the variant
     */
    public long seed(long seed) {
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
    public int size(int size) {
        return size + (int) Math.floorMod(variant >>> 7, 4L);
    }

    /**
     * Numbers of a test, each moved a little.
     *
     * @param by      how far at most; it should not change what the test is about, such as a sign
     * @param numbers of the test in a notebook
     * @return a copy of them; elsewhere each moved by less than that, where to follows from the number and its place
     */
    public double[] near(double by, double... numbers) {
        double[] moved = numbers.clone();
        if (variant != 0) {
            for (int i = 0; i < moved.length; i++) {
                long seed = Double.doubleToLongBits(numbers[i]) * 31 + i;
                moved[i] += by * (2 * new Random(seed(seed)).nextDouble() - 1);
            }
        }
        return moved;
    }

    /**
     * Normal numbers, DOUBLE: data for a check.
     *
     * @param seed  the same seed gives the same numbers
     * @param shape any shape
     * @return the array
     */
    public INDArray random(long seed, long... shape) {
        Random random = new Random(seed(seed));
        INDArray array = Nd4j.zeros(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }
}
