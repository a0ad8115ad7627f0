package recurrent.exercises.ch00;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Worked;

/** 00.1, one row times a matrix: from Java's own arrays to ND4J, with the first sums of the worked example of 02. */
@Exercise(id = "00.1", en = "One row times a matrix", es = "Una fila por una matriz")
public final class Exercise00_1 {
    /** The sums of the worked example, computed with twelve digits. */
    private static final INDArray SUMS =
            Nd4j.createFromArray(new double[][] {{-1.409821371887, 0.910050186406, -0.045295181309}});

    /** What the student writes. */
    @FunctionalInterface
    public interface Product {
        /** The matrix product of a row x of d numbers with W, shape (d, m); DOUBLE, shape (1, m). */
        INDArray of(double[] x, double[][] W);
    }

    private final Product answer;

    Exercise00_1(Product answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer a matrix product
     * @return points and verdicts
     */
    public static Score check(Product answer) {
        return Check.run(Exercise00_1.class, answer);
    }

    private INDArray worked() {
        return answer.of(
                Worked.X().toDoubleVector(), Worked.W1().castTo(DataType.DOUBLE).toDoubleMatrix());
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives an array of shape (1, 3) for two numbers and a (2, 3) matrix",
            es = "da una matriz de forma (1, 3) con dos números y una matriz de (2, 3)",
            hintEn = "A matrix product needs two matrices. x has only one axis; x.reshape(1, n) makes a matrix of one "
                    + "row of it.",
            hintEs = "Un producto de matrices necesita dos matrices. x solo tiene un eje; x.reshape(1, n) la convierte "
                    + "en una matriz de una fila.")
    void shape() {
        Expect.shape(worked(), 1, 3);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 2,
            en = "gives −1.4098, 0.9101, −0.0453 for the numbers of the text",
            es = "da −1,4098, 0,9101, −0,0453 con los números del enunciado",
            hintEn = "mmul is the product of matrices; mul multiplies number by number.",
            hintEs = "mmul es el producto de matrices; mul multiplica número a número.")
    void sums() {
        Expect.close(SUMS, worked().castTo(DataType.DOUBLE), 1e-5);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 3,
            en = "does the same with five numbers and a (5, 4) matrix",
            es = "hace lo mismo con cinco números y una matriz de (5, 4)",
            hintEn = "Take the sizes from what comes in, not from the example: x.length.",
            hintEs = "Saca los tamaños de lo que llega, no del ejemplo: x.length.")
    void sizes(Numbers numbers) {
        INDArray x = numbers.random(1, 1, 5);
        INDArray W = numbers.random(2, 5, 4);
        Expect.close(
                Worked.sums(x, W, null),
                answer.of(x.toDoubleVector(), W.toDoubleMatrix()).castTo(DataType.DOUBLE),
                1e-5);
    }

    @Test
    @NeedsPassed("sums")
    @Points(
            value = 2,
            order = 4,
            en = "computes in double precision: right to 1e-7 and of type DOUBLE",
            es = "calcula con precisión doble: bien hasta 1e-7 y de tipo DOUBLE",
            hintEn = "Nd4j.createFromArray keeps the type of Java's array. Nothing has to be cast.",
            hintEs = "Nd4j.createFromArray conserva el tipo del array de Java. No hace falta convertir nada.")
    void precise() {
        INDArray tiny = answer.of(new double[] {1, 1e-8}, new double[][] {{1}, {1}});
        Expect.close(SUMS, worked(), 1e-7);
        Expect.close(Nd4j.createFromArray(new double[][] {{1.00000001}}), tiny, 1e-12);
    }
}
