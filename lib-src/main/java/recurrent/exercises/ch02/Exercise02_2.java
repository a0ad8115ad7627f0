package recurrent.exercises.ch02;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Worked;

/** 02.2, the slope of the output and {@code δ2 = (h2 − y)⊙h2⊙(1 − h2)}. */
@Exercise(id = "02.2", en = "The slope and delta2", es = "La pendiente y delta2")
public final class Exercise02_2 {
    /** What the student writes first. */
    @FunctionalInterface
    public interface Slope {
        /** From outputs of a sigmoid, shape (n, k), to dh/dz, same shape. */
        INDArray of(INDArray H);
    }

    /** What the student writes second. */
    @FunctionalInterface
    public interface Delta {
        /** The gradient of ½‖y − h2‖² with respect to z2, shape (n, k). */
        INDArray of(INDArray H2, INDArray Y);
    }

    private final Answer answer;

    Exercise02_2(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Slope slope, Delta delta) {}

    /**
     * Checks an answer.
     *
     * @param slope of the sigmoid
     * @param delta of the output layer
     * @return points and verdicts
     */
    public static Score check(Slope slope, Delta delta) {
        return Check.run(Exercise02_2.class, new Answer(slope, delta));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives only positive slopes, none above 0.25",
            es = "da solo pendientes positivas, ninguna mayor que 0,25",
            hintEn = "h·(1 − h), with h between 0 and 1. A sigmoid never falls.",
            hintEs = "h·(1 − h), con h entre 0 y 1. Una sigmoide nunca baja.")
    void positive() {
        for (int i = 1; i < 100; i++) {
            double slope =
                    answer.slope().of(Worked.of(new double[] {i / 100.0})).getDouble(0);
            Expect.above(0, slope);
            Expect.below(0.25 + 1e-9, slope);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "gives the slopes of the worked example",
            es = "da las pendientes del ejemplo del capítulo",
            hintEn = "0.23353037 and 0.24789710, from h2. Do not apply the sigmoid again.",
            hintEs = "0.23353037 y 0.24789710, a partir de h2. No apliques otra vez la sigmoide.")
    void slopes() {
        Expect.close(Worked.SLOPE2, answer.slope().of(Worked.H2), 1e-7);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "gives δ2 = (−0.14673508, 0.11258065)",
            es = "da δ2 = (−0,14673508, 0,11258065)",
            hintEn = "(h2 − y) times the slope, number by number: mul, not mmul. Not y − h2, and no factor 2.",
            hintEs = "(h2 − y) por la pendiente, número a número: mul, no mmul. Ni y − h2 ni un factor 2.")
    void delta() {
        Expect.close(Worked.DELTA2, answer.delta().of(Worked.H2, Worked.Y()), 1e-7);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "treats every example by itself and changes no argument",
            es = "trata cada ejemplo por separado y no cambia ningún argumento",
            hintEn = "rsub(1) gives a new array; rsubi and subi write into the one that they are given.",
            hintEs = "rsub(1) da una matriz nueva; rsubi y subi escriben en la que reciben.")
    void rows(Numbers numbers) {
        int n = numbers.size(4);
        int k = numbers.size(3);
        INDArray H = Worked.bend(numbers.random(7, n, k));
        INDArray Y = Worked.targets(n, k);
        INDArray before = H.dup();
        double[][] expected = new double[n][k];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                double h = H.getDouble(i, j);
                expected[i][j] = (h - Y.getDouble(i, j)) * h * (1 - h);
            }
        }
        Expect.close(Worked.of(expected), answer.delta().of(H, Y), 1e-12);
        Expect.unchanged("H2", before, H);
    }
}
