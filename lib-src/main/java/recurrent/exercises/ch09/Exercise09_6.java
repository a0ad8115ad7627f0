package recurrent.exercises.ch09;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Stories;
import recurrent.generate.Sampling;
import recurrent.nn.Init;
import recurrent.text.CharTokenizer;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.text.Windows;
import recurrent.train.LanguageModel;
import recurrent.train.Trainer;

/** 09.6, another book, and dice: how strange a text is to a model, and how to draw from it. */
@Exercise(id = "09.6", en = "Another book, and dice", es = "Otro libro, y dados")
public final class Exercise09_6 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface OtherBook {
        /** The perplexity of a model on a raw text, in windows of T symbols. */
        double perplexity(LanguageModel model, Vocabulary vocabulary, String rawText, int T);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Unknown {
        /** The share of the cleaned text's characters that the vocabulary does not have, 0 … 1. */
        double share(Vocabulary vocabulary, String rawText);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Frequencies {
        /** How often each symbol came in so many draws from the softmax of the scores, 0 … 1. */
        double[] frequencies(double[] scores, int draws, long seed);
    }

    /** The fourth thing that the student writes. */
    @FunctionalInterface
    public interface Sharpen {
        /** Probabilities in proportion to p to the power of alpha. */
        double[] sharpen(double[] p, double alpha);
    }

    private static final double[] FIGURE = {1.0, 2.2, -3.0, 4.1};

    private record Answer(OtherBook other, Unknown unknown, Frequencies frequencies, Sharpen sharpen) {}

    private final Answer answer;

    Exercise09_6(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param other       reads another book
     * @param unknown     counts unknown characters
     * @param frequencies draws
     * @param sharpen     sharpens
     * @return points and verdicts
     */
    public static Score check(OtherBook other, Unknown unknown, Frequencies frequencies, Sharpen sharpen) {
        return Check.run(Exercise09_6.class, new Answer(other, unknown, frequencies, sharpen));
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "reads another book with the model's own vocabulary",
            es = "lee otro libro con el vocabulario del propio modelo",
            hintEn = "Clean first: Cleaning.LETTERS.apply(rawText). Then Corpus.of(text, new "
                    + "CharTokenizer(), vocabulary): a new vocabulary would give "
                    + "the letters other numbers.",
            hintEs = "Primero limpia: Cleaning.LETTERS.apply(rawText). Luego Corpus.of(texto, new "
                    + "CharTokenizer(), vocabulary): un vocabulario nuevo "
                    + "daría otros números a las letras.")
    void ownVocabulary(Numbers numbers) {
        Vocabulary vocabulary = Vocabulary.of(new CharTokenizer().tokens(" abcdelnorstz"));
        LanguageModel model = LanguageModel.rnn(
                vocabulary.size(), numbers.size(6), Init.normal(1), DataType.DOUBLE, numbers.seed(61));
        String raw = "Sin el ¡Norte!, el zorro CENA solo...";
        Corpus corpus = Corpus.of(Cleaning.LETTERS.apply(raw), new CharTokenizer(), vocabulary);
        Expect.close(
                Trainer.perplexity(model, Windows.of(corpus.ids(), 8), 64),
                answer.other().perplexity(model, vocabulary, raw, 8),
                1e-6);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "finds a book in another language stranger than the end of its own",
            es = "encuentra más raro un libro en otro idioma que el final del suyo",
            hintEn = "All windows of the text: Windows.of(corpus.ids(), T), then "
                    + "Trainer.perplexity(model, windows, 256).",
            hintEs = "Todas las ventanas del texto: Windows.of(corpus.ids(), T); después, "
                    + "Trainer.perplexity(model, windows, 256).")
    void strange() {
        Vocabulary vocabulary = Stories.own().vocabulary();
        String end = Stories.ownText();
        String own = end.substring(end.length() - 3000);
        String other = Stories.otherText().substring(0, 3000);
        double familiar = answer.other().perplexity(Stories.trained(), vocabulary, own, 32);
        double strange = answer.other().perplexity(Stories.trained(), vocabulary, other, 32);
        Expect.close(reference(vocabulary, own), familiar, 1e-4);
        Expect.close(reference(vocabulary, other), strange, 1e-4);
        Expect.above(familiar, strange);
    }

    private static double reference(Vocabulary vocabulary, String raw) {
        Corpus corpus = Corpus.of(Cleaning.LETTERS.apply(raw), new CharTokenizer(), vocabulary);
        return Trainer.perplexity(Stories.trained(), Windows.of(corpus.ids(), 32), 256);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "counts every unknown character, after cleaning",
            es = "cuenta cada carácter desconocido, después de limpiar",
            hintEn = "After encoding, an unknown character is a 0. Count the zeros, divide by the "
                    + "length of the cleaned text.",
            hintEs = "Una vez codificado, un carácter desconocido es un 0. Cuenta los ceros y divide "
                    + "entre la longitud del texto limpio.")
    void unknown() {
        Vocabulary vocabulary = Vocabulary.of(new CharTokenizer().tokens(" abcdefghijklmnopqrstuvwxyz"));
        Expect.close(2 / 8.0, answer.unknown().share(vocabulary, "Año, ñu!?a"), 1e-12);
        Expect.close(0, answer.unknown().share(vocabulary, "Nothing new, 3 times."), 1e-12);
    }

    @Test
    @Points(
            value = 2,
            order = 4,
            en = "draws 10,000 times and comes within 0.02 of softmax",
            es = "saca 10 000 letras y se queda a menos de 0,02 de softmax",
            hintEn = "One Random before the loop; in it, counts[Sampling.draw(p, random)]++. In the "
                    + "end divide by the number of draws.",
            hintEs = "Un solo Random antes del bucle; dentro, counts[Sampling.draw(p, random)]++. Al "
                    + "final divide entre el número de tiradas.")
    void frequencies() {
        double[] p = Sampling.softmax(FIGURE, 1);
        double[] drawn = answer.frequencies().frequencies(FIGURE.clone(), 10_000, 7);
        Expect.notNull(drawn);
        Expect.equal(4, drawn.length);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            Expect.finite(drawn[i]);
            Expect.yes(
                    Math.abs(drawn[i] - p[i]) < 0.02,
                    "symbol " + i + " came with frequency " + drawn[i] + ", softmax says " + p[i],
                    "el símbolo " + i + " salió con frecuencia " + drawn[i] + "; softmax dice " + p[i]);
            sum += drawn[i];
        }
        Expect.close(1, sum, 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "throws dice: another seed gives other counts, the same seed the same",
            es = "tira dados: otra semilla da otras cuentas; la misma, las mismas",
            hintEn = "new Random(seed), with the seed that is handed in. Frequencies that never "
                    + "change are probabilities, not draws.",
            hintEs = "new Random(seed), con la semilla que te dan. Unas frecuencias que nunca cambian "
                    + "son probabilidades, no tiradas.")
    void seeds() {
        double[] first = answer.frequencies().frequencies(FIGURE.clone(), 500, 1);
        Expect.close(first, answer.frequencies().frequencies(FIGURE.clone(), 500, 1), 0);
        boolean differs = false;
        for (int seed : new Random(3).ints(3, 10, 1000).toArray()) {
            differs |= !Arrays.equals(first, answer.frequencies().frequencies(FIGURE.clone(), 500, seed));
        }
        Expect.yes(differs, "every seed gives the same counts", "todas las semillas dan las mismas cuentas");
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "sharpens 0.5, 0.25, 0.25 with α = 2 to 2/3, 1/6, 1/6",
            es = "afila 0,5; 0,25; 0,25 con α = 2 hasta 2/3, 1/6, 1/6",
            hintEn = "Math.pow(p[i], alpha) for each, then divide by their sum, so that they add up to 1 again.",
            hintEs = "Math.pow(p[i], alpha) para cada una y luego divide entre la suma, para que "
                    + "vuelvan a sumar 1.")
    void power() {
        double[] sharp = answer.sharpen().sharpen(new double[] {0.5, 0.25, 0.25}, 2);
        Expect.notNull(sharp);
        Expect.equal(3, sharp.length);
        Expect.close(
                Nd4j.createFromArray(2 / 3.0, 1 / 6.0, 1 / 6.0),
                Nd4j.createFromArray(sharp),
                1e-12,
                new Cause(Nd4j.createFromArray(0.25, 0.0625, 0.0625), "they do not add up to 1", "no suman 1"),
                new Cause(
                        Nd4j.createFromArray(0.5, 0.25, 0.25),
                        "multiplied, not raised to a power; dividing by the sum undoes that",
                        "multiplicadas, no elevadas; al dividir entre la suma se deshace"));
    }

    @Test
    @Points(
            value = 1,
            order = 7,
            en = "is the temperature: α = 1/T; more than 1 sharpens, less than 1 flattens",
            es = "es la temperatura: α = 1/T; más de 1 afila, menos de 1 aplana",
            hintEn = "α = 2 must give what temperature 0.5 gives, and leave the array that came in as it was.",
            hintEs = "α = 2 tiene que dar lo mismo que la temperatura 0,5, y dejar como estaba la "
                    + "matriz que entró.")
    void temperature(Numbers numbers) {
        double[] scores = numbers.near(0.5, FIGURE);
        double[] p = Sampling.softmax(scores, 1);
        double[] given = p.clone();
        for (double alpha : new double[] {0.5, 1, 2}) {
            Expect.close(Sampling.softmax(scores, 1 / alpha), answer.sharpen().sharpen(given, alpha), 1e-9);
        }
        Expect.close(p, given, 0);
        Expect.below(Sampling.entropy(p), Sampling.entropy(answer.sharpen().sharpen(given, 2)));
    }
}
