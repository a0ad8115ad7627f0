package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The simple recurrent network of Elman: {@code Ht = tanh(Xt·Wxh + Ht-1·Whh + bh)}, the same weights at every step.
 *
 * <p>A cell owns parameters, never a place in a sequence: calling a method twice with the same arguments gives the same
 * answer. Chapter 07 (forward) and 08 (backward).
 *
 * <p>It has d·h + h² + h parameters.
 *
 * @param Wxh from the input to the state, shape (d, h)
 * @param Whh from the state to the next state, shape (h, h)
 * @param bh  bias of the state, shape (1, h)
 * @param phi what squeezes the sum: {@link Activation#TANH}, or {@link Activation#RELU} as in chapter 08
 * @see <a href="https://doi.org/10.1207/s15516709cog1402_1">J. L. Elman, Finding structure in time, 1990</a>
 */
public record RnnCell(INDArray Wxh, INDArray Whh, INDArray bh, Activation phi) implements Cell<RnnCell.Step> {
    static final String KIND = "rnn";
    static final String RELU_KIND = "rnn-relu";

    /** Checks that the three arrays fit together. */
    public RnnCell {
        Shapes.require("Wxh", Wxh, -1, -1);
        Shapes.require("Whh", Whh, Wxh.size(1), Wxh.size(1));
        Shapes.require("bh", bh, 1, Wxh.size(1));
        if (phi != Activation.TANH && phi != Activation.RELU) {
            throw new IllegalArgumentException("phi: expected TANH or RELU, got " + phi);
        }
    }

    /**
     * A cell with tanh.
     *
     * @param Wxh from the input to the state, shape (d, h)
     * @param Whh from the state to the next state, shape (h, h)
     * @param bh  bias of the state, shape (1, h)
     */
    public RnnCell(INDArray Wxh, INDArray Whh, INDArray bh) {
        this(Wxh, Whh, bh, Activation.TANH);
    }

    /**
     * The same parameters with max(0, z) in place of tanh: {@code Ht = max(0, Xt·Wxh + Ht-1·Whh + bh)}. Chapter 08.
     *
     * @return a cell that shares the arrays
     */
    public RnnCell withRelu() {
        return new RnnCell(Wxh, Whh, bh, Activation.RELU);
    }

    /**
     * A cell of given arrays.
     *
     * @param arrays Wxh, Whh, bh
     * @return the cell; it shares the arrays
     */
    public static RnnCell of(Parameters arrays) {
        return new RnnCell(arrays.get("Wxh"), arrays.get("Whh"), arrays.get("bh"));
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
    public static RnnCell random(int d, int h, Init init, DataType type, long seed) {
        Random random = new Random(seed);
        return new RnnCell(init.draw(random, type, d, h), init.draw(random, type, h, h), Init.zeros(type, h));
    }

    /**
     * A new cell with the first values of the course: normal numbers with σ = 0.01, FLOAT.
     *
     * @param d    inputs
     * @param h    hidden units
     * @param seed the same seed gives the same cell
     * @return the cell
     */
    public static RnnCell random(int d, int h, long seed) {
        return random(d, h, Init.normal(0.01), DataType.FLOAT, seed);
    }

    /** {@return the number of inputs: d} */
    @Override
    public int inputs() {
        return (int) Wxh.size(0);
    }

    /** {@return the number of hidden units: h} */
    @Override
    public int hidden() {
        return (int) Wxh.size(1);
    }

    // tag::step[]
    /**
     * One step: {@code Ht = tanh(Xt·Wxh + Ht-1·Whh + bh)}.
     *
     * @param Xt what the network reads now, shape (n, d)
     * @param H  the state before, shape (n, h); not changed
     * @return the state after, shape (n, h)
     * @throws IllegalArgumentException if a shape does not fit
     */
    public INDArray step(INDArray Xt, INDArray H) {
        Shapes.require("Xt", Xt, -1, inputs());
        Shapes.require("H", H, Xt.size(0), hidden());
        return phi.of(Xt.mmul(Wxh).addi(H.mmul(Whh)).addiRowVector(bh));
    }
    // end::step[]

    /**
     * What one step leaves behind for the way back.
     *
     * @param Xt      the input, shape (n, d)
     * @param Hbefore the state before, shape (n, h)
     * @param H       the state after, shape (n, h)
     */
    public record Step(INDArray Xt, INDArray Hbefore, INDArray H) implements Cell.Step {
        @Override
        public State after() {
            return State.of(H);
        }
    }

    @Override
    public Step step(INDArray Xt, State before) {
        return new Step(Xt, before.get(0), step(Xt, before.get(0)));
    }

    // tag::backward[]
    /**
     * Back through one step: {@code dZ = dH ⊙ (1 − H²)}, then {@code dWxh = Xtᵀ·dZ}, {@code dWhh = Ht-1ᵀ·dZ},
     * {@code dbh = Σ dZ}; and to where it came from, {@code dXt = dZ·Wxhᵀ} and {@code dHt-1 = dZ·Whhᵀ}.
     *
     * @param step what {@link #step(INDArray, State)} returned
     * @param dH   gradient of the loss with respect to the state after the step, shape (n, h)
     * @return the gradients
     */
    public Back backward(Step step, INDArray dH) {
        INDArray dZ = dH.mul(phi.derivative(step.H())); // of tanh: 1 − H²
        return new Back(
                Parameters.of(
                        "Wxh", step.Xt().transpose().mmul(dZ),
                        "Whh", step.Hbefore().transpose().mmul(dZ),
                        "bh", dZ.sum(true, 0)),
                dZ.mmul(Wxh.transpose()),
                State.of(dZ.mmul(Whh.transpose())));
    }
    // end::backward[]

    @Override
    public Back backward(Step step, State dAfter) {
        return backward(step, dAfter.H());
    }

    @Override
    public Parameters parameters() {
        return Parameters.of("Wxh", Wxh, "Whh", Whh, "bh", bh);
    }

    @Override
    public RnnCell with(Parameters arrays) {
        return new RnnCell(arrays.get("Wxh"), arrays.get("Whh"), arrays.get("bh"), phi);
    }

    @Override
    public Plan plan() {
        return plan(phi == Activation.TANH ? KIND : RELU_KIND);
    }

    @Override
    public String toString() {
        return "RnnCell(" + inputs() + " → " + hidden() + ", " + parameterCount() + " parameters)";
    }
}
