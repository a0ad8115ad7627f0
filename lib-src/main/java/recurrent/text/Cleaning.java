package recurrent.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What happens to a text before it is cut into tokens (chapter 05). */
public enum Cleaning {
    /**
     * Lower case, and every run of characters that are not letters becomes one space. Plain English ends with 26
     * letters and the space; accents and ñ stay, because they are letters.
     */
    LETTERS {
        @Override
        public String apply(String text) {
            // NFC first: "é" typed as "e" + accent would otherwise lose its accent to a space
            String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
            return NOT_LETTERS.matcher(composed).replaceAll(" ").toLowerCase(Locale.ROOT);
        }
    },
    /** The text as it is. */
    NONE {
        @Override
        public String apply(String text) {
            return text;
        }
    };

    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

    /**
     * Cleans a text.
     *
     * @param text any text
     * @return the cleaned text, which may be empty
     */
    public abstract String apply(String text);
}
