package recurrent.exercises.ch09;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.generate.Sampling;
import recurrent.nn.OneHot;
import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;
import recurrent.text.Corpus;
import recurrent.train.LanguageModel;

/** 09.2, hola: the examples inside one word, how likely each is, and a model that has learned them. */
@Exercise(id = "09.2", en = "Three examples in hola", es = "Tres ejemplos en hola")
public final class Exercise09_2 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Examples {
        /** Everything read so far → the letter that comes next, in the order of the word. */
        Map<String, String> examples(String word);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Chances {
        /** The probability of the right next letter after each letter but the last. */
        double[] chances(LanguageModel model, Corpus word);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Learn {
        /** A model that has learned the word. */
        LanguageModel learn(Corpus word);
    }

    private record Answer(Examples examples, Chances chances, Learn learn) {}

    private final Answer answer;

    Exercise09_2(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param examples lists the examples of a word
     * @param chances  asks a model about them
     * @param learn    trains a model
     * @return points and verdicts
     */
    public static Score check(Examples examples, Chances chances, Learn learn) {
        return Check.run(Exercise09_2.class, new Answer(examples, chances, learn));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "finds h → o, ho → l, hol → a in hola",
            es = "encuentra h → o, ho → l, hol → a en hola",
            hintEn = "word.substring(0, t) has been read, word.substring(t, t + 1) comes next; t goes "
                    + "from 1 to the last letter.",
            hintEs = "word.substring(0, t) ya se ha leído, word.substring(t, t + 1) viene después; t "
                    + "va desde 1 hasta la última letra.")
    void hola() {
        Expect.equal(Map.of("h", "o", "ho", "l", "hol", "a"), answer.examples().examples("hola"));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "finds the five examples of pepper, in order",
            es = "encuentra los cinco ejemplos de pepper, en orden",
            hintEn = "The key is everything read so far, not the last letter alone (p has two "
                    + "different successors). A LinkedHashMap keeps the order.",
            hintEs = "La clave es todo lo leído hasta ahora, no solo la última letra (la p tiene dos "
                    + "continuaciones distintas). Un LinkedHashMap conserva el orden.")
    void pepper() {
        Map<String, String> expected = new LinkedHashMap<>();
        for (int t = 1; t < 6; t++) {
            expected.put("pepper".substring(0, t), "pepper".substring(t, t + 1));
        }
        Map<String, String> examples = answer.examples().examples("pepper");
        Expect.notNull(examples);
        Expect.equal(expected, examples);
        Expect.equal(new ArrayList<>(expected.keySet()), new ArrayList<>(examples.keySet()));
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "gives the probability of each right letter, reading from the beginning",
            es = "da la probabilidad de cada letra correcta, leyendo desde el principio",
            hintEn = "Read all letters but the last in one forward: scores (T, 1, V). Softmax of row "
                    + "t; take the place of letter t + 1.",
            hintEs = "Lee todas las letras menos la última en un solo forward: puntuaciones (T, 1, "
                    + "V). Softmax de la fila t; toma el lugar de la letra t + 1.")
    void chances(Numbers numbers) {
        for (String text : List.of("hola", "pepper")) {
            Corpus word = Corpus.ofCharacters(text);
            int V = word.vocabulary().size();
            int h = numbers.size(6);
            LanguageModel model = LanguageModel.of(
                    ByHand.cell(numbers, 21, V, h).layer(),
                    new OutputLayer(numbers.random(24, h, V), numbers.random(25, 1, V)));
            int T = word.length() - 1;
            double[] right = new double[T];
            double[] same = new double[T];
            double[] scores = new double[T];
            List<INDArray> states = ByHand.states(
                    OneHot.encode(word.ids(), V, DataType.DOUBLE).reshape(T + 1, 1, V), model.cell(RnnCell.class));
            for (int t = 0; t < T; t++) {
                double[] o = ByHand.scores(states.get(t), model.output()).toDoubleVector();
                double[] p = Sampling.softmax(o, 1);
                right[t] = p[word.ids()[t + 1]];
                same[t] = p[word.ids()[t]];
                scores[t] = o[word.ids()[t + 1]];
            }
            double[] chances = answer.chances().chances(model, word);
            Expect.notNull(chances);
            Expect.equal(T, chances.length);
            Expect.close(
                    Nd4j.createFromArray(right),
                    Nd4j.createFromArray(chances),
                    1e-9,
                    new Cause(
                            Nd4j.createFromArray(same),
                            "the letter that was read, not the next one",
                            "la letra leída, no la siguiente"),
                    new Cause(
                            Nd4j.createFromArray(scores),
                            "scores, softmax is missing",
                            "son puntuaciones, falta softmax"));
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "trains a model that knows the three examples of hola (each above 0.9)",
            es = "entrena un modelo que se sabe los tres ejemplos de hola (cada uno por encima de 0,9)",
            hintEn = "One window as long as the word less one: withSteps(word.length() - "
                    + "1).withWindows(1, 0).withBatch(1), "
                    + "and some hundred epochs.",
            hintEs = "Una sola ventana, de la longitud de la palabra menos uno: "
                    + "withSteps(word.length() - 1).withWindows(1, 0).withBatch(1), "
                    + "y varios cientos de épocas.")
    void learnsHola() {
        learns("hola");
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "also learns a word where the last letter is not enough: pepper",
            es = "también aprende una palabra en la que no basta la última letra: pepper",
            hintEn = "V and T come from the word that is handed in: word.vocabulary().size(), word.length() - 1.",
            hintEs = "V y T salen de la palabra que te dan: word.vocabulary().size(), word.length() - 1.")
    void learnsPepper() {
        learns("pepper");
    }

    private void learns(String text) {
        Corpus word = Corpus.ofCharacters(text);
        LanguageModel model = answer.learn().learn(word);
        Expect.notNull(model);
        Expect.equal(word.vocabulary().size(), model.symbols());
        int T = word.length() - 1;
        int[][] read = {Arrays.copyOf(word.ids(), T)};
        INDArray scores = model.forward(read).sequence(0);
        for (int t = 0; t < T; t++) {
            Expect.above(0.9, Sampling.softmax(scores.getRow(t).toDoubleVector(), 1)[word.ids()[t + 1]]);
        }
    }
}
