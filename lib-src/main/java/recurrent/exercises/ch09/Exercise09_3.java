package recurrent.exercises.ch09;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.generate.Sampling;
import recurrent.nn.OneHot;
import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;
import recurrent.text.CharTokenizer;
import recurrent.text.Vocabulary;
import recurrent.train.LanguageModel;

/** 09.3, predict: read a prefix, then write on, greedily. */
@Exercise(id = "09.3", en = "Let it write", es = "Que escriba")
public final class Exercise09_3 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Predict {
        /** The prefix and n characters more, each the most likely one. */
        String predict(LanguageModel model, Vocabulary vocabulary, String prefix, int n);
    }

    private static final Vocabulary LETTERS = Vocabulary.of(new CharTokenizer().tokens(" abcdefghijklmnopqrstuvwxyz"));

    private final Predict answer;

    Exercise09_3(Predict answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's method
     * @return points and verdicts
     */
    public static Score check(Predict answer) {
        return Check.run(Exercise09_3.class, answer);
    }

    /** A model that was not trained: what it writes is nonsense,
     * but every letter of it is decided by all letters before. */
    static LanguageModel model(Numbers numbers) {
        INDArray bq = numbers.random(34, 1, LETTERS.size());
        bq.putScalar(0, 0, -1000); // <unk> is never the most likely symbol
        return LanguageModel.of(
                ByHand.cell(numbers, 61, LETTERS.size(), 24).layer(),
                new OutputLayer(numbers.random(37, 24, LETTERS.size()), bq));
    }

    /** The right text, letter by letter: everything so far is read again from the beginning each time. */
    static String byHand(Numbers numbers, String prefix, int n) {
        LanguageModel model = model(numbers);
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < n; i++) {
            int[] ids = LETTERS.encode(new CharTokenizer().tokens(text.toString()));
            INDArray X = OneHot.encode(ids, LETTERS.size(), DataType.DOUBLE).reshape(ids.length, 1, LETTERS.size());
            List<INDArray> states = ByHand.states(X, model.cell(RnnCell.class));
            text.append(LETTERS.token(Sampling.greedy(
                    ByHand.scores(states.get(ids.length - 1), model.output()).toDoubleVector())));
        }
        return text.toString();
    }

    private String predict(Numbers numbers, String prefix, int n) {
        String text = answer.predict(model(numbers), LETTERS, prefix, n);
        Expect.notNull(text);
        return text;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "begins with the prefix, unchanged",
            es = "empieza por el prefijo, sin cambiarlo",
            hintEn = "Start the text as new StringBuilder(prefix). While the prefix is read, nothing "
                    + "is added to it.",
            hintEs = "Empieza el texto con new StringBuilder(prefix). Mientras se lee el prefijo, no "
                    + "se le añade nada.")
    void keepsThePrefix(Numbers numbers) {
        for (String prefix : List.of("it has", "a", "two  words")) {
            String text = predict(numbers, prefix, 5);
            Expect.yes(
                    text.startsWith(prefix),
                    "«" + text + "» does not begin with «" + prefix + "»",
                    "«" + text + "» no empieza por «" + prefix + "»");
        }
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "adds exactly n characters: it has + 20 makes 26",
            es = "añade exactamente n caracteres: it has + 20 son 26",
            hintEn = "Count the characters that are added, not the turns of the warm-up: n turns that "
                    + "write, no more.",
            hintEs = "Cuenta los caracteres que se añaden, no las vueltas del calentamiento: n "
                    + "vueltas que escriben, ni una más.")
    void length(Numbers numbers) {
        Expect.equal(26, predict(numbers, "it has", 20).length());
        Expect.equal(1 + 7, predict(numbers, "q", 7).length());
        Expect.equal(4, predict(numbers, "abcd", 0).length());
    }

    @Test
    @NeedsPassed("length")
    @Points(
            value = 2,
            order = 3,
            en = "reads the whole prefix before it chooses the first letter",
            es = "lee el prefijo entero antes de elegir la primera letra",
            hintEn = "model.forward(new int[][] {ids}) reads all characters of the prefix at once, and its next() has "
                    + "the scores of what follows the last one. Characters, not words.",
            hintEs = "model.forward(new int[][] {ids}) lee de una vez todos los caracteres del prefijo, y su next() "
                    + "tiene las puntuaciones de lo que sigue al último. Caracteres, no palabras.")
    void firstLetter(Numbers numbers) {
        for (String prefix : List.of("it has", "la voz", "so it was", "no")) {
            Expect.equal(byHand(numbers, prefix, 1), predict(numbers, prefix, 1));
        }
    }

    @Test
    @NeedsPassed({"length", "firstLetter"})
    @Points(
            value = 2,
            order = 4,
            en = "reads what it has written before it writes on",
            es = "lee lo que acaba de escribir antes de seguir escribiendo",
            hintEn = "After choosing id: said = model.read(id, said.last()). Without it the same letter comes again "
                    + "and again.",
            hintEs = "Después de elegir id: said = model.read(id, said.last()). Sin eso sale una y otra vez la misma "
                    + "letra.")
    void goesOn(Numbers numbers) {
        for (String prefix : List.of("it has", "w")) {
            Expect.equal(byHand(numbers, prefix, 12), predict(numbers, prefix, 12));
        }
    }

    @Test
    @NeedsPassed("length")
    @Points(
            value = 1,
            order = 5,
            en = "goes on differently after it has and after xx xas",
            es = "sigue de forma distinta tras it has y tras xx xas",
            hintEn = "Both end in «as». If the continuation is the same, only the end of the prefix was read.",
            hintEs = "Los dos acaban en «as». Si la continuación es la misma, solo se ha leído el "
                    + "final del prefijo.")
    void wholePrefix(Numbers numbers) {
        String first = predict(numbers, "it has", 20).substring(6);
        Expect.yes(
                !first.equals(predict(numbers, "xx xas", 20).substring(6)),
                "both go on with «" + first + "»",
                "los dos siguen con «" + first + "»");
    }

    @Test
    @NeedsPassed("length")
    @Points(
            value = 1,
            order = 6,
            en = "writes the same again when it is asked again",
            es = "vuelve a escribir lo mismo si se lo vuelves a pedir",
            hintEn = "Greedy: the largest score, no dice (Sampling.greedy). And every call begins "
                    + "with a zero state.",
            hintEs = "Voraz: la puntuación mayor, sin dados (Sampling.greedy). Y cada llamada empieza "
                    + "con un estado de ceros.")
    void again(Numbers numbers) {
        String first = predict(numbers, "it has", 20);
        predict(numbers, "something else", 3);
        IntStream.range(0, 3).forEach(i -> Expect.equal(first, predict(numbers, "it has", 20)));
    }
}
