package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How much a matrix stretches: at most at once (the spectral norm), and per step when it is applied over and over (the
 * spectral radius). Chapter 08: gradients that vanish or explode.
 */
public final class Spectrum {
    private static final int SQUARINGS = 40;

    private Spectrum() {}

    /**
     * The spectral norm ‖W‖₂, the largest singular value, by power iteration: a random vector is sent through W and
     * back through Wᵀ until it points where W stretches most.
     *
     * @param W          any matrix
     * @param iterations how often; 100 is plenty unless two singular values are nearly equal
     * @param seed       of the first vector
     * @return the largest factor by which W makes a vector longer; never more than the exact one
     */
    public static double norm(INDArray W, int iterations, long seed) {
        INDArray A = Shapes.require("W", W, -1, -1).castTo(DataType.DOUBLE);
        INDArray v = Init.normal(new Random(seed), 1, DataType.DOUBLE, (int) A.size(1), 1);
        double norm = 0;
        for (int k = 0; k < iterations; k++) {
            v = v.div(v.norm2Number());
            INDArray u = A.mmul(v);
            norm = u.norm2Number().doubleValue();
            v = A.transpose().mmul(u);
            if (norm == 0) {
                return 0;
            }
        }
        return norm;
    }

    /**
     * The spectral radius ρ(W), the largest absolute value of an eigenvalue, by the formula of Gelfand:
     * {@code ‖Wᵏ‖^(1/k)} for k = 2⁴⁰, reached by squaring 40 times. Unlike the iteration of a vector it also works when
     * the largest eigenvalues are a complex pair, as those of a random matrix often are.
     *
     * @param W a square matrix
     * @return the factor by which many applications of W stretch, per application
     */
    public static double radius(INDArray W) {
        INDArray A = Shapes.require("W", W, -1, W.size(0)).castTo(DataType.DOUBLE);
        double log = 0;
        for (int k = 0; k < SQUARINGS; k++) {
            double norm = A.norm2Number().doubleValue();
            if (norm == 0) {
                return 0;
            }
            log += Math.log(norm) / Math.pow(2, k); // a power is kept as its direction and the logarithm of its size
            A = A.div(norm);
            A = A.mmul(A);
        }
        return Math.exp(log);
    }

    /**
     * A matrix of the same directions with a given spectral radius.
     *
     * @param W      a square matrix whose radius is not 0
     * @param radius the wanted radius
     * @return radius / ρ(W) · W, of the type of W
     * @throws IllegalArgumentException if the radius of W is 0
     */
    public static INDArray scaled(INDArray W, double radius) {
        double now = radius(W);
        if (now == 0) {
            throw new IllegalArgumentException("W: its spectral radius is 0, no factor changes that");
        }
        return W.mul(radius / now);
    }
}
