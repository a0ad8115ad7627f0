package recurrent.nn.fast;

import java.util.List;
import java.util.Optional;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Embedding;
import recurrent.nn.OneHotInput;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.SymbolLayer;

/**
 * Reads one symbol after the other and scores what may come next: for writing text. A step is a product of one row
 * with each matrix; nothing is allocated in it. For a cell, or cells one above the other. Chapters 09, 13 and 15.
 *
 * <p>Unlike the other classes it has a state: where it is in the text. One thread may use it.
 */
public final class FastReader {
    private final int V;
    private final List<RowCell> cells;
    private final Optional<float[]> table; // (V, e), where the lowest cell reads vectors
    private final float[] vector; // (e)
    private final Store Whq; // (h, V)
    private final float[] bq;
    private final float[] scores;
    private final Store x; // (h): what the last product reads
    private final Store y; // (V): what it writes

    private FastReader(int V, List<RowCell> cells, Optional<float[]> table, Store Whq, float[] bq) {
        this.V = V;
        this.cells = cells;
        this.table = table;
        this.vector = new float[table.map(E -> E.length / V).orElse(0)];
        this.Whq = Whq;
        this.bq = bq;
        this.scores = new float[V];
        this.x = new Store(top().length);
        this.y = new Store(V);
    }

    /**
     * A reader before its first symbol.
     *
     * @param input  one row of numbers for each symbol
     * @param layer  reads those rows
     * @param output scores the symbols
     * @return the reader, in a zero state, with copies of all parameters; nothing if there is no fast path: see
     *         {@link FastLayer#of}; or if the layer reads the text from its end
     */
    public static Optional<FastReader> of(SymbolLayer input, RecurrentLayer layer, OutputLayer output) {
        if (!(input instanceof OneHotInput) && !(input instanceof Embedding)) {
            return Optional.empty();
        }
        boolean vectors = FastLanguageModel.readsVectors(input);
        return Network.of(layer, vectors ? layer.inputs() : input.symbols())
                .filter(network -> network.net().oneWay())
                .map(network -> {
                    Optional<INDArray> E =
                            input instanceof Embedding embedding ? Optional.of(embedding.E()) : Optional.empty();
                    network.read(layer.parameters(), vectors ? Optional.empty() : E);
                    int V = output.outputs();
                    return new FastReader(
                            V,
                            network.net().cells().stream()
                                    .map(cell -> new RowCell(cell.weights()))
                                    .toList(),
                            vectors ? E.map(array -> Exchange.read("E", array, V, input.size())) : Optional.empty(),
                            Store.of(Exchange.read("Whq", output.Whq(), layer.outputs(), V)),
                            Exchange.read("bq", output.bq(), 1, V));
                });
    }

    /**
     * A second reader at the same place in the text, that goes its own way from here.
     *
     * @return the copy
     */
    public FastReader fork() {
        return new FastReader(V, cells.stream().map(RowCell::fork).toList(), table, Whq, bq);
    }

    /** Forgets everything that was read. */
    public void reset() {
        cells.forEach(RowCell::reset);
    }

    /** {@return the state H of the highest cell after what was read: (h), the array itself: the next step changes it} */
    public float[] state() {
        return top();
    }

    private float[] top() {
        return cells.get(cells.size() - 1).state();
    }

    /**
     * Reads one symbol.
     *
     * @param symbol 0 … V−1
     * @return a score for each symbol that may come next, (V); the next step changes the array
     */
    public float[] read(int symbol) {
        if (symbol < 0 || symbol >= V) {
            throw new IllegalArgumentException("symbol: expected 0 to " + (V - 1) + ", got " + symbol);
        }
        if (table.isPresent()) {
            System.arraycopy(table.get(), symbol * vector.length, vector, 0, vector.length);
            cells.get(0).read(vector);
        } else {
            cells.get(0).read(symbol);
        }
        for (int k = 1; k < cells.size(); k++) {
            cells.get(k).read(cells.get(k - 1).state());
        }
        x.put(0, top(), 0, top().length);
        y.put(0, bq, 0, V);
        Blas.columns(top().length, V, Whq.at(0), V, x.at(0), 1f, y.at(0));
        y.get(0, scores, 0, V);
        return scores;
    }
}
