package recurrent.nn.fast;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Bidirectional;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Parameters;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.nn.State;

/** Layers of every kind that the fast path knows, with weights large enough to matter and biases that are not zero. */
public final class FastLayers {
    private static final Init INIT = Init.normal(0.4);

    private FastLayers() {}

    /** A layer of each cell, FLOAT. */
    public static List<RecurrentLayer> all(int d, int h) {
        return cells(d, h, DataType.FLOAT, 1);
    }

    private static List<RecurrentLayer> cells(int d, int h, DataType type, long seed) {
        return List.of(
                biased(RnnCell.random(d, h, INIT, type, seed).layer(), seed),
                biased(LstmCell.random(d, h, INIT, type, seed).layer(), seed),
                biased(GruCell.random(d, h, INIT, type, seed).layer(), seed),
                biased(ResetAfterGruCell.random(d, h, INIT, type, seed).layer(), seed));
    }

    private static RecurrentLayer biased(RecurrentLayer layer, long seed) {
        Random random = new Random(seed);
        for (String name : layer.parameters().names()) {
            INDArray array = layer.parameters().get(name);
            if (name.startsWith("b")) {
                array.addi(Init.normal(random, 0.3, array.dataType(), 1, (int) array.size(1)));
            }
        }
        return layer;
    }

    /** Cells, stacks with and without dropout, two directions, and one within the other; by name. */
    public static Map<String, RecurrentLayer> combinations(int d, int h, DataType type) {
        Map<String, RecurrentLayer> all = new LinkedHashMap<>();
        String[] names = {"RNN", "LSTM", "GRU", "GRU, reset after"};
        List<RecurrentLayer> lower = cells(d, h, type, 1);
        List<RecurrentLayer> other = cells(d, h, type, 2);
        List<RecurrentLayer> upper = cells(h, h, type, 3);
        List<RecurrentLayer> wide = cells(2 * h, h, type, 4);
        for (int k = 0; k < names.length; k++) {
            int next = (k + 1) % names.length;
            RecurrentLayer both = Bidirectional.concat(lower.get(k), other.get(next));
            all.put(names[k], lower.get(k));
            all.put("two directions of " + names[k], both);
            all.put("two directions, added, of " + names[k], Bidirectional.sum(lower.get(k), other.get(k)));
            all.put(
                    "a stack with dropout on " + names[k],
                    Stacked.of(lower.get(k), upper.get(next)).withDropout(0.4));
            all.put("a stack on two directions of " + names[k], Stacked.of(both, wide.get(next), upper.get(k)));
            all.put(
                    "two directions of stacks of " + names[k],
                    Bidirectional.concat(
                            Stacked.of(lower.get(k), upper.get(next)).withDropout(0.3),
                            Stacked.of(other.get(next), upper.get(k)).withDropout(0.3)));
        }
        return all;
    }

    /** The same parameters in another type. */
    public static Parameters in(DataType type, Parameters parameters) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        parameters.names().forEach(name -> arrays.put(name, parameters.get(name).castTo(type)));
        return Parameters.of(arrays);
    }

    /** The same state in another type. */
    static State in(DataType type, State state) {
        return new State(state.arrays().stream().map(a -> a.castTo(type)).toList());
    }

    /** How far an array is from another one, as a part of its length. */
    static double distance(INDArray a, INDArray b) {
        return a.castTo(DataType.DOUBLE).distance2(b.castTo(DataType.DOUBLE))
                / Math.max(1e-9, b.norm2Number().doubleValue());
    }

    /** n sequences of T symbols. */
    public static int[][] symbols(int n, int T, int V, long seed) {
        Random random = new Random(seed);
        int[][] symbols = new int[n][T];
        for (int[] row : symbols) {
            Arrays.setAll(row, t -> random.nextInt(V));
        }
        return symbols;
    }
}
