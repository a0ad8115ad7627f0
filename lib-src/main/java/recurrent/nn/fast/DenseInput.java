package recurrent.nn.fast;

/** Rows of numbers, for instance word vectors or what a layer below says: one product of all steps, there and back. */
final class DenseInput implements Input {
    private final Tape tape;
    private final int d;
    private final float[] biases; // (m, h)
    private final Store dWx;
    private final Store db;
    private Block X; // (T, m, d)

    DenseInput(Tape tape) {
        this.tape = tape;
        this.d = tape.weights.d;
        this.biases = new float[tape.capacity * tape.h];
        this.dWx = new Store(d * tape.weights.width);
        this.db = new Store(tape.h);
    }

    @Override
    public void begin(Pass pass, Block read) {
        X = read;
        int h = tape.h;
        int m = tape.m;
        for (int k = 0; k < tape.Z.length; k++) {
            for (int i = 0; i < m; i++) {
                System.arraycopy(tape.weights.bias, k * h, biases, i * h, h);
            }
            for (int t = 0; t < tape.steps; t++) {
                tape.Z[k].put(tape.at(t), biases, 0, m * h);
            }
            if (pass.pack().ragged()) {
                for (int t = 0; t < tape.steps; t++) {
                    product(k, t, pass.pack().active()[t]);
                }
            } else {
                product(k, 0, tape.steps * m);
            }
        }
    }

    /** {@code Z[k] += X·Wx[k]} for so many rows from step t on. */
    private void product(int k, int t, int rows) {
        if (rows > 0) {
            Blas.product(
                    rows,
                    tape.h,
                    d,
                    X.store().at(X.at() + t * tape.m * d),
                    d,
                    tape.weights.Wx[k],
                    tape.h,
                    1f,
                    tape.Z[k].at(tape.at(t)),
                    tape.h);
        }
    }

    @Override
    public void forward(int t, int rows) {
        // done for all steps
    }

    @Override
    public void beginBackward(CellGradients to) {
        // gradients overwrites
    }

    @Override
    public void backward(Steps cell, int t, int rows) {
        // done for all steps, in gradients
    }

    @Override
    public void gradients(CellGradients to) {
        int h = tape.h;
        int rows = tape.steps * tape.m;
        int width = tape.weights.width;
        for (int k = 0; k < tape.Z.length; k++) {
            Blas.productTA(d, h, rows, X.store().at(X.at()), d, tape.Z[k].at(0), h, 0f, dWx.at(k * h), width);
            Blas.columns(rows, h, tape.Z[k].at(0), h, tape.ones.at(0), 0f, db.at(0));
            db.get(0, to.db(), k * h, h);
        }
        dWx.get(0, to.dWx(), 0, to.dWx().length);
    }

    @Override
    public void inputGradients(Block dX, float beta) {
        int h = tape.h;
        int rows = tape.steps * tape.m;
        for (int k = 0; k < tape.Z.length; k++) {
            float keep = k == 0 ? beta : 1f;
            Blas.productTB(
                    rows,
                    d,
                    h,
                    tape.Z[k].at(0),
                    h,
                    tape.weights.Wx[k],
                    h,
                    keep,
                    dX.store().at(dX.at()),
                    d);
        }
    }
}
