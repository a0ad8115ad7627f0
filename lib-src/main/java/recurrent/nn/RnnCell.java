package recurrent.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The simple recurrent network of Elman: {@code Ht = tanh(Xt·Wxh + Ht-1·Whh + bh)}, the same weights at every step.
 *
 * <p>A cell owns parameters, never a place in a sequence: calling a method twice with the same arguments gives the same
 * answer. Chapter 07 (forward) and 08 (backward).
 *
 * @param Wxh from the input to the state, shape (d, h)
 * @param Whh from the state to the next state, shape (h, h)
 * @param bh  bias of the state, shape (1, h)
 * @param phi what squeezes the sum: tanh, or the rectifier of chapter 08
 * @see <a href="https://doi.org/10.1207/s15516709cog1402_1">J. L. Elman, Finding structure in time, 1990</a>
 */
public record RnnCell(INDArray Wxh, INDArray Whh, INDArray bh, Nonlinearity phi) implements Cell<RnnCell.Step> {

    /** Checks that the three arrays fit together. */
    public RnnCell {
        Shapes.require("Wxh", Wxh, -1, -1);
        Shapes.require("Whh", Whh, Wxh.size(1), Wxh.size(1));
        Shapes.require("bh", bh, 1, Wxh.size(1));
    }

    /**
     * A cell with tanh.
     *
     * @param Wxh from the input to the state, shape (d, h)
     * @param Whh from the state to the next state, shape (h, h)
     * @param bh  bias of the state, shape (1, h)
     */
    public RnnCell(INDArray Wxh, INDArray Whh, INDArray bh) {
        this(Wxh, Whh, bh, Nonlinearity.TANH);
    }

    /** What squeezes the sum of input and past. */
    public enum Nonlinearity {
        /** Between −1 and 1; its slope is at most 1. */
        TANH {
            @Override
            INDArray of(INDArray Z) {
                return Transforms.tanh(Z, false);
            }

            @Override
            INDArray slope(INDArray H) {
                return H.mul(H).rsubi(1); // 1 − H²
            }
        },
        /** max(0, z): nothing holds it, so states and gradients may grow without end. */
        RELU {
            @Override
            INDArray of(INDArray Z) {
                return Transforms.relu(Z, false);
            }

            @Override
            INDArray slope(INDArray H) {
                return H.gt(0).castTo(H.dataType());
            }
        };

        /** The values of sums, which are overwritten. */
        abstract INDArray of(INDArray Z);

        /** The slope, from the values. */
        abstract INDArray slope(INDArray H);
    }

    /**
     * The same parameters with max(0, z) in place of tanh: {@code Ht = max(0, Xt·Wxh + Ht-1·Whh + bh)}. Chapter 08.
     *
     * @return a cell that shares the arrays
     */
    public RnnCell withRelu() {
        return new RnnCell(Wxh, Whh, bh, Nonlinearity.RELU);
    }

    /**
     * A new cell: normal weights, zero biases.
     *
     * @param d     inputs
     * @param h     hidden units
     * @param sigma standard deviation of the weights
     * @param type  FLOAT to train, DOUBLE to check
     * @param seed  the same seed gives the same cell
     * @return the cell
     */
    public static RnnCell random(int d, int h, double sigma, DataType type, long seed) {
        Random random = new Random(seed);
        return new RnnCell(
                Init.normal(random, sigma, type, d, h), Init.normal(random, sigma, type, h, h), Init.zeros(type, h));
    }

    /**
     * A new cell with the first values of the course: σ = 0.01, FLOAT.
     *
     * @param d    inputs
     * @param h    hidden units
     * @param seed the same seed gives the same cell
     * @return the cell
     */
    public static RnnCell random(int d, int h, long seed) {
        return random(d, h, 0.01, DataType.FLOAT, seed);
    }

    /**
     * The number of inputs.
     *
     * @return d
     */
    @Override
    public int inputs() {
        return (int) Wxh.size(0);
    }

    /**
     * The number of hidden units.
     *
     * @return h
     */
    @Override
    public int hidden() {
        return (int) Wxh.size(1);
    }

    /**
     * The state before anything was read.
     *
     * @param n sequences in the batch
     * @return zeros of shape (n, h)
     */
    public INDArray zeroState(int n) {
        return Nd4j.zeros(Wxh.dataType(), n, hidden());
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
        INDArray Z = Xt.mmul(Wxh).addi(H.mmul(Whh)).addiRowVector(bh);
        return phi.of(Z);
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

    @Override
    public Back backward(Step step, State dAfter) {
        INDArray dZ = dAfter.get(0).mul(phi.slope(step.H()));
        return new Back(
                named(step.Xt().transpose().mmul(dZ), step.Hbefore().transpose().mmul(dZ), dZ.sum(true, 0)),
                dZ.mmul(Wxh.transpose()),
                State.of(dZ.mmul(Whh.transpose())));
    }

    /**
     * What a forward pass leaves behind for the backward pass.
     *
     * @param X  the inputs, shape (T, n, d)
     * @param H0 the state before the first step, shape (n, h)
     * @param H  the T states after each step, each of shape (n, h)
     */
    public record Unrolled(INDArray X, INDArray H0, List<INDArray> H) {
        /**
         * The state after the last step: the one to carry on with.
         *
         * @return shape (n, h)
         */
        public INDArray last() {
            return H.get(H.size() - 1);
        }

        /**
         * All states in one array.
         *
         * @return shape (T, n, h), a copy
         */
        public INDArray stacked() {
            return Nd4j.stack(0, H.toArray(INDArray[]::new));
        }
    }

    // tag::forward[]
    /**
     * Reads a whole sequence, one step after the other.
     *
     * @param X  the inputs, shape (T, n, d)
     * @param H0 the state before the first step, shape (n, h)
     * @return every state, in order
     * @throws IllegalArgumentException if a shape does not fit
     */
    public Unrolled forward(INDArray X, INDArray H0) {
        Shapes.require("X", X, -1, -1, inputs());
        List<INDArray> states = new ArrayList<>();
        INDArray H = H0;
        for (int t = 0; t < X.size(0); t++) {
            H = step(Sequences.at(X, t), H);
            states.add(H);
        }
        return new Unrolled(X, H0, states);
    }
    // end::forward[]

    /**
     * The gradient of the loss with respect to everything that went into a forward pass.
     *
     * @param dWxh shape (d, h)
     * @param dWhh shape (h, h)
     * @param dbh  shape (1, h)
     * @param dX   shape (T, n, d)
     * @param dH0  shape (n, h)
     */
    public record Gradients(INDArray dWxh, INDArray dWhh, INDArray dbh, INDArray dX, INDArray dH0) {
        /**
         * The gradients of the parameters, under the parameters' names.
         *
         * @return Wxh, Whh, bh
         */
        public Parameters parameters() {
            return named(dWxh, dWhh, dbh);
        }
    }

    // tag::backward[]
    /**
     * Backpropagation through time. From the last step to the first, with the chain rule at each one:
     * {@code dZt = (dHt + dHt+1·Whhᵀ) ⊙ (1 − Ht²)}, then {@code dWxh += Xtᵀ·dZt}, {@code dWhh += Ht-1ᵀ·dZt},
     * {@code dbh += Σ dZt}.
     *
     * @param run what {@link #forward} returned
     * @param dH  for each step, the gradient of the loss with respect to its state as the loss sees it directly,
     *            without the part that comes back from later steps; T arrays of shape (n, h)
     * @return gradients of parameters, inputs and first state
     * @throws IllegalArgumentException if there is not one dH for each step
     */
    public Gradients backward(Unrolled run, List<INDArray> dH) {
        int T = run.H().size();
        if (dH.size() != T) {
            throw new IllegalArgumentException(
                    "dH: expected one array for each of the " + T + " steps, got " + dH.size());
        }
        INDArray dWxh = Wxh.ulike().assign(0);
        INDArray dWhh = Whh.ulike().assign(0);
        INDArray dbh = bh.ulike().assign(0);
        INDArray dX = run.X().ulike();
        INDArray dNext = run.H0().ulike().assign(0);
        for (int t = T - 1; t >= 0; t--) {
            // here dNext is the gradient that reaches Ht from the steps t+1 … T−1
            INDArray Ht = run.H().get(t);
            INDArray Hbefore = t == 0 ? run.H0() : run.H().get(t - 1);
            INDArray dZ = dH.get(t).add(dNext).muli(phi.slope(Ht)); // through tanh: 1 − Ht²
            dWxh.addi(Sequences.at(run.X(), t).transpose().mmul(dZ));
            dWhh.addi(Hbefore.transpose().mmul(dZ));
            dbh.addi(dZ.sum(true, 0));
            Sequences.at(dX, t).assign(dZ.mmul(Wxh.transpose()));
            dNext = dZ.mmul(Whh.transpose());
        }
        return new Gradients(dWxh, dWhh, dbh, dX, dNext);
    }
    // end::backward[]

    /**
     * The parameters under their names.
     *
     * @return Wxh, Whh, bh: the arrays themselves
     */
    @Override
    public Parameters parameters() {
        return named(Wxh, Whh, bh);
    }

    @Override
    public RnnCell with(Parameters parameters) {
        return new RnnCell(parameters.get("Wxh"), parameters.get("Whh"), parameters.get("bh"), phi);
    }

    /**
     * The number of parameters: d·h + h² + h.
     *
     * @return how many numbers training may change
     */
    public long parameterCount() {
        return parameters().count();
    }

    @Override
    public String toString() {
        return "RnnCell(" + inputs() + " → " + hidden() + ", " + parameterCount() + " parameters)";
    }

    private static Parameters named(INDArray Wxh, INDArray Whh, INDArray bh) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("Wxh", Wxh);
        arrays.put("Whh", Whh);
        arrays.put("bh", bh);
        return Parameters.of(arrays);
    }
}
