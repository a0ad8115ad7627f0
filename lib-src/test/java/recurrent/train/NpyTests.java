package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@DisplayName("The bytes of a .npy file")
class NpyTests {
    private static void assertComesBack(INDArray array) {
        INDArray back = Nd4j.createNpyFromByteArray(Npy.bytes("array", array));
        assertEquals(array.dataType(), back.dataType());
        assertArrayEquals(array.shape(), back.shape());
        assertArrayEquals(array.dup('c').data().asDouble(), back.dup('c').data().asDouble());
    }

    @Test
    @DisplayName("are read as the same numbers, whatever the type, the order in memory and the rank")
    void comesBack() {
        INDArray numbers = Nd4j.linspace(DataType.DOUBLE, -1, 0.1, 24).reshape(4, 6);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray rows = numbers.castTo(type);
            assertComesBack(rows);
            assertComesBack(rows.dup('f'));
            assertComesBack(rows.transpose());
            assertComesBack(rows.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(2, 5)));
            assertComesBack(rows.reshape(2, 3, 4));
            assertComesBack(rows.reshape(24));
            assertComesBack(rows.getColumn(3, true));
        }
        INDArray odd = Nd4j.createFromArray(new double[][] {{Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 1e-320}});
        assertComesBack(odd);
    }

    @Test
    @DisplayName("begin as NumPy wants them: magic, version, length, a dictionary, a line end at a multiple of 64")
    void header() {
        byte[] bytes = Npy.bytes("array", Nd4j.zeros(DataType.FLOAT, 2, 3));
        assertEquals(128 + 24, bytes.length);
        assertEquals(118, bytes[8] + 256 * bytes[9]);
        String head = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
        assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", head.strip());
        assertEquals('\n', bytes[127]);
        assertThrows(IllegalArgumentException.class, () -> Npy.bytes("ids", Nd4j.createFromArray(1, 2)));
    }
}
