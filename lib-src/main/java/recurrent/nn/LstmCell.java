package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The long short-term memory: next to the state H it carries a memory C, which three gates write, keep and show.
 *
 * <pre>
 * it = σ(Xt·Wxi + Ht-1·Whi + bi)        how much to write
 * ft = σ(Xt·Wxf + Ht-1·Whf + bf)        how much of the memory to keep
 * ot = σ(Xt·Wxo + Ht-1·Who + bo)        how much of the memory to show
 * gt = tanh(Xt·Wxg + Ht-1·Whg + bg)     what to write: the candidate, not a gate
 * Ct = ft ⊙ Ct-1 + it ⊙ gt
 * Ht = ot ⊙ tanh(Ct)
 * </pre>
 *
 * <p>The four blocks stand side by side in one array, in the order i, f, o, g, so that one product serves all four.
 * The forget gate was added by Gers and others in 2000. Chapter 11.
 *
 * <p>It has 4(d·h + h² + h) parameters.
 *
 * @param Wx from the input to the four blocks, shape (d, 4h)
 * @param Wh from the state to the four blocks, shape (h, 4h)
 * @param b  biases of the four blocks, shape (1, 4h)
 * @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">S. Hochreiter, J. Schmidhuber, Long short-term memory,
 *      1997</a>
 * @see <a href="https://doi.org/10.1162/089976600300015015">F. A. Gers, J. Schmidhuber, F. Cummins, Learning to
 *      forget, 2000</a>
 */
public record LstmCell(INDArray Wx, INDArray Wh, INDArray b) implements Cell<LstmCell.Step> {
    static final String KIND = "lstm";

    /** Checks that the three arrays fit together. */
    public LstmCell {
        Shapes.require("Wh", Wh, -1, 4 * Wh.size(0));
        Shapes.require("Wx", Wx, -1, Wh.size(1));
        Shapes.require("b", b, 1, Wh.size(1));
    }

    /**
     * A cell of given arrays.
     *
     * @param arrays Wx, Wh, b
     * @return the cell; it shares the arrays
     */
    public static LstmCell of(Parameters arrays) {
        return new LstmCell(arrays.get("Wx"), arrays.get("Wh"), arrays.get("b"));
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
    public static LstmCell random(int d, int h, Init init, DataType type, long seed) {
        Random random = new Random(seed);
        return new LstmCell(
                init.draw(random, type, d, 4 * h), init.draw(random, type, h, 4 * h), Init.zeros(type, 4 * h));
    }

    /**
     * A new cell with usual first values: weights between −1/√h and 1/√h, forget gates that start open (bias 1), FLOAT.
     *
     * @param d    inputs
     * @param h    hidden units
     * @param seed the same seed gives the same cell
     * @return the cell
     */
    public static LstmCell random(int d, int h, long seed) {
        return random(d, h, Init.uniform(1 / Math.sqrt(h)), DataType.FLOAT, seed)
                .withForgetBias(1);
    }

    /**
     * The same weights with another bias of the forget gate. With 0 the gate starts half closed and the memory halves at
     * every step; with 1 to 3 it starts open, and what was written early can still be learned from.
     *
     * @param bias for every unit
     * @return a cell that shares Wx and Wh and has biases of its own
     * @see <a href="https://proceedings.mlr.press/v37/jozefowicz15.html">R. Jozefowicz, W. Zaremba, I. Sutskever, An
     *      empirical exploration of recurrent network architectures, 2015</a>
     */
    public LstmCell withForgetBias(double bias) {
        INDArray biases = b.dup();
        block(biases, 1).assign(bias);
        return new LstmCell(Wx, Wh, biases);
    }

    @Override
    public int inputs() {
        return (int) Wx.size(0);
    }

    @Override
    public int hidden() {
        return (int) Wh.size(0);
    }

    @Override
    public int stateSize() {
        return 2;
    }

    /**
     * What one step leaves behind; every array but Xt has the shape (n, h).
     *
     * @param Xt      the input, shape (n, d)
     * @param Hbefore the state before
     * @param Cbefore the memory before
     * @param i       the input gate, each number in (0, 1)
     * @param f       the forget gate, each number in (0, 1)
     * @param o       the output gate, each number in (0, 1)
     * @param g       the candidate, each number in (−1, 1)
     * @param C       the memory after
     * @param H       the state after
     */
    public record Step(
            INDArray Xt,
            INDArray Hbefore,
            INDArray Cbefore,
            INDArray i,
            INDArray f,
            INDArray o,
            INDArray g,
            INDArray C,
            INDArray H)
            implements Cell.Step {
        @Override
        public State after() {
            return State.of(H, C);
        }
    }

    // tag::step[]
    /**
     * One step.
     *
     * @param Xt      what the network reads now, shape (n, d)
     * @param Hbefore the state before, shape (n, h); not changed
     * @param Cbefore the memory before, shape (n, h); not changed
     * @return gates, candidate, memory and state
     * @throws IllegalArgumentException if a shape does not fit
     */
    public Step step(INDArray Xt, INDArray Hbefore, INDArray Cbefore) {
        Shapes.require("Xt", Xt, -1, inputs());
        Shapes.require("Hbefore", Hbefore, Xt.size(0), hidden());
        Shapes.require("Cbefore", Cbefore, Xt.size(0), hidden());
        INDArray Z = Xt.mmul(Wx).addi(Hbefore.mmul(Wh)).addiRowVector(b); // all four blocks, (n, 4h)
        INDArray i = Transforms.sigmoid(block(Z, 0));
        INDArray f = Transforms.sigmoid(block(Z, 1));
        INDArray o = Transforms.sigmoid(block(Z, 2));
        INDArray g = Transforms.tanh(block(Z, 3));
        INDArray C = f.mul(Cbefore).addi(i.mul(g));
        INDArray H = o.mul(Transforms.tanh(C));
        return new Step(Xt, Hbefore, Cbefore, i, f, o, g, C, H);
    }
    // end::step[]

    @Override
    public Step step(INDArray Xt, State before) {
        return step(Xt, before.get(0), before.get(1));
    }

    // tag::backward[]
    /**
     * Back through one step. The memory is reached on two ways: through the state, and from the memory one step later.
     * From there on the chain rule takes each factor of {@code Ct = f ⊙ Ct-1 + i ⊙ g} in turn; the way to
     * {@code Ct-1} is a product with f and with nothing else, no weight and no tanh.
     *
     * @param step what {@link #step} returned
     * @param dH   gradient of the loss with respect to the state after the step, shape (n, h)
     * @param dC   gradient with respect to the memory after the step, as later steps see it, shape (n, h)
     * @return the gradients
     */
    public Back backward(Step step, INDArray dH, INDArray dC) {
        INDArray i = step.i();
        INDArray f = step.f();
        INDArray o = step.o();
        INDArray g = step.g();
        INDArray tanhC = Transforms.tanh(step.C());
        INDArray dCt = dC.add(dH.mul(o).muli(Activation.TANH.derivative(tanhC)));
        INDArray dZ = Nd4j.concat(
                1,
                dCt.mul(g).muli(Activation.SIGMOID.derivative(i)),
                dCt.mul(step.Cbefore()).muli(Activation.SIGMOID.derivative(f)),
                dH.mul(tanhC).muli(Activation.SIGMOID.derivative(o)),
                dCt.mul(i).muli(Activation.TANH.derivative(g)));
        return new Back(
                Parameters.of(
                        "Wx",
                        step.Xt().transpose().mmul(dZ),
                        "Wh",
                        step.Hbefore().transpose().mmul(dZ),
                        "b",
                        dZ.sum(true, 0)),
                dZ.mmul(Wx.transpose()),
                State.of(dZ.mmul(Wh.transpose()), dCt.mul(f)));
    }
    // end::backward[]

    @Override
    public Back backward(Step step, State dAfter) {
        return backward(step, dAfter.get(0), dAfter.get(1));
    }

    @Override
    public Parameters parameters() {
        return Parameters.of("Wx", Wx, "Wh", Wh, "b", b);
    }

    @Override
    public LstmCell with(Parameters arrays) {
        return of(arrays);
    }

    @Override
    public Plan plan() {
        return plan(KIND);
    }

    /**
     * One of the four blocks of an array that holds them side by side.
     *
     * @param array shape (any, 4h): a parameter, or its gradient
     * @param k     0 input gate, 1 forget gate, 2 output gate, 3 candidate
     * @return a view of shape (any, h)
     */
    public static INDArray block(INDArray array, int k) {
        long h = array.size(1) / 4;
        return array.get(NDArrayIndex.all(), NDArrayIndex.interval(k * h, (k + 1) * h));
    }

    @Override
    public String toString() {
        return "LstmCell(" + inputs() + " → " + hidden() + ", " + parameterCount() + " parameters)";
    }
}
