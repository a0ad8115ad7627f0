package recurrent.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One token for each word, in lower case, and one for each punctuation mark. Chapter 05.
 *
 * <p>A word is a run of letters (of any alphabet, accents included) and digits; an apostrophe between letters belongs
 * to it, so {@code don't} is one word. Line ends, the number of spaces, capitals and invisible control characters are
 * lost; everything else comes back from {@link #join}, so that {@code tokens(join(tokens(text)))} are the tokens of the
 * text.
 */
public final class WordTokenizer implements Tokenizer {
    private static final String WORD = "[\\p{L}\\p{M}\\p{N}]+(?:'[\\p{L}\\p{M}\\p{N}]+)*";
    // Cc and Cf: control and format characters, which texts from the web carry by accident
    private static final String MARK = "[^\\s\\p{Cc}\\p{Cf}]";
    private static final Pattern WORDS = Pattern.compile(WORD, Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORDS_AND_MARKS = Pattern.compile(WORD + "|" + MARK, Pattern.UNICODE_CHARACTER_CLASS);
    private static final String CLOSING = ".,;:!?…)]}»”%";
    private static final String OPENING = "([{¿¡«“";

    private final boolean punctuation;

    /** Words and punctuation marks. */
    public WordTokenizer() {
        this(true);
    }

    private WordTokenizer(boolean punctuation) {
        this.punctuation = punctuation;
    }

    /**
     * A tokenizer that drops punctuation.
     *
     * @return words only
     */
    public static WordTokenizer wordsOnly() {
        return new WordTokenizer(false);
    }

    @Override
    public Stream<String> tokens(String text) {
        // lower case before NFC: "É" may be typed as E + accent, and both must become the same word
        String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        String composed = Normalizer.normalize(lower, Normalizer.Form.NFC);
        return (punctuation ? WORDS_AND_MARKS : WORDS)
                .matcher(composed)
                .results()
                .map(MatchResult::group);
    }

    /**
     * Puts words together with single spaces, without one before a closing or after an opening punctuation mark.
     *
     * @param tokens tokens of this tokenizer
     * @return a text with the same tokens
     */
    @Override
    public String join(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        String before = "";
        for (String token : tokens) {
            boolean glued = before.isEmpty() || isIn(OPENING, before) || isIn(CLOSING, token);
            text.append(glued ? "" : " ").append(token);
            before = token;
        }
        return text.toString();
    }

    private static boolean isIn(String marks, String token) {
        return token.length() == 1 && marks.contains(token);
    }

    @Override
    public String name() {
        return punctuation ? "word" : "word-only";
    }
}
