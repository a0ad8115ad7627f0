package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.mask;
import static recurrent.nn.LayerChecks.normal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Masks")
class MaskTests {
    @Test
    @DisplayName("a number that is neither 0 nor 1 is refused, with its place")
    void neitherNorIs() {
        INDArray half = Nd4j.ones(DataType.FLOAT, 3, 2);
        half.putScalar(2, 1, 0.5);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Mask.of(half));
        assertEquals("mask[2][1]: expected 1 for a symbol or 0 for padding, got 0.5", e.getMessage());
        for (double number : new double[] {-1, 2, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Mask.of(Nd4j.ones(DataType.DOUBLE, 1, 1).assign(number)));
        }
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE, DataType.INT32, DataType.BOOL}) {
            assertDoesNotThrow(() -> Mask.of(Nd4j.ones(DataType.FLOAT, 2, 3).castTo(type)));
        }
    }

    @Test
    @DisplayName("the place of a wrong number is right in an array that lies in memory in another order, too")
    void views() {
        INDArray turned = Nd4j.ones(DataType.FLOAT, 2, 3).transpose();
        turned.putScalar(2, 0, 7);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Mask.of(turned));
        assertTrue(e.getMessage().startsWith("mask[2][0]: "), e.getMessage());
    }

    @Test
    @DisplayName("a mask of another shape than the sequences is refused, and one that is no table")
    void shapes() {
        INDArray X = normal(1, 4, 3, 2);
        mask(4, 4, 2, 3).require(X);
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> mask(4, 4, 2).require(X));
        assertEquals("mask: expected shape (4, 3), got (4, 2)", e.getMessage());
        RecurrentLayer layer =
                LstmCell.random(2, 3, Init.normal(0.5), DataType.DOUBLE, 1).layer();
        assertThrows(
                IllegalArgumentException.class,
                () -> layer.forward(X, layer.zeroState(3), mask(3, 3, 2, 3), Mode.EVALUATION));
        assertThrows(
                IllegalArgumentException.class, () -> Mask.of(normal(1, 4, 3, 2).assign(1)));
    }

    @Test
    @DisplayName("without padding it fits every batch, and a layer says what it says without a mask")
    void none() {
        assertTrue(Mask.none().isNone());
        assertFalse(mask(2, 2, 1).isNone());
        assertEquals("Mask(none)", Mask.none().toString());
        assertEquals("Mask(2, 3)", mask(2, 2, 1, 2).toString());
        INDArray X = normal(1, 4, 3, 2);
        assertEquals(Nd4j.ones(DataType.DOUBLE, 4, 3), Mask.none().like(X));
        RecurrentLayer layer =
                GruCell.random(2, 3, Init.normal(0.5), DataType.DOUBLE, 1).layer();
        INDArray Y = layer.forward(X, layer.zeroState(3)).Y();
        assertEquals(
                Y,
                layer.forward(X, layer.zeroState(3), Mask.none(), Mode.EVALUATION)
                        .Y());
        assertEquals(
                Y,
                layer.forward(X, layer.zeroState(3), mask(4, 4, 4, 4), Mode.EVALUATION)
                        .Y());
        assertTrue(Mask.none().reversed().isNone());
        assertTrue(Mask.none().between(1, 2).isNone());
    }

    @Test
    @DisplayName("it counts the symbols")
    void symbols() {
        assertEquals(9, mask(4, 4, 2, 3).symbols(3, 4));
        assertEquals(12, Mask.none().symbols(3, 4));
    }

    @Test
    @DisplayName("read backwards, and cut, it goes with the sequence")
    void reversedAndCut() {
        Mask mask = mask(4, 4, 2);
        assertEquals(mask, mask.reversed().reversed());
        assertEquals(mask(2, 2, 0), mask.between(2, 4));
        INDArray reversed = mask.reversed().array();
        assertEquals(0, reversed.getDouble(1, 1));
        assertEquals(1, reversed.getDouble(2, 1));
    }
}
