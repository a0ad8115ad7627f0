package recurrent.exercises.ch04;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;

/** 04.4, four questions about sequences. */
@Exercise(id = "04.4", en = "Four questions", es = "Cuatro preguntas")
public final class Exercise04_4 {
    private static final Question DIFFERENT = Question.options()
            .right("A")
            .right("B")
            .right("C")
            .wrong(
                    "D",
                    "it has weights too, and they must be learned; only they are the same at every step",
                    "también tiene pesos, y hay que aprenderlos; solo que son los mismos en todos los pasos");

    private static final Question TRANSLATION = Question.options()
            .wrong(
                    "A",
                    "a sentence has many words: one after another they go in",
                    "una frase tiene muchas palabras, y entran una tras otra")
            .wrong(
                    "B",
                    "a single answer at the end would be a verdict, not a sentence",
                    "una sola respuesta al final sería un veredicto, no una frase")
            .right("C")
            .wrong("D", "one of the three does say it", "una de las tres sí lo dice");

    private static final Question FIXED = Question.options()
            .wrong(
                    "A",
                    "both sizes are fixed, but they need not be equal: 10 and 3 are not",
                    "los dos tamaños son fijos, pero no tienen por qué ser iguales: 10 y 3 no lo son")
            .right("B")
            .wrong(
                    "C",
                    "place 7 has weights of its own, and they saw nothing of place 2",
                    "el lugar 7 tiene sus propios pesos, y no han visto nada del lugar 2")
            .wrong(
                    "D",
                    "its hidden neurons read all inputs together; that is how two layers solve XOR",
                    "sus neuronas ocultas leen todas las entradas juntas; así resuelven XOR dos capas");

    private static final Question MODEL = Question.options()
            .right("A")
            .wrong(
                    "B",
                    "after every letter of the text it has to say the next one, not only after the last",
                    "tiene que decir la siguiente tras cada letra del texto, no solo tras la última")
            .wrong(
                    "C",
                    "in training the answer for a letter is asked for at once: nothing waits for the end",
                    "al entrenar, la respuesta a cada letra se pide enseguida: nada espera al final")
            .wrong(
                    "D",
                    "when it writes, only the first letter is given: the later ones are its own",
                    "cuando escribe, solo se le da la primera letra: las siguientes son suyas");

    /** What the student writes. */
    @FunctionalInterface
    public interface Answers {
        /** The letter or letters of the answer to question 1 … 4. */
        String choose(int question);
    }

    private final Answers answer;

    Exercise04_4(Answers answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer four choices
     * @return points and verdicts
     */
    public static Score check(Answers answer) {
        return Check.run(Exercise04_4.class, answer);
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "knows what sets a recurrent network apart (question 1)",
            es = "sabe qué distingue a una red recurrente (pregunta 1)",
            hintEn = "More than one option is right. Go through what the chapter's five drawings have in common.",
            hintEs = "Hay más de una opción cierta. Repasa lo que tienen en común los cinco dibujos del capítulo.")
    void different() {
        DIFFERENT.check(answer.choose(1));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "knows what a translation reads and writes (question 2)",
            es = "sabe qué lee y qué escribe una traducción (pregunta 2)",
            hintEn = "Count the words on both sides.",
            hintEs = "Cuenta las palabras de los dos lados.")
    void translation() {
        TRANSLATION.check(answer.choose(2));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "knows what a fixed size forbids, and what not (question 3)",
            es = "sabe qué impide un tamaño fijo y qué no (pregunta 3)",
            hintEn = "What happened to the network for ten letters when it was given eleven?",
            hintEs = "¿Qué le pasó a la red de diez letras cuando le diste once?")
    void fixed() {
        FIXED.check(answer.choose(3));
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "tells training a language model from writing with it (question 4)",
            es = "distingue entrenar un modelo de lenguaje y escribir con él (pregunta 4)",
            hintEn =
                    "For each of the two, ask: at which steps is something given, and at which is something asked for?",
            hintEs = "En cada caso pregunta: ¿en qué pasos se le da algo y en cuáles se le pide algo?")
    void model() {
        MODEL.check(answer.choose(4));
    }
}
