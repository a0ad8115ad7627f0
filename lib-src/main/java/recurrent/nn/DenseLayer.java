package recurrent.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of neurons, each connected to every input: {@code A = φ(X·W + b)}. Chapters 01 (forward) and 02 (backward).
 *
 * @param W          weights, shape (d, out): one column for each neuron
 * @param b          biases, shape (1, out); {@code null} for a layer without
 * @param activation φ
 */
public record DenseLayer(INDArray W, INDArray b, Activation activation) {

    /** Checks that the arrays fit together. */
    public DenseLayer {
        Shapes.require("W", W, -1, -1);
        if (b != null) {
            Shapes.require("b", b, 1, W.size(1));
        }
    }

    /**
     * A new layer: weights as {@link Init#xavier} draws them, zero biases.
     *
     * @param random     where the weights come from
     * @param type       FLOAT to train, DOUBLE to check
     * @param d          inputs
     * @param out        neurons
     * @param biases     whether it has biases
     * @param activation what each neuron does with its sum
     * @return the layer
     */
    public static DenseLayer random(
            Random random, DataType type, int d, int out, boolean biases, Activation activation) {
        return new DenseLayer(Init.xavier(random, type, d, out), biases ? Init.zeros(type, out) : null, activation);
    }

    /**
     * The number of inputs.
     *
     * @return d
     */
    public int inputs() {
        return (int) W.size(0);
    }

    /**
     * The number of neurons.
     *
     * @return out
     */
    public int outputs() {
        return (int) W.size(1);
    }

    /**
     * What a forward pass leaves behind for the backward pass.
     *
     * @param X what the layer read, shape (n, d)
     * @param Z the weighted sums {@code X·W + b}, shape (n, out)
     * @param A the outputs φ(Z), shape (n, out)
     */
    public record Run(INDArray X, INDArray Z, INDArray A) {}

    /**
     * The outputs of the layer.
     *
     * @param X inputs, one example a row, shape (n, d); not changed
     * @return sums and outputs
     * @throws IllegalArgumentException if X does not have d columns
     */
    public Run forward(INDArray X) {
        Shapes.require("X", X, -1, inputs());
        INDArray Z = X.mmul(W);
        if (b != null) {
            Z.addiRowVector(b);
        }
        return new Run(X, Z, activation.of(Z));
    }

    /**
     * The gradient of the loss with respect to everything that went into {@link #forward}.
     *
     * @param dW shape (d, out)
     * @param db shape (1, out); {@code null} for a layer without biases
     * @param dX shape (n, d)
     */
    public record Gradients(INDArray dW, INDArray db, INDArray dX) {
        /**
         * The gradients of the parameters, under the parameters' names.
         *
         * @param suffix as for {@link DenseLayer#parameters}
         * @return W and b with the suffix
         */
        public Parameters parameters(String suffix) {
            return named(dW, db, suffix);
        }
    }

    /**
     * Back through the layer: {@code δ = dA ⊙ φ′(Z)}, then {@code dW = Xᵀ·δ}, {@code db = Σ δ}, {@code dX = δ·Wᵀ}.
     *
     * @param run what {@link #forward} returned
     * @param dA  gradient of the loss with respect to the outputs, shape (n, out); not changed
     * @return the gradients
     * @throws IllegalArgumentException if dA does not have the shape of the outputs
     */
    public Gradients backward(Run run, INDArray dA) {
        Shapes.require("dA", dA, run.A().shape());
        INDArray delta = activation.derivative(run.A()).muli(dA);
        return new Gradients(
                run.X().transpose().mmul(delta), b == null ? null : delta.sum(true, 0), delta.mmul(W.transpose()));
    }

    /**
     * The parameters under their names.
     *
     * @param suffix what follows W and b, for instance "1" for W1 and b1
     * @return the arrays themselves; only W for a layer without biases
     */
    public Parameters parameters(String suffix) {
        return named(W, b, suffix);
    }

    /**
     * The number of parameters: d·out, and out more with biases.
     *
     * @return how many numbers training may change
     */
    public long parameterCount() {
        return parameters("").count();
    }

    @Override
    public String toString() {
        return "DenseLayer(" + inputs() + " → " + outputs() + ", " + activation + (b == null ? ", no biases, " : ", ")
                + parameterCount() + " parameters)";
    }

    private static Parameters named(INDArray W, INDArray b, String suffix) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("W" + suffix, W);
        if (b != null) {
            arrays.put("b" + suffix, b);
        }
        return Parameters.of(arrays);
    }
}
