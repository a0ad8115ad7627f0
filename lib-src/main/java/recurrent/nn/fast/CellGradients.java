package recurrent.nn.fast;

import java.util.function.Function;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradients of a cell's parameters: of one chunk, or added up. */
record CellGradients(float[] dWx, float[] dWh, float[] db, float[] dbCandidate) {

    static CellGradients zeros(Weights weights) {
        return new CellGradients(
                new float[weights.d * weights.width],
                new float[weights.h * weights.width],
                new float[weights.width],
                new float[weights.h]);
    }

    void add(CellGradients other) {
        Vector.add(dWx, 0, other.dWx, 0, dWx.length);
        Vector.add(dWh, 0, other.dWh, 0, dWh.length);
        Vector.add(db, 0, other.db, 0, db.length);
        Vector.add(dbCandidate, 0, other.dbCandidate, 0, dbCandidate.length);
    }

    /** Writes those of all but Wx into arrays that are found by the names that the cell's class gives them. */
    void write(FastKind kind, Function<String, INDArray> arrays) {
        Exchange.write(dWh, arrays.apply(kind.Wh));
        Exchange.write(db, arrays.apply(kind.bx));
        if (kind.bh != null) { // the second bias of the other gates adds to the same sums as the first
            float[] dbh = db.clone();
            System.arraycopy(dbCandidate, 0, dbh, dbh.length - dbCandidate.length, dbCandidate.length);
            Exchange.write(dbh, arrays.apply(kind.bh));
        }
    }
}
