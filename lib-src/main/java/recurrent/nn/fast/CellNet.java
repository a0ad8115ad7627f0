package recurrent.nn.fast;

import java.util.List;

/**
 * A cell, unrolled.
 *
 * @param weights    what it multiplies by
 * @param prefix     what the names of its parameters begin with
 * @param number     of the cell in the network, from 0
 * @param firstState the number of its H in the network's state
 */
record CellNet(Weights weights, String prefix, int number, int firstState) implements Net {
    @Override
    public int outputs() {
        return weights.h;
    }

    @Override
    public List<CellNet> cells() {
        return List.of(this);
    }

    @Override
    public List<CellNet> bottom() {
        return List.of(this);
    }

    @Override
    public boolean oneWay() {
        return true;
    }

    @Override
    public Flow flow(int T, int m, boolean symbols, boolean backward) {
        return new CellFlow(this, T, m, symbols, backward);
    }
}
