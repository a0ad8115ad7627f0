package recurrent.exercises;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Variant;
import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;

/**
 * A recurrent network in plain loops, number by number. It shares no code with the library and uses no matrix product,
 * so an answer that agrees with it is right for a reason of its own.
 */
final class ByHand {
    private ByHand() {}

    /**
     * One step: {@code tanh(Xt·Wxh + H·Whh + bh)}.
     *
     * @param Xt what is read, shape (n, d)
     * @param H  the states before, shape (n, h)
     * @return the states after, shape (n, h), DOUBLE
     */
    static INDArray step(INDArray Xt, INDArray H, INDArray Wxh, INDArray Whh, INDArray bh) {
        int n = (int) Xt.size(0);
        int h = (int) Whh.size(0);
        double[][] after = new double[n][h];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < h; j++) {
                double sum = bh.getDouble(0, j);
                for (int k = 0; k < Xt.size(1); k++) {
                    sum += Xt.getDouble(i, k) * Wxh.getDouble(k, j);
                }
                for (int k = 0; k < h; k++) {
                    sum += H.getDouble(i, k) * Whh.getDouble(k, j);
                }
                after[i][j] = Math.tanh(sum);
            }
        }
        return Nd4j.createFromArray(after);
    }

    /**
     * The states after each step of a sequence, from zeros.
     *
     * @param X    the sequence, shape (T, n, d)
     * @param cell the parameters
     * @return T states of shape (n, h), DOUBLE
     */
    static List<INDArray> states(INDArray X, RnnCell cell) {
        INDArray H = Nd4j.zeros(DataType.DOUBLE, X.size(1), cell.hidden());
        List<INDArray> states = new ArrayList<>();
        for (long t = 0; t < X.size(0); t++) {
            H = step(X.slice(t), H, cell.Wxh(), cell.Whh(), cell.bh());
            states.add(H);
        }
        return states;
    }

    /**
     * The scores of states: {@code H·Whq + bq}.
     *
     * @param H      states, shape (n, h)
     * @param output the parameters
     * @return shape (n, V), DOUBLE
     */
    static INDArray scores(INDArray H, OutputLayer output) {
        double[][] scores = new double[(int) H.size(0)][(int) output.Whq().size(1)];
        for (int i = 0; i < scores.length; i++) {
            for (int v = 0; v < scores[i].length; v++) {
                scores[i][v] = output.bq().getDouble(0, v);
                for (int k = 0; k < H.size(1); k++) {
                    scores[i][v] += H.getDouble(i, k) * output.Whq().getDouble(k, v);
                }
            }
        }
        return Nd4j.createFromArray(scores);
    }

    /**
     * Normal numbers, DOUBLE: data for a check.
     *
     * @param seed  the same seed gives the same numbers
     * @param shape any shape
     * @return the array
     */
    static INDArray random(long seed, long... shape) {
        Random random = new Random(Variant.seed(seed));
        INDArray array = Nd4j.zeros(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }

    /**
     * A cell in double precision whose bias is not zero: with zeros, an answer that forgets the bias would look right.
     *
     * @param seed the same seed gives the same cell
     * @param d    inputs
     * @param h    hidden units
     * @return a cell with weights of standard deviation 0.5
     */
    static RnnCell cell(long seed, int d, int h) {
        return new RnnCell(
                random(seed, d, h).muli(0.5),
                random(seed + 1, h, h).muli(0.5),
                random(seed + 2, 1, h).muli(0.5));
    }

    /**
     * A cell that forgets slowly: small inputs, and states that are passed from unit to unit unchanged but for the
     * tanh. After fifty steps of an ordinary random cell nothing would be left of the state that the first one got.
     *
     * @param seed the same seed gives the same cell
     * @param d    inputs
     * @param h    hidden units
     * @return the cell, DOUBLE
     */
    static RnnCell elephant(long seed, int d, int h) {
        INDArray Whh = Nd4j.zeros(DataType.DOUBLE, h, h);
        for (int j = 0; j < h; j++) {
            Whh.putScalar(j, (j + 1) % h, 1);
        }
        return new RnnCell(random(seed, d, h).muli(0.05), Whh, Nd4j.zeros(DataType.DOUBLE, 1, h));
    }
}
