package recurrent.nn.fast;

import java.util.function.Function;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of one cell as the chunks of a batch read them. */
final class Weights {
    final FastKind kind;
    final int d;
    final int h;
    /** Length of a row of Wx and Wh: gates·h. */
    final int width;
    /** Of each gate, (d, h). */
    final FloatPointer[] Wx;
    /** Of each gate, (h, h). */
    final FloatPointer[] Wh;
    /** Of each gate, transposed: OpenBLAS is fastest when the second factor is not turned. */
    final FloatPointer[] WhT;
    /** What is added to the inputs' part of every gate, (width). */
    final float[] bias;
    /** What the candidate of a GRU with two biases adds to the states' part, (h). */
    final float[] stateBias;

    private final Store inputWeights;
    private final Store stateWeights;
    private final Store turned;
    /** Wx + bias, (d, width): a one-hot row times Wx is a row of Wx. */
    float[] table;

    Weights(FastKind kind, int d, int h) {
        this.kind = kind;
        this.d = d;
        this.h = h;
        this.width = kind.gates * h;
        this.inputWeights = new Store(d * width);
        this.stateWeights = new Store(h * width);
        this.turned = new Store(h * width);
        this.Wx = new FloatPointer[kind.gates];
        this.Wh = new FloatPointer[kind.gates];
        this.WhT = new FloatPointer[kind.gates];
        for (int k = 0; k < kind.gates; k++) {
            Wx[k] = inputWeights.fixed(k * d * h);
            Wh[k] = stateWeights.fixed(k * h * h);
            WhT[k] = turned.fixed(k * h * h);
        }
        this.bias = new float[width];
        this.stateBias = new float[h];
    }

    /** Reads the arrays that are found by the names that the cell's class gives them. */
    void read(Function<String, INDArray> arrays) {
        table = Exchange.read(kind.Wx, arrays.apply(kind.Wx), d, width);
        byGate(table, d, inputWeights);
        float[] states = Exchange.read(kind.Wh, arrays.apply(kind.Wh), h, width);
        byGate(states, h, stateWeights);
        turn(states);
        System.arraycopy(Exchange.read(kind.bx, arrays.apply(kind.bx), 1, width), 0, bias, 0, width);
        if (kind.bh != null) {
            float[] bh = Exchange.read(kind.bh, arrays.apply(kind.bh), 1, width);
            Vector.add(bias, 0, bh, 0, width - h);
            System.arraycopy(bh, width - h, stateBias, 0, h);
        }
        for (int row = 0; row < d; row++) {
            Vector.add(table, row * width, bias, 0, width);
        }
    }

    /** Wx as it was read, (d, width). */
    float[] inputRows() {
        return rows(inputWeights, d);
    }

    /** Wh as it was read, (h, width). */
    float[] stateRows() {
        return rows(stateWeights, h);
    }

    private float[] rows(Store byGate, int rows) {
        float[] values = new float[rows * width];
        for (int k = 0; k < kind.gates; k++) {
            for (int row = 0; row < rows; row++) {
                byGate.get((k * rows + row) * h, values, row * width + k * h, h);
            }
        }
        return values;
    }

    private void turn(float[] states) {
        float[] column = new float[h];
        for (int j = 0; j < width; j++) {
            for (int row = 0; row < h; row++) {
                column[row] = states[row * width + j];
            }
            turned.put(j * h, column, 0, h);
        }
    }

    /** From rows of all gates to one matrix for each: far-apart rows of a power of two slow products down by half. */
    private void byGate(float[] values, int rows, Store to) {
        for (int k = 0; k < kind.gates; k++) {
            for (int row = 0; row < rows; row++) {
                to.put((k * rows + row) * h, values, row * width + k * h, h);
            }
        }
    }
}
