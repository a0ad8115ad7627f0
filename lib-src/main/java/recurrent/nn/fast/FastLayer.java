package recurrent.nn.fast;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Bidirectional;
import recurrent.nn.Mask;
import recurrent.nn.Mode;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.Shapes;
import recurrent.nn.Stacked;
import recurrent.nn.State;

/**
 * A recurrent layer in less time: takes the place of a cell, a stack or two directions, says the same to about five
 * digits, and shares their parameters. Chapters 09 and 11 to 17.
 *
 * <p>A batch is cut into packs of sequences that the processors share. The cut and the order in which their gradients are
 * added do not depend on how many processors there are: the same batch gives the same numbers everywhere. Between the
 * layers of a stack the numbers stay where OpenBLAS reads them; a padded step costs nothing.
 *
 * <p>Keeps its buffers from call to call, so one thread may use it at a time, and a run can be asked for what it
 * said, and for the way back, until the next {@link #forward}.
 */
public final class FastLayer implements RecurrentLayer {
    private final RecurrentLayer layer;
    private final Network network;
    private Room[] rooms = new Room[0];
    private CellGradients[][] gradients = new CellGradients[0][];
    private Run latest;

    private FastLayer(RecurrentLayer layer, Network network) {
        this.layer = layer;
        this.network = network;
    }

    /**
     * The fast form of a layer.
     *
     * @param layer any layer
     * @return a layer with the same parameters; of a stack, or of two directions, only those parts are fast that can be.
     *         The layer itself if nothing is: numbers of another type than FLOAT, cells of your own
     */
    public static RecurrentLayer of(RecurrentLayer layer) {
        Optional<Network> network = Network.of(layer, layer.inputs());
        if (network.isPresent()) {
            return new FastLayer(layer, network.get());
        }
        RecurrentLayer other = layer;
        if (layer instanceof Stacked stack) {
            other = new Stacked(stack.layers().stream().map(FastLayer::of).toList(), stack.dropout());
        } else if (layer instanceof Bidirectional both) {
            other = new Bidirectional(of(both.forward()), of(both.backward()), both.merge());
        }
        return other.equals(layer) ? layer : other;
    }

    @Override
    public int inputs() {
        return layer.inputs();
    }

    @Override
    public int outputs() {
        return layer.outputs();
    }

    @Override
    public Parameters parameters() {
        return layer.parameters();
    }

    @Override
    public RecurrentLayer with(Parameters parameters) {
        return of(layer.with(parameters));
    }

    @Override
    public Plan plan() {
        return layer.plan();
    }

    @Override
    public State zeroState(int n) {
        return layer.zeroState(n);
    }

    /** What one pack needs. */
    private static final class Room {
        private final int T;
        private final int m;
        private final Flow flow;
        private final Store X;
        private final Store dX;
        private final Store dY;
        private Block Y; // what the latest pass said

        Room(Net net, int inputs, int T, int m) {
            this.T = T;
            this.m = m;
            this.flow = net.flow(T, m, false, false);
            this.X = new Store(T * m * inputs);
            this.dX = new Store(T * m * inputs);
            this.dY = new Store(T * m * net.outputs());
        }

        boolean holds(int steps, int rows) {
            return T >= steps && m >= rows;
        }
    }

    @Override
    public Run forward(INDArray X, State start, Mask mask, Mode mode) {
        Shapes.require("X", X, -1, -1, inputs());
        Exchange.requireType("X", X);
        int T = (int) X.size(0);
        int n = (int) X.size(1);
        if (!mask.isNone()) {
            Shapes.require("mask", mask.array(), T, n);
        }
        network.requireState("start", start, n);
        Parameters parameters = layer.parameters();
        network.read(parameters, Optional.empty());
        Cut cut = Cut.of(n, network.net().widest());
        List<Pack> packs = Pack.of(n, T, mask, cut);
        ensureRooms(cut, T);
        long[] seeds = network.draw(mode);
        State last = network.state(n);
        Numbers read = Numbers.of(X);
        States from = States.of(start);
        States to = States.of(last);
        cut.forEach(i -> {
            Room room = rooms[i];
            Block rows = packs.get(i).gather(read.memory(), inputs(), room.X);
            Pass pass = Pass.there(packs.get(i), seeds, from, to);
            room.Y = room.flow.forward(pass, rows);
        });
        Reference.reachabilityFence(read);
        Reference.reachabilityFence(from);
        latest = new Run(cut, packs, seeds, last);
        return latest;
    }

    private void ensureRooms(Cut cut, int T) {
        if (rooms.length < cut.count() || !rooms[0].holds(T, cut.largest())) {
            rooms = new Room[cut.count()];
            gradients = new CellGradients[cut.count()][];
            for (int i = 0; i < rooms.length; i++) {
                rooms[i] = new Room(network.net(), inputs(), T, cut.largest());
                gradients[i] = network.net().gradients();
            }
        }
    }

    /** What a forward pass leaves behind. Its way back is lost with the next one. */
    private final class Run implements RecurrentLayer.Run {
        private final Cut cut;
        private final List<Pack> packs;
        private final long[] seeds;
        private final State last;
        private final int T;
        private final int n;
        private boolean wentBack;
        private Optional<INDArray> Y = Optional.empty(); // once somebody has asked for it

        private Run(Cut cut, List<Pack> packs, long[] seeds, State last) {
            this.cut = cut;
            this.packs = packs;
            this.seeds = seeds;
            this.last = last;
            this.T = packs.get(0).steps();
            this.n = cut.n();
        }

        @Override
        public INDArray Y() {
            if (Y.isEmpty()) {
                requireLatest("Y");
                INDArray array = Nd4j.createUninitialized(Exchange.TYPE, T, n, outputs());
                Numbers numbers = Numbers.of(array);
                cut.forEach(i -> packs.get(i).scatter(rooms[i].Y, outputs(), numbers.memory()));
                Reference.reachabilityFence(numbers);
                Y = Optional.of(array);
            }
            return Y.get();
        }

        private void requireLatest(String what) {
            if (this != latest) {
                throw new IllegalStateException(
                        what + ": the layer has read something else since; ask for it before that");
            }
        }

        @Override
        public State last() {
            return last;
        }

        @Override
        public Gradients backward(INDArray dY, State dLast) {
            Shapes.require("dY", dY, T, n, outputs());
            Exchange.requireType("dY", dY);
            network.requireState("dLast", dLast, n);
            Numbers arriving = Numbers.of(dY);
            States from = States.of(dLast);
            Gradients gradients =
                    back((room, i) -> packs.get(i).gather(arriving.memory(), outputs(), room.dY), from, true);
            Reference.reachabilityFence(arriving);
            Reference.reachabilityFence(from);
            return gradients;
        }

        @Override
        public INDArray pooled(Pooling pooling, Mask mask) {
            if (pooling == Pooling.SIDE_BY_SIDE) {
                return pooling.forward(Y(), mask);
            }
            requireLatest("pooled");
            double[] weights = weights(pooling, mask);
            INDArray P = Nd4j.createUninitialized(Exchange.TYPE, n, outputs());
            Numbers numbers = Numbers.of(P);
            cut.forEach(i -> packs.get(i).pool(rooms[i].Y, outputs(), weights, numbers.memory()));
            Reference.reachabilityFence(numbers);
            return P;
        }

        @Override
        public Gradients backwardPooled(INDArray dP, Pooling pooling, Mask mask, boolean intoInputs) {
            if (pooling == Pooling.SIDE_BY_SIDE) {
                return backward(pooling.backward(dP, Y(), mask));
            }
            Shapes.require("dP", dP, n, outputs());
            Exchange.requireType("dP", dP);
            double[] weights = weights(pooling, mask);
            Numbers arriving = Numbers.of(dP);
            Gradients gradients = back(
                    (room, i) -> packs.get(i).unpool(arriving.memory(), outputs(), weights, room.dY),
                    States.NONE,
                    intoInputs);
            Reference.reachabilityFence(arriving);
            return gradients;
        }

        /** Of each step of each sequence, (T, n). */
        private double[] weights(Pooling pooling, Mask mask) {
            INDArray symbols = mask.isNone()
                    ? Nd4j.ones(DataType.DOUBLE, T, n)
                    : mask.array().castTo(DataType.DOUBLE);
            return pooling.weights(symbols).dup('c').data().asDouble();
        }

        /** What comes back from above to one pack. */
        @FunctionalInterface
        private interface Arrival {
            Block of(Room room, int pack);
        }

        private Gradients back(Arrival arrival, States dLast, boolean intoInputs) {
            requireLatest("backward");
            if (wentBack) {
                throw new IllegalStateException(
                        "backward: call forward before each backward, which uses up what that kept");
            }
            wentBack = true;
            INDArray dX =
                    intoInputs ? Nd4j.createUninitialized(Exchange.TYPE, T, n, inputs()) : Nd4j.empty(Exchange.TYPE);
            State dStart = network.state(n);
            Optional<Numbers> leaving = intoInputs ? Optional.of(Numbers.of(dX)) : Optional.empty();
            States to = States.of(dStart);
            cut.forEach(i -> {
                Room room = rooms[i];
                Block dY = arrival.of(rooms[i], i);
                Pass pass = Pass.back(packs.get(i), seeds, dLast, to, gradients[i]);
                Block below = intoInputs ? Block.of(room.dX) : null;
                room.flow.backward(pass, dY, below, 0f);
                leaving.ifPresent(numbers -> packs.get(i).scatter(below, inputs(), numbers.memory()));
            });
            for (int i = 1; i < cut.count(); i++) {
                Network.add(gradients[0], gradients[i]);
            }
            Parameters sums = layer.parameters().zerosLike();
            network.write(gradients[0], sums, false);
            return new Gradients(sums, dX, dStart);
        }

        @Override
        public String toString() {
            return "Run(" + layer + ", T " + T + ", n " + n + ")";
        }
    }

    @Override
    public String toString() {
        return layer.toString();
    }
}
