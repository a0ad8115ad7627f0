package recurrent.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The bytes of a {@code .npy} file, version 1.0. ND4J can write them too, but through a channel, which an interrupted
 * thread closes: the stop button would spoil the file that is to outlive it. Chapter 15.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy: format of .npy files</a>
 */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private Npy() {}

    /** An array of FLOAT or DOUBLE, in row order: the order of the numbers may change how they are added up. */
    static byte[] bytes(String name, INDArray array) {
        boolean isFloat = array.dataType() == DataType.FLOAT;
        if (!isFloat && array.dataType() != DataType.DOUBLE) {
            throw new IllegalArgumentException(
                    name + ": expected an array of FLOAT or DOUBLE, got " + array.dataType() + "; cast it");
        }
        // a tuple of one needs its comma, a longer one must not end in one: ND4J's reader takes that for a tuple of one
        String sizes = Arrays.stream(array.shape()).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String shape = "(" + sizes + (array.rank() == 1 ? ",)" : ")");
        String head =
                "{'descr': '" + (isFloat ? "<f4" : "<f8") + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int prefix = MAGIC.length + 2;
        int padded = (prefix + head.length() + 1 + 63) / 64 * 64; // numbers begin at a multiple of 64
        int length = Math.toIntExact(array.length());
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(padded, Math.multiplyExact(length, isFloat ? 4 : 8)))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putShort((short) (padded - prefix)).put(head.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < padded - 1) {
            bytes.put((byte) ' ');
        }
        bytes.put((byte) '\n');
        INDArray rows = array.dup('c').reshape(array.length()); // a copy without gaps
        if (isFloat) {
            bytes.asFloatBuffer().put(rows.toFloatVector());
        } else {
            bytes.asDoubleBuffer().put(rows.toDoubleVector());
        }
        return bytes.array();
    }
}
