package recurrent.nn.fast;

/** The simple recurrent network. */
final class RnnSteps implements Steps {
    private final Tape tape;
    private final float[][] H; // after each step
    private final float[][] dZ;

    RnnSteps(Tape tape) {
        this.tape = tape;
        this.H = tape.steps(tape.T);
        this.dZ = H; // 1 − H² is needed once, in the place where the gradient then goes
    }

    @Override
    public void forward(int t, int rows) {
        int size = rows * tape.h;
        tape.addRecurrent(0, t, rows, tape.H, tape.before(t));
        tape.Z[0].get(tape.at(t), H[t], 0, size);
        Vector.tanh(H[t], size);
        tape.H.put(tape.after(t), H[t], 0, size);
    }

    @Override
    public void backward(int t, int rows, float[] dH) {
        int size = rows * tape.h;
        Vector.throughTanh(dH, H[t], dZ[t], size);
        tape.Z[0].put(tape.at(t), dZ[t], 0, size);
        tape.back(0, t, rows, 0f);
        tape.dHt.get(0, dH, 0, size);
    }

    @Override
    public float[] dZ(int k, int t) {
        return dZ[t];
    }

    @Override
    public void recurrentGradients(int t, int steps, float beta) {
        tape.recurrentGradient(0, t, steps, tape.H, tape.before(t), beta);
    }
}
