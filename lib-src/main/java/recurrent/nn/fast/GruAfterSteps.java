package recurrent.nn.fast;

/** The gated recurrent unit with the reset gate behind the product: gates 0 … 2 are r, z and the candidate. */
final class GruAfterSteps implements Steps {
    private static final int R = 0;
    private static final int Z = 1;
    private static final int NEW = 2;

    private final Tape tape;
    private final float[][][] gates; // on the way back their gradients take their place
    private final float[][] H; // before each step
    private final float[][] past; // what the reset gate lets through or not: Ht-1·Wh + bh of the candidate
    private final float[] next;
    private final Store dPast; // (T, m, h)
    private final float[] dbh; // of the candidate
    private final Store sums;

    GruAfterSteps(Tape tape) {
        this.tape = tape;
        this.gates = new float[][][] {tape.steps(tape.T), tape.steps(tape.T), tape.steps(tape.T)};
        this.H = tape.steps(tape.T);
        this.past = tape.steps(tape.T);
        this.next = new float[tape.m * tape.h];
        this.dPast = new Store(tape.T * tape.m * tape.h);
        this.dbh = new float[tape.h];
        this.sums = new Store(tape.h);
    }

    @Override
    public void forward(int t, int m) {
        int h = tape.h;
        int size = m * h;
        tape.H.get(t * size, H[t], 0, size);
        for (int k = R; k <= Z; k++) {
            tape.addRecurrent(k, t, m, tape.H, t * size);
            tape.Z[k].get(t * size, gates[k][t], 0, size);
            Vector.sigmoid(gates[k][t], size);
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(tape.weights.stateBias, 0, past[t], i * h, h);
        }
        tape.dHt.put(0, past[t], 0, size);
        Blas.product(m, h, h, tape.H.at(t * size), h, tape.weights.Wh[NEW], h, 1f, tape.dHt.at(0), h);
        tape.dHt.get(0, past[t], 0, size);
        tape.Z[NEW].get(t * size, gates[NEW][t], 0, size);
        addProduct(gates[NEW][t], gates[R][t], past[t], size);
        Vector.tanh(gates[NEW][t], size);
        GruSteps.blend(gates[Z][t], H[t], gates[NEW][t], next, size);
        tape.H.put((t + 1) * size, next, 0, size);
    }

    @Override
    public void backward(int t, int m, float[] dH) {
        int h = tape.h;
        int size = m * h;
        GruSteps.throughBlend(dH, gates[Z][t], H[t], gates[NEW][t], size);
        throughReset(gates[NEW][t], gates[R][t], past[t], size);
        dPast.put(t * size, past[t], 0, size);
        for (int k = R; k <= NEW; k++) {
            tape.Z[k].put(t * size, gates[k][t], 0, size);
        }
        tape.back(R, t, m, 0f);
        tape.back(Z, t, m, 1f);
        Blas.product(m, h, h, dPast.at(t * size), h, tape.weights.WhT[NEW], h, 1f, tape.dHt.at(0), h);
        tape.dHt.get(0, next, 0, size);
        Vector.add(dH, 0, next, 0, size);
    }

    /** x += r ⊙ past. */
    private static void addProduct(float[] x, float[] r, float[] past, int size) {
        for (int j = 0; j < size; j++) {
            x[j] += r[j] * past[j];
        }
    }

    /** Back through r ⊙ past: the gradients of r's sum and of past take their places. */
    private static void throughReset(float[] d, float[] r, float[] past, int size) {
        for (int j = 0; j < size; j++) {
            float y = r[j];
            float through = d[j] * y;
            r[j] = through * past[j] * (1f - y);
            past[j] = through;
        }
    }

    @Override
    public float[] dZ(int k, int t) {
        return gates[k][t];
    }

    @Override
    public void recurrentGradients(int t, int steps, int m, float beta) {
        int h = tape.h;
        tape.recurrentGradient(R, t, steps, m, tape.H, beta);
        tape.recurrentGradient(Z, t, steps, m, tape.H, beta);
        int from = t * m * h;
        Blas.productTA(h, h, steps * m, tape.H.at(from), h, dPast.at(from), h, beta, tape.dWh.at(NEW * h), 3 * h);
        Blas.columns(steps * m, h, dPast.at(from), h, tape.ones.at(0), beta, sums.at(0));
        sums.get(0, dbh, 0, h);
    }

    @Override
    public float[] stateBiasGradient() {
        return dbh;
    }
}
