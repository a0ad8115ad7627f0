package recurrent.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.generate.Generator.Suggestion;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.text.WordTokenizer;

@DisplayName("Autocomplete")
class AutocompleteTests {
    private static final List<String> SENTENCES =
            List.of("the sea is calm", "the sea is grey", "the sea was calm", "the train is late", "the sea is calm");
    private static final Autocomplete WORDS =
            new Autocomplete(TextNGrams.ofSentences(SENTENCES, new WordTokenizer(), 2));

    @Test
    @DisplayName("the next word, most probable first")
    void next() {
        assertEquals(List.of(new Suggestion("sea", 0.8), new Suggestion("train", 0.2)), WORDS.next("The", 5));
        assertEquals(List.of(new Suggestion("the", 1)), WORDS.next("", 3));
    }

    @Test
    @DisplayName("several words: their probabilities are multiplied, and a sentence may end")
    void several() {
        List<Suggestion> two = WORDS.complete("the sea", 4, 2);
        assertEquals(
                List.of("is calm", "was calm", "is grey", "is late"),
                two.stream().map(Suggestion::text).toList());
        assertEquals(0.75 * 0.5, two.get(0).probability(), 1e-12);
        assertEquals(0.25, two.get(1).probability(), 1e-12);
        assertEquals("is calm", WORDS.complete("the sea", 1, 9).get(0).text());
    }

    @Test
    @DisplayName("characters: a whole word is completed letter by letter")
    void characters() {
        Corpus corpus = Corpus.ofCharacters("la casa, la casa, la cama y la calle");
        Autocomplete letters = new Autocomplete(TextNGrams.of(corpus, 4));
        assertEquals("sa", letters.complete("la ca", 1, 2).get(0).text());
        assertEquals(0.5, letters.complete("la ca", 1, 2).get(0).probability(), 1e-12);
    }

    @Test
    @DisplayName("with smoothing every prefix has suggestions, <unk> is never one of them")
    void smoothed() {
        Autocomplete smooth = new Autocomplete(WORDS.model().smoothed(m -> m.addK(1)));
        List<Suggestion> all = smooth.next("zebra", 100);
        int V = smooth.model().vocabulary().size();
        assertEquals(V, all.size(), "all words and the end, not <unk>");
        assertTrue(all.stream().noneMatch(s -> s.text().contains(Vocabulary.UNKNOWN)));
        assertEquals(
                V / (V + 1.0), all.stream().mapToDouble(Suggestion::probability).sum(), 1e-12);
    }

    @Test
    @DisplayName("a prefix that never came, without smoothing, is refused with the remedy")
    void refusals() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> WORDS.next("zebra", 3));
        assertTrue(e.getMessage().contains("addK"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> WORDS.next("the", 0));
        assertThrows(IllegalArgumentException.class, () -> WORDS.complete("the", 1, 0));
    }
}
