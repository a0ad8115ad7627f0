package recurrent.nn.fast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Bidirectional;
import recurrent.nn.CellLayer;
import recurrent.nn.Mode;
import recurrent.nn.Parameters;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.Shapes;
import recurrent.nn.Stacked;
import recurrent.nn.State;

/** The parts of a recurrent layer, and what belongs to all of them: parameters, states, seeds. */
final class Network {
    private final Net net;
    private final int seeds;

    private Network(Net net, int seeds) {
        this.net = net;
        this.seeds = seeds;
    }

    /**
     * The network of a layer.
     *
     * @param layer  any layer
     * @param inputs how many inputs its lowest cells have: V if it reads symbols
     * @return nothing if the fast path does not know a part of it
     */
    static Optional<Network> of(RecurrentLayer layer, int inputs) {
        Builder builder = new Builder();
        return builder.net(layer, "", inputs).map(net -> new Network(net, builder.seeds));
    }

    /** Numbers the cells, states and seeds in the order in which the algebra has them. */
    private static final class Builder {
        private int cells;
        private int states;
        private int seeds;

        Optional<Net> net(RecurrentLayer layer, String prefix, int inputs) {
            if (layer instanceof Stacked stack) {
                return stack(stack, prefix, inputs);
            }
            if (layer instanceof Bidirectional both) {
                Optional<Net> forward = net(both.forward(), prefix + "forward.", inputs);
                Optional<Net> backward = net(both.backward(), prefix + "backward.", inputs);
                return forward.isEmpty() || backward.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new BothNet(forward.get(), backward.get(), both.merge() == Bidirectional.Merge.SUM));
            }
            return layer instanceof CellLayer<?> unrolled
                    ? FastKind.of(unrolled.cell()).map(kind -> cell(kind, layer, prefix, inputs))
                    : Optional.empty();
        }

        private Net cell(FastKind kind, RecurrentLayer layer, String prefix, int inputs) {
            CellNet cell = new CellNet(new Weights(kind, inputs, layer.outputs()), prefix, cells, states);
            cells++;
            states += kind.states();
            return cell;
        }

        private Optional<Net> stack(Stacked stack, String prefix, int inputs) {
            List<Net> layers = new ArrayList<>();
            List<Integer> gaps = new ArrayList<>();
            for (int k = 0; k < stack.layers().size(); k++) {
                RecurrentLayer layer = stack.layers().get(k);
                if (k > 0 && stack.dropout().rate() > 0) {
                    gaps.add(seeds++);
                }
                Optional<Net> net = net(layer, prefix + k + ".", k == 0 ? inputs : layer.inputs());
                if (net.isEmpty()) {
                    return Optional.empty();
                }
                layers.add(net.get());
            }
            return Optional.of(new StackNet(layers, stack.dropout().rate(), gaps));
        }
    }

    Net net() {
        return net;
    }

    /** How many arrays its state has. */
    int states() {
        return net.cells().stream()
                .mapToInt(cell -> cell.weights().kind.states())
                .sum();
    }

    /**
     * Reads all weights.
     *
     * @param parameters those of the layer
     * @param table      vectors (V, e) of the symbols that the lowest cells read: their weights become E·Wx; empty if they
     *                   read something else
     */
    void read(Parameters parameters, Optional<INDArray> table) {
        for (CellNet cell : net.cells()) {
            boolean folded = table.isPresent() && net.bottom().contains(cell);
            cell.weights().read(name -> {
                INDArray array = parameters.get(cell.prefix() + name);
                return folded && name.equals(cell.weights().kind.Wx)
                        ? table.get().mmul(array)
                        : array;
            });
        }
    }

    /** One seed for each gap in which dropout drops something; none outside training. */
    long[] draw(Mode mode) {
        long[] drawn = new long[mode.isTraining() ? seeds : 0];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = mode.nextSeed();
        }
        return drawn;
    }

    /** Room for a state of n sequences. */
    State state(int n) {
        List<INDArray> arrays = new ArrayList<>();
        for (CellNet cell : net.cells()) {
            for (int k = 0; k < cell.weights().kind.states(); k++) {
                arrays.add(Nd4j.createUninitialized(Exchange.TYPE, n, cell.weights().h));
            }
        }
        return new State(arrays);
    }

    /** Requires a state of n sequences, as the layer has them. */
    void requireState(String name, State state, int n) {
        if (state.size() != states()) {
            throw new IllegalArgumentException(name + ": expected " + states() + " arrays, got " + state.size());
        }
        for (CellNet cell : net.cells()) {
            for (int k = 0; k < cell.weights().kind.states(); k++) {
                INDArray array = state.get(cell.firstState() + k);
                Shapes.require(name, array, n, cell.weights().h);
                Exchange.requireType(name, array);
            }
        }
    }

    /** Adds the gradients of another pack. */
    static void add(CellGradients[] to, CellGradients[] other) {
        for (int k = 0; k < to.length; k++) {
            to[k].add(other[k]);
        }
    }

    /**
     * Writes the gradients of the cells into those of the layer.
     *
     * @param folded whether the lowest cells read E·Wx; see {@link #products}
     */
    void write(CellGradients[] from, Parameters gradients, boolean folded) {
        for (CellNet cell : net.cells()) {
            FastKind kind = cell.weights().kind;
            CellGradients g = from[cell.number()];
            g.write(kind, name -> gradients.get(cell.prefix() + name));
            if (!folded || !net.bottom().contains(cell)) {
                Exchange.write(g.dWx(), gradients.get(cell.prefix() + kind.Wx));
            }
        }
    }

    /**
     * The gradients of the products E·Wx that the lowest cells read with.
     *
     * @param from  of each cell
     * @param taker is told the full name of such weights and the gradient of their product, (V, width)
     */
    void products(CellGradients[] from, BiConsumer<String, INDArray> taker) {
        for (CellNet cell : net.bottom()) {
            Weights weights = cell.weights();
            taker.accept(
                    cell.prefix() + weights.kind.Wx,
                    Nd4j.createFromArray(from[cell.number()].dWx()).reshape(weights.d, weights.width));
        }
    }
}
