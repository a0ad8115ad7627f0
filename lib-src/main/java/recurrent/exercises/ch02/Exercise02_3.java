package recurrent.exercises.ch02;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Worked;

/** 02.3, backward: {@code dW1, dW2}, and one step downhill. */
@Exercise(id = "02.3", en = "The whole way back", es = "Todo el camino de vuelta")
public final class Exercise02_3 {
    /** What the student writes first. */
    @FunctionalInterface
    public interface Backward {
        /** Gradients of Σ ½‖y − h2‖² / n: dW1 (d, H) and dW2 (H, k), in this order. */
        List<INDArray> of(INDArray X, INDArray Y, INDArray W1, INDArray W2);
    }

    /** What the student writes second. */
    @FunctionalInterface
    public interface Step {
        /** The new weights, a new array of the same shape. */
        INDArray of(INDArray W, INDArray dW, double rate);
    }

    private final Answer answer;

    Exercise02_3(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Backward backward, Step step) {}

    private List<INDArray> gradients() {
        List<INDArray> found = answer.backward().of(Worked.X(), Worked.Y(), Worked.W1(), Worked.W2());
        Expect.notNull(found);
        Expect.equal(2, found.size());
        return found;
    }

    /**
     * Checks an answer.
     *
     * @param backward gradients of both arrays
     * @param step     new weights
     * @return points and verdicts
     */
    public static Score check(Backward backward, Step step) {
        return Check.run(Exercise02_3.class, new Answer(backward, step));
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "gives dL/dW2 of the worked example",
            es = "da dL/dW2 del ejemplo del capítulo",
            hintEn = "h1ᵀ·δ2: (3, 1)·(1, 2). The list is dW1, then dW2.",
            hintEs = "h1ᵀ·δ2: (3, 1)·(1, 2). La lista es dW1 y después dW2.")
    void last() {
        Expect.close(Worked.DW2, gradients().get(1), 1e-7);
    }

    @Test
    @Points(
            value = 2,
            order = 2,
            en = "gives dL/dW1 of the worked example",
            es = "da dL/dW1 del ejemplo del capítulo",
            hintEn = "δ1 = (δ2·W2ᵀ) ⊙ h1 ⊙ (1 − h1), then Xᵀ·δ1. It is δ2 that travels back, not the slope.",
            hintEs = "δ1 = (δ2·W2ᵀ) ⊙ h1 ⊙ (1 − h1) y después Xᵀ·δ1. Lo que viaja hacia atrás es δ2, no la pendiente.")
    void first() {
        Expect.close(Worked.DW1, gradients().get(0), 1e-7);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "agrees with central differences for six examples at once",
            es = "coincide con diferencias centrales en seis ejemplos a la vez",
            hintEn = "The loss is divided by n, so the gradient is too. One example cannot show it.",
            hintEs = "La pérdida se divide entre n; el gradiente, también. Con un solo ejemplo no se nota.")
    void several(Numbers numbers) {
        int n = numbers.size(6);
        int d = numbers.size(2);
        int h = numbers.size(4);
        INDArray X = numbers.random(8, n, d);
        INDArray Y = Worked.targets(n, 2);
        INDArray W1 = numbers.random(9, d, h);
        INDArray W2 = numbers.random(10, h, 2);
        List<INDArray> found = answer.backward().of(X, Y, W1, W2);
        Expect.close(Worked.numeric(W1, () -> Worked.cost(X, Y, W1, null, W2, null)), found.get(0), 1e-7);
        Expect.close(Worked.numeric(W2, () -> Worked.cost(X, Y, W1, null, W2, null)), found.get(1), 1e-7);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "makes a step that lowers the loss to 0.300496244",
            es = "da un paso que baja la pérdida hasta 0,300496244",
            hintEn = "W − rate·dW, as a new array. The rate here is 0.001.",
            hintEs = "W − tasa·dW, en una matriz nueva. La tasa es aquí 0.001.")
    void downhill() {
        INDArray W1 = answer.step().of(Worked.W1(), Worked.DW1.dup(), 0.001);
        INDArray W2 = answer.step().of(Worked.W2(), Worked.DW2.dup(), 0.001);
        Expect.close(Worked.W1().sub(Worked.DW1.mul(0.001)), W1, 1e-7);
        Expect.close(Worked.W2().sub(Worked.DW2.mul(0.001)), W2, 1e-7);
        Expect.close(0.300496244224, Worked.cost(Worked.X(), Worked.Y(), W1, null, W2, null), 1e-9);
    }
}
