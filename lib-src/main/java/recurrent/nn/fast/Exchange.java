package recurrent.nn.fast;

import java.lang.ref.Reference;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Shapes;

/** Between ND4J's arrays and {@code float[]}, row after row. */
final class Exchange {
    /** What the fast path computes in. */
    static final DataType TYPE = DataType.FLOAT;

    private Exchange() {}

    static float[] read(String name, INDArray array, int rows, int columns) {
        Shapes.require(name, array, rows, columns);
        requireType(name, array);
        float[] values = new float[rows * columns];
        Numbers numbers = Numbers.of(array);
        numbers.memory().get(values);
        Reference.reachabilityFence(numbers);
        return values;
    }

    static void requireType(String name, INDArray array) {
        if (array.dataType() != TYPE) {
            throw new IllegalArgumentException(name + ": the fast path computes in " + TYPE + ", got "
                    + array.dataType() + "; train with " + TYPE + ", or use recurrent.nn");
        }
    }

    static void write(float[] values, INDArray array) {
        Numbers numbers = Numbers.of(array);
        numbers.memory().put(values);
        if (numbers.array() != array) {
            array.assign(numbers.array());
        }
        Reference.reachabilityFence(numbers);
    }

    static boolean plain(INDArray array) {
        return !array.isView() && array.ordering() == 'c';
    }
}
