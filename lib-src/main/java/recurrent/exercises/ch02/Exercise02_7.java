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

/** 02.7, without biases {@code z2(x) + z2(−x)} is the same for every x. */
@Exercise(id = "02.7", en = "What a network without biases cannot say", es = "Lo que una red sin sesgos no puede decir")
public final class Exercise02_7 {
    /** What the student writes first. */
    @FunctionalInterface
    public interface Pair {
        /** z2(x) + z2(−x) of a network without biases: X (n, d), W1 (d, H), W2 (H, k); returns (n, k). */
        INDArray of(INDArray X, INDArray W1, INDArray W2);
    }

    /** What the student writes second. */
    @FunctionalInterface
    public interface Constant {
        /** The same sum, from W2 alone: (1, k). */
        INDArray of(INDArray W2);
    }

    /** What the student writes third. */
    @FunctionalInterface
    public interface Ceiling {
        /** The best share, 0 to 1, on as many pairs of class 0 as of class 1. */
        double of();
    }

    private final Answer answer;

    Exercise02_7(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Pair pair, Constant constant, Ceiling ceiling) {}

    /**
     * Checks an answer.
     *
     * @param pair     the sum for two opposite points
     * @param constant what it always is
     * @param ceiling  the best share of right answers
     * @return points and verdicts
     */
    public static Score check(Pair pair, Constant constant, Ceiling ceiling) {
        return Check.run(Exercise02_7.class, new Answer(pair, constant, ceiling));
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "computes z2(x) + z2(−x) for 50 points",
            es = "calcula z2(x) + z2(−x) en 50 puntos",
            hintEn = "Run forward twice, with X and with X.neg(), up to z2: no sigmoid at the end.",
            hintEs = "Haz dos veces el paso hacia delante, con X y con X.neg(), hasta z2: sin sigmoide al final.")
    void sums(Numbers numbers) {
        int d = numbers.size(2);
        int h = numbers.size(5);
        int k = numbers.size(3);
        INDArray X = numbers.random(18, numbers.size(50), d);
        INDArray W1 = numbers.random(19, d, h);
        INDArray W2 = numbers.random(20, h, k);
        INDArray kept = X.dup();
        INDArray there = Worked.sums(Worked.bend(Worked.sums(X, W1, null)), W2, null);
        INDArray back = Worked.sums(Worked.bend(Worked.sums(X.mul(-1), W1, null)), W2, null);
        Expect.close(there.add(back), answer.pair().of(X, W1, W2), 1e-12);
        Expect.unchanged("X", kept, X);
    }

    @Test
    @Points(
            value = 2,
            order = 2,
            en = "says what the sum always is, from W2 alone",
            es = "dice cuánto vale siempre la suma, solo con W2",
            hintEn = "σ(z) + σ(−z) = 1 for every hidden neuron. What is left of h1·W2 if every h1 is 1?",
            hintEs = "σ(z) + σ(−z) = 1 en cada neurona oculta. ¿Qué queda de h1·W2 si todas las h1 valen 1?")
    void always(Numbers numbers) {
        int h = numbers.size(5);
        int k = numbers.size(3);
        INDArray W2 = numbers.random(21, h, k);
        double[] columns = new double[k];
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < k; j++) {
                columns[j] += W2.getDouble(i, j);
            }
        }
        Expect.close(Worked.of(columns), answer.constant().of(W2), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "knows the best such a network can do",
            es = "sabe lo máximo que puede hacer una red así",
            hintEn =
                    "The lead of class 1 at x and at −x has a fixed sum. If the sum is positive, can both be negative? So how many of the pairs of class 0 can be wholly right?",
            hintEs =
                    "La ventaja de la clase 1 en x y en −x tiene una suma fija. Si la suma es positiva, ¿pueden ser negativas las dos? Entonces, ¿cuántas parejas de la clase 0 pueden acertarse enteras?")
    void ceiling() {
        Expect.close(0.75, answer.ceiling().of(), 1e-12);
    }
}
