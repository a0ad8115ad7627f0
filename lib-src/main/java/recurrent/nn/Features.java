package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers as they are. Chapter 16.
 *
 * @param size d, the numbers of a step; −1 for any, as in a file of an earlier version that does not say it
 */
public record Features(int size) implements InputLayer {
    static final String KIND = "features";

    @Override
    public INDArray forward(Inputs inputs) {
        if (inputs instanceof Inputs.Numbers numbers) {
            return Shapes.require("inputs", numbers.X(), -1, -1, size);
        }
        throw new IllegalArgumentException("inputs: expected numbers, shape (T, n, " + size
                + "), got symbols; give the model a table of vectors to read those");
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("size", size);
    }

    static Features build(Plan plan, Parameters arrays) {
        return new Features((int) plan.whole("size"));
    }

    @Override
    public String toString() {
        return size < 0 ? "features" : size + " features";
    }
}
