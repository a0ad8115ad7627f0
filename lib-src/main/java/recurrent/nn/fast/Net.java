package recurrent.nn.fast;

import java.util.List;

/** A recurrent layer as the fast path sees it: a cell, a stack, two directions. Holds what all packs of a batch share. */
interface Net {
    /** {@return the width of what it says} */
    int outputs();

    /** {@return its cells, in the order of their states} */
    List<CellNet> cells();

    /** {@return those of its cells that read what the whole network reads} */
    List<CellNet> bottom();

    /** {@return whether it can read a text while the text comes into being: no part reads from the end} */
    boolean oneWay();

    /**
     * Room for the passes of one pack.
     *
     * @param T        the most steps
     * @param m        the most sequences
     * @param symbols  whether it reads symbols, or rows of numbers
     * @param backward whether it reads from the last step to the first
     */
    Flow flow(int T, int m, boolean symbols, boolean backward);

    /** The widest cell: what a cut of the batch goes by. */
    default int widest() {
        return cells().stream().mapToInt(cell -> cell.weights().h).max().orElseThrow();
    }

    /** Room for the gradients of each cell. */
    default CellGradients[] gradients() {
        return cells().stream().map(cell -> CellGradients.zeros(cell.weights())).toArray(CellGradients[]::new);
    }
}
