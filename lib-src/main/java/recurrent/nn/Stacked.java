package recurrent.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layers one above the other: each reads all that the one below says, step by step. Between two of them, and only
 * there, units may be dropped during training: a dropped unit says 0, the others say {@code 1/(1 − p)} times as much, so
 * nothing has to be changed afterwards. The way from step to step is never cut. Chapter 13.
 *
 * @param layers  from the bottom to the top
 * @param dropout p, the part of the units that is dropped between two layers, at least 0 and below 1
 * @see <a href="https://arxiv.org/abs/1409.2329">W. Zaremba, I. Sutskever, O. Vinyals, Recurrent neural network
 *      regularization, 2014</a>
 */
public record Stacked(List<RecurrentLayer> layers, double dropout) implements RecurrentLayer {

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
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout: expected at least 0 and below 1, got " + dropout);
        }
    }

    /**
     * Layers one above the other, nothing dropped.
     *
     * @param layers from the bottom to the top
     * @return the stack
     */
    public static Stacked of(RecurrentLayer... layers) {
        return new Stacked(List.of(layers), 0);
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
     * The parameters of all layers.
     *
     * @return "0.Wx" and so on for the bottom layer, then "1.Wx": the arrays themselves
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
    public State zeroState(int n) {
        return State.join(layers.stream().map(layer -> layer.zeroState(n)).toList());
    }

    // tag::forward[]
    @Override
    public Run forward(INDArray X, State start, INDArray mask, Random training) {
        List<RecurrentLayer.Run> runs = new ArrayList<>();
        List<INDArray> dropped =
                new ArrayList<>(); // what was multiplied with the outputs of each layer but the top one
        List<State> starts = parts(start);
        INDArray input = X;
        for (int k = 0; k < layers.size(); k++) {
            if (k > 0 && training != null && dropout > 0) {
                INDArray D = dropped(input, training);
                dropped.add(D);
                input = input.mul(D);
            }
            RecurrentLayer.Run run = layers.get(k).forward(input, starts.get(k), mask, training);
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
     * @param dropped for each layer but the top one, 0 where its output was dropped and 1/(1 − p) elsewhere; empty if
     *                nothing was dropped
     */
    public record Run(Stacked stack, List<RecurrentLayer.Run> runs, List<INDArray> dropped)
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
            List<State> dLasts = dLast == null ? null : stack.parts(dLast);
            RecurrentLayer.Gradients[] g = new RecurrentLayer.Gradients[runs.size()];
            INDArray dOutput = dY;
            for (int k = g.length - 1; k >= 0; k--) {
                g[k] = runs.get(k).backward(dOutput, dLasts == null ? null : dLasts.get(k));
                dOutput = k == 0 || dropped.isEmpty() ? g[k].dX() : g[k].dX().mul(dropped.get(k - 1));
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
        return "Stacked(" + layers + (dropout > 0 ? ", dropout " + dropout : "") + ")";
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

    private INDArray dropped(INDArray like, Random training) {
        double[] keep = new double[(int) like.length()];
        for (int i = 0; i < keep.length; i++) {
            keep[i] = training.nextDouble() < dropout ? 0 : 1 / (1 - dropout);
        }
        return Nd4j.createFromArray(keep).reshape(like.shape()).castTo(like.dataType());
    }

    private static Parameters joined(List<Parameters> parts) {
        return Parameters.join(IntStream.range(0, parts.size())
                .mapToObj(k -> parts.get(k).prefixed(Integer.toString(k)))
                .toArray(Parameters[]::new));
    }
}
