package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient of a table of which only a few rows were used: those rows, and nothing for the others. Chapter 14.
 *
 * @param rows   which rows, ascending, none twice
 * @param values their gradients, shape (rows.length, e)
 */
public record RowGradient(int[] rows, INDArray values) {

    /** Checks that there is one gradient for each row. */
    public RowGradient {
        Shapes.require("values", values, rows.length, -1);
    }

    /**
     * Adds the rows to an array, in place. The other rows are not touched.
     *
     * @param dense for instance a gradient of the whole table, shape (V, e)
     * @throws IllegalArgumentException if it has other columns, or too few rows
     */
    public void addTo(INDArray dense) {
        addTo(dense, 1);
    }

    /**
     * Adds a multiple of the rows to an array, in place. With −η and the table itself it is a step of gradient descent
     * that costs as many rows as were used, whatever the size of the table.
     *
     * @param dense  shape (V, e)
     * @param factor what the rows are multiplied by; they are not changed
     * @throws IllegalArgumentException if it has other columns, or too few rows
     */
    public void addTo(INDArray dense, double factor) {
        Shapes.require("dense", dense, -1, values.size(1));
        if (rows.length > 0 && rows[rows.length - 1] >= dense.size(0)) {
            throw new IllegalArgumentException("dense: expected at least " + (rows[rows.length - 1] + 1) + " rows, got "
                    + dense.size(0) + "; is it the gradient of another table?");
        }
        for (int i = 0; i < rows.length; i++) {
            dense.getRow(rows[i]).addi(values.getRow(i).mul(factor));
        }
    }

    /**
     * The same gradient with all its zeros.
     *
     * @param V rows of the table
     * @return shape (V, e)
     */
    public INDArray dense(int V) {
        int e = (int) values.size(1);
        double[] numbers = values.dup('c').data().asDouble();
        double[] dense = new double[V * e];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(numbers, i * e, dense, rows[i] * e, e);
        }
        return Nd4j.createFromArray(dense).castTo(values.dataType()).reshape(V, e);
    }
}
