package recurrent.nn.fast;

import java.util.ArrayList;
import java.util.List;

import recurrent.nn.Dropout;

/** Layers one above the other; between two of them units are dropped in training. */
final class StackFlow implements Flow {
    private final StackNet net;
    private final List<Flow> layers = new ArrayList<>();
    private final boolean backward;
    private final Store[] dropped; // what each layer but the top one says, after dropping
    private final Store[] gradients; // of what each layer but the lowest one reads
    private final float[][] factors; // 0 or 1/(1 − rate) for each unit of each gap
    private final float[] scratch;

    StackFlow(StackNet net, int T, int m, boolean symbols, boolean backward) {
        this.net = net;
        this.backward = backward;
        int gaps = net.layers().size() - 1;
        this.dropped = new Store[gaps];
        this.gradients = new Store[gaps];
        this.factors = new float[gaps][0];
        int widest = 0;
        for (int k = 0; k <= gaps; k++) {
            layers.add(net.layers().get(k).flow(T, m, symbols && k == 0, backward));
            if (k < gaps) {
                int width = net.layers().get(k).outputs();
                gradients[k] = new Store(T * m * width);
                if (net.rate() > 0) {
                    dropped[k] = new Store(T * m * width);
                    factors[k] = new float[T * m * width];
                    widest = Math.max(widest, m * width);
                }
            }
        }
        this.scratch = new float[widest];
    }

    @Override
    public Block forward(Pass pass, Block X) {
        Block read = X;
        for (int k = 0; k < layers.size(); k++) {
            read = layers.get(k).forward(pass, k > 0 && drops(pass) ? drop(pass, k - 1, read) : read);
        }
        return read;
    }

    private boolean drops(Pass pass) {
        return net.rate() > 0 && pass.seeds().length > 0;
    }

    /** The same units fall that {@link Dropout#forward} lets fall: the number of a unit counts in the whole batch. */
    private Block drop(Pass pass, int gap, Block Y) {
        Pack pack = pass.pack();
        int width = net.layers().get(gap).outputs();
        int m = pack.rows();
        long seed = pass.seeds()[net.seeds().get(gap)];
        for (int t = 0; t < pack.steps(); t++) {
            int step = backward ? pack.steps() - 1 - t : t; // where the algebra has it, which turns the sequence round
            for (int i = 0; i < m; i++) {
                long unit = ((long) step * pack.n() + pack.sequences()[i]) * width;
                int at = (t * m + i) * width;
                for (int j = 0; j < width; j++) {
                    factors[gap][at + j] = (float) Dropout.factor(net.rate(), seed, unit + j);
                }
            }
        }
        multiply(Y, gap, m * width, pack.steps(), dropped[gap]);
        return Block.of(dropped[gap]);
    }

    private void multiply(Block from, int gap, int size, int steps, Store to) {
        for (int t = 0; t < steps; t++) {
            from.store().get(from.at() + t * size, scratch, 0, size);
            Vector.multiply(scratch, factors[gap], t * size, size);
            to.put(t * size, scratch, 0, size);
        }
    }

    @Override
    public void backward(Pass pass, Block dY, Block dX, float beta) {
        Block dOutput = dY;
        for (int k = layers.size() - 1; k > 0; k--) {
            Block below = Block.of(gradients[k - 1]);
            layers.get(k).backward(pass, dOutput, below, 0f);
            if (drops(pass)) {
                int size = pass.pack().rows() * net.layers().get(k - 1).outputs();
                multiply(below, k - 1, size, pass.pack().steps(), below.store());
            }
            dOutput = below;
        }
        layers.get(0).backward(pass, dOutput, dX, beta);
    }
}
