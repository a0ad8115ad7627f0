package recurrent.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What something is made of, in words and numbers that fit into a file: a cell, a layer, a model, an optimiser. With its
 * arrays it can be made again: {@link Plans#build}. Chapter 15.
 *
 * @param kind  its name in a file, such as {@code lstm}
 * @param parts what belongs to it: numbers, words, truth values, and the plans of its parts as maps; numbers as a file
 *              gives them back, so that the plan that was written and the one that was read are equal
 */
public record Plan(String kind, Map<String, Object> parts) {
    private static final String KIND = "kind";

    /** Keeps a copy of the parts. */
    public Plan {
        Map<String, Object> copy = new LinkedHashMap<>();
        parts.forEach((name, value) -> copy.put(name, plain(value)));
        parts = Collections.unmodifiableMap(copy);
    }

    /**
     * The plan of something that has no parts.
     *
     * @param kind its name in a file
     * @return the plan
     */
    public static Plan of(String kind) {
        return new Plan(kind, Map.of());
    }

    /**
     * A plan from a file.
     *
     * @param map what {@link #toMap} returned
     * @return the plan
     * @throws IllegalArgumentException if its kind is missing
     */
    public static Plan of(Map<String, Object> map) {
        Map<String, Object> parts = new LinkedHashMap<>(map);
        if (!(parts.remove(KIND) instanceof String kind)) {
            throw new IllegalArgumentException("the plan of a part has no kind: " + map);
        }
        return new Plan(kind, parts);
    }

    /**
     * One part more.
     *
     * @param name  what it is called
     * @param value a number, a word, a truth value, a plan, a list of plans, or one of an enumeration: its name
     * @return a longer copy
     */
    public Plan with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parts);
        more.put(name, value);
        return new Plan(kind, more);
    }

    /** A value as a file gives it back: of whole numbers and of others there is but one kind each. */
    private static Object plain(Object value) {
        if (value instanceof Plan plan) {
            return plan.toMap();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, part) -> copy.put(name, plain(part)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Plan::plain).toList();
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? (Object) number : Double.toString(number); // a word, as in JSON
        }
        return value instanceof Enum<?> choice ? choice.name() : value;
    }

    /** {@return the plan as JSON has it: the parts and, first, the kind} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(KIND, kind);
        map.putAll(parts);
        return map;
    }

    /**
     * A number.
     *
     * @param name of the part
     * @return its value
     * @throws IllegalArgumentException if it is missing, or not a number
     */
    public double number(String name) {
        Object value = get(name);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String word
                && List.of("NaN", "Infinity", "-Infinity").contains(word)) {
            return Double.parseDouble(word); // JSON has no other way to say these
        }
        throw unexpected(name, "a number");
    }

    /**
     * A whole number.
     *
     * @param name of the part
     * @return its value
     * @throws IllegalArgumentException if it is missing, or not a whole number
     */
    public long whole(String name) {
        double value = number(name);
        if (value != Math.rint(value)) {
            throw unexpected(name, "a whole number");
        }
        return get(name) instanceof Number number ? number.longValue() : (long) value;
    }

    /**
     * A word.
     *
     * @param name of the part
     * @return its value
     * @throws IllegalArgumentException if it is missing, or not a word
     */
    public String word(String name) {
        if (get(name) instanceof String word) {
            return word;
        }
        throw unexpected(name, "a word");
    }

    /**
     * One of the names of an enumeration.
     *
     * @param name of the part
     * @param type the enumeration
     * @param <E>  the enumeration
     * @return its value
     * @throws IllegalArgumentException if it is missing, or not one of the names
     */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return Enum.valueOf(type, word(name));
    }

    /**
     * A truth value.
     *
     * @param name of the part
     * @return its value
     * @throws IllegalArgumentException if it is missing, or neither true nor false
     */
    public boolean yes(String name) {
        if (get(name) instanceof Boolean yes) {
            return yes;
        }
        throw unexpected(name, "true or false");
    }

    /**
     * The plan of a part.
     *
     * @param name of the part
     * @return its plan
     * @throws IllegalArgumentException if it is missing, or not a plan
     */
    public Plan plan(String name) {
        return plan(name, get(name));
    }

    /**
     * The plans of several parts.
     *
     * @param name of the parts
     * @return their plans, in order
     * @throws IllegalArgumentException if they are missing, or not plans
     */
    public List<Plan> plans(String name) {
        if (get(name) instanceof List<?> list) {
            return list.stream().map(each -> plan(name, each)).toList();
        }
        throw unexpected(name, "a list");
    }

    @SuppressWarnings("unchecked") // an object of JSON has strings for keys
    private Plan plan(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            return of((Map<String, Object>) map);
        }
        throw unexpected(name, "the plan of a part");
    }

    private Object get(String name) {
        return parts.get(name);
    }

    private IllegalArgumentException unexpected(String name, String expected) {
        return new IllegalArgumentException(
                kind + ": expected " + expected + " called " + name + ", got " + parts.get(name));
    }
}
