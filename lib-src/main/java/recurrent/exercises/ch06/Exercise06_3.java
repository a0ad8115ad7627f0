package recurrent.exercises.ch06;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 06.3, perplexity without zeros: the measure, and a smoothing that keeps it finite. */
@Exercise(id = "06.3", en = "Perplexity without zeros", es = "Perplejidad sin ceros")
public final class Exercise06_3 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Measure {
        /** The perplexity of the probabilities that a model gave to what really came. */
        double perplexity(double[] p);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface AddK {
        /** The probability of a symbol that followed a context count times of total, with k added to each of V. */
        double addK(int count, int total, double k, int V);
    }

    private record Answer(Measure measure, AddK addK) {}

    private final Answer answer;

    Exercise06_3(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param measure the perplexity
     * @param addK    the smoothing
     * @return points and verdicts
     */
    public static Score check(Measure measure, AddK addK) {
        return Check.run(Exercise06_3.class, new Answer(measure, addK));
    }

    private double perplexity(double... p) {
        return answer.measure().perplexity(p);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives 2.828427 for (0.5, 0.25), and 1.414214 for hello",
            es = "da 2,828427 con (0,5, 0,25) y 1,414214 con hello",
            hintEn =
                    "exp of the mean of −ln p. 3 would be the mean of 2 and 4; 2.08 is 3 times ln 2: did you divide by "
                            + "the number of steps?",
            hintEs =
                    "exp de la media de −ln p. 3 sería la media de 2 y 4; 2,08 es 3 veces ln 2: ¿has dividido entre el "
                            + "número de pasos?")
    void byHand() {
        Expect.close(2.828427124746, perplexity(0.5, 0.25), 1e-10);
        Expect.close(1.414213562373, perplexity(1, 1, 0.5, 0.5), 1e-10);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "gives V for a blind guess among V symbols",
            es = "da V al adivinar a ciegas entre V símbolos",
            hintEn = "Every step costs ln V; so does the mean; exp brings back V.",
            hintEs = "Cada paso cuesta ln V; la media, también; exp devuelve V.")
    void uniform(Numbers numbers) {
        for (int V : new int[] {28, numbers.size(7)}) {
            double[] blind = new double[50];
            Arrays.fill(blind, 1.0 / V);
            Expect.close(V, answer.measure().perplexity(blind), 1e-9);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "stays at 10 for 20,000 steps of probability 0.1",
            es = "se queda en 10 con 20 000 pasos de probabilidad 0,1",
            hintEn = "The product of 20,000 probabilities is 0 for the computer. Add logarithms instead.",
            hintEs = "El producto de 20 000 probabilidades es 0 para el ordenador. Suma logaritmos.")
    void longText() {
        double[] tenths = new double[20_000];
        Arrays.fill(tenths, 0.1);
        Expect.close(10, answer.measure().perplexity(tenths), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "is infinite as soon as one step was impossible",
            es = "es infinita en cuanto un paso era imposible",
            hintEn = "Math.log(0) is −∞, and −(−∞) divided by any number is +∞. Do not leave the step out.",
            hintEs = "Math.log(0) es −∞, y −(−∞) entre cualquier número es +∞. No te saltes el paso.")
    void infinite() {
        double said = perplexity(0.5, 0, 0.9);
        Expect.yes(
                said == Double.POSITIVE_INFINITY,
                "got " + said + " with a step of probability 0",
                "salió " + said + " con un paso de probabilidad 0");
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "adds k to a count",
            es = "suma k a una cuenta",
            hintEn =
                    "(count + k) / (total + k·V). With k = 0 it must be count / total: make sure it divides as double.",
            hintEs = "(count + k) / (total + k·V). Con k = 0 debe ser count / total: que divida en double.")
    void adds() {
        Expect.close(1.5 / 4.5, answer.addK().addK(1, 2, 0.5, 5), 1e-12);
        Expect.close(2.0 / 7, answer.addK().addK(1, 2, 1, 5), 1e-12);
        Expect.close(0.75, answer.addK().addK(3, 4, 0, 9), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "makes V probabilities that sum to 1, and guesses blindly after an unseen context",
            es = "hace V probabilidades que suman 1, y adivina a ciegas tras un contexto nunca visto",
            hintEn = "Each of V symbols gets k, so k·V more stand below the line. And k/(k·V) = 1/V.",
            hintEs = "Cada uno de V símbolos recibe k, así que abajo hay k·V más. Y k/(k·V) = 1/V.")
    void sums() {
        int[] row = {4, 0, 1, 0, 0, 2};
        for (double k : new double[] {0.01, 0.3, 1, 7}) {
            double sum = 0;
            for (int count : row) {
                sum += answer.addK().addK(count, 7, k, row.length);
            }
            Expect.close(1, sum, 1e-12);
            Expect.close(1.0 / 33, answer.addK().addK(0, 0, k, 33), 1e-12);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 7,
            en = "makes «hole» possible for a model that counted hello: 5.9439 instead of ∞",
            es = "hace posible «hole» para un modelo que contó hello: 5,9439 en vez de ∞",
            hintEn = "h→o: 0 of 1, o→l: 0 of 0, l→e: 0 of 2. With k = 1 and V = 5 that is 1/6, 1/5, 1/7.",
            hintEs = "h→o: 0 de 1, o→l: 0 de 0, l→e: 0 de 2. Con k = 1 y V = 5 son 1/6, 1/5, 1/7.")
    void finite() {
        AddK smooth = answer.addK();
        Expect.close(
                Math.cbrt(210),
                perplexity(smooth.addK(0, 1, 1, 5), smooth.addK(0, 0, 1, 5), smooth.addK(0, 2, 1, 5)),
                1e-10);
        double said = perplexity(smooth.addK(0, 1, 0, 5), 0.5);
        Expect.yes(
                said == Double.POSITIVE_INFINITY,
                "got " + said + " for an unseen pair and k = 0",
                "salió " + said + " con una pareja nunca vista y k = 0");
    }
}
