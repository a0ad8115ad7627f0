package recurrent.nn.fast;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Embedding;
import recurrent.nn.Inputs;
import recurrent.nn.Mask;
import recurrent.nn.Mode;
import recurrent.nn.OneHotInput;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.State;
import recurrent.nn.SymbolLayer;

/**
 * A language model in less time: symbols, one-hot or looked up in a table, a recurrent layer as in {@link FastLayer},
 * output layer, mean cross-entropy; and all gradients. Chapters 09 and 11 to 15.
 *
 * <p>What it has beside {@link FastLayer}: a one-hot row is never multiplied, and the scores of a pack of sequences are
 * used while they are in the cache. Keeps its buffers between calls; one thread may use it at a time.
 */
public final class FastLanguageModel {
    /** With more symbols than this a batch meets each one too rarely for {@code E·Wx} to pay. */
    private static final int MOST_FOLDED = 1_000;

    private final SymbolLayer input;
    private final RecurrentLayer layer;
    private final OutputLayer output;
    private final Network network;
    private final OutputWeights outputWeights;
    private final Parameters gradients;
    private final Queue<LanguageRoom> idle = new ConcurrentLinkedQueue<>();
    private Part[] parts = new Part[0];

    /** What one pack adds to the gradients. */
    private record Part(CellGradients[] cells, OutputWeights.Gradients output) {}

    private FastLanguageModel(SymbolLayer input, RecurrentLayer layer, OutputLayer output, Network network) {
        this.input = input;
        this.layer = layer;
        this.output = output;
        this.network = network;
        this.outputWeights = new OutputWeights(layer.outputs(), output.outputs());
        this.gradients = Parameters.join(input.parameters(), layer.parameters(), output.parameters())
                .zerosLike();
    }

    /**
     * The fast form of a model.
     *
     * @param input  one row of numbers for each symbol
     * @param layer  reads those rows
     * @param output scores the symbols
     * @return the same model, which reads their parameters anew at every call; nothing if there is no fast form
     */
    public static Optional<FastLanguageModel> of(SymbolLayer input, RecurrentLayer layer, OutputLayer output) {
        boolean known = input instanceof OneHotInput || input instanceof Embedding;
        return (known
                        ? Network.of(layer, readsVectors(input) ? layer.inputs() : input.symbols())
                        : Optional.<Network>empty())
                .map(network -> new FastLanguageModel(input, layer, output, network));
    }

    /** Whether the lowest cells read vectors of symbols; else symbols, by {@code E·Wx} or one-hot. */
    static boolean readsVectors(SymbolLayer input) {
        return input instanceof Embedding && input.symbols() > MOST_FOLDED;
    }

    /**
     * What a batch says.
     *
     * @param loss      mean cross-entropy of all predictions, in nats
     * @param gradients of all parameters; empty if they were not asked for. The next call overwrites them
     * @param last      the state after the last symbol
     */
    public record Result(double loss, Parameters gradients, State last) {}

    /**
     * The mean cross-entropy of a batch, with nothing dropped.
     *
     * @param inputs  n sequences of T symbols
     * @param targets the symbols one step later
     * @param start   the state before the first symbol
     * @return the mean over all n·T predictions, and the state at the end
     * @throws IllegalArgumentException if a parameter or a state has another shape or type, or the sequences differ in
     *                                  length
     */
    public Result loss(int[][] inputs, int[][] targets, State start) {
        return run(inputs, targets, start, Mode.EVALUATION, false);
    }

    /**
     * The mean cross-entropy of a batch and its gradients; none goes back into the state before the first symbol.
     *
     * @param inputs  n sequences of T symbols
     * @param targets the symbols one step later
     * @param start   the state before the first symbol
     * @param mode    whether dropout drops units
     * @return the mean over all n·T predictions, its gradients, and the state at the end
     * @throws IllegalArgumentException as for {@link #loss}
     */
    public Result lossAndGradients(int[][] inputs, int[][] targets, State start, Mode mode) {
        return run(inputs, targets, start, mode, true);
    }

    private Result run(int[][] inputs, int[][] targets, State start, Mode mode, boolean wantsGradients) {
        int T = steps(inputs, targets);
        int n = inputs.length;
        network.requireState("start", start, n);
        Optional<INDArray> table = input instanceof Embedding embedding ? Optional.of(embedding.E()) : Optional.empty();
        boolean vectors = readsVectors(input);
        network.read(layer.parameters(), vectors ? Optional.empty() : table);
        outputWeights.read(output);
        Cut cut = Cut.of(n, network.net().widest());
        List<Pack> packs = Pack.of(n, T, Mask.none(), cut);
        ensureParts(wantsGradients ? cut.count() : 0);
        long[] seeds = network.draw(mode);
        State last = network.state(n);
        Optional<INDArray> dX = vectors && wantsGradients && !input.parameters().isEmpty()
                ? Optional.of(Nd4j.createUninitialized(Exchange.TYPE, T, n, input.size()))
                : Optional.empty();
        double weight = 1.0 / ((double) n * T);
        double[] losses = new double[cut.count()];
        States from = States.of(start);
        States to = States.of(last);
        Optional<Numbers> read = vectors ? table.map(Numbers::of) : Optional.empty();
        Optional<Numbers> leaving = dX.map(Numbers::of);
        cut.forEach(i -> {
            LanguageRoom room = room(T, cut.largest(), vectors);
            Part part = wantsGradients ? parts[i] : null;
            Pass pass = Pass.symbols(packs.get(i), inputs, seeds, from, to, part == null ? null : part.cells());
            losses[i] = room.run(
                    pass,
                    targets,
                    read.map(Numbers::memory).orElse(null),
                    part == null ? null : part.output(),
                    (float) weight,
                    leaving.map(Numbers::memory));
            idle.add(room);
        });
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(read);
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        if (!wantsGradients) {
            return new Result(sum * weight, Parameters.none(), last);
        }
        for (int i = 1; i < cut.count(); i++) {
            parts[0].output().add(parts[i].output());
            Network.add(parts[0].cells(), parts[i].cells());
        }
        outputWeights.write(parts[0].output(), gradients);
        boolean folded = table.isPresent() && !vectors;
        network.write(parts[0].cells(), gradients, folded);
        if (folded) {
            unfold(table.get());
        }
        dX.ifPresent(rows -> gradients
                .get("E")
                .assign(input.backward(Inputs.of(inputs), rows).get("E")));
        return new Result(sum * weight, gradients, last);
    }

    /** {@code onehot·E·Wx} was {@code onehot·(E·Wx)}: from the gradient of the product to those of its factors. */
    private void unfold(INDArray E) {
        if (!input.parameters().isEmpty()) {
            gradients.get("E").assign(0);
        }
        network.products(parts[0].cells(), (name, dProduct) -> {
            gradients.get(name).assign(E.transpose().mmul(dProduct));
            if (!input.parameters().isEmpty()) {
                gradients
                        .get("E")
                        .addi(dProduct.mmul(layer.parameters().get(name).transpose()));
            }
        });
    }

    /** One that is not at work, or a new one: as many as there are threads. */
    private LanguageRoom room(int T, int m, boolean vectors) {
        LanguageRoom room = idle.poll();
        return room != null && room.holds(T, m)
                ? room
                : new LanguageRoom(
                        network.net(), outputWeights, T, m, vectors ? Optional.of(input.size()) : Optional.empty());
    }

    private void ensureParts(int count) {
        if (parts.length < count) {
            parts = new Part[count];
            for (int i = 0; i < count; i++) {
                parts[i] = new Part(network.net().gradients(), outputWeights.zeros());
            }
        }
    }

    /** The common length of all sequences. */
    private int steps(int[][] inputs, int[][] targets) {
        if (inputs.length == 0 || targets.length != inputs.length) {
            throw new IllegalArgumentException(
                    "inputs, targets: expected as many sequences of one as of the other, got " + inputs.length + " and "
                            + targets.length);
        }
        int T = inputs[0].length;
        for (int i = 0; i < inputs.length; i++) {
            if (T == 0 || inputs[i].length != T || targets[i].length != T) {
                throw new IllegalArgumentException(
                        "inputs, targets: expected sequences of one length, 1 or more; number "
                                + i + " has " + inputs[i].length + " inputs and " + targets[i].length
                                + " targets, the first has " + T + " inputs");
            }
            for (int t = 0; t < T; t++) {
                require(inputs[i][t]);
                require(targets[i][t]);
            }
        }
        return T;
    }

    private void require(int symbol) {
        if (symbol < 0 || symbol >= output.outputs()) {
            throw new IllegalArgumentException(
                    "inputs, targets: expected symbols from 0 to " + (output.outputs() - 1) + ", got " + symbol);
        }
    }
}
