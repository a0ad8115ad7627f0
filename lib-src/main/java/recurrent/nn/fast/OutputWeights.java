package recurrent.nn.fast;

import java.util.Arrays;

import org.bytedeco.javacpp.FloatPointer;

import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;

/** The parameters of an output layer as the chunks of a batch read them. */
final class OutputWeights {
    // The kernels of OpenBLAS compute 16 columns at once and are slower on what is left over: 28 columns take longer
    // than 32.
    private static final int PADDING = 16;

    final int h;
    final int V;
    /** Columns of Whq in memory; those behind V are zero and count for nothing. */
    final int padded;
    /** (h, padded). */
    final FloatPointer Whq;

    private final Store memory;
    /** (V). */
    float[] bq;

    OutputWeights(int h, int V) {
        this.h = h;
        this.V = V;
        this.padded = (V + PADDING - 1) / PADDING * PADDING;
        this.memory = new Store(h * padded);
        this.Whq = memory.fixed(0);
    }

    void read(OutputLayer layer) {
        float[] values = Exchange.read("Whq", layer.Whq(), h, V);
        for (int row = 0; row < h; row++) {
            memory.put(row * padded, values, row * V, V);
        }
        bq = Exchange.read("bq", layer.bq(), 1, V);
    }

    /** Its gradients: dWhq (h, padded), dbq (padded). */
    record Gradients(float[] dWhq, float[] dbq) {
        void add(Gradients other) {
            Vector.add(dWhq, 0, other.dWhq, 0, dWhq.length);
            Vector.add(dbq, 0, other.dbq, 0, dbq.length);
        }
    }

    Gradients zeros() {
        return new Gradients(new float[h * padded], new float[padded]);
    }

    void write(Gradients from, Parameters gradients) {
        float[] dWhq = new float[h * V];
        for (int row = 0; row < h; row++) {
            System.arraycopy(from.dWhq, row * padded, dWhq, row * V, V);
        }
        Exchange.write(dWhq, gradients.get("Whq"));
        Exchange.write(Arrays.copyOf(from.dbq, V), gradients.get("bq"));
    }
}
