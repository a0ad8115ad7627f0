package recurrent.exercises.ch06;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;

/** 06.5, count or compute? Three questions on tables and networks. */
@Exercise(id = "06.5", en = "Count or compute?", es = "¿Contar o calcular?")
public final class Exercise06_5 {
    /** Letters that the student chooses. */
    @FunctionalInterface
    public interface Choice {
        /** One letter, or several. */
        String letters();
    }

    private static final Question NETWORK = Question.options()
            .wrong(
                    "A",
                    "both give a probability to each next symbol: that is what makes them language models",
                    "los dos dan una probabilidad a cada símbolo siguiente: por eso son modelos de lenguaje")
            .wrong(
                    "B",
                    "the state is a summary, numbers of either sign that need not sum to anything; an output layer and "
                            + "softmax make probabilities of it",
                    "el estado es un resumen, números de cualquier signo que no tienen por qué sumar nada; una capa de "
                            + "salida y softmax sacan de él las probabilidades")
            .wrong(
                    "C",
                    "the classical models of this chapter are tables of counts: there is no network in them",
                    "los modelos clásicos de este capítulo son tablas de cuentas: no hay en ellos ninguna red")
            .right("D");

    private static final Question INFINITE = Question.options()
            .right("A")
            .right("B")
            .wrong(
                    "C",
                    "a longer context is unknown more often, not less: there will be more zeros",
                    "un contexto más largo se desconoce más a menudo, no menos: habrá más ceros")
            .wrong(
                    "D",
                    "the logarithm of 0 is −∞; logarithms save what is small, not what is 0",
                    "el logaritmo de 0 es −∞; los logaritmos salvan lo pequeño, no lo que es 0");

    private static final Question CHOOSE = Question.options()
            .wrong(
                    "A",
                    "on the training text a model can be good by heart; that is not what it will be used for",
                    "en el texto de entrenamiento un modelo puede ser bueno de memoria, y no se va a usar para eso")
            .right("B")
            .wrong(
                    "C",
                    "the mean mixes the exam with the lesson; a model could buy a good mean by learning its text by heart",
                    "la media mezcla el examen con la lección; un modelo podría sacar buena media aprendiéndose su texto")
            .wrong(
                    "D",
                    "both judge the same letters with the same V, so their perplexities can be compared",
                    "los dos juzgan las mismas letras con la misma V, así que sus perplejidades se pueden comparar");

    private record Answer(Choice first, Choice second, Choice third) {}

    private final Answer answer;

    Exercise06_5(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param first  the answer to question 1
     * @param second the answer to question 2
     * @param third  the answer to question 3
     * @return points and verdicts
     */
    public static Score check(Choice first, Choice second, Choice third) {
        return Check.run(Exercise06_5.class, new Answer(first, second, third));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "knows what sets a recurrent language model apart (question 1)",
            es = "sabe en qué se distingue un modelo de lenguaje recurrente (pregunta 1)",
            hintEn = "Where does each of the two keep what it knows about the symbols before?",
            hintEs = "¿Dónde guarda cada uno de los dos lo que sabe de los símbolos anteriores?")
    void question1() {
        NETWORK.check(answer.first().letters());
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "knows what helps against an infinite perplexity (question 2)",
            es = "sabe qué ayuda contra una perplejidad infinita (pregunta 2)",
            hintEn = "Which changes give a pair that was never counted a probability above 0? More than one does.",
            hintEs = "¿Qué cambios dan una probabilidad mayor que 0 a una pareja nunca contada? Hay más de uno.")
    void question2() {
        INFINITE.check(answer.second().letters());
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "chooses between two models (question 3)",
            es = "elige entre dos modelos (pregunta 3)",
            hintEn = "Which of the four numbers was measured on text that no counting has seen?",
            hintEs = "¿Cuál de los cuatro números se midió en un texto que ninguna cuenta ha visto?")
    void question3() {
        CHOOSE.check(answer.third().letters());
    }
}
