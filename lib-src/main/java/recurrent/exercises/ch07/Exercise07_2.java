package recurrent.exercises.ch07;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;

/** 07.2, a whole sequence: all states from a zero state, and a score for every symbol after every step. */
@Exercise(id = "07.2", en = "A whole sequence", es = "Una secuencia entera")
public final class Exercise07_2 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface States {
        /** The states after each step of X, shape (T, n, d); T arrays of shape (n, h). */
        List<INDArray> states(INDArray X, RnnCell cell);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Scores {
        /** The scores of T states of shape (n, h), as one array of shape (n, T, V). */
        INDArray scores(List<INDArray> states, OutputLayer output);
    }

    private final Answer answer;

    Exercise07_2(Answer answer) {
        this.answer = answer;
    }

    private record Answer(States first, Scores second) {}

    /**
     * Checks an answer.
     *
     * @param states reads a sequence
     * @param scores scores its states
     * @return points and verdicts
     */
    public static Score check(States states, Scores scores) {
        return Check.run(Exercise07_2.class, new Answer(states, scores));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives 100 states (2, 32) for 100 steps of 2 sequences",
            es = "da 100 estados (2, 32) para 100 pasos de 2 secuencias",
            hintEn = "The loop goes over the first axis of X, the time: X.size(0) turns, and X.slice(t) "
                    + "is read in turn t.",
            hintEs = "El bucle recorre el primer eje de X, el tiempo: X.size(0) vueltas, y en la vuelta t "
                    + "se lee X.slice(t).")
    void shapes() {
        List<INDArray> states = answer.first().states(Nd4j.ones(DataType.FLOAT, 100, 2, 16), RnnCell.random(16, 32, 7));
        Expect.notNull(states);
        Expect.equal(100, states.size());
        for (INDArray H : states) {
            Expect.shape(H, 2, 32);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "starts from zeros",
            es = "empieza desde ceros",
            hintEn = "Before the first symbol there is nothing to remember: H = cell.zeroState(n), and n "
                    + "is X.size(1).",
            hintEs = "Antes del primer símbolo no hay nada que recordar: H = cell.zeroState(n), y n es X.size(1).")
    void startsFromZeros(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 40, 3, 4);
        INDArray X = numbers.random(41, 1, 2, 3);
        List<INDArray> states = answer.first().states(X, cell);
        Expect.notNull(states);
        Expect.equal(1, states.size());
        Expect.close(ByHand.states(X, cell).get(0), states.get(0), 1e-10);
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 1,
            order = 3,
            en = "goes on at each step from the state before it",
            es = "continúa en cada paso desde el estado anterior",
            hintEn = "The new state must become the H of the next turn: H = cell.step(…, H). All T states "
                    + "go into the list, in order.",
            hintEs = "El estado nuevo tiene que ser la H de la vuelta siguiente: H = cell.step(…, H). Los "
                    + "T estados entran en la lista, en orden.")
    void goesOn(Numbers numbers) {
        int T = numbers.size(6);
        RnnCell cell = ByHand.cell(numbers, 42, 3, numbers.size(4));
        INDArray X = numbers.random(43, T, 2, 3);
        List<INDArray> expected = ByHand.states(X, cell);
        List<INDArray> states = answer.first().states(X, cell);
        Expect.notNull(states);
        Expect.equal(T, states.size());
        for (int t = 0; t < T; t++) {
            Expect.close(expected.get(t), states.get(t), 1e-10);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "gives scores of shape (2, 100, 16) for 16 symbols",
            es = "da puntuaciones de forma (2, 100, 16) para 16 símbolos",
            hintEn = "output.forward gives (n, V) for one step. Stack the T results along axis 1: (n, T, V).",
            hintEs = "output.forward da (n, V) para un paso. Apila los T resultados por el eje 1: (n, T, V).")
    void scoreShape() {
        RnnCell cell = RnnCell.random(16, 32, 7);
        List<INDArray> states = cell.forward(Nd4j.ones(DataType.FLOAT, 100, 2, 16), cell.zeroState(2)).steps().stream()
                .map(RnnCell.Step::H)
                .toList();
        Expect.shape(answer.second().scores(states, OutputLayer.random(32, 16, 8)), 2, 100, 16);
    }

    @Test
    @NeedsPassed("scoreShape")
    @Points(
            value = 2,
            order = 5,
            en = "puts each score in its place: [i, t] belongs to sequence i at step t",
            es = "pone cada puntuación en su sitio: [i, t] es de la secuencia i en el paso t",
            hintEn = "reshape renames places without moving the numbers. Stack along axis 1, or permute the axes.",
            hintEs = "reshape cambia el nombre de los sitios sin mover los números. Apila por el eje 1, o "
                    + "intercambia los ejes con permute.")
    void scoresInTheirPlace(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 44, 3, 4);
        OutputLayer output = new OutputLayer(numbers.random(45, 4, 3), numbers.random(46, 1, 3));
        List<INDArray> states = ByHand.states(numbers.random(47, 5, 2, 3), cell);
        INDArray scores = answer.second().scores(states, output);
        Expect.shape(scores, 2, 5, 3);
        for (int t = 0; t < 5; t++) {
            INDArray atStep = scores.get(NDArrayIndex.all(), NDArrayIndex.point(t), NDArrayIndex.all());
            Expect.close(ByHand.scores(states.get(t), output), atStep, 1e-10);
        }
    }
}
