package recurrent.exercises.ch02;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Worked;

/** 02.5, two minuses make an ascent. */
@Exercise(id = "02.5", en = "Find the bug: a step uphill", es = "Busca el fallo: un paso cuesta arriba")
public final class Exercise02_5 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Update {
        /** Changes both arrays in place, downhill. */
        void of(INDArray W1, INDArray W2, INDArray dW1, INDArray dW2, double rate);
    }

    private final Update answer;

    Exercise02_5(Update answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's update
     * @return points and verdicts
     */
    public static Score check(Update answer) {
        return Check.run(Exercise02_5.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "changes the two arrays themselves",
            es = "cambia las dos matrices mismas",
            hintEn = "W1 = W1.sub(…) only names a new array; subi writes into the one that came in.",
            hintEs = "W1 = W1.sub(…) solo le pone nombre a otra matriz; subi escribe en la que ha llegado.")
    void place() {
        INDArray W1 = Worked.W1();
        INDArray W2 = Worked.W2();
        answer.of(W1, W2, Worked.DW1.dup(), Worked.DW2.dup(), 0.5);
        Expect.above(1e-4, W1.distance2(Worked.W1()));
        Expect.above(1e-4, W2.distance2(Worked.W2()));
    }

    @Test
    @NeedsPassed("place")
    @Points(
            value = 1,
            order = 2,
            en = "gives the new weights of the worked example",
            es = "da los pesos nuevos del ejemplo del capítulo",
            hintEn = "Both arrays: W ← W − rate·dW. One minus, not two.",
            hintEs = "Las dos matrices: W ← W − tasa·dW. Un menos, no dos.")
    void numbers(Numbers numbers) {
        INDArray W1 = Worked.W1();
        INDArray W2 = Worked.W2();
        answer.of(W1, W2, Worked.DW1.dup(), Worked.DW2.dup(), 0.001);
        Expect.close(Worked.W1().sub(Worked.DW1.mul(0.001)), W1, 1e-10);
        Expect.close(Worked.W2().sub(Worked.DW2.mul(0.001)), W2, 1e-10);
        int h = numbers.size(3);
        INDArray[] W = {numbers.random(22, 2, h), numbers.random(23, h, 2)};
        INDArray[] dW = {numbers.random(24, 2, h), numbers.random(25, h, 2)};
        INDArray[] expected = {W[0].sub(dW[0].mul(0.3)), W[1].sub(dW[1].mul(0.3))};
        answer.of(W[0], W[1], dW[0], dW[1], 0.3);
        Expect.close(expected[0], W[0], 1e-10);
        Expect.close(expected[1], W[1], 1e-10);
    }

    @Test
    @NeedsPassed("place")
    @Points(
            value = 2,
            order = 3,
            en = "lowers the loss in each of 100 steps",
            es = "baja la pérdida en cada uno de 100 pasos",
            hintEn = "If the loss climbs, one of the arrays walks uphill.",
            hintEs = "Si la pérdida sube, una de las matrices camina cuesta arriba.")
    void falls() {
        INDArray W1 = Worked.W1();
        INDArray W2 = Worked.W2();
        double before = Worked.cost(Worked.X(), Worked.Y(), W1, null, W2, null);
        for (int i = 0; i < 100; i++) {
            INDArray dW1 = Worked.numeric(W1, () -> Worked.cost(Worked.X(), Worked.Y(), W1, null, W2, null));
            INDArray dW2 = Worked.numeric(W2, () -> Worked.cost(Worked.X(), Worked.Y(), W1, null, W2, null));
            answer.of(W1, W2, dW1, dW2, 0.5);
            double after = Worked.cost(Worked.X(), Worked.Y(), W1, null, W2, null);
            Expect.below(before, after);
            before = after;
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "leaves the gradients as they are",
            es = "deja los gradientes como están",
            hintEn = "dW.mul(rate), not dW.muli(rate): whoever prints the gradient afterwards must find it unchanged.",
            hintEs = "dW.mul(rate), no dW.muli(rate): quien imprima después el gradiente debe encontrarlo igual.")
    void gradients() {
        INDArray dW1 = Worked.DW1.dup();
        INDArray dW2 = Worked.DW2.dup();
        answer.of(Worked.W1(), Worked.W2(), dW1, dW2, 0.1);
        Expect.unchanged("dW1", Worked.DW1, dW1);
        Expect.unchanged("dW2", Worked.DW2, dW2);
    }
}
