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
     * No arrays.
     *
     * @return an empty group
     */
    public static Parameters none() {
        return new Parameters(Map.of());
    }

    /**
     * One array under its name.
     *
     * @param name  its name
     * @param array the array; shared, not copied
     * @return the group
     */
    public static Parameters of(String name, INDArray array) {
        return of(Map.of(name, array));
    }

    /**
     * Two arrays under their names.
     *
     * @param name1  a name
     * @param array1 its array; shared, not copied
     * @param name2  a name
     * @param array2 its array
     * @return the group, in this order
     */
    public static Parameters of(String name1, INDArray array1, String name2, INDArray array2) {
        return join(of(name1, array1), of(name2, array2));
    }

    /**
     * Three arrays under their names.
     *
     * @param name1  a name
     * @param array1 its array; shared, not copied
     * @param name2  a name
     * @param array2 its array
     * @param name3  a name
     * @param array3 its array
     * @return the group, in this order
     */
    public static Parameters of(
            String name1, INDArray array1, String name2, INDArray array2, String name3, INDArray array3) {
        return join(of(name1, array1), of(name2, array2), of(name3, array3));
    }

    /**
     * Four arrays under their names.
     *
     * @param name1  a name
     * @param array1 its array; shared, not copied
     * @param name2  a name
     * @param array2 its array
     * @param name3  a name
     * @param array3 its array
     * @param name4  a name
     * @param array4 its array
     * @return the group, in this order
     */
    public static Parameters of(
            String name1,
            INDArray array1,
            String name2,
            INDArray array2,
            String name3,
            INDArray array3,
            String name4,
            INDArray array4) {
        return join(of(name1, array1, name2, array2), of(name3, array3, name4, array4));
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
     * The same arrays but one.
     *
     * @param name the one to leave out
     * @return a group that shares the arrays
     * @throws IllegalArgumentException if there is no such name
     */
    public Parameters without(String name) {
        get(name);
        Map<String, INDArray> rest = new LinkedHashMap<>(arrays);
        rest.remove(name);
        return new Parameters(rest);
    }

    /** {@return the names, in order} */
    public List<String> names() {
        return new ArrayList<>(arrays.keySet());
    }

    /** {@return the arrays, in the order of the names: the arrays themselves, not copies} */
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

    /** {@return how many numbers there are in all arrays together} */
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
     * Overwrites these arrays with the numbers of others.
     *
     * @param others the same names and shapes; not changed
     * @return this group
     * @throws IllegalArgumentException if names or shapes differ
     */
    public Parameters assign(Parameters others) {
        requireLike("others", others);
        arrays.forEach((name, array) -> array.assign(others.get(name)));
        return this;
    }

    /**
     * Requires another group to have the same names and shapes; the order does not matter.
     *
     * @param what   how the other group is called in the message
     * @param others the other group
     * @throws IllegalArgumentException if names or shapes differ
     */
    public void requireLike(String what, Parameters others) {
        if (!arrays.keySet().equals(others.arrays.keySet())) {
            throw new IllegalArgumentException(what + ": expected the arrays " + names() + ", got " + others.names());
        }
        arrays.forEach((name, array) -> Shapes.require(what + ": " + name, others.get(name), array.shape()));
    }

    /** {@return whether there are no arrays: true for {@link #none}} */
    public boolean isEmpty() {
        return arrays.isEmpty();
    }

    /**
     * {@return the name of the first array that holds NaN or infinity: the name, or an empty string if every number is
     * finite}
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
