package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The gated recurrent unit of Keras, PyTorch and cuDNN: the reset gate comes after the product with the weights, so one
 * product serves all three blocks. That takes a second bias, and gives 3h more parameters than {@link GruCell}.
 *
 * <pre>
 * rt = σ(Xt·Wxr + bxr + Ht-1·Whr + bhr)
 * zt = σ(Xt·Wxz + bxz + Ht-1·Whz + bhz)
 * H̃t = tanh(Xt·Wxc + bxc + rt ⊙ (Ht-1·Whc + bhc))
 * Ht = zt ⊙ Ht-1 + (1 − zt) ⊙ H̃t
 * </pre>
 *
 * <p>The three blocks stand side by side in one array, in the order r, z, candidate. Chapter 12.
 *
 * <p>It has 3(d·h + h² + 2h) parameters.
 *
 * @param Wx from the input to the three blocks, shape (d, 3h)
 * @param Wh from the state to the three blocks, shape (h, 3h)
 * @param bx biases beside the input, shape (1, 3h)
 * @param bh biases beside the state, shape (1, 3h); for r and z they do nothing that bx could not
 * @see <a href="https://keras.io/api/layers/recurrent_layers/gru/">Keras, GRU, reset_after</a>
 */
public record ResetAfterGruCell(INDArray Wx, INDArray Wh, INDArray bx, INDArray bh)
        implements Cell<ResetAfterGruCell.Step> {
    static final String KIND = "gru-reset-after";

    /** Checks that the four arrays fit together. */
    public ResetAfterGruCell {
        Shapes.require("Wh", Wh, -1, 3 * Wh.size(0));
        Shapes.require("Wx", Wx, -1, Wh.size(1));
        Shapes.require("bx", bx, 1, Wh.size(1));
        Shapes.require("bh", bh, 1, Wh.size(1));
    }

    /**
     * A cell of given arrays.
     *
     * @param arrays Wx, Wh, bx, bh
     * @return the cell; it shares the arrays
     */
    public static ResetAfterGruCell of(Parameters arrays) {
        return new ResetAfterGruCell(arrays.get("Wx"), arrays.get("Wh"), arrays.get("bx"), arrays.get("bh"));
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
    public static ResetAfterGruCell random(int d, int h, Init init, DataType type, long seed) {
        Random random = new Random(seed);
        return new ResetAfterGruCell(
                init.draw(random, type, d, 3 * h),
                init.draw(random, type, h, 3 * h),
                Init.zeros(type, 3 * h),
                Init.zeros(type, 3 * h));
    }

    /**
     * A new cell with usual first values: weights between −1/√h and 1/√h, FLOAT.
     *
     * @param d    inputs
     * @param h    hidden units
     * @param seed the same seed gives the same cell
     * @return the cell
     */
    public static ResetAfterGruCell random(int d, int h, long seed) {
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
     * @param past      what the past says to the candidate, before r: Ht-1·Whc + bhc
     * @param candidate each number in (−1, 1)
     * @param H         the state after
     */
    public record Step(
            INDArray Xt, INDArray Hbefore, INDArray r, INDArray z, INDArray past, INDArray candidate, INDArray H)
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
        INDArray Zx = Xt.mmul(Wx).addiRowVector(bx); // what the input says, (n, 3h)
        INDArray Zh = Hbefore.mmul(Wh).addiRowVector(bh); // what the past says, (n, 3h)
        INDArray r = Transforms.sigmoid(GruCell.block(Zx, 0).add(GruCell.block(Zh, 0)));
        INDArray z = Transforms.sigmoid(GruCell.block(Zx, 1).add(GruCell.block(Zh, 1)));
        INDArray past = GruCell.block(Zh, 2);
        INDArray candidate = Transforms.tanh(GruCell.block(Zx, 2).add(r.mul(past)));
        INDArray H = z.mul(Hbefore).addi(z.rsub(1).muli(candidate));
        return new Step(Xt, Hbefore, r, z, past, candidate, H);
    }
    // end::step[]

    @Override
    public Step step(INDArray Xt, State before) {
        return step(Xt, before.get(0));
    }

    // tag::backward[]
    /**
     * Back through one step. Input and past meet the candidate with different gradients: only the past goes through r.
     *
     * @param step what {@link #step} returned
     * @param dH   gradient of the loss with respect to the state after the step, shape (n, h)
     * @return the gradients
     */
    public Back backward(Step step, INDArray dH) {
        INDArray H = step.Hbefore();
        INDArray r = step.r();
        INDArray z = step.z();
        INDArray candidate = step.candidate();
        INDArray dZc = dH.mul(z.rsub(1)).muli(Activation.TANH.derivative(candidate));
        INDArray dZz = dH.mul(H.sub(candidate)).muli(Activation.SIGMOID.derivative(z));
        INDArray dZr = dZc.mul(step.past()).muli(Activation.SIGMOID.derivative(r));
        INDArray dZx = Nd4j.concat(1, dZr, dZz, dZc);
        INDArray dZh = Nd4j.concat(1, dZr, dZz, dZc.mul(r));
        return new Back(
                Parameters.of(
                        "Wx",
                        step.Xt().transpose().mmul(dZx),
                        "Wh",
                        H.transpose().mmul(dZh),
                        "bx",
                        dZx.sum(true, 0),
                        "bh",
                        dZh.sum(true, 0)),
                dZx.mmul(Wx.transpose()),
                State.of(dH.mul(z).addi(dZh.mmul(Wh.transpose()))));
    }
    // end::backward[]

    @Override
    public Back backward(Step step, State dAfter) {
        return backward(step, dAfter.get(0));
    }

    @Override
    public Parameters parameters() {
        return Parameters.of("Wx", Wx, "Wh", Wh, "bx", bx, "bh", bh);
    }

    @Override
    public ResetAfterGruCell with(Parameters arrays) {
        return of(arrays);
    }

    @Override
    public Plan plan() {
        return plan(KIND);
    }

    @Override
    public String toString() {
        return "ResetAfterGruCell(" + inputs() + " → " + hidden() + ", " + parameterCount() + " parameters)";
    }
}
