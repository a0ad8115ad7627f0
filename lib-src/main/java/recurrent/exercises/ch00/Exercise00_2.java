package recurrent.exercises.ch00;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 00.2, a new array or the old one: add and addi, and a view that changes while it is used. */
@Exercise(id = "00.2", en = "A new array or the old one", es = "Una matriz nueva o la de siempre")
public final class Exercise00_2 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Warmer {
        /** A new array with by added to every number; A stays as it is. */
        INDArray of(INDArray A, double by);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Warm {
        /** Adds by to every number of A itself. */
        void of(INDArray A, double by);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface SinceFirst {
        /** Subtracts the first row of A, shape (n, m), from every row of A itself, the first included. */
        void of(INDArray A);
    }

    private record Answer(Warmer warmer, Warm warm, SinceFirst sinceFirst) {}

    private final Answer answer;

    Exercise00_2(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param warmer     adds and leaves its argument alone
     * @param warm       adds in place
     * @param sinceFirst subtracts the first row in place
     * @return points and verdicts
     */
    public static Score check(Warmer warmer, Warm warm, SinceFirst sinceFirst) {
        return Check.run(Exercise00_2.class, new Answer(warmer, warm, sinceFirst));
    }

    /** Numbers plus by, one at a time. */
    private static INDArray raised(INDArray A, double by) {
        INDArray sum = A.dup();
        for (long i = 0; i < sum.length(); i++) {
            sum.putScalar(i, A.getDouble(i) + by);
        }
        return sum;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives warmer temperatures (warmer)",
            es = "da temperaturas más altas (warmer)",
            hintEn = "A.add(by) adds a number to every number.",
            hintEs = "A.add(by) suma un número a todos los números.")
    void sums(Numbers numbers) {
        INDArray A = numbers.random(1, 3, 4);
        INDArray expected = raised(A, 2.5);
        Expect.close(expected, answer.warmer().of(A, 2.5), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "leaves the array that it was given alone (warmer)",
            es = "no toca la matriz que recibe (warmer)",
            hintEn = "An i at the end of the name means “in place”: addi writes into A.",
            hintEs = "Una i al final del nombre significa «en el sitio»: addi escribe en A.")
    void leaves(Numbers numbers) {
        INDArray A = numbers.random(2, 2, 3);
        INDArray before = A.dup();
        Expect.shape(answer.warmer().of(A, -4), 2, 3);
        Expect.unchanged("A", before, A);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "changes the array that it was given (warm)",
            es = "cambia la matriz que recibe (warm)",
            hintEn = "A new array that nobody keeps is lost at the end of the method. Write into A.",
            hintEs = "Una matriz nueva que nadie guarda se pierde al final del método. Escribe en A.")
    void changes(Numbers numbers) {
        INDArray A = numbers.random(3, 3, 2);
        INDArray expected = raised(A, 1.5);
        answer.warm().of(A, 1.5);
        Expect.close(expected, A, 1e-12);
    }

    @Test
    @Points(
            value = 2,
            order = 4,
            en = "subtracts the first row from all rows, in place (sinceFirst)",
            es = "resta la primera fila de todas las filas, en el sitio (sinceFirst)",
            hintEn =
                    "getRow(0) is a view: as soon as row 0 of A is 0, the view is 0 too. Keep a copy with dup() first.",
            hintEs =
                    "getRow(0) es una vista: en cuanto la fila 0 de A vale 0, la vista también. Guarda antes una copia "
                            + "con dup().")
    void first(Numbers numbers) {
        INDArray A = numbers.random(4, 4, 3);
        INDArray before = A.dup();
        INDArray expected = A.dup();
        INDArray onlyFirst = A.dup();
        for (long i = 0; i < 4; i++) {
            for (long j = 0; j < 3; j++) {
                expected.putScalar(i, j, before.getDouble(i, j) - before.getDouble(0, j));
                onlyFirst.putScalar(i, j, i == 0 ? 0 : before.getDouble(i, j));
            }
        }
        answer.sinceFirst().of(A);
        Expect.close(
                expected,
                A,
                1e-12,
                new Cause(before, "A did not change at all", "A no ha cambiado nada"),
                new Cause(
                        onlyFirst,
                        "only row 0 changed: it was 0 already when the other rows used it",
                        "solo cambió la fila 0: ya valía 0 cuando la usaron las demás"));
    }
}
