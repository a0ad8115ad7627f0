package recurrent.exercises.ch08;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.ch07.Exercise07_3;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;

/** 08.5, truncated BPTT: the state goes on from piece to piece, the gradient does not go back. */
@Exercise(id = "08.5", en = "Cut the gradient, keep the state", es = "Cortar el gradiente, conservar el estado")
public final class Exercise08_5 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Truncated {
        /**
         * The gradients of Wxh, Whh and bh, summed over pieces of k steps, from a zero state.
         *
         * @param X  the sequence, shape (T, n, d)
         * @param dH for each step the gradient of the loss as its state sees it directly, shape (n, h)
         */
        Parameters gradients(RnnCell cell, INDArray X, List<INDArray> dH, int k);
    }

    private final Truncated answer;

    Exercise08_5(Truncated answer) {
        this.answer = answer;
    }

    /**
     * Cuts steps out of a sequence.
     *
     * @param X    a sequence, shape (T, n, d)
     * @param from the first step, counted from 0
     * @param to   the step after the last
     * @return the steps from … to−1, shape (to−from, n, d)
     * @throws IllegalArgumentException if the steps are not all there
     */
    public static INDArray part(INDArray X, long from, long to) {
        return Exercise07_3.part(X, from, to).dup();
    }

    /**
     * Checks an answer.
     *
     * @param answer truncated backpropagation
     * @return points and verdicts
     */
    public static Score check(Truncated answer) {
        return Check.run(Exercise08_5.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "with k = T, or more, is backpropagation through the whole sequence",
            es = "con k = T, o mayor, es la retropropagación por toda la secuencia",
            hintEn = "One piece holds everything: run = cell.forward(X, state), then "
                    + "run.backward(Sequences.stack(dH)).parameters().",
            hintEs = "Un solo trozo lo abarca todo: run = cell.forward(X, estado) y después "
                    + "run.backward(Sequences.stack(dH)).parameters().")
    void whole(Numbers numbers) {
        int T = numbers.size(6);
        same(numbers, T, 2, T);
        same(numbers, T, 2, 100);
    }

    @Test
    @Points(
            value = 2,
            order = 2,
            en = "with k = 1 sends nothing to the step before",
            es = "con k = 1 no manda nada al paso anterior",
            hintEn =
                    "Each piece has its own forward and its own backward; what backward returns as dStart is thrown away.",
            hintEs =
                    "Cada trozo tiene su propio forward y su propio backward; lo que backward devuelve como dStart se tira.")
    void one(Numbers numbers) {
        same(numbers, numbers.size(5), 2, 1);
        RnnCell cell = ByHand.cell(numbers, 51, 3, 4);
        INDArray X = Nd4j.zeros(DataType.DOUBLE, 3, 1, 3);
        X.putScalar(0, 0, 0, 1); // only step 1 reads something; only step 3 has a loss
        List<INDArray> dH =
                List.of(Nd4j.zeros(DataType.DOUBLE, 1, 4), Nd4j.zeros(DataType.DOUBLE, 1, 4), numbers.random(52, 1, 4));
        Parameters g = answer.gradients(cell, X, dH, 1);
        Expect.notNull(g);
        Expect.close(Nd4j.zeros(DataType.DOUBLE, 3, 4), g.get("Wxh"), 1e-15);
        Expect.above(1e-3, g.get("Whh").norm2Number().doubleValue());
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "carries the state into the next piece all the same",
            es = "aun así pasa el estado al trozo siguiente",
            hintEn = "A piece begins with run.last() of the piece before, not with zeros.",
            hintEs = "Un trozo empieza con el run.last() del trozo anterior, no con ceros.")
    void state(Numbers numbers) {
        same(numbers, 6, 3, 3);
        same(numbers, 6, 1, 2);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "does not lose a shorter last piece",
            es = "no pierde un último trozo más corto",
            hintEn = "A piece ends at the smaller of from + k and T; its losses are dH.subList(from, to).",
            hintEs = "Un trozo acaba en el menor de from + k y T; sus pérdidas son dH.subList(from, to).")
    void rest(Numbers numbers) {
        same(numbers, 7, 2, 3);
        same(numbers, 5, 1, 4);
    }

    private void same(Numbers numbers, int T, int n, int k) {
        int h = numbers.size(4);
        RnnCell cell = ByHand.cell(numbers, 53 + T, 3, h);
        INDArray X = numbers.random(54 + n, T, n, 3);
        List<INDArray> dH = new ArrayList<>();
        for (int t = 0; t < T; t++) {
            dH.add(numbers.random(70 + t, n, h));
        }
        Parameters actual = answer.gradients(cell, X.dup(), dH, k);
        Expect.notNull(actual);
        INDArray[] expected = byHand(cell, X, dH, k);
        Expect.close(expected[0], actual.get("Wxh"), 1e-10);
        Expect.close(expected[1], actual.get("Whh"), 1e-10);
        Expect.close(expected[2], actual.get("bh"), 1e-10);
    }

    /** Walks back over all steps at once, and drops what would cross from one piece into the one before. */
    private static INDArray[] byHand(RnnCell cell, INDArray X, List<INDArray> dH, int k) {
        List<INDArray> H = ByHand.states(X, cell);
        INDArray[] sum = {
            Nd4j.zeros(DataType.DOUBLE, cell.inputs(), cell.hidden()),
            Nd4j.zeros(DataType.DOUBLE, cell.hidden(), cell.hidden()),
            Nd4j.zeros(DataType.DOUBLE, 1, cell.hidden())
        };
        INDArray fromLater = H.get(0).mul(0);
        for (int t = dH.size() - 1; t >= 0; t--) {
            INDArray before = t == 0 ? H.get(0).mul(0) : H.get(t - 1);
            INDArray Ht = H.get(t);
            INDArray dZ = dH.get(t).add(fromLater).mul(Ht.mul(Ht).rsub(1));
            sum[0].addi(X.slice(t).transpose().mmul(dZ));
            sum[1].addi(before.transpose().mmul(dZ));
            sum[2].addi(dZ.sum(true, 0));
            fromLater = dZ.mmul(cell.Whh().transpose()).mul(t % k == 0 ? 0 : 1);
        }
        return sum;
    }
}
