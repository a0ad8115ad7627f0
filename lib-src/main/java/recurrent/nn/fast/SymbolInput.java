package recurrent.nn.fast;

import java.util.Arrays;

/** One-hot symbols. A one-hot row times a matrix is a row of the matrix, so nothing is multiplied. */
final class SymbolInput implements Input {
    private final Tape tape;
    private final float[] part;
    private CellGradients gradients;
    private int[][] symbols; // of each row

    SymbolInput(Tape tape) {
        this.tape = tape;
        this.part = new float[tape.capacity * tape.h];
    }

    @Override
    public void begin(Pass pass, Block X) {
        symbols = new int[tape.m][];
        for (int i = 0; i < tape.m; i++) {
            symbols[i] = pass.symbols()[pass.pack().sequences()[i]];
        }
    }

    @Override
    public void forward(int t, int rows) {
        int h = tape.h;
        for (int k = 0; k < tape.Z.length; k++) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(tape.weights.table, row(i, t) + k * h, part, i * h, h);
            }
            tape.Z[k].put(tape.at(t), part, 0, rows * h);
        }
    }

    @Override
    public void beginBackward(CellGradients to) {
        gradients = to;
        Arrays.fill(to.dWx(), 0f);
        Arrays.fill(to.db(), 0f);
    }

    @Override
    public void backward(Steps cell, int t, int rows) {
        int h = tape.h;
        for (int k = 0; k < tape.Z.length; k++) {
            float[] dZ = cell.dZ(k, t);
            for (int i = 0; i < rows; i++) {
                Vector.add(gradients.dWx(), row(i, t) + k * h, dZ, i * h, h);
            }
        }
    }

    @Override
    public void gradients(CellGradients to) {
        int width = tape.weights.width;
        for (int v = 0; v < tape.weights.d; v++) { // each input is one symbol: the rows add up to the bias's gradient
            Vector.add(to.db(), 0, to.dWx(), v * width, width);
        }
    }

    @Override
    public void inputGradients(Block dX, float beta) {
        throw new IllegalStateException("symbols have no gradient");
    }

    private int row(int i, int t) {
        return symbols[i][t] * tape.weights.width;
    }
}
