package recurrent.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays with names, in a fixed order: the parameters of a model, or their gradients. Chapter 07.
 *
 * <p>The set of names never changes. The arrays themselves may be changed in place: that is what training does.
 */
public final class Parameters {
    private final Map<String, INDArray> arrays; // in the order of insertion

    private Parameters(Map<String, INDArray> arrays) {
        this.arrays = Collections.unmodifiableMap(arrays);
    }

    /**
     * Groups arrays under their names.
     *
     * @param arrays name → array, in an order that is kept (use a {@link LinkedHashMap})
     * @return the group; the arrays are shared, not copied
     */
    public static Parameters of(Map<String, INDArray> arrays) {
        return new Parameters(new LinkedHashMap<>(arrays));
    }

    /**
     * Joins groups, in order.
     *
     * @param groups groups without a common name
     * @return one group that shares the arrays
     * @throws IllegalArgumentException if two groups have an array of the same name
     */
    public static Parameters join(Parameters... groups) {
        Map<String, INDArray> all = new LinkedHashMap<>();
        for (Parameters group : groups) {
            group.arrays.forEach((name, array) -> {
                if (all.put(name, array) != null) {
                    throw new IllegalArgumentException("groups: two arrays are called " + name);
                }
            });
        }
        return new Parameters(all);
    }

    /**
     * The same arrays under longer names, for one part of something larger: {@code Wxh} becomes {@code encoder.Wxh}.
     *
     * @param part how the part is called
     * @return a group that shares the arrays
     */
    public Parameters prefixed(String part) {
        Map<String, INDArray> longer = new LinkedHashMap<>();
        arrays.forEach((name, array) -> longer.put(part + "." + name, array));
        return new Parameters(longer);
    }

    /**
     * The arrays of one part, under their short names: undoes {@link #prefixed}.
     *
     * @param part how the part is called
     * @return a group that shares the arrays
     * @throws IllegalArgumentException if there is no such part
     */
    public Parameters part(String part) {
        Map<String, INDArray> shorter = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(part + ".")) {
                shorter.put(name.substring(part.length() + 1), array);
            }
        });
        if (shorter.isEmpty()) {
            throw new IllegalArgumentException("part: no name starts with «" + part + ".», there are only " + names());
        }
        return new Parameters(shorter);
    }

    /**
     * The names, in order.
     *
     * @return the names
     */
    public List<String> names() {
        return new ArrayList<>(arrays.keySet());
    }

    /**
     * The arrays, in the order of the names.
     *
     * @return the arrays themselves, not copies
     */
    public List<INDArray> arrays() {
        return new ArrayList<>(arrays.values());
    }

    /**
     * One array.
     *
     * @param name its name
     * @return the array itself, not a copy
     * @throws IllegalArgumentException if there is no such name
     */
    public INDArray get(String name) {
        INDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("name: there is no «" + name + "», only " + names());
        }
        return array;
    }

    /**
     * How many numbers there are in all arrays together.
     *
     * @return the number of parameters
     */
    public long count() {
        return arrays.values().stream().mapToLong(INDArray::length).sum();
    }

    /**
     * A copy that shares nothing.
     *
     * @return the copy
     */
    public Parameters copy() {
        Map<String, INDArray> copy = new LinkedHashMap<>();
        arrays.forEach((name, array) -> copy.put(name, array.dup()));
        return new Parameters(copy);
    }

    /**
     * Zeros of the same names, shapes and types: a place to gather gradients.
     *
     * @return the zeros
     */
    public Parameters zerosLike() {
        Map<String, INDArray> zeros = new LinkedHashMap<>();
        arrays.forEach((name, array) -> zeros.put(name, array.ulike().assign(0)));
        return new Parameters(zeros);
    }

    /**
     * Adds other arrays to these, in place: gradients are gathered so.
     *
     * @param others the same names and shapes
     * @return this group
     * @throws IllegalArgumentException if a name is missing in one of them
     */
    public Parameters addi(Parameters others) {
        if (!arrays.keySet().equals(others.arrays.keySet())) {
            throw new IllegalArgumentException("others: expected the names " + names() + ", got " + others.names());
        }
        arrays.forEach((name, array) -> array.addi(others.get(name)));
        return this;
    }

    /**
     * The name of the first array that holds NaN or infinity.
     *
     * @return the name, or an empty string if every number is finite
     */
    public String firstNotFinite() {
        for (Map.Entry<String, INDArray> entry : arrays.entrySet()) {
            // one broken number makes the sum of absolute values broken too
            if (!Double.isFinite(entry.getValue().norm1Number().doubleValue())) {
                return entry.getKey();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return arrays.entrySet().stream()
                .map(e -> e.getKey() + " " + Arrays.toString(e.getValue().shape()))
                .collect(Collectors.joining(", ", "Parameters(", "; " + count() + " numbers)"));
    }
}
