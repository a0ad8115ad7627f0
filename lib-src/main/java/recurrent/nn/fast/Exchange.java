package recurrent.nn.fast;

import java.nio.FloatBuffer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Shapes;

/** Between ND4J's arrays and {@code float[]}, row after row. */
final class Exchange {
    private Exchange() {}

    static float[] read(String name, INDArray array, int rows, int columns) {
        Shapes.require(name, array, rows, columns);
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException(name + ": the fast path computes in FLOAT, got " + array.dataType()
                    + "; train with FLOAT, or use recurrent.nn");
        }
        float[] values = new float[rows * columns];
        // a view, or an array in another order, must be laid out first
        memory(plain(array) ? array : array.dup('c')).get(values);
        return values;
    }

    static void write(float[] values, INDArray array) {
        if (plain(array)) {
            memory(array).put(values);
        } else {
            INDArray copy = array.ulike().dup('c');
            memory(copy).put(values);
            array.assign(copy);
        }
    }

    private static boolean plain(INDArray array) {
        return !array.isView() && array.ordering() == 'c';
    }

    private static FloatBuffer memory(INDArray array) {
        return array.data().asNioFloat();
    }
}
