package recurrent.nn.fast;

/** One-hot symbols. A one-hot row times a matrix is a row of the matrix, so nothing is multiplied. */
final class SymbolInput implements Input {
    private final Tape tape;
    private final float[] part;
    private CellGradients gradients;
    private int[][] symbols;
    private int from;

    SymbolInput(Tape tape) {
        this.tape = tape;
        this.part = new float[tape.m * tape.h];
    }

    /** The next pass reads the sequences from … of a batch, and adds to these gradients. */
    void set(int[][] symbols, int from, CellGradients gradients) {
        this.symbols = symbols;
        this.from = from;
        this.gradients = gradients;
    }

    @Override
    public void forward(int t, int m) {
        int h = tape.h;
        for (int k = 0; k < tape.Z.length; k++) {
            for (int i = 0; i < m; i++) {
                System.arraycopy(tape.weights.table, row(i, t) + k * h, part, i * h, h);
            }
            tape.Z[k].put(t * m * h, part, 0, m * h);
        }
    }

    @Override
    public void backward(Steps cell, int t, int m) {
        int h = tape.h;
        for (int k = 0; k < tape.Z.length; k++) {
            float[] dZ = cell.dZ(k, t);
            for (int i = 0; i < m; i++) {
                Vector.add(gradients.dWx(), row(i, t) + k * h, dZ, i * h, h);
            }
        }
    }

    @Override
    public void gradients(int steps, int m, CellGradients to) {
        int width = tape.weights.width;
        for (int v = 0; v < tape.weights.d; v++) { // each input is one symbol: the rows add up to the bias's gradient
            Vector.add(to.db(), 0, to.dWx(), v * width, width);
        }
    }

    private int row(int i, int t) {
        return symbols[from + i][t] * tape.weights.width;
    }
}
