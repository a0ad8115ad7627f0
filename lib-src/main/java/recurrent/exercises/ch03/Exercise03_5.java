package recurrent.exercises.ch03;

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

/** 03.5, dropout: units fall silent, the mean stays, and outside training nothing happens. */
@Exercise(id = "03.5", en = "Dropout", es = "Dropout")
public final class Exercise03_5 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Drop {
        /** Drops each number with probability rate and scales the rest; random is null outside training. */
        INDArray of(INDArray A, double rate, Random random);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Keep {
        /** The argument that DeepLearning4j's dropOut takes for a rate of ours. */
        double of(double rate);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Survivors {
        /** The expected share of units left after several dropouts in a row. */
        double of(double rate, int times);
    }

    private final Answer answer;

    Exercise03_5(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Drop drop, Keep keep, Survivors survivors) {}

    /**
     * Checks an answer.
     *
     * @param drop      the dropout
     * @param keep      from our rate to theirs
     * @param survivors the share that is left
     * @return points and verdicts
     */
    public static Score check(Drop drop, Keep keep, Survivors survivors) {
        return Check.run(Exercise03_5.class, new Answer(drop, keep, survivors));
    }

    private static INDArray ones(int rows, int cols) {
        return Nd4j.ones(org.nd4j.linalg.api.buffer.DataType.DOUBLE, rows, cols);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "leaves each number either 0 or divided by 1 − rate",
            es = "deja cada número en 0 o dividido entre 1 − rate",
            hintEn = "With a rate of 0.2 those that stay are divided by 0.8.",
            hintEs = "Con una tasa de 0,2, los que se quedan se dividen entre 0,8.")
    void scaled(Numbers numbers) {
        int n = numbers.size(6);
        int h = numbers.size(5);
        INDArray A = numbers.random(41, n, h);
        INDArray Y = answer.drop().of(A.dup(), 0.2, new Random(3));
        Expect.shape(Y, n, h);
        for (long i = 0; i < A.length(); i++) {
            double y = Y.getDouble(i);
            Expect.close(y == 0 ? 0 : A.getDouble(i) / 0.8, y, 1e-9);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "drops one unit in five at a rate of 0.2",
            es = "quita una unidad de cada cinco con una tasa de 0,2",
            hintEn = "random.nextDouble() < rate drops. With < 1 − rate you would drop four in five.",
            hintEs = "random.nextDouble() < rate quita. Con < 1 − rate quitarías cuatro de cada cinco.")
    void share() {
        INDArray Y = answer.drop().of(ones(100, 1000), 0.2, new Random(4));
        Expect.shape(Y, 100, 1000);
        double silent = Y.eq(0).castTo(Y.dataType()).meanNumber().doubleValue();
        Expect.above(0.196, silent);
        Expect.below(0.204, silent);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "keeps the mean of 100 000 numbers within 2 %",
            es = "mantiene la media de 100 000 números con un 2 % de error",
            hintEn = "Divide by the probability of staying, 1 − rate.",
            hintEs = "Divide entre la probabilidad de quedarse, 1 − rate.")
    void mean() {
        for (double rate : new double[] {0.2, 0.5}) {
            INDArray Y = answer.drop().of(ones(100, 1000), rate, new Random(5));
            Expect.notNull(Y);
            Expect.above(0.98, Y.meanNumber().doubleValue());
            Expect.below(1.02, Y.meanNumber().doubleValue());
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "changes nothing outside training",
            es = "no cambia nada fuera del entrenamiento",
            hintEn = "If random is null, return the numbers as they came: no dropping, no scaling.",
            hintEs = "Si random es null, devuelve los números como vinieron: sin quitar ni escalar.")
    void identity(Numbers numbers) {
        INDArray A = numbers.random(42, numbers.size(3), numbers.size(4));
        Expect.close(A, answer.drop().of(A.dup(), 0.5, null), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "leaves its argument as it was",
            es = "deja su argumento como estaba",
            hintEn = "The layer before needs its outputs for its own gradient: mul, not muli.",
            hintEs = "La capa anterior necesita sus salidas para su propio gradiente: mul, no muli.")
    void untouched(Numbers numbers) {
        INDArray A = numbers.random(43, 3, 4);
        INDArray before = A.dup();
        Expect.shape(answer.drop().of(A, 0.5, new Random(6)), 3, 4);
        Expect.unchanged("A", before, A);
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "knows that dropOut(0.8) drops 20 %",
            es = "sabe que dropOut(0.8) quita el 20 %",
            hintEn = "Their number is the probability of keeping.",
            hintEs = "Su número es la probabilidad de conservar.")
    void other(Numbers numbers) {
        Expect.close(0.8, answer.keep().of(0.2), 1e-12);
        double rate = numbers.near(0.1, 0.3)[0];
        Expect.close(1 - rate, answer.keep().of(rate), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 7,
            en = "counts what five dropouts in a row leave",
            es = "cuenta lo que dejan cinco dropouts seguidos",
            hintEn = "Each passes on 1 − rate of what it gets: a product, not a sum.",
            hintEs = "Cada uno deja pasar 1 − rate de lo que recibe: un producto, no una suma.")
    void series(Numbers numbers) {
        int times = numbers.size(5);
        Expect.close(Math.pow(0.5, times), answer.survivors().of(0.5, times), 1e-12);
        Expect.close(0.512, answer.survivors().of(0.2, 3), 1e-12);
    }
}
