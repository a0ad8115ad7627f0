package recurrent.nn.fast;

import java.util.Arrays;

/** A cell, step after step. At a padded step its state stays what it was. */
final class CellFlow implements Flow {
    private final CellNet net;
    private final Tape tape;
    private final Steps cell;
    private final Input input;
    private final float[] dH;
    private final float[] direct; // what the loss says of H itself
    private final float[] held; // of rows that stand still at a step

    CellFlow(CellNet net, int T, int m, boolean symbols, boolean backward) {
        this.net = net;
        this.tape = new Tape(net.weights(), T, m, backward);
        this.cell = net.weights().kind.steps(tape);
        this.input = symbols ? new SymbolInput(tape) : new DenseInput(tape);
        this.dH = new float[m * tape.h];
        this.direct = new float[m * tape.h];
        this.held = new float[2 * m * tape.h];
    }

    @Override
    public Block forward(Pass pass, Block X) {
        Pack pack = pass.pack();
        int m = pack.rows();
        int size = m * tape.h;
        tape.begin(m, pack.steps());
        input.begin(pass, X);
        pass.start().read(net.firstState(), pack, tape.h, direct);
        tape.H.put(tape.before(tape.first()), direct, 0, size);
        if (cell.C() != null) {
            pass.start().read(net.firstState() + 1, pack, tape.h, cell.C()[tape.blockBefore(tape.first())]);
        }
        for (int t = tape.first(); tape.inside(t); t = tape.next(t)) {
            int a = pack.active()[t];
            if (a > 0) {
                input.forward(t, a);
                cell.forward(t, a);
            }
            if (pack.ragged()) {
                stay(pack, t, a);
            }
        }
        tape.H.get(tape.after(tape.last()), direct, 0, size);
        pass.last().write(net.firstState(), pack, tape.h, direct);
        if (cell.C() != null) {
            pass.last().write(net.firstState() + 1, pack, tape.h, cell.C()[tape.blockAfter(tape.last())]);
        }
        return Block.of(tape.H, tape.after(0));
    }

    /** The state of the rows that are padded at step t is after it what it was before. */
    private void stay(Pack pack, int t, int a) {
        int h = tape.h;
        for (int i = 0; i < tape.m; i++) {
            if (i >= a || pack.hole(t, i)) {
                tape.H.copy(tape.before(t) + i * h, tape.after(t) + i * h, h);
                if (cell.C() != null) {
                    float[][] C = cell.C();
                    System.arraycopy(C[tape.blockBefore(t)], i * h, C[tape.blockAfter(t)], i * h, h);
                }
            }
        }
    }

    @Override
    public void backward(Pass pass, Block dY, Block dX, float beta) {
        Pack pack = pass.pack();
        int m = pack.rows();
        int size = m * tape.h;
        CellGradients to = pass.gradients()[net.number()];
        pass.dLast().read(net.firstState(), pack, tape.h, dH);
        if (cell.dC() != null) {
            pass.dLast().read(net.firstState() + 1, pack, tape.h, cell.dC());
        }
        input.beginBackward(to);
        for (int t = tape.last(); tape.inside(t); t = tape.previous(t)) {
            if (!dY.isEmpty(t)) {
                dY.store().get(dY.at() + t * size, direct, 0, size);
                Vector.add(dH, 0, direct, 0, size);
            }
            int a = pack.active()[t];
            if (a > 0) {
                hold(pack, t, a);
                cell.backward(t, a, dH);
                release(pack, t, a);
                input.backward(cell, t, a);
            }
            if (a < m) {
                tape.clear(t, a);
                cell.clear(t, a);
            }
            tape.gather(cell, t);
        }
        tape.dWh.get(0, to.dWh(), 0, to.dWh().length);
        input.gradients(to);
        if (cell.stateBiasGradient() != null) {
            System.arraycopy(cell.stateBiasGradient(), 0, to.dbCandidate(), 0, tape.h);
        }
        if (dX != null) {
            input.inputGradients(dX, beta);
        }
        pass.dStart().write(net.firstState(), pack, tape.h, dH);
        if (cell.dC() != null) {
            pass.dStart().write(net.firstState() + 1, pack, tape.h, cell.dC());
        }
    }

    /** Takes the gradients of the rows that stand still at a step out of the cell's sight: they pass it by. */
    private void hold(Pack pack, int t, int a) {
        int h = tape.h;
        for (int i = 0; i < a; i++) {
            if (pack.hole(t, i)) {
                System.arraycopy(dH, i * h, held, i * h, h);
                Arrays.fill(dH, i * h, (i + 1) * h, 0f);
                if (cell.dC() != null) {
                    System.arraycopy(cell.dC(), i * h, held, (tape.m + i) * h, h);
                    Arrays.fill(cell.dC(), i * h, (i + 1) * h, 0f);
                }
            }
        }
    }

    private void release(Pack pack, int t, int a) {
        int h = tape.h;
        for (int i = 0; i < a; i++) {
            if (pack.hole(t, i)) {
                System.arraycopy(held, i * h, dH, i * h, h);
                if (cell.dC() != null) {
                    System.arraycopy(held, (tape.m + i) * h, cell.dC(), i * h, h);
                }
            }
        }
    }
}
