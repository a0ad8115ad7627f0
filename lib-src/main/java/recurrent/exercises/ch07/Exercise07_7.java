package recurrent.exercises.ch07;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;
import recurrent.train.LanguageModel;

/** 07.7, count and choose: the parameters of a language model, and two questions about it. */
@Exercise(id = "07.7", en = "Count and choose", es = "Contar y elegir")
public final class Exercise07_7 {
    /** The formula that the student writes. */
    @FunctionalInterface
    public interface Count {
        /** The number of parameters of a language model with V symbols and h hidden units. */
        long parameters(long V, long h);
    }

    /** A letter that the student chooses. */
    @FunctionalInterface
    public interface Choice {
        /** A letter from A to D. */
        String letter();
    }

    private static final Question TRAINED = Question.options()
            .right("A")
            .wrong(
                    "B",
                    "the output layer would keep its random weights: what could the state say through it?",
                    "la capa de salida se quedaría con sus pesos aleatorios: ¿qué podría decir el estado "
                            + "a través de ella?")
            .wrong(
                    "C",
                    "states are computed anew at every step; there is nothing to keep from one "
                            + "training step to the next",
                    "los estados se calculan de nuevo en cada paso; no hay nada que guardar de una "
                            + "actualización a otra")
            .wrong(
                    "D",
                    "the inputs are the text, and the text is given",
                    "las entradas son el texto, y el texto viene dado");

    private static final Question STATE = Question.options()
            .wrong(
                    "A",
                    "its size does not grow with the text, so it cannot be a list of everything",
                    "su tamaño no crece con el texto, así que no puede ser una lista de todo")
            .wrong("B", "fewer numbers hold less", "en menos números cabe menos")
            .wrong(
                    "C",
                    "more numbers make larger products, and those take longer",
                    "más números hacen productos más grandes, y tardan más")
            .right("D");

    private record Answer(Count count, Choice first, Choice second) {}

    private final Answer answer;

    Exercise07_7(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param count  the formula
     * @param first  the answer to question 1
     * @param second the answer to question 2
     * @return points and verdicts
     */
    public static Score check(Count count, Choice first, Choice second) {
        return Check.run(Exercise07_7.class, new Answer(count, first, second));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts 2096 parameters for 16 symbols and 32 units",
            es = "cuenta 2096 parámetros para 16 símbolos y 32 unidades",
            hintEn = "The cell alone has 1568, the output layer 528.",
            hintEs = "La celda sola tiene 1568; la capa de salida, 528.")
    void demonstration() {
        Expect.equal(2096, answer.count().parameters(16, 32));
    }

    @Test
    @Points(
            value = 2,
            order = 2,
            en = "counts right for any number of symbols and units",
            es = "cuenta bien para cualquier número de símbolos y unidades",
            hintEn = "Shapes (V, h), (h, h), (1, h), (h, V), (1, V): multiply in each, then add. The "
                    + "length of the text does not appear.",
            hintEs = "Formas (V, h), (h, h), (1, h), (h, V), (1, V): multiplica en cada una y suma. La "
                    + "longitud del texto no aparece.")
    void anyNumber(Numbers numbers) {
        Expect.equal(2876, answer.count().parameters(28, 32));
        for (int[] size :
                new int[][] {{2, 1}, {numbers.size(5), numbers.size(4)}, {7, numbers.size(19)}, {numbers.size(40), 3}
                }) {
            Expect.equal(
                    LanguageModel.rnn(size[0], size[1], 1).parameterCount(),
                    answer.count().parameters(size[0], size[1]));
        }
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "knows what training changes (question 1)",
            es = "sabe qué cambia el entrenamiento (pregunta 1)",
            hintEn = "Parameters are the same at every step. What is new at every step is not a "
                    + "parameter. And is the output layer trained?",
            hintEs = "Los parámetros son iguales en todos los pasos. Lo que es nuevo en cada paso no es "
                    + "un parámetro. ¿Y la capa de salida, se entrena?")
    void question1() {
        TRAINED.check(answer.first().letter());
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "knows what the hidden state is (question 2)",
            es = "sabe qué es el estado oculto (pregunta 2)",
            hintEn = "Its size is fixed, whatever the length of the text. What can a fixed number of "
                    + "numbers hold, and what does it cost to have more?",
            hintEs = "Su tamaño es fijo, sea cual sea la longitud del texto. ¿Qué cabe en una cantidad "
                    + "fija de números, y qué cuesta tener más?")
    void question2() {
        STATE.check(answer.second().letter());
    }
}
