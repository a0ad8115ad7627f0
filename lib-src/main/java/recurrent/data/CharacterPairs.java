package recurrent.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;

/**
 * The smallest language model task: one word, each of its characters to be predicted from those before. Chapters 05 to
 * 09.
 *
 * @param corpus the word with its vocabulary
 * @param batch  one sequence: all characters but the last, and all but the first
 */
public record CharacterPairs(Corpus corpus, Batch batch) {
    /**
     * The task of one word.
     *
     * @param word at least 2 characters
     * @return a sequence of length − 1 pairs
     * @throws IllegalArgumentException if the word is shorter
     */
    public static CharacterPairs of(String word) {
        if (word.codePointCount(0, word.length()) < 2) {
            throw new IllegalArgumentException("word: expected at least 2 characters, got «" + word + "»");
        }
        Corpus corpus = Corpus.of(word, new CharTokenizer());
        int[] ids = corpus.ids();
        int[][] inputs = {Arrays.copyOf(ids, ids.length - 1)};
        int[][] targets = {Arrays.copyOfRange(ids, 1, ids.length)};
        return new CharacterPairs(corpus, new Batch(inputs, targets));
    }

    /**
     * The word of the textbooks: the same l is followed by l and then by o, so one symbol of context is not enough.
     *
     * @return 4 pairs, V = 5
     */
    public static CharacterPairs hello() {
        return of("hello");
    }

    /**
     * The same in Spanish, where every letter has one successor.
     *
     * @return 3 pairs, V = 5
     */
    public static CharacterPairs hola() {
        return of("hola");
    }

    /**
     * The pairs, to be read.
     *
     * @return such as {@code h → o}
     */
    public List<String> pairs() {
        int[] ids = corpus.ids();
        return IntStream.range(1, ids.length)
                .mapToObj(i -> corpus.text(i - 1, i) + " → " + corpus.text(i, i + 1))
                .toList();
    }
}
