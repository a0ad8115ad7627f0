package recurrent.nn.fast;

import java.util.List;
import java.util.stream.Stream;

/**
 * Two layers that read in opposite directions.
 *
 * @param forward  reads from the first step to the last
 * @param backward reads from the last step to the first
 * @param sum      whether their outputs are added up, or stand side by side
 */
record BothNet(Net forward, Net backward, boolean sum) implements Net {
    @Override
    public int outputs() {
        return sum ? forward.outputs() : 2 * forward.outputs();
    }

    @Override
    public List<CellNet> cells() {
        return Stream.of(forward, backward)
                .flatMap(half -> half.cells().stream())
                .toList();
    }

    @Override
    public List<CellNet> bottom() {
        return Stream.of(forward, backward)
                .flatMap(half -> half.bottom().stream())
                .toList();
    }

    @Override
    public boolean oneWay() {
        return false;
    }

    @Override
    public Flow flow(int T, int m, boolean symbols, boolean backward) {
        return new BothFlow(this, T, m, symbols, backward);
    }
}
