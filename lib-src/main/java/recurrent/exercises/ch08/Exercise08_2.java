package recurrent.exercises.ch08;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.RnnCell;
import recurrent.nn.State;

/** 08.2, how much of it arrives: the product of Jacobians from the last state back to an earlier one. */
@Exercise(id = "08.2", en = "How much of it arrives", es = "Cuánto llega")
public final class Exercise08_2 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Jacobian {
        /** The matrix (h, h) by which a gradient (1, h) of the last state must be multiplied to go k steps back. */
        INDArray back(RnnCell cell, List<RnnCell.Step> steps, int k);
    }

    private final Jacobian answer;

    Exercise08_2(Jacobian answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the product of Jacobians
     * @return points and verdicts
     */
    public static Score check(Jacobian answer) {
        return Check.run(Exercise08_2.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "is the identity for 0 steps back, and (h, h) for any number",
            es = "es la identidad para 0 pasos atrás, y de (h, h) para cualquier número",
            hintEn = "Begin with Nd4j.eye(h).castTo(DataType.DOUBLE) and multiply once for each step.",
            hintEs = "Empieza con Nd4j.eye(h).castTo(DataType.DOUBLE) y multiplica una vez por cada paso.")
    void identity(Numbers numbers) {
        int h = numbers.size(3);
        RnnCell cell = ByHand.cell(numbers, 21, 2, h);
        Expect.close(Nd4j.eye(h).castTo(DataType.DOUBLE), answer.back(cell, run(numbers, cell, 5), 0), 1e-12);
        Expect.shape(answer.back(cell, run(numbers, cell, 5), 5), h, h);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "shrinks 0.9 to 2.656e-5 and grows 1.1 to 13780.6 in 100 silent steps",
            es = "encoge 0,9 hasta 2,656e-5 y agranda 1,1 hasta 13780,6 en 100 pasos en silencio",
            hintEn =
                    "In silence all states are 0 and tanh has slope 1: each step multiplies with Whhᵀ and nothing else. "
                            + "Matrices multiply with mmul.",
            hintEs = "En silencio todos los estados son 0 y la tanh tiene pendiente 1: cada paso multiplica por Whhᵀ "
                    + "y nada más. Las matrices se multiplican con mmul.")
    void diagonal(Numbers numbers) {
        INDArray J = answer.back(linear(numbers, new double[][] {{0.9, 0}, {0, 1.1}}), silence(numbers, 100), 100);
        Expect.close(Nd4j.createFromArray(new double[][] {{Math.pow(0.9, 100), 0}, {0, Math.pow(1.1, 100)}}), J, 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "goes back along the arrows: Whhᵀ, not Whh",
            es = "vuelve por las flechas: Whhᵀ, no Whh",
            hintEn = "Forward a row is multiplied by Whh; backward by its transpose.",
            hintEs = "Hacia delante la fila se multiplica por Whh; hacia atrás, por su traspuesta.")
    void transposed(Numbers numbers) {
        INDArray J = answer.back(linear(numbers, new double[][] {{0.9, 3}, {0, 0.9}}), silence(numbers, 4), 2);
        Expect.close(
                Nd4j.createFromArray(new double[][] {{0.81, 0}, {5.4, 0.81}}),
                J,
                1e-12,
                new Cause(
                        Nd4j.createFromArray(new double[][] {{0.81, 5.4}, {0, 0.81}}),
                        "Whh is not transposed",
                        "falta trasponer Whh"));
    }

    @Test
    @Points(
            value = 2,
            order = 4,
            en = "passes through tanh: agrees with small changes of the state, in a network that reads",
            es = "pasa por la tanh: coincide con pequeños cambios del estado, en una red que lee",
            hintEn =
                    "First the slopes 1 − H² of the state you leave, with mulRowVector; then Whhᵀ. The state you leave "
                            + "first is the last one.",
            hintEs = "Primero las pendientes 1 − H² del estado que dejas, con mulRowVector; después, Whhᵀ. El primer "
                    + "estado que dejas es el último.")
    void reading(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 23, 2, numbers.size(3));
        List<RnnCell.Step> steps = run(numbers, cell, 6);
        for (int k : new int[] {1, 2, 4, 6}) {
            Expect.close(numeric(cell, steps, k), answer.back(cell, steps, k), 1e-8);
        }
    }

    /** Moves each number of the state k steps before the end, and looks how the last state moves. */
    private static INDArray numeric(RnnCell cell, List<RnnCell.Step> steps, int k) {
        int T = steps.size();
        INDArray start = steps.get(T - k).Hbefore();
        double e = 1e-5;
        double[][] J = new double[cell.hidden()][cell.hidden()];
        for (int from = 0; from < cell.hidden(); from++) {
            INDArray up = start.dup();
            up.putScalar(0, from, start.getDouble(0, from) + e);
            INDArray down = start.dup();
            down.putScalar(0, from, start.getDouble(0, from) - e);
            for (int t = T - k; t < T; t++) {
                up = ByHand.step(steps.get(t).Xt(), up, cell.Wxh(), cell.Whh(), cell.bh());
                down = ByHand.step(steps.get(t).Xt(), down, cell.Wxh(), cell.Whh(), cell.bh());
            }
            for (int to = 0; to < cell.hidden(); to++) {
                J[to][from] = (up.getDouble(0, to) - down.getDouble(0, to)) / (2 * e);
            }
        }
        return Nd4j.createFromArray(J);
    }

    private static RnnCell linear(Numbers numbers, double[][] Whh) {
        return new RnnCell(numbers.random(22, 2, 2), Nd4j.createFromArray(Whh), Nd4j.zeros(DataType.DOUBLE, 1, 2));
    }

    private static List<RnnCell.Step> silence(Numbers numbers, int T) {
        RnnCell cell = linear(numbers, new double[2][2]);
        return cell.forward(Nd4j.zeros(DataType.DOUBLE, T, 1, 2), cell.zeroState(1))
                .steps();
    }

    private static List<RnnCell.Step> run(Numbers numbers, RnnCell cell, int T) {
        return cell.forward(numbers.random(24, T, 1, 2), State.of(numbers.random(25, 1, cell.hidden())))
                .steps();
    }
}
