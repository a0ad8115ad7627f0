package recurrent.nn.fast;

import java.util.List;

/**
 * Layers one above the other.
 *
 * @param layers from the bottom to the top
 * @param rate   the part that is dropped between two of them
 * @param seeds  for each gap the number of its seed in {@link Pass#seeds}; none if nothing is dropped
 */
record StackNet(List<Net> layers, double rate, List<Integer> seeds) implements Net {
    @Override
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    @Override
    public List<CellNet> cells() {
        return layers.stream().flatMap(layer -> layer.cells().stream()).toList();
    }

    @Override
    public List<CellNet> bottom() {
        return layers.get(0).bottom();
    }

    @Override
    public boolean oneWay() {
        return layers.stream().allMatch(Net::oneWay);
    }

    @Override
    public Flow flow(int T, int m, boolean symbols, boolean backward) {
        return new StackFlow(this, T, m, symbols, backward);
    }
}
