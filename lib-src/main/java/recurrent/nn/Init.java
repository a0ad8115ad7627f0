package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * First values of parameters. Every choice takes a generator of its own: the same seed gives the same network. Chapters
 * 02 and 07.
 */
@FunctionalInterface
public interface Init {
    /**
     * Draws the numbers of one array.
     *
     * @param random where the numbers come from
     * @param type   FLOAT or DOUBLE
     * @param rows   first size
     * @param cols   second size
     * @return shape (rows, cols), drawn row by row
     */
    INDArray draw(Random random, DataType type, int rows, int cols);

    /**
     * Normal numbers around 0.
     *
     * @param sigma standard deviation
     * @return the choice
     */
    static Init normal(double sigma) {
        return (random, type, rows, cols) -> normal(random, sigma, type, rows, cols);
    }

    /**
     * Uniform numbers around 0.
     *
     * @param a they are between −a and a
     * @return the choice
     */
    static Init uniform(double a) {
        return (random, type, rows, cols) -> uniform(random, a, type, rows, cols);
    }

    /**
     * Uniform numbers whose spread fits the size of the array: {@link #xavier(Random, DataType, int, int)}.
     *
     * @return the choice
     */
    static Init xavier() {
        return Init::xavier;
    }

    /**
     * Normal numbers around 0.
     *
     * @param random where the numbers come from
     * @param sigma  standard deviation
     * @param type   FLOAT or DOUBLE
     * @param rows   first size
     * @param cols   second size
     * @return shape (rows, cols), drawn row by row
     */
    static INDArray normal(Random random, double sigma, DataType type, int rows, int cols) {
        double[] values = new double[rows * cols];
        for (int i = 0; i < values.length; i++) {
            values[i] = sigma * random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(rows, cols).castTo(type);
    }

    /**
     * A row of zeros, as biases start.
     *
     * @param type FLOAT or DOUBLE
     * @param cols how many
     * @return shape (1, cols)
     */
    static INDArray zeros(DataType type, int cols) {
        return Nd4j.zeros(type, 1, cols);
    }

    /**
     * Uniform numbers around 0. Chapter 02 takes {@code 1/√rows} for a.
     *
     * @param random where the numbers come from
     * @param a      they are between −a and a
     * @param type   FLOAT or DOUBLE
     * @param rows   first size
     * @param cols   second size
     * @return shape (rows, cols), drawn row by row
     */
    static INDArray uniform(Random random, double a, DataType type, int rows, int cols) {
        double[] values = new double[rows * cols];
        for (int i = 0; i < values.length; i++) {
            values[i] = a * (2 * random.nextDouble() - 1);
        }
        return Nd4j.createFromArray(values).reshape(rows, cols).castTo(type);
    }

    /**
     * Uniform numbers whose spread fits the size of the layer, so that neither values nor gradients grow or shrink from
     * layer to layer: between −a and a, {@code a = √(6 / (rows + cols))}. Chapter 03.
     *
     * @param random where the numbers come from
     * @param type   FLOAT or DOUBLE
     * @param rows   inputs of the layer
     * @param cols   outputs of the layer
     * @return shape (rows, cols), drawn row by row
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">X. Glorot, Y. Bengio, Understanding the difficulty
     *     of training deep feedforward neural networks, 2010</a>
     */
    static INDArray xavier(Random random, DataType type, int rows, int cols) {
        return uniform(random, Math.sqrt(6.0 / (rows + cols)), type, rows, cols);
    }

    /**
     * A random rotation (or reflection) Q: {@code QᵀQ = I}. A state that is multiplied by it again and again keeps its
     * length, which is how an RNN starts without vanishing or exploding gradients. Chapter 08.
     *
     * <p>Normal columns, made orthogonal one after the other (Gram–Schmidt). Each keeps the direction of what is left
     * of it, which fixes the signs: every rotation is as likely as any other.
     *
     * @param random where the numbers come from
     * @param type   FLOAT or DOUBLE; the arithmetic is in double
     * @param n      rows and columns
     * @return shape (n, n)
     * @see <a href="https://arxiv.org/abs/1312.6120">A. M. Saxe, J. L. McClelland, S. Ganguli, Exact solutions to the
     *     nonlinear dynamics of learning in deep linear neural networks, 2014</a>
     */
    static INDArray orthogonal(Random random, DataType type, int n) {
        double[][] q = new double[n][n]; // q[j] is column j
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                q[j][i] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) { // the second pass removes what rounding left of the first
                for (int k = 0; k < j; k++) {
                    double along = dot(q[k], q[j]);
                    for (int i = 0; i < n; i++) {
                        q[j][i] -= along * q[k][i];
                    }
                }
                double length = Math.sqrt(dot(q[j], q[j]));
                for (int i = 0; i < n; i++) {
                    q[j][i] /= length;
                }
            }
        }
        return Nd4j.createFromArray(q).transpose().dup('c').castTo(type);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
