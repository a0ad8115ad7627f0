package recurrent.grade.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays as type, order, shape and numbers. */
final class Tensors {
    private static final int MAX_RANK = 8;

    private Tensors() {}

    static void write(DataOutputStream out, INDArray array) throws IOException {
        DataType type = array.dataType();
        char order = array.ordering() == 'f' ? 'f' : 'c'; // a transposed 1×1 array calls its order "a", for any
        Wire.text(out, type.name());
        out.writeChar(order);
        out.writeByte(array.rank());
        for (long size : array.shape()) {
            out.writeLong(size);
        }
        out.writeBoolean(array.isEmpty()); // one without numbers may have the shape of a single number
        if (array.isEmpty()) {
            return;
        }
        INDArray whole = array.dup(order); // a view's numbers do not lie side by side
        if (type == DataType.FLOAT) {
            for (float x : whole.data().asFloat()) {
                out.writeFloat(x);
            }
        } else if (type == DataType.DOUBLE) {
            for (double x : whole.data().asDouble()) {
                out.writeDouble(x);
            }
        } else if (type == DataType.INT32 || type == DataType.INT64 || type == DataType.BOOL) {
            for (long x : whole.data().asLong()) {
                out.writeLong(x);
            }
        } else {
            throw new WireException("an array of type " + type + " cannot leave the program");
        }
    }

    static INDArray read(DataInputStream in) throws IOException {
        DataType type = type(Wire.text(in));
        char order = in.readChar();
        int rank = in.readUnsignedByte();
        if (rank > MAX_RANK || order != 'c' && order != 'f') {
            throw new WireException("an array of rank " + rank + " in order " + order);
        }
        long[] shape = new long[rank];
        long length = 1;
        for (int k = 0; k < rank; k++) {
            shape[k] = in.readLong();
            if (shape[k] < 0 || shape[k] > in.available()) {
                throw new WireException("an array with a size of " + shape[k]);
            }
            length *= shape[k];
            if (length > in.available()) { // at least a byte a number: so no product can overflow either
                throw new WireException("an array of more numbers than bytes");
            }
        }
        if (in.readBoolean() || length == 0) {
            return Nd4j.empty(type);
        }
        INDArray array = numbers(in, type, (int) length);
        return rank == 0 ? array.reshape(new long[0]) : array.reshape(order, shape);
    }

    private static INDArray numbers(DataInputStream in, DataType type, int n) throws IOException {
        if ((long) n * (type == DataType.FLOAT ? 4 : 8) > in.available()) {
            throw new WireException("an array of " + n + " numbers with " + in.available() + " bytes left");
        }
        if (type == DataType.FLOAT) {
            float[] numbers = new float[n];
            for (int i = 0; i < n; i++) {
                numbers[i] = in.readFloat();
            }
            return Nd4j.createFromArray(numbers);
        }
        if (type == DataType.DOUBLE) {
            double[] numbers = new double[n];
            for (int i = 0; i < n; i++) {
                numbers[i] = in.readDouble();
            }
            return Nd4j.createFromArray(numbers);
        }
        long[] numbers = new long[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = in.readLong();
        }
        return Nd4j.createFromArray(numbers).castTo(type);
    }

    private static DataType type(String name) {
        return switch (name) {
            case "FLOAT" -> DataType.FLOAT;
            case "DOUBLE" -> DataType.DOUBLE;
            case "INT" -> DataType.INT32;
            case "LONG" -> DataType.INT64;
            case "BOOL" -> DataType.BOOL;
            default -> throw new WireException("an array of type " + name.substring(0, Math.min(20, name.length())));
        };
    }

    /** Writes the numbers of one array into another; false if they do not fit. */
    static boolean copy(INDArray from, INDArray into) {
        if (from.dataType() != into.dataType() || !java.util.Arrays.equals(from.shape(), into.shape())) {
            return false;
        }
        if (!from.isEmpty()) {
            into.assign(from);
        }
        return true;
    }
}
