package recurrent.data;

import java.util.Arrays;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Points of the plane in two classes that no straight line separates: either one thing or the other, but not both.
 * Chapters 01 and 02.
 *
 * <p>Class 0 is written [1, 0] and class 1 is written [0, 1]: the place of the 1 is the class.
 *
 * @param X the points, shape (n, 2)
 * @param Y their classes, one-hot, shape (n, 2)
 */
public record Xor(INDArray X, INDArray Y) {

    /**
     * The table of the logical operation: (0, 0) and (1, 1) are class 0, (0, 1) and (1, 0) are class 1.
     *
     * @param type FLOAT or DOUBLE
     * @return four points with coordinates 0 and 1
     */
    public static Xor corners(DataType type) {
        return of(type, new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, 0.5);
    }

    /**
     * The same four corners around the origin: class 1 where the signs differ.
     *
     * @param type FLOAT or DOUBLE
     * @return four points with coordinates −1 and 1
     */
    public static Xor signCorners(DataType type) {
        return of(type, new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}, 0);
    }

    /**
     * Normal points around the origin: class 1 where the signs of the two coordinates differ, so the classes are two
     * opposite quadrants each.
     *
     * @param n    how many; the course takes 300
     * @param seed the same seed gives the same points
     * @param type FLOAT or DOUBLE
     * @return the points
     */
    public static Xor gaussian(int n, long seed, DataType type) {
        if (n < 1) {
            throw new IllegalArgumentException("n: expected at least 1, got " + n);
        }
        Random random = new Random(seed);
        double[][] points = new double[n][2];
        for (double[] point : points) {
            point[0] = random.nextGaussian();
            point[1] = random.nextGaussian();
        }
        return of(type, points, 0);
    }

    /**
     * The share of points for which the larger of two outputs stands at the place of the class.
     *
     * @param outputs of a network that read X, shape (n, 2)
     * @return from 0 to 1
     * @throws IllegalArgumentException if there is not one row of two outputs for each point
     */
    public double accuracy(INDArray outputs) {
        if (!outputs.equalShapes(Y)) {
            throw new IllegalArgumentException(
                    "outputs: expected shape (" + Y.size(0) + ", 2), got " + Arrays.toString(outputs.shape()));
        }
        int right = 0;
        for (int i = 0; i < Y.size(0); i++) {
            boolean one = outputs.getDouble(i, 1) > outputs.getDouble(i, 0);
            right += one == Y.getDouble(i, 1) > 0.5 ? 1 : 0;
        }
        return (double) right / Y.size(0);
    }

    private static Xor of(DataType type, double[][] points, double border) {
        double[][] classes = new double[points.length][2];
        for (int i = 0; i < points.length; i++) {
            boolean one = points[i][0] > border != points[i][1] > border;
            classes[i][one ? 1 : 0] = 1;
        }
        return new Xor(
                Nd4j.createFromArray(points).castTo(type),
                Nd4j.createFromArray(classes).castTo(type));
    }
}
