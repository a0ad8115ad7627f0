package recurrent.exercises.ch08;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 08.4, what one step can do: the Lipschitz bound, and power iteration to find its constant. */
@Exercise(id = "08.4", en = "What one step can do", es = "Lo que puede hacer un paso")
public final class Exercise08_4 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Stretch {
        /** The largest factor by which A, of shape (m, k), lengthens a row: max ‖x·A‖/‖x‖. */
        double of(INDArray A);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Change {
        /** For f(x) = ‖x·A‖ with stretch L: how much f changes in x → x − η·g, and the most it could, L·η·‖g‖. */
        double[] and(INDArray A, double L, INDArray x, INDArray g, double eta);
    }

    private record Answer(Stretch stretch, Change change) {}

    private final Answer answer;

    Exercise08_4(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param stretch the largest stretch of a matrix
     * @param change  the change of a step and its bound
     * @return points and verdicts
     */
    public static Score check(Stretch stretch, Change change) {
        return Check.run(Exercise08_4.class, new Answer(stretch, change));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "finds the largest stretch of a diagonal matrix",
            es = "halla el mayor estiramiento de una matriz diagonal",
            hintEn = "Power iteration: v = v·A·Aᵀ, divide by its length, again and again. In the end ‖v·A‖/‖v‖.",
            hintEs =
                    "Iteración de potencias: v = v·A·Aᵀ, divide entre su longitud, una y otra vez. Al final, ‖v·A‖/‖v‖.")
    void diagonal() {
        Expect.close(3, answer.stretch().of(matrix(new double[][] {{2, 0, 0}, {0, -3, 0}, {0, 0, 1}})), 1e-6);
    }

    @Test
    @Points(
            value = 2,
            order = 2,
            en = "is not fooled by skewed and oblong matrices",
            es = "no se deja engañar por matrices torcidas ni alargadas",
            hintEn =
                    "A alone finds the radius, and a matrix can stretch more than its radius. Go there and back: A·Aᵀ.",
            hintEs = "Con A sola sale el radio, y una matriz puede estirar más que su radio. Ve y vuelve: A·Aᵀ.")
    void skewed() {
        Expect.close(3.24928556845, answer.stretch().of(matrix(new double[][] {{0.9, 3}, {0, 0.9}})), 1e-6);
        Expect.close(5, answer.stretch().of(matrix(new double[][] {{3, 4, 0}})), 1e-6);
        Expect.close(5, answer.stretch().of(matrix(new double[][] {{3}, {4}, {0}})), 1e-6);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "measures the change of one step",
            es = "mide el cambio de un paso",
            hintEn = "Math.abs(f(x) − f(x.sub(g.mul(eta)))), with f(x) = x.mmul(A).norm2Number().",
            hintEs = "Math.abs(f(x) − f(x.sub(g.mul(eta)))), con f(x) = x.mmul(A).norm2Number().")
    void change(Numbers numbers) {
        int d = numbers.size(3);
        INDArray A = numbers.random(41, d, numbers.size(4));
        for (int seed = 0; seed < 5; seed++) {
            INDArray x = numbers.random(50 + seed, 1, d);
            INDArray g = numbers.random(60 + seed, 1, d);
            INDArray copy = x.dup();
            double[] both = answer.change().and(A, 5, x, g, 0.3);
            Expect.notNull(both);
            Expect.equal(2, both.length);
            Expect.close(Math.abs(f(A, x.dup()) - f(A, copy.sub(g.mul(0.3)))), both[0], 1e-10);
            Expect.unchanged("x", copy, x);
        }
    }

    @Test
    @Points(
            value = 2,
            order = 4,
            en = "bounds it at 100 random points, and no more loosely than needed",
            es = "lo acota en 100 puntos al azar, y sin más holgura de la necesaria",
            hintEn = "The bound is L·eta·‖g‖, with the L that is handed in and g.norm2Number().",
            hintEs = "La cota es L·eta·‖g‖, con la L que te dan y g.norm2Number().")
    void bound(Numbers numbers) {
        INDArray A = numbers.random(42, 4, 5);
        double L = longest(A);
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            double eta = 0.01 + random.nextDouble();
            INDArray g = numbers.random(300 + i, 1, 4);
            double[] both = answer.change().and(A, L, numbers.random(100 + i, 1, 4), g, eta);
            Expect.yes(
                    both[0] <= both[1] * (1 + 1e-9),
                    "at a random point the change was " + both[0] + ", above the bound " + both[1],
                    "en un punto al azar el cambio fue " + both[0] + ", por encima de la cota " + both[1]);
        }
        // along the longest axis the change IS the bound: f(x) = 3·|x1| falls from 6 to 4.5
        INDArray axes = matrix(new double[][] {{3, 0}, {0, 2}});
        Expect.close(
                new double[] {1.5, 1.5},
                answer.change().and(axes, 3, matrix(new double[][] {{2, 0}}), matrix(new double[][] {{1, 0}}), 0.5),
                1e-9);
    }

    /** The largest stretch of a row, in plain loops: there and back, over and over. */
    private static double longest(INDArray A) {
        double[] v = {1, 1, 1, 1};
        double length = 0;
        for (int i = 0; i < 1000; i++) {
            double[] w = new double[(int) A.size(1)];
            double[] back = new double[v.length];
            double norm = 0;
            for (double number : v) {
                norm += number * number;
            }
            length = 0;
            for (int j = 0; j < w.length; j++) {
                for (int k = 0; k < v.length; k++) {
                    w[j] += v[k] / Math.sqrt(norm) * A.getDouble(k, j);
                }
                length += w[j] * w[j];
                for (int k = 0; k < v.length; k++) {
                    back[k] += w[j] * A.getDouble(k, j);
                }
            }
            v = back;
        }
        return Math.sqrt(length);
    }

    private static double f(INDArray A, INDArray x) {
        double squares = 0;
        for (int j = 0; j < A.size(1); j++) {
            double sum = 0;
            for (int i = 0; i < A.size(0); i++) {
                sum += x.getDouble(0, i) * A.getDouble(i, j);
            }
            squares += sum * sum;
        }
        return Math.sqrt(squares);
    }

    private static INDArray matrix(double[][] rows) {
        return Nd4j.createFromArray(rows);
    }
}
