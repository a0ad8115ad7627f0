package recurrent.exercises.ch01;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 01.3, softmax of every row, safe for any score. */
@Exercise(id = "01.3", en = "A softmax that survives", es = "Una softmax que sobrevive")
public final class Exercise01_3 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Probabilities {
        /** Softmax of each row of scores, shape (m, V); the same shape, the argument unchanged. */
        INDArray of(INDArray scores);
    }

    private final Probabilities answer;

    Exercise01_3(Probabilities answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer a softmax
     * @return points and verdicts
     */
    public static Score check(Probabilities answer) {
        return Check.run(Exercise01_3.class, answer);
    }

    private static INDArray rows(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    /** Quotients of exponentials, number by number; for scores that exp can take. */
    private static INDArray loops(INDArray O, boolean alongColumns) {
        INDArray P = O.ulike();
        for (long i = 0; i < O.size(0); i++) {
            for (long j = 0; j < O.size(1); j++) {
                double sum = 0;
                for (long k = 0; k < O.size(alongColumns ? 0 : 1); k++) {
                    sum += Math.exp(alongColumns ? O.getDouble(k, j) : O.getDouble(i, k));
                }
                P.putScalar(i, j, Math.exp(O.getDouble(i, j)) / sum);
            }
        }
        return P;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives 0.0377, 0.1251, 0.0007, 0.8365 for the scores of the chapter",
            es = "da 0,0377, 0,1251, 0,0007, 0,8365 con las puntuaciones del capítulo",
            hintEn = "exp of every score, divided by the sum of the row.",
            hintEs = "exp de cada puntuación, entre la suma de la fila.")
    void golden() {
        Expect.close(
                rows(new double[] {0.03768411, 0.12511565, 0.00069021, 0.83651003}),
                answer.of(rows(new double[] {1.0, 2.2, -3.0, 4.1})),
                1e-7);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "treats each row by itself",
            es = "trata cada fila por separado",
            hintEn = "sum(true, 1) adds up each row and keeps a column of sums; diviColumnVector divides by it.",
            hintEs = "sum(true, 1) suma cada fila y deja una columna de sumas; diviColumnVector divide por ella.")
    void everyRow(Numbers numbers) {
        INDArray O = numbers.random(1, numbers.size(3), numbers.size(4));
        Expect.close(
                loops(O, false),
                answer.of(O),
                1e-10,
                new Cause(
                        loops(O, true),
                        "the columns were normalised, not the rows",
                        "se han normalizado las columnas, no las filas"));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "survives scores of 1000 and 1001",
            es = "aguanta puntuaciones de 1000 y 1001",
            hintEn = "Subtract the largest score of the row before exp: the quotient stays the same.",
            hintEs = "Resta la mayor puntuación de la fila antes de exp: el cociente no cambia.")
    void large() {
        Expect.close(
                rows(new double[] {0.2689414213699951, 0.7310585786300049}),
                answer.of(rows(new double[] {1000, 1001})),
                1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "survives small and large rows side by side",
            es = "aguanta filas pequeñas y grandes a la vez",
            hintEn = "max(true, 1): one largest score for each row. With the largest of the whole array the small "
                    + "rows become 0 / 0.",
            hintEs = "max(true, 1): la mayor de cada fila. Con la mayor de toda la matriz, las filas pequeñas acaban "
                    + "en 0 / 0.")
    void mixed() {
        double small = 0.2689414213699951;
        Expect.close(
                rows(new double[] {small, 1 - small}, new double[] {small, 1 - small}, new double[] {1, 0}),
                answer.of(rows(new double[] {0, 1}, new double[] {1000, 1001}, new double[] {0, -2000})),
                1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "leaves the scores as they were",
            es = "deja las puntuaciones como estaban",
            hintEn = "subColumnVector makes a new array, subiColumnVector writes into the old one.",
            hintEs = "subColumnVector hace una matriz nueva; subiColumnVector escribe en la vieja.")
    void untouched(Numbers numbers) {
        int n = numbers.size(2);
        int k = numbers.size(3);
        INDArray O = numbers.random(2, n, k);
        INDArray before = O.dup();
        Expect.shape(answer.of(O), n, k);
        Expect.unchanged("scores", before, O);
    }
}
