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
        this.next = new float[tape.capacity * tape.h];
        this.dPast = new Store(tape.T * tape.capacity * tape.h);
        this.dbh = new float[tape.h];
        this.sums = new Store(tape.h);
    }

    @Override
    public void forward(int t, int rows) {
        int h = tape.h;
        int size = rows * h;
        tape.H.get(tape.before(t), H[t], 0, size);
        for (int k = R; k <= Z; k++) {
            tape.addRecurrent(k, t, rows, tape.H, tape.before(t));
            tape.Z[k].get(tape.at(t), gates[k][t], 0, size);
            Vector.sigmoid(gates[k][t], size);
        }
        for (int i = 0; i < rows; i++) {
            System.arraycopy(tape.weights.stateBias, 0, past[t], i * h, h);
        }
        tape.dHt.put(0, past[t], 0, size);
        Blas.product(rows, h, h, tape.H.at(tape.before(t)), h, tape.weights.Wh[NEW], h, 1f, tape.dHt.at(0), h);
        tape.dHt.get(0, past[t], 0, size);
        tape.Z[NEW].get(tape.at(t), gates[NEW][t], 0, size);
        addProduct(gates[NEW][t], gates[R][t], past[t], size);
        Vector.tanh(gates[NEW][t], size);
        GruSteps.blend(gates[Z][t], H[t], gates[NEW][t], next, size);
        tape.H.put(tape.after(t), next, 0, size);
    }

    @Override
    public void backward(int t, int rows, float[] dH) {
        int h = tape.h;
        int size = rows * h;
        GruSteps.throughBlend(dH, gates[Z][t], H[t], gates[NEW][t], size);
        throughReset(gates[NEW][t], gates[R][t], past[t], size);
        dPast.put(tape.at(t), past[t], 0, size);
        for (int k = R; k <= NEW; k++) {
            tape.Z[k].put(tape.at(t), gates[k][t], 0, size);
        }
        tape.back(R, t, rows, 0f);
        tape.back(Z, t, rows, 1f);
        Blas.product(rows, h, h, dPast.at(tape.at(t)), h, tape.weights.WhT[NEW], h, 1f, tape.dHt.at(0), h);
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
    public void recurrentGradients(int t, int steps, float beta) {
        int h = tape.h;
        tape.recurrentGradient(R, t, steps, tape.H, tape.before(t), beta);
        tape.recurrentGradient(Z, t, steps, tape.H, tape.before(t), beta);
        int rows = steps * tape.m;
        int from = tape.at(t);
        int states = tape.before(t);
        Blas.productTA(h, h, rows, tape.H.at(states), h, dPast.at(from), h, beta, tape.dWh.at(NEW * h), 3 * h);
        Blas.columns(rows, h, dPast.at(from), h, tape.ones.at(0), beta, sums.at(0));
        sums.get(0, dbh, 0, h);
    }

    @Override
    public void clear(int t, int a) {
        tape.clear(dPast, t, a);
    }

    @Override
    public float[] stateBiasGradient() {
        return dbh;
    }
}
