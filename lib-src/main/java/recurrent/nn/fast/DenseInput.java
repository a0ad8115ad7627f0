package recurrent.nn.fast;

/** Rows of numbers, for instance word vectors: one product of all steps, before the first step and after the last. */
final class DenseInput implements Input {
    private final Tape tape;
    private final int d;
    private final Store X; // (T, m, d)
    private final float[] biases; // (m, h) for each gate
    private final Store dWx;
    private final Store db;

    DenseInput(Tape tape) {
        this.tape = tape;
        this.d = tape.weights.d;
        this.X = new Store(tape.T * tape.m * d);
        this.biases = new float[tape.m * tape.h];
        this.dWx = new Store(d * tape.weights.width);
        this.db = new Store(tape.h);
    }

    /** Multiplies the sequences from … of X (steps, n, d). */
    void set(float[] rows, int n, int from, int m, int steps) {
        int h = tape.h;
        for (int t = 0; t < steps; t++) {
            X.put(t * m * d, rows, (t * n + from) * d, m * d);
        }
        for (int k = 0; k < tape.Z.length; k++) {
            for (int i = 0; i < m; i++) {
                System.arraycopy(tape.weights.bias, k * h, biases, i * h, h);
            }
            for (int t = 0; t < steps; t++) {
                tape.Z[k].put(t * m * h, biases, 0, m * h);
            }
            Blas.product(steps * m, h, d, X.at(0), d, tape.weights.Wx[k], h, 1f, tape.Z[k].at(0), h);
        }
    }

    @Override
    public void forward(int t, int m) {
        // done for all steps
    }

    @Override
    public void backward(Steps cell, int t, int m) {
        // done for all steps, in gradients
    }

    @Override
    public void gradients(int steps, int m, CellGradients to) {
        int h = tape.h;
        for (int k = 0; k < tape.Z.length; k++) {
            int row = tape.weights.width;
            Blas.productTA(d, h, steps * m, X.at(0), d, tape.Z[k].at(0), h, 0f, dWx.at(k * h), row);
            Blas.columns(steps * m, h, tape.Z[k].at(0), h, tape.ones.at(0), 0f, db.at(0));
            db.get(0, to.db(), k * h, h);
        }
        dWx.get(0, to.dWx(), 0, to.dWx().length);
    }

    /** The gradients of the rows, into dX (steps, n, d); overwrites the rows kept here. */
    void inputGradients(float[] dX, int n, int from, int m, int steps) {
        int h = tape.h;
        for (int k = 0; k < tape.Z.length; k++) {
            Blas.productTB(steps * m, d, h, tape.Z[k].at(0), h, tape.weights.Wx[k], h, k == 0 ? 0f : 1f, X.at(0), d);
        }
        for (int t = 0; t < steps; t++) {
            X.get(t * m * d, dX, (t * n + from) * d, m * d);
        }
    }
}
