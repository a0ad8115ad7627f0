package recurrent.exercises.ch08;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;

/** 08.7, two questions: backpropagation through time, and clipping. */
@Exercise(id = "08.7", en = "Two questions", es = "Dos preguntas")
public final class Exercise08_7 {
    /** Letters that the student chooses. */
    @FunctionalInterface
    public interface Choice {
        /** One or more letters, such as "A" or "B, D". */
        String letters();
    }

    private static final Question THROUGH_TIME = Question.options()
            .right("A")
            .right("B")
            .right("C")
            .wrong(
                    "D",
                    "all steps share one set of weights, so the shares of all steps are added up",
                    "todos los pasos comparten los mismos pesos, así que las partes de todos los pasos se suman");

    private static final Question CLIPPING = Question.options()
            .right("A")
            .wrong(
                    "B",
                    "clipping never lengthens anything: a vanished gradient stays vanished",
                    "el recorte nunca alarga nada: un gradiente desvanecido sigue desvanecido")
            .wrong(
                    "C",
                    "going forward there is no gradient yet to clip",
                    "en la ida todavía no hay ningún gradiente que recortar")
            .wrong(
                    "D",
                    "wrong direction and wrong remedy: a small gradient is not made smaller",
                    "ni la dirección ni el remedio: un gradiente pequeño no se hace más pequeño");

    private record Answer(Choice first, Choice second) {}

    private final Answer answer;

    Exercise08_7(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param first  the answer to question 1
     * @param second the answer to question 2
     * @return points and verdicts
     */
    public static Score check(Choice first, Choice second) {
        return Check.run(Exercise08_7.class, new Answer(first, second));
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "knows what is true of backpropagation through time (question 1)",
            es = "sabe qué es cierto de la retropropagación a través del tiempo (pregunta 1)",
            hintEn = "Several are right. The unrolled network is a deep network whose layers share their weights.",
            hintEs = "Hay varias ciertas. La red desenrollada es una red profunda cuyas capas comparten los pesos.")
    void question1() {
        THROUGH_TIME.check(answer.first().letters());
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "knows what clipping does, and when (question 2)",
            es = "sabe qué hace el recorte, y cuándo (pregunta 2)",
            hintEn = "Clipping comes after the gradients and before the step. And it only ever shortens.",
            hintEs = "El recorte viene después de los gradientes y antes del paso. Y solo acorta.")
    void question2() {
        CLIPPING.check(answer.second().letters());
    }
}
