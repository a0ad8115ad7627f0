package recurrent.exercises.ch07;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.RnnCell;

/** 07.1, one step: {@code Ht = tanh(Xt·Wxh + H·Whh + bh)}. */
@Exercise(id = "07.1", en = "One step", es = "Un paso")
public final class Exercise07_1 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Step {
        /** One step of n sequences; returns the states after, shape (n, h). */
        INDArray step(INDArray Xt, INDArray H, INDArray Wxh, INDArray Whh, INDArray bh);
    }

    private final Step answer;

    Exercise07_1(Step answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's step
     * @return points and verdicts
     */
    public static Score check(Step answer) {
        return Check.run(Exercise07_1.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives one row per sequence and one column per unit",
            es = "da una fila por secuencia y una columna por unidad",
            hintEn = "Xt.mmul(Wxh) is (n, d)·(d, h) = (n, h). Are the factors in this order, and is "
                    + "nothing transposed?",
            hintEs = "Xt.mmul(Wxh) es (n, d)·(d, h) = (n, h). ¿Están los factores en este orden y sin trasponer?")
    void shape(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 1, 4, 5);
        Expect.shape(step(numbers.random(2, 3, 4), numbers.random(3, 3, 5), cell), 3, 5);
        Expect.shape(step(numbers.random(2, 1, 4), numbers.random(3, 1, 5), cell), 1, 5);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "gives 0.635148952387 for one unit with x = 1, h = 0.5 and weights 0.5",
            es = "da 0,635148952387 para una unidad con x = 1, h = 0,5 y pesos 0,5",
            hintEn = "0.75: the tanh is missing. 0.4621: the state is missing. 0.6792: that is a sigmoid.",
            hintEs = "0.75: falta la tanh. 0.4621: falta el estado. 0.6792: eso es una sigmoide.")
    void oneUnit() {
        INDArray half = Nd4j.createFromArray(new double[][] {{0.5}});
        RnnCell cell = new RnnCell(half, half.dup(), Nd4j.zeros(DataType.DOUBLE, 1, 1));
        Expect.close(
                Nd4j.createFromArray(new double[][] {{0.635148952387}}),
                step(Nd4j.ones(DataType.DOUBLE, 1, 1), half.dup(), cell),
                1e-10);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 3,
            en = "agrees with plain loops on random steps",
            es = "coincide con unos bucles corrientes en pasos aleatorios",
            hintEn = "One unit cannot show a transposed matrix; five can. Is it H.mmul(Whh), with Whh as it is?",
            hintEs = "Con una unidad no se nota una matriz traspuesta; con cinco, sí. ¿Es H.mmul(Whh), "
                    + "con Whh tal cual?")
    void loops(Numbers numbers) {
        for (int seed = 10; seed < 13; seed++) {
            int d = numbers.size(4);
            int h = numbers.size(5);
            RnnCell cell = ByHand.cell(numbers, seed, d, h);
            INDArray Xt = numbers.random(seed + 100, 3, d);
            INDArray H = numbers.random(seed + 200, 3, h);
            Expect.close(
                    ByHand.step(Xt, H, cell.Wxh(), cell.Whh(), cell.bh()),
                    step(Xt, H, cell),
                    1e-10,
                    causes(Xt, H, cell));
        }
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 4,
            en = "adds the bias to every row",
            es = "suma el sesgo a todas las filas",
            hintEn = "With zeros everywhere else each row must be tanh(bh). addRowVector adds one row to all rows.",
            hintEs = "Con ceros en todo lo demás, cada fila debe ser tanh(bh). addRowVector suma una fila "
                    + "a todas las filas.")
    void bias(Numbers numbers) {
        int n = numbers.size(4);
        int h = numbers.size(3);
        RnnCell cell = ByHand.cell(numbers, 20, 2, h);
        INDArray Xt = Nd4j.zeros(DataType.DOUBLE, n, 2);
        INDArray H = Nd4j.zeros(DataType.DOUBLE, n, h);
        Expect.close(ByHand.step(Xt, H, cell.Wxh(), cell.Whh(), cell.bh()), step(Xt, H, cell), 1e-10);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 5,
            en = "leaves the arrays it is given as they are",
            es = "deja como estaban las matrices que recibe",
            hintEn = "add and mul make new arrays; addi, muli and assign overwrite the array on their left.",
            hintEs = "add y mul crean matrices nuevas; addi, muli y assign escriben encima de la matriz "
                    + "de su izquierda.")
    void leavesItsArguments(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 30, 4, 5);
        INDArray Xt = numbers.random(31, 3, 4);
        INDArray H = numbers.random(32, 3, 5);
        RnnCell before =
                new RnnCell(cell.Wxh().dup(), cell.Whh().dup(), cell.bh().dup());
        INDArray XtBefore = Xt.dup();
        INDArray HBefore = H.dup();
        Expect.shape(step(Xt, H, cell), 3, 5);
        Expect.unchanged("Xt", XtBefore, Xt);
        Expect.unchanged("H", HBefore, H);
        Expect.unchanged("Wxh", before.Wxh(), cell.Wxh());
        Expect.unchanged("Whh", before.Whh(), cell.Whh());
        Expect.unchanged("bh", before.bh(), cell.bh());
    }

    private static Cause[] causes(INDArray Xt, INDArray H, RnnCell cell) {
        INDArray none = H.mul(0);
        return new Cause[] {
            new Cause(
                    ByHand.step(Xt, none, cell.Wxh(), cell.Whh(), cell.bh()),
                    "the state before is left out",
                    "falta el estado anterior"),
            new Cause(
                    ByHand.step(Xt, H, cell.Wxh(), cell.Whh(), cell.bh().mul(0)),
                    "the bias is left out",
                    "falta el sesgo"),
            new Cause(
                    ByHand.step(Xt, H, cell.Wxh(), cell.Whh().transpose(), cell.bh()),
                    "Whh is transposed",
                    "Whh está traspuesta"),
            new Cause(
                    Transforms.atanh(ByHand.step(Xt, H, cell.Wxh(), cell.Whh(), cell.bh()), true),
                    "the tanh is left out",
                    "falta la tanh"),
        };
    }

    private INDArray step(INDArray Xt, INDArray H, RnnCell cell) {
        return answer.step(Xt, H, cell.Wxh(), cell.Whh(), cell.bh());
    }
}
