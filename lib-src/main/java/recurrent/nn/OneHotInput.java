package recurrent.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Symbols as one-hot rows: V numbers, all 0 but a single 1. Chapter 07.
 *
 * @param symbols V
 * @param type    FLOAT or DOUBLE, as the layer above
 */
public record OneHotInput(int symbols, DataType type) implements SymbolLayer {
    static final String KIND = "one-hot";

    @Override
    public int size() {
        return symbols;
    }

    @Override
    public INDArray forward(int[][] ids) {
        return OneHot.encode(ids, symbols, type);
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND).with("symbols", symbols).with("type", type.name());
    }

    static OneHotInput build(Plan plan, Parameters arrays) {
        return new OneHotInput((int) plan.whole("symbols"), plan.choice("type", DataType.class));
    }

    @Override
    public String toString() {
        return symbols + " one-hot";
    }
}
