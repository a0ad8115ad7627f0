package recurrent.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Small steps with arrays of shape (T, n, features). Chapter 07. */
public final class Sequences {
    private Sequences() {}

    /**
     * One step of all sequences.
     *
     * @param X a batch of sequences, shape (T, n, features)
     * @param t the step, 0 … T−1
     * @return a view of shape (n, features): it sees later changes of X
     */
    public static INDArray at(INDArray X, int t) {
        // get(point) of a view may return an empty array in ND4J 1.0.0-M2.1; the other way is right, but slower
        return X.isView()
                ? X.tensorAlongDimension(t, 1, 2)
                : X.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all());
    }

    /**
     * Some steps of all sequences.
     *
     * @param X    a batch of sequences, or a mask; time is its first axis
     * @param from the first step
     * @param to   behind the last step
     * @return to − from steps, a copy
     */
    public static INDArray between(INDArray X, int from, int to) {
        INDArrayIndex[] axes = new INDArrayIndex[X.rank()];
        Arrays.fill(axes, NDArrayIndex.all());
        axes[0] = NDArrayIndex.interval(from, to);
        return solid(X).get(axes).dup();
    }

    /**
     * Puts steps one behind the other.
     *
     * @param steps T arrays of shape (n, features)
     * @return shape (T, n, features), a copy
     */
    public static INDArray stack(List<INDArray> steps) {
        return Nd4j.stack(0, steps.toArray(INDArray[]::new));
    }

    /**
     * The symbols of a batch, time by time: all of step 0, then all of step 1.
     *
     * @param rows n sequences of T symbols each
     * @return the T·n symbols; the one of sequence i at step t stands at t·n + i
     * @throws IllegalArgumentException if there is no symbol, or sequences differ in length
     */
    public static int[] timeFirst(int[][] rows) {
        int n = rows.length;
        int T = n == 0 ? 0 : rows[0].length;
        if (T == 0) {
            throw new IllegalArgumentException(
                    "rows: expected at least one sequence of one symbol, got " + n + " of " + T);
        }
        int[] timeFirst = new int[T * n];
        for (int i = 0; i < n; i++) {
            if (rows[i].length != T) {
                throw new IllegalArgumentException("rows[" + i + "]: expected " + T
                        + " symbols like the first row, got " + rows[i].length + "; pad the shorter ones");
            }
            for (int t = 0; t < T; t++) {
                timeFirst[t * n + i] = rows[i][t];
            }
        }
        return timeFirst;
    }

    /**
     * All places of a batch below each other, time by time.
     *
     * @param X shape (T, n, features)
     * @return shape (T·n, features), a copy
     */
    public static INDArray rows(INDArray X) {
        return X.dup('c').reshape(X.size(0) * X.size(1), X.size(2));
    }

    /**
     * The last step first.
     *
     * @param X a batch of sequences, or a mask; time is its first axis
     * @return the same shape, a copy
     */
    public static INDArray reversed(INDArray X) {
        INDArray whole = solid(X);
        List<INDArray> steps = new ArrayList<>();
        for (long t = X.size(0) - 1; t >= 0; t--) {
            steps.add(whole.slice(t));
        }
        return stack(steps);
    }

    private static INDArray solid(INDArray X) {
        return X.isView() ? X.dup() : X; // a part of a view may come out empty, as in at
    }
}
