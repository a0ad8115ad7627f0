package recurrent.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers one above the other: each reads all that the one below says, step by step. Between two of them, and only
 * there, units may be dropped during training: a dropped unit says 0, the others say {@code 1/(1 − p)} times as much, so
 * nothing has to be changed afterwards. The way from step to step is never cut. Chapter 13.
 *
 * @param layers  from the bottom to the top
 * @param dropout what is dropped between two layers
 * @see <a href="https://arxiv.org/abs/1409.2329">W. Zaremba, I. Sutskever, O. Vinyals, Recurrent neural network
 *      regularization, 2014</a>
 */
public record Stacked(List<RecurrentLayer> layers, Dropout dropout) implements RecurrentLayer {
    static final String KIND = "stack";

    /** Checks that each layer reads what the one below says. */
    public Stacked {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("layers: expected at least one, got none");
        }
        for (int k = 1; k < layers.size(); k++) {
            int below = layers.get(k - 1).outputs();
            if (layers.get(k).inputs() != below) {
                throw new IllegalArgumentException("layers: layer " + k + " must read the " + below
                        + " outputs of the layer below it, it reads "
                        + layers.get(k).inputs());
            }
        }
    }

    /**
     * Layers one above the other, nothing dropped.
     *
     * @param layers from the bottom to the top
     * @return the stack
     */
    public static Stacked of(RecurrentLayer... layers) {
        return new Stacked(List.of(layers), new Dropout(0));
    }

    /**
     * The same layers with dropout between them.
     *
     * @param rate the part of the units that is dropped, at least 0 and below 1
     * @return a stack that shares the layers
     */
    public Stacked withDropout(double rate) {
        return new Stacked(layers, new Dropout(rate));
    }

    @Override
    public int inputs() {
        return layers.get(0).inputs();
    }

    @Override
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /**
     * {@return the parameters of all layers: "0.Wx" and so on for the bottom layer, then "1.Wx": the arrays themselves}
     */
    @Override
    public Parameters parameters() {
        return joined(layers.stream().map(RecurrentLayer::parameters).toList());
    }

    @Override
    public Stacked with(Parameters parameters) {
        return new Stacked(
                IntStream.range(0, layers.size())
                        .mapToObj(k -> layers.get(k).with(parameters.part(Integer.toString(k))))
                        .toList(),
                dropout);
    }

    @Override
    public Plan plan() {
        return Plan.of(KIND)
                .with("layers", layers.stream().map(RecurrentLayer::plan).toList())
                .with("dropout", dropout.rate());
    }

    static Stacked build(Plan plan, Parameters arrays, Plans plans) {
        List<Plan> parts = plan.plans("layers");
        return new Stacked(
                IntStream.range(0, parts.size())
                        .mapToObj(
                                k -> plans.build(RecurrentLayer.class, parts.get(k), arrays.part(Integer.toString(k))))
                        .toList(),
                new Dropout(plan.number("dropout")));
    }

    @Override
    public State zeroState(int n) {
        return State.join(layers.stream().map(layer -> layer.zeroState(n)).toList());
    }

    // tag::forward[]
    @Override
    public Run forward(INDArray X, State start, Mask mask, Mode mode) {
        List<RecurrentLayer.Run> runs = new ArrayList<>();
        List<Dropout.Run> dropped = new ArrayList<>(); // what happened between each layer and the one above
        List<State> starts = parts(start);
        INDArray input = X;
        for (int k = 0; k < layers.size(); k++) {
            if (k > 0) {
                Dropout.Run between = dropout.forward(input, mode);
                dropped.add(between);
                input = between.Y();
            }
            RecurrentLayer.Run run = layers.get(k).forward(input, starts.get(k), mask, mode);
            runs.add(run);
            input = run.Y();
        }
        return new Run(this, runs, dropped);
    }
    // end::forward[]

    /**
     * What a forward pass leaves behind.
     *
     * @param stack   the layers
     * @param runs    what each layer left behind, from the bottom to the top
     * @param dropped what was dropped of the outputs of each layer but the top one
     */
    public record Run(Stacked stack, List<RecurrentLayer.Run> runs, List<Dropout.Run> dropped)
            implements RecurrentLayer.Run {

        @Override
        public INDArray Y() {
            return runs.get(runs.size() - 1).Y();
        }

        @Override
        public State last() {
            return State.join(runs.stream().map(RecurrentLayer.Run::last).toList());
        }

        @Override
        public RecurrentLayer.Gradients backward(INDArray dY, State dLast) {
            List<State> dLasts = stack.parts(dLast);
            RecurrentLayer.Gradients[] g = new RecurrentLayer.Gradients[runs.size()];
            INDArray dOutput = dY;
            for (int k = g.length - 1; k >= 0; k--) {
                g[k] = runs.get(k).backward(dOutput, dLasts.get(k));
                dOutput = k == 0 ? g[k].dX() : dropped.get(k - 1).backward(g[k].dX());
            }
            return new RecurrentLayer.Gradients(
                    joined(List.of(g).stream()
                            .map(RecurrentLayer.Gradients::parameters)
                            .toList()),
                    dOutput,
                    State.join(List.of(g).stream()
                            .map(RecurrentLayer.Gradients::dStart)
                            .toList()));
        }

        @Override
        public String toString() {
            return "Run(" + stack + ", Y " + Shapes.show(Y().shape()) + ")";
        }
    }

    @Override
    public String toString() {
        return "Stacked(" + layers + (dropout.rate() > 0 ? ", dropout " + dropout.rate() : "") + ")";
    }

    private List<State> parts(State state) {
        List<State> parts = new ArrayList<>();
        int from = 0;
        for (RecurrentLayer layer : layers) {
            int to = from + layer.zeroState(1).size();
            parts.add(state.part(from, to));
            from = to;
        }
        return parts;
    }

    private static Parameters joined(List<Parameters> parts) {
        return Parameters.join(IntStream.range(0, parts.size())
                .mapToObj(k -> parts.get(k).prefixed(Integer.toString(k)))
                .toArray(Parameters[]::new));
    }
}
