package recurrent.exercises.ch03;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;

/** 03.7, three diagnoses from loss curves, and when to stop. */
@Exercise(id = "03.7", en = "Three diagnoses", es = "Tres diagnósticos")
public final class Exercise03_7 {
    private static final String UNDER_EN = "underfitting means a training loss that stays high";
    private static final String UNDER_ES = "subajuste quiere decir una pérdida de entrenamiento que se queda alta";
    private static final String OVER_EN = "overfitting means a validation loss that turns and climbs";
    private static final String OVER_ES =
            "sobreajuste quiere decir una pérdida de validación que se da la vuelta y sube";
    private static final String GOOD_EN = "in a good fit both losses fall and stay low, close together";
    private static final String GOOD_ES = "en un buen ajuste las dos pérdidas bajan y se quedan bajas y cercanas";

    private static final Question UNDER =
            Question.options().right("A").wrong("B", OVER_EN, OVER_ES).wrong("C", GOOD_EN, GOOD_ES);
    private static final Question OVER =
            Question.options().wrong("A", UNDER_EN, UNDER_ES).right("B").wrong("C", GOOD_EN, GOOD_ES);
    private static final Question GOOD = Question.options()
            .wrong("A", UNDER_EN, UNDER_ES)
            .wrong("B", OVER_EN, OVER_ES)
            .right("C");

    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Doctor {
        /** The letter of the diagnosis of run 1, 2 or 3. */
        String label(int run);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Stop {
        /** The epoch to go back to, from 0: the best one seen before so many epochs without a better one. */
        int best(double[] valid, int patience);
    }

    private final Answer answer;

    Exercise03_7(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Doctor doctor, Stop stop) {}

    /**
     * Checks an answer.
     *
     * @param doctor names three illnesses
     * @param stop   stops a training in time
     * @return points and verdicts
     */
    public static Score check(Doctor doctor, Stop stop) {
        return Check.run(Exercise03_7.class, new Answer(doctor, stop));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "names what is wrong with run 1",
            es = "dice qué le pasa a la ejecución 1",
            hintEn = "Look at the validation loss after epoch 40.",
            hintEs = "Mira la pérdida de validación después de la época 40.")
    void first() {
        OVER.check(answer.doctor().label(1));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "names what is wrong with run 2",
            es = "dice qué le pasa a la ejecución 2",
            hintEn = "Look at the training loss. ln 2 is 0.693.",
            hintEs = "Mira la pérdida de entrenamiento. ln 2 es 0,693.")
    void second() {
        UNDER.check(answer.doctor().label(2));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "names what is wrong with run 3, if anything",
            es = "dice qué le pasa a la ejecución 3, si le pasa algo",
            hintEn = "Do the two part company?",
            hintEs = "¿Se separan las dos?")
    void third() {
        GOOD.check(answer.doctor().label(3));
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "stops when its patience is at an end",
            es = "para cuando se le acaba la paciencia",
            hintEn =
                    "After two epochs in a row without a new lowest loss it may not look any further, even if a better one came later.",
            hintEs =
                    "Tras dos épocas seguidas sin una pérdida menor ya no puede mirar más, aunque después venga una mejor.")
    void stops() {
        Expect.equal(1, answer.stop().best(new double[] {5, 3, 4, 4, 1, 9}, 2));
        Expect.equal(2, answer.stop().best(new double[] {5, 4, 2, 3, 1}, 1));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "waits as long as its patience lasts",
            es = "espera mientras le dure la paciencia",
            hintEn = "Each new lowest loss sets the count of bad epochs back to 0.",
            hintEs = "Cada nueva pérdida mínima pone a 0 la cuenta de épocas malas.")
    void waits() {
        Expect.equal(4, answer.stop().best(new double[] {5, 3, 4, 4, 1, 9}, 3));
        Expect.equal(4, answer.stop().best(new double[] {5, 6, 4, 5, 3}, 2));
        Expect.equal(3, answer.stop().best(new double[] {4, 3, 2, 1}, 1));
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "does not take an equal loss for a better one",
            es = "no toma una pérdida igual por una mejor",
            hintEn = "< and not <=.",
            hintEs = "< y no <=.")
    void equal() {
        Expect.equal(0, answer.stop().best(new double[] {3, 3, 3, 1}, 2));
    }
}
