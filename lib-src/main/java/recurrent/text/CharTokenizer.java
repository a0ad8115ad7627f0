package recurrent.text;

import java.util.List;
import java.util.stream.Stream;

/** One token for each character (Unicode code point, so an emoji is one token). Chapter 05. */
public final class CharTokenizer implements Tokenizer {
    // the same String object for every "e": a book would otherwise make one object a letter
    private static final String[] ASCII = new String[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = Character.toString(c);
        }
    }

    @Override
    public Stream<String> tokens(String text) {
        return text.codePoints().mapToObj(c -> c < ASCII.length ? ASCII[c] : Character.toString(c));
    }

    @Override
    public String join(List<String> tokens) {
        return String.join("", tokens);
    }

    @Override
    public String name() {
        return "char";
    }
}
