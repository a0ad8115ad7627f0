package recurrent.nn.fast;

/** Two layers that read in opposite directions; what they say of a step stands at that step. */
final class BothFlow implements Flow {
    private final BothNet net;
    private final Flow there;
    private final Flow back;
    private final int h; // of each half
    private final Store Y;
    private final Store half; // the gradient of what one half said
    private final float[] one;
    private final float[] other;

    BothFlow(BothNet net, int T, int m, boolean symbols, boolean backward) {
        this.net = net;
        this.there = net.forward().flow(T, m, symbols, backward);
        this.back = net.backward().flow(T, m, symbols, !backward);
        this.h = net.forward().outputs();
        this.Y = new Store(T * m * net.outputs());
        this.half = new Store(net.sum() ? 0 : T * m * h);
        this.one = new float[m * h];
        this.other = new float[net.sum() ? m * h : 2 * m * h];
    }

    @Override
    public Block forward(Pass pass, Block X) {
        Block a = there.forward(pass, X);
        Block b = back.forward(pass, X);
        int m = pass.pack().rows();
        int size = m * h;
        for (int t = 0; t < pass.pack().steps(); t++) {
            if (net.sum()) {
                a.store().get(a.at() + t * size, one, 0, size);
                b.store().get(b.at() + t * size, other, 0, size);
                Vector.add(one, 0, other, 0, size);
                Y.put(t * size, one, 0, size);
            } else {
                a.store().get(a.at() + t * size, one, 0, size);
                interleave(m, 0);
                b.store().get(b.at() + t * size, one, 0, size);
                interleave(m, h);
                Y.put(2 * t * size, other, 0, 2 * size);
            }
        }
        return Block.of(Y);
    }

    private void interleave(int m, int column) {
        for (int i = 0; i < m; i++) {
            System.arraycopy(one, i * h, other, 2 * i * h + column, h);
        }
    }

    @Override
    public void backward(Pass pass, Block dY, Block dX, float beta) {
        there.backward(pass, part(pass, dY, 0), dX, beta);
        back.backward(pass, part(pass, dY, h), dX, 1f);
    }

    /** What of a gradient belongs to the half whose outputs begin at a column. */
    private Block part(Pass pass, Block dY, int column) {
        if (net.sum()) {
            return dY;
        }
        int m = pass.pack().rows();
        int size = m * h;
        for (int t = 0; t < pass.pack().steps(); t++) {
            if (dY.isEmpty(t)) {
                continue;
            }
            dY.store().get(dY.at() + 2 * t * size, other, 0, 2 * size);
            for (int i = 0; i < m; i++) {
                System.arraycopy(other, 2 * i * h + column, one, i * h, h);
            }
            half.put(t * size, one, 0, size);
        }
        return new Block(half, 0, dY.empty());
    }
}
