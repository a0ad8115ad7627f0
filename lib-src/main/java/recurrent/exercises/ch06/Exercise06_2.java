package recurrent.exercises.ch06;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Points;
import recurrent.check.Score;

/** 06.2, count twelve words: n-grams and their shares, with a last word that comes twice. */
@Exercise(id = "06.2", en = "Count twelve words", es = "Contar doce palabras")
public final class Exercise06_2 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Count {
        /** How often some words come in a row. */
        int count(List<String> words, List<String> gram);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Share {
        /** The share of a word among all that followed a context. */
        double probability(List<String> words, String next, List<String> context);
    }

    private static final List<String> TWELVE =
            List.of("la", "casa", "es", "grande", "y", "la", "calle", "es", "larga", "y", "la", "casa");

    private record Answer(Count count, Share share) {}

    private final Answer answer;

    Exercise06_2(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param count counts
     * @param share divides
     * @return points and verdicts
     */
    public static Score check(Count count, Share share) {
        return Check.run(Exercise06_2.class, new Answer(count, share));
    }

    private double p(String next, String... context) {
        return answer.share().probability(TWELVE, next, List.of(context));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts words, pairs and triples",
            es = "cuenta palabras, parejas y tríos",
            hintEn = "Compare words.subList(i, i + gram.size()) with gram, for every i where it fits.",
            hintEs = "Compara words.subList(i, i + gram.size()) con gram, para todas las i en que cabe.")
    void counts() {
        Expect.equal(3, answer.count().count(TWELVE, List.of("la")));
        Expect.equal(2, answer.count().count(TWELVE, List.of("la", "casa")));
        Expect.equal(2, answer.count().count(TWELVE, List.of("y", "la")));
        Expect.equal(1, answer.count().count(TWELVE, List.of("y", "la", "casa")));
        Expect.equal(0, answer.count().count(TWELVE, List.of("casa", "la")));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "counts overlapping pairs, and whole words only",
            es = "cuenta las parejas que se solapan, y solo palabras enteras",
            hintEn = "In «a a a» the pair «a a» comes twice. And «la casa» is not part of «la casas»: compare words, "
                    + "not letters.",
            hintEs = "En «a a a», la pareja «a a» aparece dos veces. Y «la casa» no es parte de «la casas»: compara "
                    + "palabras, no letras.")
    void overlaps() {
        Expect.equal(2, answer.count().count(List.of("a", "a", "a"), List.of("a", "a")));
        Expect.equal(1, answer.count().count(List.of("la", "casas", "la", "casa"), List.of("la", "casa")));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "gives the right probabilities to pairs",
            es = "da las probabilidades correctas a las parejas",
            hintEn = "count(context + next) divided by how often anything followed the context. Divide as double.",
            hintEs = "Las veces de contexto + siguiente entre las veces que algo siguió al contexto. Divide en double.")
    void pairs() {
        Expect.close(2.0 / 3, p("casa", "la"), 1e-12);
        Expect.close(1.0 / 3, p("calle", "la"), 1e-12);
        Expect.close(0.5, p("larga", "es"), 1e-12);
        Expect.close(0, p("es", "la"), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "gives the right probabilities to triples",
            es = "da las probabilidades correctas a los tríos",
            hintEn = "The same with a context of two words: among all that followed «y la», how often was it «casa»?",
            hintEs = "Lo mismo con un contexto de dos palabras: de todo lo que siguió a «y la», ¿cuántas veces fue "
                    + "«casa»?")
    void triples() {
        Expect.close(0.5, p("casa", "y", "la"), 1e-12);
        Expect.close(0.5, p("calle", "y", "la"), 1e-12);
        Expect.close(1, p("grande", "casa", "es"), 1e-12);
    }

    @Test
    @NeedsPassed("pairs")
    @Points(
            value = 2,
            order = 5,
            en = "makes every row sum to 1, also after «casa», the last word",
            es = "hace que cada fila sume 1, también tras «casa», la última palabra",
            hintEn =
                    "«casa» comes twice but is followed once: the last word of the text is followed by nothing. Do not "
                            + "count that time in the denominator.",
            hintEs =
                    "«casa» aparece dos veces, pero le sigue algo una: tras la última palabra del texto no hay nada. No "
                            + "cuentes esa vez en el denominador.")
    void rows() {
        Set<String> vocabulary = new LinkedHashSet<>(TWELVE);
        for (int size = 1; size <= 2; size++) {
            for (int i = 0; i + size < TWELVE.size(); i++) {
                List<String> context = TWELVE.subList(i, i + size);
                double sum = 0;
                for (String next : vocabulary) {
                    sum += answer.share().probability(TWELVE, next, context);
                }
                Expect.close(1, sum, 1e-12);
            }
        }
    }

    @Test
    @NeedsPassed("pairs")
    @Points(
            value = 1,
            order = 6,
            en = "refuses a context that nothing ever followed",
            es = "rechaza un contexto al que nunca siguió nada",
            hintEn = "0/0 is NaN and spreads silently. throw new IllegalArgumentException(…) instead, also for a word "
                    + "that comes only at the very end.",
            hintEs =
                    "0/0 es NaN y se propaga en silencio. Mejor throw new IllegalArgumentException(…), también con una "
                            + "palabra que solo aparece al final.")
    void nothingFollowed() {
        Expect.rejects(IllegalArgumentException.class, () -> p("la", "roja"));
        Expect.rejects(IllegalArgumentException.class, () -> answer.share()
                .probability(List.of("uno", "dos", "tres"), "uno", List.of("tres")));
    }
}
