package recurrent.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import recurrent.text.Tokenizer;

/**
 * Sentences and their translations. Chapter 17.
 *
 * @param sources sentences of one language
 * @param targets as many sentences of the other: {@code targets.get(i)} translates {@code sources.get(i)}
 */
public record TranslationPairs(List<String> sources, List<String> targets) {
    /** Checks that there are as many sources as targets, at least one, and copies the lists. */
    public TranslationPairs {
        if (sources.isEmpty() || sources.size() != targets.size()) {
            throw new IllegalArgumentException("targets: expected as many as sources, at least one; got "
                    + sources.size() + " sources and " + targets.size() + " targets");
        }
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
    }

    /**
     * The course's own pairs, English to Spanish, from the shortest to the longest.
     *
     * @return the pairs of {@code pairs-en-es}
     * @throws IOException if the file is missing or damaged
     */
    public static TranslationPairs ofTheCourse() throws IOException {
        return read(Datasets.path("pairs-en-es"), Integer.MAX_VALUE);
    }

    /**
     * Reads a table in UTF-8 without a header: source, tab, target; further columns, such as Tatoeba's attribution, are
     * ignored. The special spaces that French puts before punctuation become plain ones.
     *
     * @param file  such as {@code spa.txt} of manythings.org/anki
     * @param limit how many pairs at most, the first ones; at least 1
     * @return the pairs in the order of the file
     * @throws IllegalArgumentException if limit &lt; 1
     * @throws IOException              if a line has no tab or an empty side; the message names the line
     */
    public static TranslationPairs read(Path file, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected at least 1, got " + limit);
        }
        List<String> lines = Lines.read(file);
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, lines.size()); i++) {
            String[] cells =
                    lines.get(i).replaceAll("[\u00a0\u2009\u202f]", " ").split("\t", -1);
            if (cells.length < 2 || cells[0].isBlank() || cells[1].isBlank()) {
                throw Lines.error(
                        file,
                        i + 1,
                        "expected a sentence, a tab and its translation, got «" + lines.get(i) + "»",
                        "se esperaba una frase, un tabulador y su traducción, hay «" + lines.get(i) + "»");
            }
            sources.add(cells[0].strip());
            targets.add(cells[1].strip());
        }
        return new TranslationPairs(sources, targets);
    }

    /**
     * The number of pairs.
     *
     * @return how many there are
     */
    public int size() {
        return sources.size();
    }

    /**
     * The same pairs read the other way round.
     *
     * @return targets become sources
     */
    public TranslationPairs reversed() {
        return new TranslationPairs(targets, sources);
    }

    /**
     * The pairs as indices, with a vocabulary for each language.
     *
     * @param tokenizer how to cut both
     * @return the pairs in the same order
     */
    public SequencePairs encode(Tokenizer tokenizer) {
        return SequencePairs.of(
                sources.stream().map(s -> tokenizer.tokens(s).toList()).toList(),
                targets.stream().map(s -> tokenizer.tokens(s).toList()).toList());
    }
}
