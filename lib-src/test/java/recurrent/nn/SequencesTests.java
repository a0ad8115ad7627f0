package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static recurrent.nn.LayerChecks.normal;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

@DisplayName("Steps of sequences")
class SequencesTests {
    static Stream<INDArray> arraysAndViews() {
        INDArray X = normal(1, 4, 3, 8);
        INDArrayIndex all = NDArrayIndex.all();
        return Stream.of(
                X,
                X.dup('f'),
                X.get(NDArrayIndex.interval(1, 4), all, all),
                X.get(all, NDArrayIndex.interval(1, 3), all),
                X.get(all, NDArrayIndex.interval(2, 3), all),
                X.get(all, all, NDArrayIndex.interval(4, 8)),
                X.get(all, all, NDArrayIndex.interval(7, 8)),
                X.permute(1, 0, 2),
                X.permute(2, 1, 0));
    }

    @ParameterizedTest(autoCloseArguments = false) // the views share one buffer
    @MethodSource("arraysAndViews")
    @DisplayName("every step of an array or view is found, and a change of it is a change of the array")
    void at(INDArray X) {
        for (int t = 0; t < X.size(0); t++) {
            INDArray step = Sequences.at(X, t);
            assertEquals(X.size(1), step.size(0));
            for (int i = 0; i < X.size(1); i++) {
                for (int j = 0; j < X.size(2); j++) {
                    assertEquals(X.getDouble(t, i, j), step.getDouble(i, j));
                }
            }
            step.putScalar(0, 0, 7);
            assertEquals(7, X.getDouble(t, 0, 0));
        }
    }

    @ParameterizedTest(autoCloseArguments = false) // the views share one buffer
    @MethodSource("arraysAndViews")
    @DisplayName("reversing, cutting and stacking keep every number")
    void reversedBetweenStack(INDArray X) {
        int T = (int) X.size(0);
        INDArray reversed = Sequences.reversed(X);
        INDArray cut = Sequences.between(X, 1, T);
        for (int t = 0; t < T; t++) {
            assertEquals(
                    Sequences.at(X, t).dup(), Sequences.at(reversed, T - 1 - t).dup());
            if (t > 0) {
                assertEquals(Sequences.at(X, t).dup(), Sequences.at(cut, t - 1).dup());
            }
        }
        assertEquals(X.dup(), Sequences.reversed(reversed));
        assertEquals(Sequences.between(X, 0, 1), Sequences.stack(List.of(Sequences.at(X, 0))));
    }

    @Test
    @DisplayName("masks are cut, reversed and read like sequences, views of them, too")
    void masks() {
        INDArray mask = normal(1, 6, 4); // weights rather than a mask: every number another one
        INDArray view = mask.get(NDArrayIndex.interval(2, 6), NDArrayIndex.interval(1, 3));
        INDArray reversed = Sequences.reversed(view);
        INDArray cut = Sequences.between(view, 1, 4);
        for (int t = 0; t < 4; t++) {
            INDArray column = Masks.at(view, t, mask);
            assertEquals(2, column.size(0));
            for (int i = 0; i < 2; i++) {
                assertEquals(mask.getDouble(2 + t, 1 + i), column.getDouble(i, 0));
                assertEquals(mask.getDouble(2 + t, 1 + i), reversed.getDouble(3 - t, i));
                if (t > 0) {
                    assertEquals(mask.getDouble(2 + t, 1 + i), cut.getDouble(t - 1, i));
                }
            }
        }
        assertEquals(
                DataType.FLOAT, Masks.at(mask, 0, Nd4j.zeros(DataType.FLOAT, 1)).dataType());
    }

    @Test
    @DisplayName("symbols time by time, as rows of a batch lie; rows of different length and no symbols are refused")
    void timeFirst() {
        int[][] rows = {{1, 2, 3}, {4, 5, 6}};
        assertArrayEquals(new int[] {1, 4, 2, 5, 3, 6}, Sequences.timeFirst(rows));
        INDArray X = Nd4j.createFromArray(1.0, 4, 2, 5, 3, 6).reshape(3, 2, 1);
        assertArrayEquals(
                new double[] {1, 4, 2, 5, 3, 6}, Sequences.rows(X).reshape(6).toDoubleVector());
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> Sequences.timeFirst(new int[][] {{1, 2}, {3}}));
        assertEquals("rows[1]: expected 2 symbols like the first row, got 1; pad the shorter ones", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> Sequences.timeFirst(new int[][] {}));
        assertEquals("rows: expected at least one sequence of one symbol, got 0 of 0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Sequences.timeFirst(new int[][] {{}, {}}));
    }

    @ParameterizedTest(autoCloseArguments = false) // the views share one buffer
    @MethodSource("arraysAndViews")
    @DisplayName("all places below each other: the row of sequence i at step t is t·n + i")
    void rows(INDArray X) {
        INDArray rows = Sequences.rows(X);
        int n = (int) X.size(1);
        for (int t = 0; t < X.size(0); t++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < X.size(2); j++) {
                    assertEquals(X.getDouble(t, i, j), rows.getDouble(t * n + i, j));
                }
            }
        }
    }
}
