package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The gated recurrent unit, as textbooks write it: one state, and two gates that decide what of it stays.
 *
 * <pre>
 * rt = σ(Xt·Wxr + Ht-1·Whr + br)              reset: how much of the past the candidate hears
 * zt = σ(Xt·Wxz + Ht-1·Whz + bz)              update: how much of the past stays
 * H̃t = tanh(Xt·Wxc + (rt ⊙ Ht-1)·Whc + bc)    the candidate
 * Ht = zt ⊙ Ht-1 + (1 − zt) ⊙ H̃t
 * </pre>
 *
 * <p>Here z multiplies the past; some texts, the first paper's follow-up among them, let it multiply the candidate. The
 * three blocks stand side by side in one array, in the order r, z, candidate. {@link ResetAfterGruCell} is the variant
 * of Keras and cuDNN. Chapter 12.
 *
 * <p>It has 3(d·h + h² + h) parameters.
 *
 * @param Wx from the input to the three blocks, shape (d, 3h)
 * @param Wh from the state to the three blocks, shape (h, 3h)
 * @param b  biases of the three blocks, shape (1, 3h)
 * @see <a href="https://arxiv.org/abs/1406.1078">K. Cho and others, Learning phrase representations using RNN
 *      encoder–decoder for statistical machine translation, 2014</a>
 */
public record GruCell(INDArray Wx, INDArray Wh, INDArray b) implements Cell<GruCell.Step> {
    static final String KIND = "gru";

    /** Checks that the three arrays fit together. */
    public GruCell {
        Shapes.require("Wh", Wh, -1, 3 * Wh.size(0));
        Shapes.require("Wx", Wx, -1, Wh.size(1));
        Shapes.require("b", b, 1, Wh.size(1));
    }

    /**
     * A cell of given arrays.
     *
     * @param arrays Wx, Wh, b
     * @return the cell; it shares the arrays
     */
    public static GruCell of(Parameters arrays) {
        return new GruCell(arrays.get("Wx"), arrays.get("Wh"), arrays.get("b"));
    }

    /**
     * A new cell, its biases zero.
     *
     * @param d    inputs
     * @param h    hidden units
     * @param init first weights
     * @param type FLOAT to train, DOUBLE to check
     * @param seed the same seed gives the same cell
     * @return the cell
     */
    public static GruCell random(int d, int h, Init init, DataType type, long seed) {
        Random random = new Random(seed);
        return new GruCell(
                init.draw(random, type, d, 3 * h), init.draw(random, type, h, 3 * h), Init.zeros(type, 3 * h));
    }

    /**
     * A new cell with usual first values: weights between −1/√h and 1/√h, FLOAT.
     *
     * @param d    inputs
     * @param h    hidden units
     * @param seed the same seed gives the same cell
     * @return the cell
     */
    public static GruCell random(int d, int h, long seed) {
        return random(d, h, Init.uniform(1 / Math.sqrt(h)), DataType.FLOAT, seed);
    }

    @Override
    public int inputs() {
        return (int) Wx.size(0);
    }

    @Override
    public int hidden() {
        return (int) Wh.size(0);
    }

    /**
     * What one step leaves behind; every array but Xt has the shape (n, h).
     *
     * @param Xt        the input, shape (n, d)
     * @param Hbefore   the state before
     * @param r         the reset gate, each number in (0, 1)
     * @param z         the update gate, each number in (0, 1)
     * @param candidate each number in (−1, 1)
     * @param H         the state after
     */
    public record Step(INDArray Xt, INDArray Hbefore, INDArray r, INDArray z, INDArray candidate, INDArray H)
            implements Cell.Step {
        @Override
        public State after() {
            return State.of(H);
        }
    }

    // tag::step[]
    /**
     * One step.
     *
     * @param Xt      what the network reads now, shape (n, d)
     * @param Hbefore the state before, shape (n, h); not changed
     * @return gates, candidate and state
     * @throws IllegalArgumentException if a shape does not fit
     */
    public Step step(INDArray Xt, INDArray Hbefore) {
        Shapes.require("Xt", Xt, -1, inputs());
        Shapes.require("Hbefore", Hbefore, Xt.size(0), hidden());
        INDArray Zx = Xt.mmul(Wx).addiRowVector(b); // what the input says to all three blocks, (n, 3h)
        INDArray r = Transforms.sigmoid(block(Zx, 0).add(Hbefore.mmul(block(Wh, 0))));
        INDArray z = Transforms.sigmoid(block(Zx, 1).add(Hbefore.mmul(block(Wh, 1))));
        INDArray candidate = Transforms.tanh(block(Zx, 2).add(r.mul(Hbefore).mmul(block(Wh, 2))));
        INDArray H = z.mul(Hbefore).addi(z.rsub(1).muli(candidate));
        return new Step(Xt, Hbefore, r, z, candidate, H);
    }
    // end::step[]

    @Override
    public Step step(INDArray Xt, State before) {
        return step(Xt, before.get(0));
    }

    // tag::backward[]
    /**
     * Back through one step. Four ways lead to the past: through z, which lets it pass; through r ⊙ Ht-1 into the
     * candidate; and through the sums of both gates.
     *
     * @param step what {@link #step} returned
     * @param dH   gradient of the loss with respect to the state after the step, shape (n, h)
     * @return the gradients
     */
    public Back backward(Step step, INDArray dH) {
        INDArray H = step.Hbefore();
        INDArray r = step.r();
        INDArray z = step.z();
        INDArray dZc = dH.mul(z.rsub(1)).muli(Activation.TANH.derivative(step.candidate()));
        INDArray dZz = dH.mul(H.sub(step.candidate())).muli(Activation.SIGMOID.derivative(z));
        INDArray dReset = dZc.mmul(block(Wh, 2).transpose()); // of r ⊙ Ht-1
        INDArray dZr = dReset.mul(H).muli(Activation.SIGMOID.derivative(r));
        INDArray dZ = Nd4j.concat(1, dZr, dZz, dZc);

        INDArray past = H.transpose();
        INDArray dWh = Nd4j.concat(
                1, past.mmul(dZr), past.mmul(dZz), r.mul(H).transpose().mmul(dZc));
        INDArray dBefore = dH.mul(z)
                .addi(dReset.mul(r))
                .addi(dZr.mmul(block(Wh, 0).transpose()))
                .addi(dZz.mmul(block(Wh, 1).transpose()));
        return new Back(
                Parameters.of("Wx", step.Xt().transpose().mmul(dZ), "Wh", dWh, "b", dZ.sum(true, 0)),
                dZ.mmul(Wx.transpose()),
                State.of(dBefore));
    }
    // end::backward[]

    @Override
    public Back backward(Step step, State dAfter) {
        return backward(step, dAfter.get(0));
    }

    @Override
    public Parameters parameters() {
        return Parameters.of("Wx", Wx, "Wh", Wh, "b", b);
    }

    @Override
    public GruCell with(Parameters arrays) {
        return of(arrays);
    }

    @Override
    public Plan plan() {
        return plan(KIND);
    }

    /**
     * One of the three blocks of an array that holds them side by side.
     *
     * @param array shape (any, 3h): a parameter, or its gradient
     * @param k     0 reset gate, 1 update gate, 2 candidate
     * @return a view of shape (any, h)
     */
    public static INDArray block(INDArray array, int k) {
        long h = array.size(1) / 3;
        return array.get(NDArrayIndex.all(), NDArrayIndex.interval(k * h, (k + 1) * h));
    }

    @Override
    public String toString() {
        return "GruCell(" + inputs() + " → " + hidden() + ", " + parameterCount() + " parameters)";
    }
}
