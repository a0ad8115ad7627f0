package recurrent.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * the order of their Unicode characters ({@link #of}) or of their frequency ({@link #ofMostFrequent}), so that the same
 * text gives the same indices everywhere. Symbols that are no text, such as {@link #PADDING}, come last: adding them
 * moves no other index, so a model trained without them, and its checkpoint, keep their meaning. Chapter 05.
 */
public final class Vocabulary {
    /** The token that stands for every unknown token; its index is 0. */
    public static final String UNKNOWN = "<unk>";

    /** The token that fills a short sequence up; see {@link #withPadding()} and {@link Padding}. */
    public static final String PADDING = "<pad>";

    /** The token before the first one of a sentence, which starts a decoder; see {@link #with}. Chapter 17. */
    public static final String BEGIN = "<bos>";

    /** The token after the last one of a sentence, which stops a decoder; see {@link #with}. Chapter 17. */
    public static final String END = "<eos>";

    private static final List<String> SPECIAL = List.of(UNKNOWN, PADDING, BEGIN, END);

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
     * @return the vocabulary: {@link #UNKNOWN} and the distinct tokens, sorted; special tokens are not counted as text
     * @throws IllegalArgumentException if there is no token at all
     */
    public static Vocabulary of(Stream<String> tokens) {
        TreeSet<String> distinct = tokens.collect(Collectors.toCollection(TreeSet::new));
        distinct.removeAll(SPECIAL);
        requireText(distinct.isEmpty());
        List<String> all = new ArrayList<>(distinct.size() + 1);
        all.add(UNKNOWN);
        all.addAll(distinct);
        return new Vocabulary(all);
    }

    /**
     * Collects the most frequent tokens of a text; rare ones will be read as {@link #UNKNOWN}.
     *
     * @param tokens  the tokens of a text, repeated as they come
     * @param maxSize the largest V, with {@link #UNKNOWN} counted: every index is below it
     * @return {@link #UNKNOWN} and then the tokens from the most to the least frequent, those of equal frequency sorted
     * @throws IllegalArgumentException if there is no token at all, or maxSize leaves room for none
     */
    public static Vocabulary ofMostFrequent(Stream<String> tokens, int maxSize) {
        if (maxSize < 2) {
            throw new IllegalArgumentException(
                    "maxSize: expected at least 2, for " + UNKNOWN + " and one token, got " + maxSize);
        }
        Map<String, Long> counts = tokens.filter(token -> !SPECIAL.contains(token))
                .collect(Collectors.groupingBy(token -> token, Collectors.counting()));
        requireText(counts.isEmpty());
        Comparator<Map.Entry<String, Long>> frequentFirst =
                Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        Stream<String> kept = counts.entrySet().stream()
                .sorted(frequentFirst)
                .limit(maxSize - 1)
                .map(Map.Entry::getKey);
        return new Vocabulary(Stream.concat(Stream.of(UNKNOWN), kept).toList());
    }

    private static void requireText(boolean empty) {
        if (empty) {
            throw new IllegalArgumentException(
                    "tokens: the text is empty after cleaning; a vocabulary needs at least one token");
        }
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
     * This vocabulary and {@link #PADDING} as its last token: V grows by one.
     *
     * @return a vocabulary in which all indices of this one keep their meaning; this one if it has padding
     */
    public Vocabulary withPadding() {
        return with(PADDING);
    }

    /**
     * This vocabulary and further tokens behind its last one; those it has are not added again.
     *
     * @param special tokens such as {@link #PADDING}, {@link #BEGIN} and {@link #END}
     * @return a vocabulary in which all indices of this one keep their meaning
     */
    public Vocabulary with(String... special) {
        return new Vocabulary(Stream.concat(tokens.stream(), Arrays.stream(special))
                .distinct()
                .toList());
    }

    /**
     * The index of {@link #PADDING}.
     *
     * @return its index
     * @throws IllegalStateException if the vocabulary has no padding
     */
    public int padding() {
        if (!contains(PADDING)) {
            throw new IllegalStateException("this vocabulary of " + size() + " symbols has no " + PADDING
                    + "; use withPadding() before encoding");
        }
        return indexOf(PADDING);
    }

    /**
     * Whether a token has an index of its own.
     *
     * @param token any token
     * @return false if it is read as {@link #UNKNOWN}
     */
    public boolean contains(String token) {
        return indices.containsKey(token);
    }

    /** {@return the number of symbols V, the unknown one included: V} */
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
     * Whether an index stands for no piece of text: {@link #UNKNOWN}, {@link #PADDING}, {@link #BEGIN} or {@link #END}.
     *
     * @param index 0 … V−1
     * @return true for those
     */
    public boolean isSpecial(int index) {
        return SPECIAL.contains(token(index));
    }

    /** {@return all tokens, in the order of their indices: an unmodifiable list of V tokens} */
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
