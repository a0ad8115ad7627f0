package recurrent.exercises.ch07;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.RnnCell;

/** 07.4, does the order matter: what a summary of a sequence changes when the sequence is read backwards. */
@Exercise(id = "07.4", en = "Does the order matter?", es = "¿Importa el orden?")
public final class Exercise07_4 {
    /** Turns a whole sequence into one array. */
    @FunctionalInterface
    public interface Summary {
        /** The summary of a sequence of shape (T, n, d). */
        INDArray of(INDArray X);
    }

    /** What the student writes. */
    @FunctionalInterface
    public interface Effect {
        /** The largest absolute difference between the summaries of X and of X read backwards in time. */
        double effect(INDArray X, Summary summary);
    }

    private final Effect answer;

    Exercise07_4(Effect answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's instrument
     * @return points and verdicts
     */
    public static Score check(Effect answer) {
        return Check.run(Exercise07_4.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "reads 0 for a bag of words and not 0 for the last symbol",
            es = "marca 0 con una bolsa de palabras y no con el último símbolo",
            hintEn = "Only time is turned round: slice T−1−t becomes slice t. Inside a slice nothing moves.",
            hintEs = "Solo se da la vuelta al tiempo: el corte T−1−t pasa a ser el corte t. Dentro de un "
                    + "corte no se mueve nada.")
    void bag(Numbers numbers) {
        INDArray X = numbers.random(70, 5, 1, 4);
        Expect.close(0, answer.effect(X, x -> x.sum(0)), 1e-12);
        Expect.close(
                X.slice(4).sub(X.slice(0)).amaxNumber().doubleValue(),
                answer.effect(X, x -> x.slice(x.size(0) - 1)),
                1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "measures how much a recurrent network notices the order",
            es = "mide cuánto nota el orden una red recurrente",
            hintEn = "The largest absolute difference: amaxNumber, not maxNumber. One of the two may be "
                    + "below the other.",
            hintEs = "La mayor diferencia absoluta: amaxNumber, no maxNumber. Cualquiera de los dos puede "
                    + "estar por debajo del otro.")
    void network(Numbers numbers) {
        for (int seed = 80; seed < 84; seed++) {
            RnnCell cell = ByHand.cell(numbers, seed, 3, numbers.size(2));
            INDArray X = numbers.random(seed + 10, numbers.size(4), 2, 3);
            Expect.close(byHand(X, cell), answer.effect(X, x -> last(x, cell)), 1e-10);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "reads 0 for a palindrome and not 0 if one letter is changed",
            es = "marca 0 con un palíndromo y no si se le cambia una letra",
            hintEn = "After turning it round, a b c b a must be a b c b a again.",
            hintEs = "Al darle la vuelta, a b c b a debe volver a ser a b c b a.")
    void palindrome(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 90, 3, 4);
        INDArray half = numbers.random(91, 3, 1, 3);
        INDArray X = Nd4j.stack(0, half.slice(0), half.slice(1), half.slice(2), half.slice(1), half.slice(0));
        INDArray changed = Nd4j.stack(0, half.slice(0), half.slice(1), half.slice(2), half.slice(1), half.slice(2));
        Expect.close(0, answer.effect(X, x -> last(x, cell)), 1e-12);
        Expect.close(byHand(changed, cell), answer.effect(changed, x -> last(x, cell)), 1e-10);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "leaves the sequence as it was",
            es = "deja la secuencia como estaba",
            hintEn = "Put the turned sequence into a new array: Nd4j.stack copies, writing into "
                    + "X.slice(t) does not.",
            hintEs = "Pon la secuencia invertida en una matriz nueva: Nd4j.stack copia; escribir en "
                    + "X.slice(t), no.")
    void leavesTheSequence(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 95, 3, 4);
        INDArray X = numbers.random(96, 4, 1, 3);
        INDArray before = X.dup();
        Expect.close(byHand(before, cell), answer.effect(X, x -> last(x, cell)), 1e-10);
        Expect.unchanged("X", before, X);
    }

    private static INDArray last(INDArray X, RnnCell cell) {
        return ByHand.states(X, cell).get((int) X.size(0) - 1);
    }

    private static double byHand(INDArray X, RnnCell cell) {
        INDArray backwards = X.ulike();
        for (long t = 0; t < X.size(0); t++) {
            backwards.slice(t).assign(X.slice(X.size(0) - 1 - t));
        }
        return last(X, cell).sub(last(backwards, cell)).amaxNumber().doubleValue();
    }
}
