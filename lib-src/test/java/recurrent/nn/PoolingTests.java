package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.mask;
import static recurrent.nn.LayerChecks.normal;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("Pooling over time")
class PoolingTests {
    private static final INDArray Y = normal(1, 4, 3, 2);

    private static INDArray at(int t, int i) {
        return Sequences.at(Y, t).getRow(i);
    }

    @Test
    @DisplayName("the last symbol of each sequence, wherever its padding is")
    void last() {
        Mask mask = mask(4, 4, 2, 3);
        mask.array().putScalar(0, 2, 0); // padded on both sides
        INDArray P = Pooling.LAST.forward(Y, mask);
        assertEquals(at(3, 0), P.getRow(0));
        assertEquals(at(1, 1), P.getRow(1));
        assertEquals(at(2, 2), P.getRow(2));
        assertEquals(Sequences.at(Y, 3), Pooling.LAST.forward(Y, Mask.none()));
    }

    @Test
    @DisplayName("the mean counts symbols, not padding")
    void mean() {
        INDArray P = Pooling.MEAN.forward(Y, mask(4, 4, 2, 0));
        assertTrue(distance(at(0, 0).add(at(1, 0)).addi(at(2, 0)).addi(at(3, 0)).divi(4), P.getRow(0)) < 1e-12);
        assertTrue(distance(at(0, 1).add(at(1, 1)).divi(2), P.getRow(1)) < 1e-12);
        assertEquals(0, P.getRow(2).amaxNumber().doubleValue(), "nothing was read");
        assertTrue(distance(Y.mean(0), Pooling.MEAN.forward(Y, Mask.none())) < 1e-12);
    }

    @Test
    @DisplayName("side by side, every step is a block of columns, and a padded one is zeros")
    void sideBySide() {
        INDArray P = Pooling.SIDE_BY_SIDE.forward(Y, Mask.none());
        INDArray masked = Pooling.SIDE_BY_SIDE.forward(Y, mask(4, 4, 2, 3));
        assertArrayEquals(new long[] {3, 8}, P.shape());
        int[] lengths = {4, 2, 3};
        for (int i = 0; i < 3; i++) {
            for (int t = 0; t < 4; t++) {
                for (int j = 0; j < 2; j++) {
                    assertEquals(Y.getDouble(t, i, j), P.getDouble(i, 2 * t + j));
                    assertEquals(
                            t < lengths[i] ? Y.getDouble(t, i, j) : 0, masked.getDouble(i, 2 * t + j) + 0.0); // no −0
                }
            }
        }
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Pooling.SIDE_BY_SIDE.backward(normal(2, 3, 2), Y, Mask.none()));
        assertEquals("dP: expected shape (3, 8), got (3, 2)", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a gradient that is a view comes back as it is meant, and the argument is not changed")
    void views(Pooling pooling) {
        INDArray dP = pooling == Pooling.SIDE_BY_SIDE
                ? normal(2, 8, 3).transpose()
                : normal(2, 2, 3).transpose();
        INDArray kept = dP.dup();
        assertEquals(pooling.backward(kept, Y, mask(4, 4, 2, 3)), pooling.backward(dP, Y, mask(4, 4, 2, 3)));
        INDArray turned = Y.permute(2, 1, 0).dup().permute(2, 1, 0);
        assertEquals(pooling.forward(Y, mask(4, 4, 2, 3)), pooling.forward(turned, mask(4, 4, 2, 3)));
        assertEquals(kept, dP);
        assertEquals(normal(1, 4, 3, 2), Y);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the gradient check passes with and without a mask")
    void gradientCheck(Pooling pooling) {
        INDArray dP = normal(2, 3, pooling == Pooling.SIDE_BY_SIDE ? 8 : 2);
        for (Mask mask : new Mask[] {Mask.none(), mask(4, 4, 2, 3)}) {
            INDArray read = Y.dup();
            GradientCheck.Report report = GradientCheck.check(
                    Parameters.of(Map.of("Y", read)),
                    Parameters.of(Map.of("Y", pooling.backward(dP, read, mask))),
                    () -> LayerChecks.sum(pooling.forward(read, mask), dP));
            assertTrue(report.max() < 1e-6, report::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("FLOAT stays FLOAT, and a mask of the wrong shape is refused")
    void types(Pooling pooling) {
        assertEquals(
                DataType.FLOAT,
                pooling.forward(Y.castTo(DataType.FLOAT), mask(4, 4, 2, 3)).dataType());
        assertThrows(IllegalArgumentException.class, () -> pooling.forward(Y, mask(3, 3, 2, 3)));
    }
}
