package recurrent.exercises.ch09;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Stories;
import recurrent.i18n.Language;
import recurrent.train.DivergedException;
import recurrent.train.Epoch;
import recurrent.train.LanguageModel;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;

/** 09.5, experiments: how far the model sees, what clipping does,
 * and options that are better than the given ones. */
@Exercise(id = "09.5", en = "Four experiments", es = "Cuatro experimentos")
public final class Exercise09_5 {
    /** A letter that the student chooses. */
    @FunctionalInterface
    public interface Choice {
        /** A letter from A to D. */
        String letter();
    }

    /** A number that the student computes. */
    @FunctionalInterface
    public interface Jump {
        /** The largest rise from one epoch to the next; 0 if the curve never rises. */
        double largestJump(double[] perplexities);
    }

    /** Options that the student chooses. */
    @FunctionalInterface
    public interface Change {
        /** Changed options. */
        TrainingOptions of(TrainingOptions options);
    }

    private static final TrainingOptions WILD =
            Stories.SMALL.withBatch(256).withRate(4).withClip(0.25);
    private static final Map<Map.Entry<Language, TrainingOptions>, double[]> CURVES = new ConcurrentHashMap<>();
    private static final TrainingOptions GIVEN = Stories.SMALL.withBatch(256);

    private static final Question HOW_FAR = Question.options()
            .wrong(
                    "A",
                    "each window starts from a zero state, so nothing from before the window can "
                            + "reach a prediction",
                    "cada ventana empieza con un estado de ceros, así que nada de antes de la ventana "
                            + "puede llegar a una predicción")
            .wrong(
                    "B",
                    "the state hands on what was read before; exercise 09.1 could not tell l → l "
                            + "from l → o otherwise",
                    "el estado transmite lo leído antes; si no, el ejercicio 09.1 no podría "
                            + "distinguir l → l de l → o")
            .right("C")
            .wrong(
                    "D",
                    "the vocabulary says which symbols there are, not how many of them are read",
                    "el vocabulario dice qué símbolos hay, no cuántos se leen");

    private static final Question WHICH = Question.options()
            .wrong(
                    "A",
                    "more sequences side by side: each of them still has its own, equally short past",
                    "son más secuencias a la vez: cada una sigue teniendo su propio pasado, igual de corto")
            .right("B")
            .wrong(
                    "C",
                    "more room for memories, but no letter from before the window comes in",
                    "hay más sitio para recuerdos, pero no entra ninguna letra de antes de la ventana")
            .wrong(
                    "D",
                    "the same windows again: they do not grow longer",
                    "son otra vez las mismas ventanas: no se hacen más largas");

    private static final class Answer {
        private final Choice first;
        private final Choice second;
        private final Jump jump;
        private final Change unclipped;
        private final Change better;
        private double reached = Double.NaN; // validation perplexity of the better options, trained once

        private Answer(Choice first, Choice second, Jump jump, Change unclipped, Change better) {
            this.first = first;
            this.second = second;
            this.jump = jump;
            this.unclipped = unclipped;
            this.better = better;
        }

        private double reached() {
            if (Double.isNaN(reached)) {
                TrainingOptions options = better.of(GIVEN);
                Expect.notNull(options);
                Expect.equal(GIVEN.trainWindows(), options.trainWindows());
                Expect.equal(GIVEN.validationWindows(), options.validationWindows());
                Expect.equal(GIVEN.steps(), options.steps());
                Expect.equal(GIVEN.seed(), options.seed());
                Expect.yes(
                        options.epochs() <= GIVEN.epochs(),
                        options.epochs() + " epochs, at most " + GIVEN.epochs() + " are allowed",
                        options.epochs() + " épocas, se permiten como mucho " + GIVEN.epochs());
                reached = last(curve(options));
            }
            return reached;
        }
    }

    private final Answer answer;

    Exercise09_5(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param first     the answer to question 1
     * @param second    the answer to question 2
     * @param jump      measures a curve
     * @param unclipped the same options without clipping
     * @param better    better options
     * @return points and verdicts
     */
    public static Score check(Choice first, Choice second, Jump jump, Change unclipped, Change better) {
        return Check.run(Exercise09_5.class, new Answer(first, second, jump, unclipped, better));
    }

    /**
     * Validation perplexity after each epoch; infinite where the training broke off. The same options train once only.
     */
    private static double[] curve(TrainingOptions options) {
        return CURVES.computeIfAbsent(Map.entry(Language.current(), options), key -> train(options));
    }

    private static double[] train(TrainingOptions options) {
        LanguageModel model = LanguageModel.rnn(Stories.own().vocabulary().size(), 32, options.seed());
        double[] curve = new double[options.epochs()];
        Arrays.fill(curve, Double.POSITIVE_INFINITY);
        List<Epoch> epochs;
        try {
            epochs = Trainer.fit(model, Stories.own(), options).history().epochs();
        } catch (DivergedException e) {
            epochs = e.lastGood().history().epochs();
        }
        for (Epoch epoch : epochs) {
            curve[epoch.number() - 1] = epoch.validationPerplexity();
        }
        return curve;
    }

    private static double last(double[] curve) {
        return curve[curve.length - 1];
    }

    private static double rise(double[] curve) {
        double largest = 0;
        for (int i = 1; i < curve.length; i++) {
            largest = Math.max(largest, curve[i] == curve[i - 1] ? 0 : curve[i] - curve[i - 1]);
        }
        return largest;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "knows how far the model sees in training (question 1)",
            es = "sabe hasta dónde ve el modelo al entrenar (pregunta 1)",
            hintEn = "Where does the state of a window come from? And how many letters are before its "
                    + "first prediction, how many before its last?",
            hintEs = "¿De dónde viene el estado de una ventana? ¿Y cuántas letras hay antes de su "
                    + "primera predicción, y cuántas antes de la última?")
    void question1() {
        HOW_FAR.check(answer.first.letter());
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "knows which number decides it (question 2)",
            es = "sabe qué número lo decide (pregunta 2)",
            hintEn = "Which of the four makes a window longer?",
            hintEs = "¿Cuál de los cuatro hace más larga una ventana?")
    void question2() {
        WHICH.check(answer.second.letter());
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "finds the largest jump up in 20, 12, 13, 11, 14.5, 9: it is 3.5",
            es = "encuentra el mayor salto hacia arriba en 20; 12; 13; 11; 14,5; 9: es 3,5",
            hintEn = "perplexities[i] − perplexities[i − 1], for i from 1; keep the largest. No "
                    + "absolute value: falling 8 is no jump up.",
            hintEs = "perplexities[i] − perplexities[i − 1], con i desde 1; quédate con el mayor. Sin "
                    + "valor absoluto: bajar 8 no es un salto hacia arriba.")
    void jump() {
        Expect.close(3.5, answer.jump.largestJump(new double[] {20, 12, 13, 11, 14.5, 9}), 1e-12);
        Expect.close(4, answer.jump.largestJump(new double[] {5, 9, 8, 10}), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "says 0 for a curve that only falls",
            es = "dice 0 si la curva solo baja",
            hintEn = "Start with 0 as the largest jump so far; then a curve that never rises leaves "
                    + "it at 0. One epoch alone cannot jump.",
            hintEs = "Empieza con 0 como mayor salto hasta ahora; una curva que nunca sube lo deja en "
                    + "0. Una época sola no puede saltar.")
    void neverRises() {
        Expect.close(0, answer.jump.largestJump(new double[] {20, 12, 11, 9}), 1e-12);
        Expect.close(0, answer.jump.largestJump(new double[] {7}), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "switches clipping off, and nothing else: with a rate of 4 the curve then jumps more",
            es = "quita el recorte y nada más: con tasa 4, la curva salta entonces más",
            hintEn = "No clipping means a threshold that no norm can exceed: "
                    + "withClip(Double.POSITIVE_INFINITY). Zero would forbid every step.",
            hintEs = "Sin recorte quiere decir con un umbral que ninguna norma supera: "
                    + "withClip(Double.POSITIVE_INFINITY). Cero prohibiría todos los pasos.")
    void withoutClipping() {
        TrainingOptions off = answer.unclipped.of(WILD);
        Expect.notNull(off);
        Expect.above(1e6, Math.min(off.clip(), 1e300));
        Expect.equal(WILD, off.withClip(WILD.clip()));
        double[] wild = curve(off);
        Expect.yes(
                rise(wild) > rise(curve(WILD)),
                "the curve without clipping does not jump more",
                "la curva sin recorte no salta más");
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "finds options that end lower than the given ones, with the same text and no more epochs",
            es = "encuentra opciones que acaban más abajo que las dadas, con el mismo texto y sin más épocas",
            hintEn = "Change the rate, the threshold or the batch. Smaller batches mean more updates "
                    + "in an epoch; a larger rate means longer ones.",
            hintEs = "Cambia la tasa, el umbral o el lote. Con lotes más pequeños hay más "
                    + "actualizaciones por época; con una tasa mayor son más largas.")
    void better() {
        Expect.below(last(curve(GIVEN)), answer.reached());
    }

    @Test
    @NeedsPassed("better")
    @Points(
            value = 2,
            order = 7,
            en = "even beats the bigrams with them",
            es = "con ellas gana incluso a los bigramas",
            hintEn = "A batch of 64, or a rate of 4 together with a threshold of 0.25, is a good "
                    + "place to start looking.",
            hintEs = "Un lote de 64, o una tasa de 4 junto con un umbral de 0,25, es un buen sitio "
                    + "para empezar a buscar.")
    void beatsBigrams() {
        Expect.below(Stories.bigram(), answer.reached());
    }
}
