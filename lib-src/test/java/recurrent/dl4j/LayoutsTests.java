package recurrent.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import recurrent.nn.OneHot;

@DisplayName("The axes of the course and of DeepLearning4j")
class LayoutsTests {
    private static INDArray counting(int... shape) {
        int length = shape[0] * shape[1] * shape[2];
        return Nd4j.arange(length).castTo(DataType.DOUBLE).reshape(shape[0], shape[1], shape[2]);
    }

    @Test
    @DisplayName("every number goes from (t, i, k) to (i, k, t)")
    void againstALoop() {
        INDArray X = counting(4, 3, 2);
        INDArray moved = Layouts.toDl4j(X);
        assertArrayEquals(new long[] {3, 2, 4}, moved.shape());
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 3; i++) {
                for (int k = 0; k < 2; k++) {
                    assertEquals(X.getDouble(t, i, k), moved.getDouble(i, k, t));
                }
            }
        }
    }

    @Test
    @DisplayName("there and back again is the same array, and shares nothing with it")
    void roundTrip() {
        INDArray X = counting(5, 2, 3);
        INDArray back = Layouts.fromDl4j(Layouts.toDl4j(X));
        assertEquals(X, back);
        back.addi(1);
        assertEquals(0, X.getDouble(0, 0, 0));
        INDArray D = counting(2, 3, 5);
        assertEquals(D, Layouts.toDl4j(Layouts.fromDl4j(D)));
    }

    @Test
    @DisplayName("a view of a longer sequence is moved as what it shows")
    void views() {
        INDArray X = counting(6, 2, 3);
        INDArray part = X.get(NDArrayIndex.interval(2, 5), NDArrayIndex.all(), NDArrayIndex.all());
        assertEquals(X.getDouble(3, 1, 2), Layouts.toDl4j(part).getDouble(1, 2, 1));
    }

    @Test
    @DisplayName("a mask (T, n) becomes (n, T)")
    void mask() {
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1}, {1, 0}, {1, 0}});
        assertEquals(Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 0, 0}}), Layouts.maskToDl4j(mask));
    }

    @Test
    @DisplayName("one-hot symbols are those of the course with their axes moved")
    void oneHot() {
        int[][] ids = {{0, 2, 1}, {3, 3, 0}};
        assertEquals(Layouts.toDl4j(OneHot.encode(ids, 4, DataType.FLOAT)), Layouts.oneHot(ids, 4, DataType.FLOAT));
        INDArray indices = Layouts.indices(ids, DataType.FLOAT);
        assertArrayEquals(new long[] {2, 1, 3}, indices.shape());
        assertEquals(2, indices.getInt(0, 0, 1));
    }

    @Test
    @DisplayName("what does not fit is refused by name")
    void refusals() {
        String axes = assertThrows(IllegalArgumentException.class, () -> Layouts.toDl4j(Nd4j.zeros(2, 3)))
                .getMessage();
        assertTrue(axes.contains("X") && axes.contains("(2, 3)"), axes);
        String symbol = assertThrows(
                        IllegalArgumentException.class, () -> Layouts.oneHot(new int[][] {{0, 4}}, 4, DataType.FLOAT))
                .getMessage();
        assertTrue(symbol.contains("ids[0][1]") && symbol.contains("got 4"), symbol);
        String ragged = assertThrows(
                        IllegalArgumentException.class,
                        () -> Layouts.indices(new int[][] {{0, 1}, {0}}, DataType.FLOAT))
                .getMessage();
        assertTrue(ragged.contains("ids[1]") && ragged.contains("mask"), ragged);
    }
}
