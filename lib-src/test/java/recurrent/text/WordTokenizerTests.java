package recurrent.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Words and punctuation")
class WordTokenizerTests {
    private static final WordTokenizer WORDS = new WordTokenizer();

    private static List<String> cut(String text) {
        return WORDS.tokens(text).toList();
    }

    @Test
    @DisplayName("English: lower case, marks apart, don't in one piece with either apostrophe")
    void english() {
        assertEquals(
                List.of("it", "isn't", "bad", ",", "she", "said", ":", "\"", "don't", "go", "!", "\""),
                cut("It isn’t bad, she said:\n\"Don't   go!\""));
    }

    @Test
    @DisplayName("Spanish: accents, ñ and ü stay, ¿ and ¡ are marks of their own")
    void spanish() {
        assertEquals(
                List.of("¿", "qué", "soñó", "el", "pingüino", "?", "¡", "nada", "!"),
                cut("¿Qué SOÑÓ el pingu\u0308ino? ¡Nada!"));
    }

    @Test
    @DisplayName("words only: no marks")
    void wordsOnly() {
        WordTokenizer only = WordTokenizer.wordsOnly();
        assertEquals(List.of("sí", "3", "veces"), only.tokens("¡Sí... 3 veces!").toList());
        assertEquals("sí 3 veces", only.join(List.of("sí", "3", "veces")));
    }

    @Test
    @DisplayName("spaces of the web and control characters are no tokens")
    void invisible() {
        assertEquals(List.of("quoi", "?", "a", "b"), cut("Quoi\u202f?\u00a0a\u0085\u0092 b\u200b"));
        assertEquals(List.of(), cut(" \t\n"));
    }

    @Test
    @DisplayName("words are put together as they are written")
    void join() {
        String text = "¿qué soñó (el pingüino)? nada: 3 veces.";
        assertEquals(text, WORDS.join(cut(text)));
    }

    @Test
    @DisplayName("decode(encode(text)) is the text, up to capitals and line ends")
    void roundTrip() {
        Corpus corpus = Corpus.of("La casa es pequeña.\nLa CASA es vieja.", WORDS);
        assertEquals("la casa es pequeña. la casa es vieja.", corpus.text(0, corpus.length()));
        assertEquals(10, corpus.length());
        assertEquals(7, corpus.vocabulary().size());
    }

    @Property(tries = 300)
    @Label("joined tokens give the same tokens, for any text")
    void stable(@ForAll String text) {
        assertEquals(cut(text), cut(WORDS.join(cut(text))));
        assertTrue(cut(text).stream().noneMatch(String::isBlank));
    }
}
