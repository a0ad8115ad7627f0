package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** First values of parameters. Every choice takes a generator of its own: the same seed gives the same network. */
public final class Init {
    private Init() {}

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
    public static INDArray normal(Random random, double sigma, DataType type, int rows, int cols) {
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
    public static INDArray zeros(DataType type, int cols) {
        return Nd4j.zeros(type, 1, cols);
    }
}
