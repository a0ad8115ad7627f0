package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of neurons, each connected to every input: {@code A = φ(X·W + b)}. Chapters 01 (forward) and 02 (backward).
 *
 * @param W          weights, shape (d, out): one column for each neuron
 * @param b          biases, shape (1, out); zeros that nobody changes in a layer without
 * @param activation φ
 * @param biases     whether b is a parameter: training changes it
 */
public record DenseLayer(INDArray W, INDArray b, Activation activation, boolean biases) {
    static final String KIND = "dense";

    /** Checks that the arrays fit together. */
    public DenseLayer {
        Shapes.require("W", W, -1, -1);
        Shapes.require("b", b, 1, W.size(1));
    }

    /**
     * A layer with biases.
     *
     * @param W          weights, shape (d, out)
     * @param b          biases, shape (1, out)
     * @param activation what each neuron does with its sum
     */
    public DenseLayer(INDArray W, INDArray b, Activation activation) {
        this(W, b, activation, true);
    }

    /**
     * A layer without biases: {@code A = φ(X·W)}.
     *
     * @param W          weights, shape (d, out)
     * @param activation what each neuron does with its sum
     * @return the layer; it shares the array
     */
    public static DenseLayer withoutBiases(INDArray W, Activation activation) {
        return new DenseLayer(W, Init.zeros(W.dataType(), (int) W.size(1)), activation, false);
    }

    /**
     * A new layer, its biases zero.
     *
     * @param d          inputs
     * @param out        neurons
     * @param activation what each neuron does with its sum
     * @param init       first weights
     * @param type       FLOAT to train, DOUBLE to check
     * @param seed       the same seed gives the same layer
     * @return the layer
     */
    public static DenseLayer random(int d, int out, Activation activation, Init init, DataType type, long seed) {
        return drawn(d, out, activation, init, type, new Random(seed));
    }

    /**
     * A new layer with weights as {@link Init#xavier()} draws them, FLOAT.
     *
     * @param d          inputs
     * @param out        neurons
     * @param activation what each neuron does with its sum
     * @param seed       the same seed gives the same layer
     * @return the layer
     */
    public static DenseLayer random(int d, int out, Activation activation, long seed) {
        return random(d, out, activation, Init.xavier(), DataType.FLOAT, seed);
    }

    /** A layer of a network whose weights come from one source, one layer after the other. */
    static DenseLayer drawn(int d, int out, Activation activation, Init init, DataType type, Random random) {
        return new DenseLayer(init.draw(random, type, d, out), Init.zeros(type, out), activation);
    }

    /** {@return the number of inputs: d} */
    public int inputs() {
        return (int) W.size(0);
    }

    /** {@return the number of neurons: out} */
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
        INDArray Z = X.mmul(W).addiRowVector(b);
        return new Run(X, Z, activation.of(Z));
    }

    /**
     * The gradient of the loss with respect to everything that went into {@link #forward}.
     *
     * @param dW shape (d, out)
     * @param db shape (1, out)
     * @param dX shape (n, d)
     */
    public record Gradients(INDArray dW, INDArray db, INDArray dX) {}

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
        return new Gradients(run.X().transpose().mmul(delta), delta.sum(true, 0), delta.mmul(W.transpose()));
    }

    /**
     * The gradients of the parameters, under the parameters' names.
     *
     * @param gradients what {@link #backward} returned
     * @param suffix    as for {@link #parameters}
     * @return W and b with the suffix; only W for a layer without biases
     */
    public Parameters named(Gradients gradients, String suffix) {
        return named(gradients.dW(), gradients.db(), suffix);
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

    /** {@return what it is made of, for a file} */
    public Plan plan() {
        return Plan.of(KIND)
                .with("inputs", inputs())
                .with("outputs", outputs())
                .with("activation", activation.name())
                .with("biases", biases);
    }

    static DenseLayer build(Plan plan, Parameters arrays) {
        Activation activation = plan.choice("activation", Activation.class);
        return plan.yes("biases")
                ? new DenseLayer(arrays.get("W"), arrays.get("b"), activation)
                : withoutBiases(arrays.get("W"), activation);
    }

    /** {@return the number of parameters: d·out, and out more with biases} */
    public long parameterCount() {
        return parameters("").count();
    }

    @Override
    public String toString() {
        return "DenseLayer(" + inputs() + " → " + outputs() + ", " + activation + (biases ? ", " : ", no biases, ")
                + parameterCount() + " parameters)";
    }

    private Parameters named(INDArray weights, INDArray bias, String suffix) {
        return biases ? Parameters.of("W" + suffix, weights, "b" + suffix, bias) : Parameters.of("W" + suffix, weights);
    }
}
