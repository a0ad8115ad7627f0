package recurrent.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A two-way table between tokens and the indices 0 … V−1. Immutable.
 *
 * <p>Index 0 is always {@link #UNKNOWN}, the symbol for what the vocabulary has never seen; the other tokens follow in
 * the order of their Unicode characters, so that the same text gives the same indices everywhere. Chapter 05.
 */
public final class Vocabulary {
    /** The token that stands for every unknown token; its index is 0. */
    public static final String UNKNOWN = "<unk>";

    private final List<String> tokens; // tokens.get(i) is the token of index i
    private final Map<String, Integer> indices; // the inverse of tokens

    private Vocabulary(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        this.indices = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            indices.put(tokens.get(i), i);
        }
    }

    /**
     * Collects the distinct tokens of a text.
     *
     * @param tokens the tokens of a text, repeated as they come
     * @return the vocabulary: {@link #UNKNOWN} and the distinct tokens, sorted
     * @throws IllegalArgumentException if there is no token at all
     */
    public static Vocabulary of(Stream<String> tokens) {
        TreeSet<String> distinct = tokens.collect(Collectors.toCollection(TreeSet::new));
        distinct.remove(UNKNOWN);
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException(
                    "tokens: the text is empty after cleaning; a vocabulary needs at least one token");
        }
        List<String> all = new ArrayList<>(distinct.size() + 1);
        all.add(UNKNOWN);
        all.addAll(distinct);
        return new Vocabulary(all);
    }

    /**
     * Restores a vocabulary from its list of tokens, as a checkpoint does.
     *
     * @param tokens all tokens in the order of their indices, {@link #UNKNOWN} first
     * @return the vocabulary
     * @throws IllegalArgumentException if the list does not start with {@link #UNKNOWN} or repeats a token
     */
    public static Vocabulary ofTokens(List<String> tokens) {
        if (tokens.isEmpty() || !tokens.get(0).equals(UNKNOWN)) {
            throw new IllegalArgumentException("tokens: expected " + UNKNOWN + " at index 0, got "
                    + (tokens.isEmpty() ? "an empty list" : "«" + tokens.get(0) + "»"));
        }
        if (tokens.stream().distinct().count() != tokens.size()) {
            throw new IllegalArgumentException("tokens: a token appears twice; every token needs one index");
        }
        return new Vocabulary(tokens);
    }

    /**
     * The number of symbols V, the unknown one included.
     *
     * @return V
     */
    public int size() {
        return tokens.size();
    }

    /**
     * The index of a token.
     *
     * @param token any token
     * @return its index, or 0 (the index of {@link #UNKNOWN}) if the vocabulary does not have it
     */
    public int indexOf(String token) {
        return indices.getOrDefault(token, 0);
    }

    /**
     * The token of an index.
     *
     * @param index 0 … V−1
     * @return its token
     * @throws IndexOutOfBoundsException if the index is not in the vocabulary
     */
    public String token(int index) {
        if (index < 0 || index >= tokens.size()) {
            throw new IndexOutOfBoundsException("index: expected 0 … " + (tokens.size() - 1) + ", got " + index);
        }
        return tokens.get(index);
    }

    /**
     * All tokens, in the order of their indices.
     *
     * @return an unmodifiable list of V tokens
     */
    public List<String> tokens() {
        return tokens;
    }

    /**
     * Replaces tokens by their indices.
     *
     * @param tokens any tokens; unknown ones become 0
     * @return one index for each token
     */
    public int[] encode(Stream<String> tokens) {
        return tokens.mapToInt(this::indexOf).toArray();
    }

    /**
     * Replaces indices by their tokens.
     *
     * @param indices indices of this vocabulary
     * @return one token for each index
     */
    public List<String> decode(int... indices) {
        return Arrays.stream(indices).mapToObj(this::token).toList();
    }

    @Override
    public String toString() {
        String first =
                tokens.stream().limit(40).map(t -> t.equals(" ") ? "␣" : t).collect(Collectors.joining(" "));
        return "Vocabulary of " + size() + " symbols: " + first + (size() > 40 ? " …" : "");
    }
}
