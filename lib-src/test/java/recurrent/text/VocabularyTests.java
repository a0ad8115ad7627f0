package recurrent.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

@Label("Text, tokens and vocabulary")
class VocabularyTests {
    private static final CharTokenizer CHARS = new CharTokenizer();

    @Test
    @DisplayName("cleaned English has 26 letters, the space and <unk>: 28 symbols")
    void englishHas28Symbols() {
        Corpus corpus = Corpus.ofCharacters("The quick brown fox, 42 TIMES, jumps over the lazy dog!");
        assertEquals(28, corpus.vocabulary().size());
        assertEquals("the quick brown fox times jumps over the lazy dog ", corpus.text(0, corpus.length()));
    }

    @Test
    @DisplayName("accents and ñ are letters, also when typed as letter + accent")
    void spanishKeepsItsLetters() {
        assertEquals("el pingüino soñó así", Cleaning.LETTERS.apply("El pingu\u0308ino -- SOÑO\u0301 así"));
    }

    @Test
    @DisplayName("index 0 is <unk>, the rest is sorted, unknown tokens become 0")
    void indices() {
        Vocabulary v = Vocabulary.of(Stream.of("l", "h", "e", "l", "o"));
        assertEquals(List.of("<unk>", "e", "h", "l", "o"), v.tokens());
        assertArrayEquals(new int[] {2, 1, 3, 3, 4, 0}, v.encode(CHARS.tokens("hello!")));
    }

    @Test
    @DisplayName("a text without letters is refused with the reason")
    void emptyText() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Corpus.ofCharacters(""));
        assertTrue(e.getMessage().contains("empty"), e.getMessage());
    }

    @Test
    @DisplayName("a restored vocabulary must start with <unk> and have no token twice")
    void restored() {
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.ofTokens(List.of("a", "b")));
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.ofTokens(List.of("<unk>", "b", "b")));
    }

    @Test
    @DisplayName("with a cap the most frequent tokens stay, and every index is below the cap")
    void capped() {
        String text = "to be or not to be that is the question to be";
        Vocabulary v = Vocabulary.ofMostFrequent(new WordTokenizer().tokens(text), 4);
        assertEquals(List.of("<unk>", "be", "to", "is"), v.tokens());
        assertArrayEquals(new int[] {2, 1, 0, 0, 2, 1}, v.encode(Stream.of("to", "be", "or", "not", "to", "be")));
        assertEquals(
                9,
                Vocabulary.ofMostFrequent(new WordTokenizer().tokens(text), 100).size());
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.ofMostFrequent(Stream.of("a"), 1));
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.ofMostFrequent(Stream.of(), 9));
    }

    @Test
    @DisplayName("<pad> comes last: no other index moves, and a list of tokens restores it")
    void padding() {
        Vocabulary v = Vocabulary.of(Stream.of("b", "a"));
        Vocabulary padded = v.withPadding();
        assertEquals(List.of("<unk>", "a", "b", "<pad>"), padded.tokens());
        assertEquals(3, padded.padding());
        assertEquals(padded.tokens(), padded.withPadding().tokens());
        assertEquals(3, Vocabulary.ofTokens(padded.tokens()).padding());
        Exception e = assertThrows(IllegalStateException.class, v::padding);
        assertTrue(e.getMessage().contains("withPadding"), e.getMessage());
        assertEquals(
                List.of("<unk>", "a", "b", "<bos>", "<eos>"),
                v.with(Vocabulary.BEGIN, Vocabulary.END).tokens());
        assertTrue(padded.isSpecial(0) && padded.isSpecial(3) && !padded.isSpecial(1));
        assertTrue(v.contains("a") && !v.contains("z"));
    }

    @Property(tries = 200)
    @Label("decode(encode(text)) is the text, for any text; indices are 1 … V−1")
    boolean roundTrip(@ForAll @NotEmpty String text) {
        Corpus corpus = Corpus.of(text, CHARS);
        for (int id : corpus.ids()) {
            if (id < 1 || id >= corpus.vocabulary().size()) {
                return false;
            }
        }
        return corpus.text(0, corpus.length()).equals(text);
    }

    @Property(tries = 200)
    @Label("cleaning twice changes nothing more")
    boolean cleaningIsIdempotent(@ForAll String text) {
        String once = Cleaning.LETTERS.apply(text);
        return Cleaning.LETTERS.apply(once).equals(once) || hasSpecialCase(text);
    }

    /** A few letters grow when they become lower case (İ → i + dot above), and the new mark is not a letter. */
    private static boolean hasSpecialCase(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.toString(c)
                                .toLowerCase(Locale.ROOT)
                                .codePoints()
                                .anyMatch(l -> !Character.isLetter(l))
                        && Character.isLetter(c));
    }
}
