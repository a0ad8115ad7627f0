package recurrent.exercises.ch06;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.ngram.TextNGrams;
import recurrent.text.WordTokenizer;

/** 06.4, the better order: a bigram model of sentences chooses among candidates and puts words in order. */
@Exercise(id = "06.4", en = "The better order", es = "El mejor orden")
public final class Exercise06_4 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Learn {
        /** The log-probability of a sentence, by a bigram model of words with 0.1 added to each count. */
        ToDoubleFunction<String> learn(List<String> sentences);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Choose {
        /** The most probable of some sentences. */
        String best(ToDoubleFunction<String> model, List<String> candidates);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Arrange {
        /** The most probable sentence of exactly these words. */
        String arrange(ToDoubleFunction<String> model, List<String> words);
    }

    private static final List<String> SPANISH = List.of(
            "la casa es grande", "la casa es roja", "mi casa es pequeña", "la calle es larga", "la calle es pequeña");
    private static final List<String> ENGLISH = List.of(
            "the house is large", "the house is red", "my house is small", "the street is long", "the street is small");

    private record Answer(Learn learn, Choose choose, Arrange arrange) {}

    private final Answer answer;

    Exercise06_4(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param learn   makes the model
     * @param choose  compares sentences
     * @param arrange finds the best order of words
     * @return points and verdicts
     */
    public static Score check(Learn learn, Choose choose, Arrange arrange) {
        return Check.run(Exercise06_4.class, new Answer(learn, choose, arrange));
    }

    private static ToDoubleFunction<String> model(List<String> sentences) {
        return TextNGrams.ofSentences(sentences, new WordTokenizer(), 2).smoothed(m -> m.addK(0.1))::logLikelihood;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts pairs of words, with beginning and end, and adds 0.1",
            es = "cuenta parejas de palabras, con principio y final, y suma 0,1",
            hintEn =
                    "TextNGrams.ofSentences(sentences, new WordTokenizer(), 2) counts; smoothed(m -> m.addK(0.1)) adds. Return its ::logLikelihood.",
            hintEs = "TextNGrams.ofSentences(sentences, new WordTokenizer(), 2) cuenta; smoothed(m -> m.addK(0.1)) "
                    + "suma. Devuelve su ::logLikelihood.")
    void learns() {
        ToDoubleFunction<String> model =
                answer.learn().learn(List.of("la casa es roja", "mi casa es grande", "la calle es larga"));
        Expect.notNull(model);
        // 8 words, the unknown one and the end: ten outcomes, so 1 is added below the line
        double expected = Math.log(2.1 / 4 * 1.1 / 3 * 2.1 / 3 * 1.1 / 4 * 1.1 / 2);
        Expect.close(expected, model.applyAsDouble("la casa es roja"), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "prefers «la casa es pequeña» to «pequeña la casa es», whichever comes first",
            es = "prefiere «la casa es pequeña» a «pequeña la casa es», venga cual venga primero",
            hintEn = "The larger log-probability wins. Logarithms of probabilities are negative: −3 is more than −7.",
            hintEs = "Gana el mayor logaritmo de la probabilidad. Son negativos: −3 es más que −7.")
    void order() {
        ToDoubleFunction<String> model = model(SPANISH);
        String right = "la casa es pequeña";
        Expect.equal(right, answer.choose().best(model, List.of(right, "pequeña la casa es")));
        Expect.equal(right, answer.choose().best(model, List.of("pequeña la casa es", right)));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "finds the best of many, whatever its place",
            es = "encuentra la mejor de muchas, esté donde esté",
            hintEn = "Compare each candidate with the best one so far; a large negative number may have to start as "
                    + "Double.NEGATIVE_INFINITY.",
            hintEs = "Compara cada candidata con la mejor hasta el momento; para empezar, Double.NEGATIVE_INFINITY.")
    void many() {
        ToDoubleFunction<String> model = model(ENGLISH);
        List<String> candidates = new ArrayList<>(
                List.of("small house the is", "is the house small", "the small is house", "house the is small"));
        for (int place = 0; place <= candidates.size(); place++) {
            List<String> all = new ArrayList<>(candidates);
            all.add(place, "the house is small");
            Expect.equal("the house is small", answer.choose().best(model, all));
        }
        Expect.equal("street", answer.choose().best(model, List.of("street")));
    }

    @Test
    @Points(
            value = 2,
            order = 4,
            en = "puts four words in order, in both languages",
            es = "ordena cuatro palabras, en los dos idiomas",
            hintEn =
                    "Try all 24 orders: begin with the empty one, and put each word into every place of every order so "
                            + "far. Then choose with best.",
            hintEs =
                    "Prueba los 24 órdenes: empieza por el vacío y mete cada palabra en todos los lugares de todos los "
                            + "órdenes que llevas. Después elige con best.")
    void arranges() {
        Expect.equal(
                "la casa es pequeña", answer.arrange().arrange(model(SPANISH), List.of("pequeña", "es", "la", "casa")));
        Expect.equal(
                "the street is red", answer.arrange().arrange(model(ENGLISH), List.of("street", "red", "the", "is")));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "uses every word as often as it was given",
            es = "usa cada palabra tantas veces como se dio",
            hintEn = "A word may come twice. Insert each as often as it was given; a Set would lose the second.",
            hintEs = "Una palabra puede venir dos veces. Métela tantas veces como se dio; un Set perdería la segunda.")
    void repeats() {
        ToDoubleFunction<String> model =
                model(List.of("la casa y la calle", "mi casa y mi calle", "la casa es mi casa"));
        String said = answer.arrange().arrange(model, List.of("calle", "y", "la", "casa", "la"));
        Expect.notNull(said);
        String[] words = said.strip().split("\\s+");
        Arrays.sort(words);
        Expect.equal(List.of("calle", "casa", "la", "la", "y"), List.of(words));
    }
}
