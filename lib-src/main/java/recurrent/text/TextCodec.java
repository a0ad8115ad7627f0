package recurrent.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * The way from text to symbols and back: what a model needs to read a text and to write one, and what a file keeps beside
 * it. Chapters 05 and 09.
 *
 * @param cleaning   what happens to a text before it is cut
 * @param tokenizer  how it is cut
 * @param vocabulary what the symbols mean
 */
public record TextCodec(Cleaning cleaning, Tokenizer tokenizer, Vocabulary vocabulary) {
    /** Of a model that has nothing to do with text. */
    public static final TextCodec NONE =
            new TextCodec(Cleaning.NONE, new CharTokenizer(), Vocabulary.ofTokens(List.of(Vocabulary.UNKNOWN)));

    /** {@return whether there is a way at all: true for {@link #NONE}} */
    public boolean isNone() {
        return vocabulary.size() == 1;
    }

    /**
     * The symbols of a text that is already cleaned and of which every token must be known: one that a model is to go on
     * with.
     *
     * @param name how the text is called in messages
     * @param text at least one token, all of them in the vocabulary
     * @return one symbol for each token
     * @throws IllegalArgumentException if there is no token, or one that the vocabulary does not have
     */
    public int[] encodeKnown(String name, String text) {
        List<String> tokens = tokens(text).toList();
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException(name + ": expected at least one character or word to start from");
        }
        List<String> unknown = tokens.stream()
                .filter(t -> vocabulary.indexOf(t) == 0)
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": the model has never seen " + String.join(" ", unknown) + "; it knows " + vocabulary);
        }
        return vocabulary.encode(tokens.stream());
    }

    /**
     * The text of symbols.
     *
     * @param ids symbols, 0 … V−1
     * @return the text
     */
    public String decode(int... ids) {
        return tokenizer.join(vocabulary.decode(ids));
    }

    Stream<String> tokens(String text) {
        return tokenizer.tokens(text);
    }
}
