package recurrent.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A multi-layer perceptron: dense layers, each reading what the one before said. Chapter 02.
 *
 * @param layers from input to output
 */
public record Mlp(List<DenseLayer> layers) {
    static final String KIND = "mlp";

    /** Checks that each layer reads what the one before says. */
    public Mlp {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("layers: expected at least one, got none");
        }
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
                throw new IllegalArgumentException("layers: layer " + (i + 1) + " reads "
                        + layers.get(i).inputs() + " inputs, but layer " + i + " has "
                        + layers.get(i - 1).outputs() + " neurons");
            }
        }
    }

    /**
     * A new network, its biases zero.
     *
     * @param sizes  inputs, then neurons of each layer; for instance {@code {2, 3, 2}}
     * @param hidden activation of all layers but the last
     * @param output activation of the last layer; {@link Activation#IDENTITY} for losses that read scores
     * @param init   first weights
     * @param type   FLOAT to train, DOUBLE to check
     * @param seed   the same seed gives the same network
     * @return the network
     * @throws IllegalArgumentException if there are fewer than two sizes
     */
    public static Mlp random(int[] sizes, Activation hidden, Activation output, Init init, DataType type, long seed) {
        if (sizes.length < 2) {
            throw new IllegalArgumentException(
                    "sizes: expected the inputs and the neurons of at least one layer, got " + sizes.length);
        }
        Random random = new Random(seed);
        List<DenseLayer> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            Activation activation = i == sizes.length - 1 ? output : hidden;
            layers.add(DenseLayer.drawn(sizes[i - 1], sizes[i], activation, init, type, random));
        }
        return new Mlp(layers);
    }

    /**
     * A new network with weights as {@link Init#xavier()} draws them, FLOAT.
     *
     * @param sizes  inputs, then neurons of each layer
     * @param hidden activation of all layers but the last
     * @param output activation of the last layer
     * @param seed   the same seed gives the same network
     * @return the network
     */
    public static Mlp random(int[] sizes, Activation hidden, Activation output, long seed) {
        return random(sizes, hidden, output, Init.xavier(), DataType.FLOAT, seed);
    }

    /** {@return the same weights without biases: a network that shares the weights} */
    public Mlp withoutBiases() {
        return new Mlp(layers.stream()
                .map(layer -> DenseLayer.withoutBiases(layer.W(), layer.activation()))
                .toList());
    }

    /**
     * What a forward pass leaves behind for the backward pass.
     *
     * @param layers  what each layer read and said
     * @param dropped what dropout did between them: one fewer than layers
     */
    public record Run(List<DenseLayer.Run> layers, List<Dropout.Run> dropped) {
        /** {@return what the last layer says: shape (n, out)} */
        public INDArray output() {
            return layers.get(layers.size() - 1).A();
        }
    }

    /**
     * Through all layers, dropping nothing.
     *
     * @param X inputs, one example a row, shape (n, d)
     * @return what each layer said
     */
    public Run forward(INDArray X) {
        return forward(X, new Dropout(0), Mode.EVALUATION);
    }

    /**
     * Through all layers, with dropout behind each but the last. Chapter 03.
     *
     * @param X       inputs, one example a row, shape (n, d)
     * @param dropout how much to drop
     * @param mode    whether anything is dropped
     * @return what each layer said
     */
    public Run forward(INDArray X, Dropout dropout, Mode mode) {
        List<DenseLayer.Run> runs = new ArrayList<>();
        List<Dropout.Run> dropped = new ArrayList<>();
        INDArray A = X;
        for (DenseLayer layer : layers) {
            if (!runs.isEmpty()) {
                Dropout.Run between = dropout.forward(A, mode);
                dropped.add(between);
                A = between.Y();
            }
            DenseLayer.Run run = layer.forward(A);
            runs.add(run);
            A = run.A();
        }
        return new Run(List.copyOf(runs), List.copyOf(dropped));
    }

    /**
     * The gradient of the loss with respect to everything that went into {@link #forward}.
     *
     * @param parameters of the parameters, under their names
     * @param dX         of the inputs, shape (n, d)
     */
    public record Gradients(Parameters parameters, INDArray dX) {}

    /**
     * Backpropagation: from the last layer to the first, each hands its dX to the one before.
     *
     * @param run what {@link #forward} returned
     * @param dA  gradient of the loss with respect to the output, shape (n, out)
     * @return the gradients
     */
    public Gradients backward(Run run, INDArray dA) {
        Parameters[] parameters = new Parameters[layers.size()];
        INDArray dY = dA;
        for (int i = layers.size() - 1; i >= 0; i--) {
            DenseLayer.Gradients g = layers.get(i).backward(run.layers().get(i), dY);
            parameters[i] = layers.get(i).named(g, Integer.toString(i + 1));
            dY = i == 0 ? g.dX() : run.dropped().get(i - 1).backward(g.dX());
        }
        return new Gradients(Parameters.join(parameters), dY);
    }

    /**
     * {@return the parameters under their names: W1, b1, W2, b2, …: the arrays themselves; no b for layers without
     * biases}
     */
    public Parameters parameters() {
        Parameters[] parameters = new Parameters[layers.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = layers.get(i).parameters(Integer.toString(i + 1));
        }
        return Parameters.join(parameters);
    }

    /** {@return the number of parameters: how many numbers training may change; 17 for 2-3-2, and 12 without biases} */
    public long parameterCount() {
        return parameters().count();
    }

    /** {@return what it is made of, for a file} */
    public Plan plan() {
        return Plan.of(KIND)
                .with("layers", layers.stream().map(DenseLayer::plan).toList());
    }

    static Mlp build(Plan plan, Parameters arrays, Plans plans) {
        List<Plan> parts = plan.plans("layers");
        List<DenseLayer> layers = new ArrayList<>();
        for (int i = 1; i <= parts.size(); i++) {
            String number = Integer.toString(i);
            Parameters own = Parameters.of("W", arrays.get("W" + number));
            own = arrays.names().contains("b" + number)
                    ? Parameters.join(own, Parameters.of("b", arrays.get("b" + number)))
                    : own;
            layers.add(plans.build(DenseLayer.class, parts.get(i - 1), own));
        }
        return new Mlp(layers);
    }

    /** {@return the same network with parameters of its own: a copy that shares nothing} */
    public Mlp copy() {
        return new Mlp(layers.stream()
                .map(l -> new DenseLayer(l.W().dup(), l.b().dup(), l.activation(), l.biases()))
                .toList());
    }

    @Override
    public String toString() {
        return "Mlp(" + layers.get(0).inputs() + " → "
                + layers.stream().map(l -> Integer.toString(l.outputs())).collect(Collectors.joining(" → ")) + ", "
                + parameterCount() + " parameters)";
    }
}
