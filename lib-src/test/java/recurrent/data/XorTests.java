package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("XOR data")
class XorTests {
    @Test
    @DisplayName("the four corners: 0 is [1, 0], 1 is [0, 1], around the origin too")
    void corners() {
        double[] classes = {1, 0, 0, 1, 0, 1, 1, 0};
        Xor corners = Xor.corners(DataType.DOUBLE);
        assertArrayEquals(
                new double[] {0, 0, 0, 1, 1, 0, 1, 1}, corners.X().data().asDouble());
        assertArrayEquals(classes, corners.Y().data().asDouble());
        Xor signs = Xor.signCorners(DataType.FLOAT);
        assertArrayEquals(
                new double[] {-1, -1, -1, 1, 1, -1, 1, 1}, signs.X().data().asDouble());
        assertArrayEquals(classes, signs.Y().data().asDouble());
        assertEquals(DataType.FLOAT, signs.Y().dataType());
    }

    @Test
    @DisplayName("300 normal points: class 1 where the signs differ; the same seed gives the same points")
    void gaussian() {
        Xor xor = Xor.gaussian(300, 1, DataType.DOUBLE);
        assertArrayEquals(new long[] {300, 2}, xor.X().shape());
        int ones = 0;
        for (int i = 0; i < 300; i++) {
            int one = xor.X().getDouble(i, 0) * xor.X().getDouble(i, 1) < 0 ? 1 : 0;
            assertEquals(one, xor.Y().getDouble(i, 1));
            assertEquals(1 - one, xor.Y().getDouble(i, 0));
            ones += one;
        }
        assertEquals(150, ones, 40);
        assertEquals(0, xor.X().meanNumber().doubleValue(), 0.2);
        assertEquals(1, xor.X().stdNumber().doubleValue(), 0.2);
        assertEquals(xor.X(), Xor.gaussian(300, 1, DataType.DOUBLE).X());
        assertNotEquals(xor.X(), Xor.gaussian(300, 2, DataType.DOUBLE).X());
        assertThrows(IllegalArgumentException.class, () -> Xor.gaussian(0, 1, DataType.DOUBLE));
    }

    @Test
    @DisplayName("accuracy: right answers 1, opposite answers 0, always the same answer 0.5")
    void accuracy() {
        Xor corners = Xor.corners(DataType.DOUBLE);
        INDArray Y = corners.Y();
        assertEquals(1, corners.accuracy(Y));
        assertEquals(0, corners.accuracy(Y.rsub(1)));
        INDArray same = Nd4j.createFromArray(new double[][] {{0.2, 0.7}, {0.2, 0.7}, {0.2, 0.7}, {0.2, 0.7}});
        assertEquals(0.5, corners.accuracy(same));
        assertThrows(IllegalArgumentException.class, () -> corners.accuracy(Nd4j.ones(DataType.DOUBLE, 3, 2)));
    }
}
