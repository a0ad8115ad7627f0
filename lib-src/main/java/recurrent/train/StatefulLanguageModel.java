package recurrent.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Mode;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.State;
import recurrent.text.Batch;
import recurrent.text.Windows;

/**
 * A language model that goes on where it was: the state after a batch is the state before the next one, so it may use
 * more of the past than a window holds. No gradient goes back over the border between two batches (truncated
 * backpropagation through time). Chapters 08 and 15.
 *
 * <p>It has a place in a text: batches must come in the order of {@link #batches}, and one thread may use it. Its
 * parameters are those of the model inside.
 */
public final class StatefulLanguageModel implements Model<StatefulLanguageModel.Piece> {
    private final GoingOn model;
    private State state = new State(List.of()); // after the last batch; empty before the first

    private StatefulLanguageModel(GoingOn model) {
        this.model = model;
    }

    /**
     * Lets a model carry its state.
     *
     * @param model its parameters are shared
     * @return the model with a place in a text, before its first batch
     */
    public static StatefulLanguageModel of(LanguageModel model) {
        return new StatefulLanguageModel(model);
    }

    /** The same by another way through the same model, with a place of its own in the text. */
    StatefulLanguageModel by(Function<LanguageModel, GoingOn> way) {
        return model instanceof LanguageModel language ? new StatefulLanguageModel(way.apply(language)) : this;
    }

    /**
     * A batch, and where it stands.
     *
     * @param batch n sequences that go on where those of the piece before ended
     * @param first whether the text begins here, and the state with it
     */
    public record Piece(Batch batch, boolean first) {}

    /**
     * Cuts a text into n strips that are read side by side, T symbols at a time: {@link Windows#sequential}.
     *
     * @param ids the symbols of the text
     * @param n   strips
     * @param T   time steps of a piece
     * @return the pieces, in the order of the text whatever the seed
     * @throws IllegalArgumentException if the text does not fill one piece
     */
    public static Batches<Piece> batches(int[] ids, int n, int T) {
        Iterable<Batch> sequential = Windows.sequential(ids, n, T);
        return seed -> () -> {
            Iterator<Batch> batches = sequential.iterator();
            return new Iterator<>() {
                private boolean first = true;

                @Override
                public boolean hasNext() {
                    return batches.hasNext();
                }

                @Override
                public Piece next() {
                    Piece piece = new Piece(batches.next(), first);
                    first = false;
                    return piece;
                }
            };
        };
    }

    /**
     * The same pieces as a list, to validate on.
     *
     * @param ids the symbols of the text
     * @param n   strips
     * @param T   time steps of a piece
     * @return the pieces
     */
    public static List<Piece> inOrder(int[] ids, int n, int T) {
        List<Piece> pieces = new ArrayList<>();
        batches(ids, n, T).shuffled(0).forEach(pieces::add);
        return pieces;
    }

    @Override
    public Parameters parameters() {
        return model.parameters();
    }

    @Override
    public Parameters fixed() {
        return model.fixed();
    }

    @Override
    public Measure measure() {
        return model.measure();
    }

    /**
     * That of the model inside: a file keeps no place in a text.
     *
     * @return the plan of a {@link LanguageModel}
     */
    @Override
    public Plan plan() {
        return model.plan();
    }

    @Override
    public int predictions(Piece piece) {
        return model.predictions(piece.batch());
    }

    @Override
    public double loss(Piece piece) {
        LanguageModel.Heard heard = model.loss(piece.batch(), before(piece));
        state = heard.last();
        return heard.loss();
    }

    @Override
    public LossAndGradients lossAndGradients(Piece piece, Random training) {
        LanguageModel.Pass pass = model.pass(piece.batch(), before(piece), Mode.training(training));
        state = pass.last();
        return pass.result();
    }

    /** {@return the state after the last piece: 0 is H of the first layer; empty before the first piece} */
    @Override
    public Parameters carried() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < state.size(); i++) {
            arrays.put(Integer.toString(i), state.get(i).dup());
        }
        return Parameters.of(arrays);
    }

    @Override
    public void carry(Parameters carried) {
        int arrays = model.zeroState(1).size();
        if (!carried.isEmpty() && carried.names().size() != arrays) {
            throw new IllegalArgumentException(
                    "carried: expected the " + arrays + " arrays of a state of " + model + ", got " + carried.names());
        }
        state = new State(carried.arrays()).detached();
    }

    private State before(Piece piece) {
        int n = piece.batch().sequences();
        if (piece.first()) {
            return model.zeroState(n);
        }
        if (state.size() == 0 || state.H().size(0) != n) {
            throw new IllegalArgumentException("piece: it goes on from a piece of " + n + " sequences, but "
                    + (state.size() == 0
                            ? "none was read"
                            : "the one before had " + state.H().size(0))
                    + "; give the pieces in order, the first one first");
        }
        return state;
    }

    @Override
    public String toString() {
        return "Stateful" + model;
    }
}
