package recurrent.exercises.ch05;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 05.2, a batch of sequences as one-hot vectors, time first. */
@Exercise(id = "05.2", en = "A wire for each symbol", es = "Un cable para cada símbolo")
public final class Exercise05_2 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Encoder {
        /** n rows of T indices as an array of shape (T, n, V). */
        INDArray encode(int[][] rows, int V);
    }

    private final Encoder answer;

    Exercise05_2(Encoder answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer encodes a batch
     * @return points and verdicts
     */
    public static Score check(Encoder answer) {
        return Check.run(Exercise05_2.class, answer);
    }

    private static int[][] rows(Numbers numbers, int n, int T, int V) {
        Random random = new Random(numbers.seed(52));
        int[][] rows = new int[n][T];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < T; t++) {
                rows[i][t] = random.nextInt(V);
            }
        }
        return rows;
    }

    /** Ones by hand, at [t, i, rows[i][t]]. */
    private static INDArray byHand(int[][] rows, int V) {
        double[][][] ones = new double[rows[0].length][rows.length][V];
        for (int i = 0; i < rows.length; i++) {
            for (int t = 0; t < rows[i].length; t++) {
                ones[t][i][rows[i][t]] = 1;
            }
        }
        return Nd4j.createFromArray(ones);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "turns 0 and 2 of five symbols into 1 0 0 0 0 and 0 0 1 0 0",
            es = "convierte el 0 y el 2 de cinco símbolos en 1 0 0 0 0 y 0 0 1 0 0",
            hintEn = "Start from zeros and put a single 1 at the place of the symbol. The first place is number 0.",
            hintEs = "Parte de ceros y pon un solo 1 en el lugar del símbolo. El primer lugar es el número 0.")
    void example() {
        double[][][] expected = {{{1, 0, 0, 0, 0}}, {{0, 0, 1, 0, 0}}};
        INDArray actual = answer.encode(new int[][] {{0, 2}}, 5);
        Expect.shape(actual, 2, 1, 5);
        Expect.close(Nd4j.createFromArray(expected), actual.castTo(DataType.DOUBLE), 0);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "gives (T, n, V): time first",
            es = "da (T, n, V): el tiempo, delante",
            hintEn = "The rows come as (n, T). Step t of all sequences together is slice t of the result.",
            hintEs = "Las filas llegan como (n, T). El paso t de todas las secuencias es el corte t del resultado.")
    void shape(Numbers numbers) {
        int n = numbers.size(3);
        int T = numbers.size(4);
        int V = numbers.size(6);
        Expect.shape(answer.encode(rows(numbers, n, T, V), V), T, n, V);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "puts ones and zeros only, and a single one in each vector",
            es = "pone solo unos y ceros, y un único uno en cada vector",
            hintEn = "Each vector must sum to 1: one wire is on, all others are off.",
            hintEs = "Cada vector tiene que sumar 1: un cable encendido y todos los demás apagados.")
    void sums(Numbers numbers) {
        INDArray X = answer.encode(rows(numbers, 3, 4, 6), 6);
        Expect.notNull(X);
        Expect.equal(3, X.rank());
        Expect.equal(72, X.length());
        Expect.close(1, X.maxNumber().doubleValue(), 0);
        Expect.close(0, X.minNumber().doubleValue(), 0);
        INDArray sums = X.sum(2);
        Expect.close(1, sums.maxNumber().doubleValue(), 0);
        Expect.close(1, sums.minNumber().doubleValue(), 0);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 2,
            order = 4,
            en = "puts the one of [t, i] at the index that sequence i has at step t",
            es = "pone el uno de [t, i] en el índice que la secuencia i tiene en el paso t",
            hintEn = "reshape gives the axes other names and leaves the numbers where they are. Write "
                    + "putScalar(new int[] {t, i, rows[i][t]}, 1) in two loops, or swap the axes with permute.",
            hintEs = "reshape da otros nombres a los ejes y deja los números donde están. Escribe "
                    + "putScalar(new int[] {t, i, rows[i][t]}, 1) en dos bucles, o intercambia los ejes con permute.")
    void places(Numbers numbers) {
        int V = numbers.size(6);
        int[][] rows = rows(numbers, 3, 4, V);
        int[][] flat = new int[3][4]; // the same numbers in the order of a reshape
        for (int place = 0; place < 12; place++) {
            flat[place % 3][place / 3] = rows[place / 4][place % 4];
        }
        INDArray actual = answer.encode(rows, V);
        Expect.shape(actual, 4, 3, V);
        Expect.close(
                byHand(rows, V),
                actual.castTo(DataType.DOUBLE),
                0,
                new Cause(
                        byHand(flat, V),
                        "the axes were renamed with reshape, the numbers did not move",
                        "reshape ha cambiado el nombre de los ejes, y los números no se han movido"));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "refuses an index that the vocabulary does not have: −1 or V",
            es = "rechaza un índice que el vocabulario no tiene: −1 o V",
            hintEn = "if (id < 0 || id >= V) throw new IllegalArgumentException(…). Such an index comes from another "
                    + "vocabulary; whatever you make of it is wrong.",
            hintEs = "if (id < 0 || id >= V) throw new IllegalArgumentException(…). Un índice así viene de otro "
                    + "vocabulario; hagas lo que hagas con él, estará mal.")
    void refuses() {
        Expect.rejects(IllegalArgumentException.class, () -> answer.encode(new int[][] {{0, 1}, {5, 2}}, 5));
        Expect.rejects(IllegalArgumentException.class, () -> answer.encode(new int[][] {{0, -1}, {4, 2}}, 5));
    }
}
