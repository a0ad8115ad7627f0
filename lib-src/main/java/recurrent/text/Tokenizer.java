package recurrent.text;

import java.util.List;
import java.util.stream.Stream;

/** Cuts a text into tokens and puts tokens together again (chapter 05). */
public interface Tokenizer {
    /**
     * Cuts a text. The stream is lazy: a long text is never held as a list of tokens.
     *
     * @param text any text
     * @return its tokens, in order
     */
    Stream<String> tokens(String text);

    /**
     * Puts tokens together. What {@link #tokens} keeps comes back: for every text, {@code join(tokens(text).toList())}
     * has the same tokens as the text; with characters, which lose nothing, it is the text.
     *
     * @param tokens tokens of this tokenizer
     * @return the text
     */
    String join(List<String> tokens);

    /** {@return the name under which a checkpoint remembers this tokenizer: a short name, such as {@code char}} */
    String name();

    /**
     * The tokenizer that a checkpoint remembers.
     *
     * @param name what {@link #name} returned
     * @return the tokenizer
     * @throws IllegalArgumentException if the library has none of that name
     */
    static Tokenizer named(String name) {
        return Stream.of(new CharTokenizer(), new WordTokenizer(), WordTokenizer.wordsOnly())
                .filter(tokenizer -> tokenizer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "tokenizer: expected char, word or the like, got «" + name + "»; update the course"));
    }
}
