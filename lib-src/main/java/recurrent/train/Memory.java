package recurrent.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Parameters;

/**
 * What an optimiser remembers: for each parameter, one array of the same shape for each of its kinds of average. The
 * average "mean" of Wxh is called "mean.Wxh". Chapter 03.
 */
final class Memory {
    private final String owner;
    private final List<String> kinds;
    private final Map<String, INDArray> arrays = new LinkedHashMap<>();

    /** An empty memory, with the name of its optimiser for messages. */
    Memory(String owner, String... kinds) {
        this.owner = owner;
        this.kinds = Arrays.asList(kinds);
    }

    /** One average of one parameter: zeros at first, the array itself afterwards. */
    INDArray get(String kind, String name, INDArray parameter) {
        INDArray array = arrays.computeIfAbsent(
                kind + "." + name, key -> parameter.ulike().assign(0));
        if (!array.equalShapes(parameter)) {
            throw new IllegalArgumentException("parameters: " + name + " has another shape than in the updates before;"
                    + " use a new " + owner + " for another model");
        }
        return array;
    }

    /** Copies of everything. */
    Parameters save() {
        return Parameters.of(arrays).copy();
    }

    /** Replaces everything by copies of what {@link #save} returned. */
    void restore(Parameters saved) {
        Map<String, TreeSet<String>> names = new LinkedHashMap<>();
        kinds.forEach(kind -> names.put(kind, new TreeSet<>()));
        for (String key : saved.names()) {
            TreeSet<String> ofKind = names.get(key.substring(0, Math.max(0, key.indexOf('.'))));
            if (ofKind == null) {
                throw foreign(saved);
            }
            ofKind.add(key.substring(key.indexOf('.') + 1));
        }
        if (names.values().stream().distinct().count() > 1) {
            throw foreign(saved);
        }
        arrays.clear();
        Parameters copy = saved.copy();
        copy.names().forEach(key -> arrays.put(key, copy.get(key)));
    }

    private IllegalArgumentException foreign(Parameters saved) {
        return new IllegalArgumentException("memory: expected that of " + owner + ", with the arrays " + kinds
                + " of each parameter, got " + saved.names() + "; go on with the optimiser that wrote it:"
                + " checkpoint.withOptions(options.withOptimizer(…))");
    }
}
