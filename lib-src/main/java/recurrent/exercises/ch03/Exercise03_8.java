package recurrent.exercises.ch03;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;

/** 03.8, which last activation and which loss for which problem. */
@Exercise(id = "03.8", en = "Which loss for which problem", es = "Qué pérdida para qué problema")
public final class Exercise03_8 {
    private static final String A_EN = "identity gives any number, squares ask for a mean";
    private static final String A_ES = "la identidad da cualquier número, y los cuadrados piden una media";
    private static final String B_EN = "a sigmoid gives each answer a probability of its own";
    private static final String B_ES = "una sigmoide da a cada respuesta su propia probabilidad";
    private static final String C_EN = "softmax makes the answers compete for a sum of 1";
    private static final String C_ES = "softmax hace que las respuestas compitan por una suma de 1";
    private static final String D_EN =
            "a sigmoid with squares suits a quantity from 0 to 1; for yes and no it sleeps when it is most wrong";
    private static final String D_ES =
            "una sigmoide con cuadrados sirve para una cantidad de 0 a 1; con síes y noes se duerme cuando más se equivoca";
    private static final String E_EN = "absolute errors ask for the median of any number";
    private static final String E_ES = "los errores absolutos piden la mediana de un número cualquiera";

    private static final Question SPAM = Question.options()
            .wrong("A", A_EN, A_ES)
            .right("B")
            .wrong("C", C_EN, C_ES)
            .wrong("D", D_EN, D_ES)
            .wrong("E", E_EN, E_ES);
    private static final Question DIGIT = Question.options()
            .wrong("A", A_EN, A_ES)
            .wrong("B", B_EN, B_ES)
            .right("C")
            .wrong("D", D_EN, D_ES)
            .wrong("E", E_EN, E_ES);
    private static final Question GENRES = Question.options()
            .wrong("A", A_EN, A_ES)
            .right("B")
            .wrong("C", C_EN, C_ES)
            .wrong("D", D_EN, D_ES)
            .wrong("E", E_EN, E_ES);
    private static final Question TEMPERATURE = Question.options()
            .right("A")
            .wrong("B", B_EN, B_ES)
            .wrong("C", C_EN, C_ES)
            .wrong("D", D_EN, D_ES)
            .wrong("E", E_EN, E_ES);
    private static final Question SHARE = Question.options()
            .wrong("A", A_EN, A_ES)
            .right("B")
            .wrong("C", C_EN, C_ES)
            .right("D")
            .wrong("E", E_EN, E_ES);
    private static final Question FLAT = Question.options()
            .wrong("A", A_EN, A_ES)
            .wrong("B", B_EN, B_ES)
            .wrong("C", C_EN, C_ES)
            .wrong("D", D_EN, D_ES)
            .right("E");

    /** What the student writes. */
    @FunctionalInterface
    public interface Answers {
        /** The letter of what fits problem 1 … 6; two letters where two fit. */
        String choose(int problem);
    }

    private final Answers answer;

    Exercise03_8(Answers answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer six choices
     * @return points and verdicts
     */
    public static Score check(Answers answer) {
        return Check.run(Exercise03_8.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "knows what fits: spam or not",
            es = "sabe qué encaja: correo basura o no",
            hintEn = "One yes or no: which loss wakes up when it is wrong?",
            hintEs = "Un sí o no: ¿qué pérdida se despierta cuando se equivoca?")
    void spam() {
        SPAM.check(answer.choose(1));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "knows what fits: one digit of ten",
            es = "sabe qué encaja: una cifra de diez",
            hintEn = "Exactly one is right, so the probabilities must sum to 1.",
            hintEs = "Solo una es la buena, así que las probabilidades deben sumar 1.")
    void digit() {
        DIGIT.check(answer.choose(2));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "knows what fits: the genres of a film",
            es = "sabe qué encaja: los géneros de una película",
            hintEn = "Three may be right at once, so they must not compete.",
            hintEs = "Pueden ser tres a la vez, así que no deben competir.")
    void genres() {
        GENRES.check(answer.choose(3));
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "knows what fits: tomorrow's mean temperature",
            es = "sabe qué encaja: la temperatura media de mañana",
            hintEn = "It may be −12 or 31: no squeezing. You want the mean.",
            hintEs = "Puede ser −12 o 31: nada de comprimir. Buscas la media.")
    void temperature() {
        TEMPERATURE.check(answer.choose(4));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "knows what fits: the share of seats that stay empty",
            es = "sabe qué encaja: la proporción de asientos vacíos",
            hintEn = "A number from 0 to 1: two of the options fit.",
            hintEs = "Un número de 0 a 1: sirven dos de las opciones.")
    void share() {
        SHARE.check(answer.choose(5));
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "knows what fits: the price of a typical flat",
            es = "sabe qué encaja: el precio de un piso típico",
            hintEn = "Typical is the median, which a few palaces do not move.",
            hintEs = "Lo típico es la mediana, que unos pocos palacios no mueven.")
    void flat() {
        FLAT.check(answer.choose(6));
    }
}
