package recurrent.text;

import java.util.Arrays;
import java.util.PrimitiveIterator;

/**
 * A text as the network sees it: one index for each token, and the vocabulary that explains them. Chapter 05.
 *
 * @param ids   one index for each token, in the order of the text; not copied, because a corpus can be large
 * @param codec how the text was cleaned and cut, and what the indices mean
 */
public record Corpus(int[] ids, TextCodec codec) {
    /**
     * A corpus of characters, cleaned to lower-case letters and single spaces ({@link Cleaning#LETTERS}).
     *
     * @param rawText the text as it comes from a file
     * @return the corpus with its own vocabulary
     * @throws IllegalArgumentException if no letter is left after cleaning
     */
    public static Corpus ofCharacters(String rawText) {
        return of(rawText, Cleaning.LETTERS, new CharTokenizer());
    }

    /**
     * A corpus with a vocabulary of its own.
     *
     * @param text      a text, already cleaned
     * @param tokenizer how to cut it
     * @return the corpus
     * @throws IllegalArgumentException if the text has no token
     */
    public static Corpus of(String text, Tokenizer tokenizer) {
        return of(text, Cleaning.NONE, tokenizer);
    }

    /**
     * A corpus with a vocabulary of its own, of a text that is still to be cleaned.
     *
     * @param rawText   the text as it comes from a file
     * @param cleaning  what happens to it first
     * @param tokenizer how to cut it then
     * @return the corpus
     * @throws IllegalArgumentException if no token is left
     */
    public static Corpus of(String rawText, Cleaning cleaning, Tokenizer tokenizer) {
        String text = cleaning.apply(rawText);
        return encode(text, new TextCodec(cleaning, tokenizer, Vocabulary.of(tokenizer.tokens(text))));
    }

    /**
     * A corpus read with the vocabulary of another one, as a trained model must read a new text.
     *
     * @param text       a text, already cleaned
     * @param tokenizer  how to cut it
     * @param vocabulary the indices to use; tokens it does not have become 0
     * @return the corpus
     */
    public static Corpus of(String text, Tokenizer tokenizer, Vocabulary vocabulary) {
        return encode(text, new TextCodec(Cleaning.NONE, tokenizer, vocabulary));
    }

    /**
     * A corpus read the way a trained model reads.
     *
     * @param rawText the text as it comes from a file
     * @param codec   cleans and cuts it; tokens it does not know become 0
     * @return the corpus
     */
    public static Corpus of(String rawText, TextCodec codec) {
        return encode(codec.cleaning().apply(rawText), codec);
    }

    /** {@return what the indices mean} */
    public Vocabulary vocabulary() {
        return codec.vocabulary();
    }

    /** {@return how the text was cut} */
    public Tokenizer tokenizer() {
        return codec.tokenizer();
    }

    /** The text is cut twice, to count and to fill: an array that grows would need room for three such corpora. */
    private static Corpus encode(String text, TextCodec codec) {
        int[] ids = new int[Math.toIntExact(codec.tokens(text).mapToInt(t -> 1).sum())];
        PrimitiveIterator.OfInt next =
                codec.tokens(text).mapToInt(codec.vocabulary()::indexOf).iterator();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = next.nextInt();
        }
        return new Corpus(ids, codec);
    }

    /** {@return the number of tokens: the length of {@link #ids}} */
    public int length() {
        return ids.length;
    }

    /**
     * A piece of the text, decoded.
     *
     * @param from first token, counted from 0
     * @param to   the token after the last
     * @return the text of tokens {@code from … to−1}
     */
    public String text(int from, int to) {
        return codec.decode(Arrays.copyOfRange(ids, from, to));
    }

    @Override
    public String toString() {
        return "Corpus of " + ids.length + " tokens (" + tokenizer().name() + "), " + vocabulary();
    }
}
