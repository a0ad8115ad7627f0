package recurrent.nn.fast;

/** Long short-term memory: gates 0 … 3 are i, f, o and the candidate g. */
final class LstmSteps implements Steps {
    private static final int I = 0;
    private static final int F = 1;
    private static final int O = 2;
    private static final int G = 3;

    private final Tape tape;
    private final float[][][] gates; // on the way back their gradients take their place
    private final float[][] C;
    private final float[][] tanhC;
    private final float[] H;
    private final float[] dC;

    LstmSteps(Tape tape) {
        this.tape = tape;
        this.gates = new float[][][] {tape.steps(tape.T), tape.steps(tape.T), tape.steps(tape.T), tape.steps(tape.T)};
        this.C = tape.steps(tape.T + 1);
        this.tanhC = tape.steps(tape.T);
        this.H = new float[tape.capacity * tape.h];
        this.dC = new float[tape.capacity * tape.h];
    }

    @Override
    public void forward(int t, int rows) {
        int size = rows * tape.h;
        float[] before = C[tape.blockBefore(t)];
        float[] after = C[tape.blockAfter(t)];
        for (int k = 0; k < gates.length; k++) {
            tape.addRecurrent(k, t, rows, tape.H, tape.before(t));
            tape.Z[k].get(tape.at(t), gates[k][t], 0, size);
        }
        Vector.sigmoid(gates[I][t], size);
        Vector.sigmoid(gates[F][t], size);
        Vector.sigmoid(gates[O][t], size);
        Vector.tanh(gates[G][t], size);
        remember(gates[I][t], gates[F][t], gates[G][t], before, after, size);
        Vector.tanh(after, tanhC[t], size);
        Vector.product(gates[O][t], tanhC[t], H, size);
        tape.H.put(tape.after(t), H, 0, size);
    }

    @Override
    public void backward(int t, int rows, float[] dH) {
        int size = rows * tape.h;
        throughOutput(dH, gates[O][t], tanhC[t], dC, size);
        throughCandidate(dC, gates[I][t], gates[G][t], size);
        throughForget(dC, gates[F][t], C[tape.blockBefore(t)], size);
        for (int k = 0; k < gates.length; k++) {
            tape.Z[k].put(tape.at(t), gates[k][t], 0, size);
            tape.back(k, t, rows, k == 0 ? 0f : 1f);
        }
        tape.dHt.get(0, dH, 0, size);
    }

    /** Ct = f ⊙ Ct-1 + i ⊙ g. */
    private static void remember(float[] i, float[] f, float[] g, float[] C, float[] next, int size) {
        for (int j = 0; j < size; j++) {
            next[j] = f[j] * C[j] + i[j] * g[j];
        }
    }

    /** Through Ht = o ⊙ tanh(Ct): adds to dC, and puts the gradient of o's sum in the place of o. */
    private static void throughOutput(float[] dH, float[] o, float[] tanhC, float[] dC, int size) {
        for (int j = 0; j < size; j++) {
            float y = o[j];
            float c = tanhC[j];
            float through = dH[j] * y;
            dC[j] += through * (1f - c * c);
            o[j] = through * c * (1f - y);
        }
    }

    /** Through i ⊙ g: the gradients of both sums take the places of i and g. */
    private static void throughCandidate(float[] dC, float[] i, float[] g, int size) {
        for (int j = 0; j < size; j++) {
            float a = i[j];
            float b = g[j];
            float through = dC[j] * a;
            i[j] = through * b * (1f - a);
            g[j] = through * (1f - b * b);
        }
    }

    /** Through f ⊙ Ct-1: the gradient of f's sum takes the place of f, dC becomes the gradient of Ct-1. */
    private static void throughForget(float[] dC, float[] f, float[] C, int size) {
        for (int j = 0; j < size; j++) {
            float y = f[j];
            float through = dC[j] * y;
            f[j] = through * C[j] * (1f - y);
            dC[j] = through;
        }
    }

    @Override
    public float[] dZ(int k, int t) {
        return gates[k][t];
    }

    @Override
    public void recurrentGradients(int t, int steps, float beta) {
        for (int k = 0; k < gates.length; k++) {
            tape.recurrentGradient(k, t, steps, tape.H, tape.before(t), beta);
        }
    }

    @Override
    public float[][] C() {
        return C;
    }

    @Override
    public float[] dC() {
        return dC;
    }
}
