package recurrent.exercises.ch07;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.RnnCell;

/** 07.6, three ways to write one step: two products, one product, and columns. */
@Exercise(id = "07.6", en = "Three ways to write one step", es = "Tres maneras de escribir un paso")
public final class Exercise07_6 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Weights {
        /** Both matrices in one, shape (h+d, h), made for a row [H, Xt]. */
        INDArray weights(INDArray Wxh, INDArray Whh);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface JoinedStep {
        /** One step of n sequences with one product; returns shape (n, h). */
        INDArray step(INDArray Xt, INDArray H, INDArray W, INDArray bh);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface ColumnStep {
        /** One step of one sequence in columns; x (d, 1), h (h, 1), parameters as always; returns shape (h, 1). */
        INDArray step(INDArray x, INDArray h, INDArray Wxh, INDArray Whh, INDArray bh);
    }

    private record Answer(Weights weights, JoinedStep joined, ColumnStep column) {}

    private final Answer answer;

    Exercise07_6(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param weights joins the matrices
     * @param joined  one step with one product
     * @param column  one step in columns
     * @return points and verdicts
     */
    public static Score check(Weights weights, JoinedStep joined, ColumnStep column) {
        return Check.run(Exercise07_6.class, new Answer(weights, joined, column));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "makes a W with h + d rows and h columns (weights)",
            es = "hace una W con h + d filas y h columnas (weights)",
            hintEn = "One matrix on top of the other: Nd4j.vstack. Both have h columns.",
            hintEs = "Una matriz encima de otra: Nd4j.vstack. Las dos tienen h columnas.")
    void weightsShape(Numbers numbers) {
        Expect.shape(answer.weights().weights(numbers.random(110, 3, 5), numbers.random(111, 5, 5)), 8, 5);
    }

    @Test
    @NeedsPassed("weightsShape")
    @Points(
            value = 1,
            order = 2,
            en = "puts Whh on top, because the state comes first (weights)",
            es = "pone Whh encima, porque el estado va delante (weights)",
            hintEn = "The first h numbers of a row [H, Xt] meet the first h rows of W. They belong to the state.",
            hintEs = "Los primeros h números de una fila [H, Xt] se encuentran con las primeras h filas "
                    + "de W. Son los del estado.")
    void weightsOrder(Numbers numbers) {
        INDArray Wxh = numbers.random(112, 3, 5);
        INDArray Whh = numbers.random(113, 5, 5);
        Expect.close(join(Wxh, Whh), answer.weights().weights(Wxh, Whh), 0);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "gives with one product what two products give (step)",
            es = "da con un solo producto lo mismo que con dos (step)",
            hintEn = "Side by side is Nd4j.hstack(H, Xt), the state on the left. Then times W, plus bh, tanh.",
            hintEs = "Una junto a otra es Nd4j.hstack(H, Xt), con el estado a la izquierda. Luego por W, "
                    + "más bh, tanh.")
    void joinedStep(Numbers numbers) {
        for (int d : new int[] {3, 5}) { // d = h too: there a wrong order does not show in the shapes
            int n = numbers.size(4);
            RnnCell cell = ByHand.cell(numbers, 114 + d, d, 5);
            INDArray Xt = numbers.random(120, n, d);
            INDArray H = numbers.random(121, n, 5);
            INDArray W = join(cell.Wxh(), cell.Whh());
            Expect.close(
                    ByHand.step(Xt, H, cell.Wxh(), cell.Whh(), cell.bh()),
                    answer.joined().step(Xt, H, W, cell.bh()),
                    1e-12);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "keeps the state upright, (h, 1) (columnStep)",
            es = "mantiene el estado de pie, (h, 1) (columnStep)",
            hintEn = "Everything has to stand upright, the bias too: bh.transpose(). A row plus a column "
                    + "makes a square.",
            hintEs = "Todo tiene que estar de pie, también el sesgo: bh.transpose(). Una fila más una "
                    + "columna hacen un cuadrado.")
    void columnShape(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 122, 3, 5);
        Expect.shape(columnStep(numbers.random(123, 3, 1), numbers.random(124, 5, 1), cell), 5, 1);
    }

    @Test
    @NeedsPassed("columnShape")
    @Points(
            value = 1,
            order = 5,
            en = "gives in columns the same numbers as in rows (columnStep)",
            es = "da en columnas los mismos números que en filas (columnStep)",
            hintEn = "Transpose the formula: (X·W)ᵀ = Wᵀ·Xᵀ. Whh is square, so its shape will not tell "
                    + "you whether it is transposed.",
            hintEs = "Traspón la fórmula: (X·W)ᵀ = Wᵀ·Xᵀ. Whh es cuadrada, así que su forma no te dirá si "
                    + "está traspuesta.")
    void columnNumbers(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 125, 3, 5);
        INDArray x = numbers.random(126, 3, 1);
        INDArray h = numbers.random(127, 5, 1);
        INDArray row = ByHand.step(x.transpose(), h.transpose(), cell.Wxh(), cell.Whh(), cell.bh());
        Expect.close(row.transpose(), columnStep(x, h, cell), 1e-12);
    }

    private INDArray columnStep(INDArray x, INDArray h, RnnCell cell) {
        return answer.column().step(x, h, cell.Wxh(), cell.Whh(), cell.bh());
    }

    private static INDArray join(INDArray Wxh, INDArray Whh) {
        INDArray W = Nd4j.zeros(Wxh.dataType(), Whh.size(0) + Wxh.size(0), Whh.size(1));
        for (long i = 0; i < W.size(0); i++) {
            for (long j = 0; j < W.size(1); j++) {
                W.putScalar(i, j, i < Whh.size(0) ? Whh.getDouble(i, j) : Wxh.getDouble(i - Whh.size(0), j));
            }
        }
        return W;
    }
}
