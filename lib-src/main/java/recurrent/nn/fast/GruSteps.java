package recurrent.nn.fast;

/** The gated recurrent unit of the textbooks: gates 0 … 2 are r, z and the candidate. */
final class GruSteps implements Steps {
    private static final int R = 0;
    private static final int Z = 1;
    private static final int NEW = 2;

    private final Tape tape;
    private final float[][][] gates; // on the way back their gradients take their place
    private final float[][] H; // before each step
    private final float[] next;
    private final Store reset; // r ⊙ Ht-1, (T, m, h)
    private final float[] scratch;

    GruSteps(Tape tape) {
        this.tape = tape;
        this.gates = new float[][][] {tape.steps(tape.T), tape.steps(tape.T), tape.steps(tape.T)};
        this.H = tape.steps(tape.T);
        this.next = new float[tape.capacity * tape.h];
        this.reset = new Store(tape.T * tape.capacity * tape.h);
        this.scratch = new float[tape.capacity * tape.h];
    }

    @Override
    public void forward(int t, int rows) {
        int size = rows * tape.h;
        tape.H.get(tape.before(t), H[t], 0, size);
        for (int k = R; k <= Z; k++) {
            tape.addRecurrent(k, t, rows, tape.H, tape.before(t));
            tape.Z[k].get(tape.at(t), gates[k][t], 0, size);
            Vector.sigmoid(gates[k][t], size);
        }
        Vector.product(gates[R][t], H[t], scratch, size);
        reset.put(tape.at(t), scratch, 0, size);
        tape.addRecurrent(NEW, t, rows, reset, tape.at(t));
        tape.Z[NEW].get(tape.at(t), gates[NEW][t], 0, size);
        Vector.tanh(gates[NEW][t], size);
        blend(gates[Z][t], H[t], gates[NEW][t], next, size);
        tape.H.put(tape.after(t), next, 0, size);
    }

    @Override
    public void backward(int t, int rows, float[] dH) {
        int size = rows * tape.h;
        throughBlend(dH, gates[Z][t], H[t], gates[NEW][t], size);
        tape.Z[NEW].put(tape.at(t), gates[NEW][t], 0, size);
        tape.back(NEW, t, rows, 0f);
        tape.dHt.get(0, scratch, 0, size); // the gradient of r ⊙ Ht-1
        throughReset(scratch, gates[R][t], H[t], dH, size);
        for (int k = R; k <= Z; k++) {
            tape.Z[k].put(tape.at(t), gates[k][t], 0, size);
            tape.back(k, t, rows, k == R ? 0f : 1f);
        }
        tape.dHt.get(0, scratch, 0, size);
        Vector.add(dH, 0, scratch, 0, size);
    }

    /** Ht = z ⊙ Ht-1 + (1 − z) ⊙ h̃. */
    static void blend(float[] z, float[] H, float[] candidate, float[] next, int size) {
        for (int j = 0; j < size; j++) {
            next[j] = z[j] * (H[j] - candidate[j]) + candidate[j];
        }
    }

    /** Back through {@link #blend} and both gates: the gradients of the sums take the places of z and the candidate. */
    static void throughBlend(float[] dH, float[] z, float[] H, float[] candidate, int size) {
        for (int j = 0; j < size; j++) {
            float y = z[j];
            float c = candidate[j];
            float d = dH[j];
            float rest = d * (1f - y);
            z[j] = rest * y * (H[j] - c);
            candidate[j] = rest * (1f - c * c);
            dH[j] = d * y;
        }
    }

    /** Back through r ⊙ Ht-1: adds to dH, and puts the gradient of r's sum in the place of r. */
    private static void throughReset(float[] d, float[] r, float[] H, float[] dH, int size) {
        for (int j = 0; j < size; j++) {
            float y = r[j];
            float through = d[j] * y;
            dH[j] += through;
            r[j] = through * H[j] * (1f - y);
        }
    }

    @Override
    public float[] dZ(int k, int t) {
        return gates[k][t];
    }

    @Override
    public void recurrentGradients(int t, int steps, float beta) {
        tape.recurrentGradient(R, t, steps, tape.H, tape.before(t), beta);
        tape.recurrentGradient(Z, t, steps, tape.H, tape.before(t), beta);
        tape.recurrentGradient(NEW, t, steps, reset, tape.at(t), beta);
    }
}
