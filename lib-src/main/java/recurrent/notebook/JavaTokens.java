package recurrent.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Java code as the compiler's first look at it: names, numbers and signs, without white space and comments.
 *
 * <p>What a text says is left out, so that two cells in two languages give the same tokens: a string or a text block is
 * {@code ""}, a character {@code ''}, and strings that are only added to each other are one.
 */
final class JavaTokens {
    /**
     * One of them.
     *
     * @param text as it stands in the code; {@code ""} and {@code ''} for literals of text
     * @param line counted from 1
     */
    record Token(String text, int line) {}

    private static final String STRING = "\"\"";
    private static final String CHARACTER = "''";
    /** Signs of several characters; of two that begin alike the longer first. No {@code >>}: it also closes generics. */
    private static final List<String> SIGNS = List.of(
            "...", "->", "::", "++", "--", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=", "&=", "|=",
            "^=");

    private final String code;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder bare;
    private int at;
    private int line = 1;

    private JavaTokens(String code) {
        this.code = code;
        this.bare = new StringBuilder(code);
    }

    /** The tokens of code; of unfinished code, those up to its end. */
    static List<Token> of(String code) {
        return new JavaTokens(code).read().tokens;
    }

    /** The tokens of code without their places. */
    static List<String> words(String code) {
        return of(code).stream().map(Token::text).toList();
    }

    /** The code with every comment and every text blanked out; lines stay where they are. */
    static String bare(String code) {
        return new JavaTokens(code).read().bare.toString();
    }

    private JavaTokens read() {
        while (at < code.length()) {
            char c = code.charAt(at);
            if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
            } else if (code.startsWith("//", at)) {
                hide(end("\n", at));
            } else if (code.startsWith("/*", at)) {
                hide(after("*/", at + 2));
            } else if (code.startsWith("\"\"\"", at)) {
                string(endOfText("\"\"\"", at + 3));
            } else if (c == '"') {
                string(endOfText("\"", at + 1));
            } else if (c == '\'') {
                tokens.add(new Token(CHARACTER, line));
                hide(endOfText("'", at + 1));
            } else {
                int end = Character.isJavaIdentifierPart(c) ? endOfWord() : at + sign();
                tokens.add(new Token(code.substring(at, end), line));
                at = end;
            }
        }
        return this;
    }

    private void string(int end) {
        int last = tokens.size() - 1;
        if (last >= 1
                && tokens.get(last).text().equals("+")
                && tokens.get(last - 1).text().equals(STRING)) {
            tokens.remove(last); // "a" + "b" says what "ab" says
        } else {
            tokens.add(new Token(STRING, line));
        }
        hide(end);
    }

    private int endOfWord() {
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }

    private int sign() {
        return SIGNS.stream()
                .filter(sign -> code.startsWith(sign, at))
                .findFirst()
                .map(String::length)
                .orElse(1);
    }

    private void hide(int end) {
        for (; at < end; at++) {
            if (code.charAt(at) == '\n') {
                line++;
            } else {
                bare.setCharAt(at, ' ');
            }
        }
    }

    /** After the closing quotes, none of which stands behind a backslash; a text of one line ends with its line. */
    private int endOfText(String quotes, int from) {
        for (int i = from; i < code.length(); i++) {
            if (code.charAt(i) == '\\') {
                i++;
            } else if (code.startsWith(quotes, i)) {
                return i + quotes.length();
            } else if (code.charAt(i) == '\n' && quotes.length() == 1) {
                return i;
            }
        }
        return code.length();
    }

    private int end(String mark, int from) {
        int end = code.indexOf(mark, from);
        return end < 0 ? code.length() : end;
    }

    private int after(String mark, int from) {
        int end = code.indexOf(mark, from);
        return end < 0 ? code.length() : end + mark.length();
    }
}
