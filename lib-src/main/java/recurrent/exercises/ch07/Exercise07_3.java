package recurrent.exercises.ch07;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.RnnCell;

/** 07.3, carry the state: reading in pieces must end where reading at once ends. */
@Exercise(id = "07.3", en = "Carry the state: find two bugs", es = "Pasar el estado: busca dos fallos")
public final class Exercise07_3 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Read {
        /** The last states, shape (n, h), after reading X, shape (T, n, d), in pieces of so many steps. */
        INDArray read(INDArray X, int piece, RnnCell cell);
    }

    private final Read answer;

    Exercise07_3(Read answer) {
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
        if (from < 0 || from >= to || to > X.size(0)) {
            throw new IllegalArgumentException(
                    "from, to: expected 0 ≤ from < to ≤ " + X.size(0) + ", got " + from + " and " + to);
        }
        return X.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all());
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's reader
     * @return points and verdicts
     */
    public static Score check(Read answer) {
        return Check.run(Exercise07_3.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "reads one sequence in pieces that fit: 100 = 50 + 50",
            es = "lee una secuencia en trozos que encajan: 100 = 50 + 50",
            hintEn = "The second piece must begin with the state in which the first ended, not with zeros.",
            hintEs = "El segundo trozo debe empezar con el estado en que acabó el primero, no con ceros.")
    void piecesThatFit(Numbers numbers) {
        sameAsAtOnce(numbers, 1, 100, 50);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "reads one sequence with a rest: 100 = 60 + 40",
            es = "lee una secuencia con resto: 100 = 60 + 40",
            hintEn = "100 / 60 is 1 in whole numbers, so the last 40 steps are lost. Go on while "
                    + "something is left; the last piece is shorter.",
            hintEs = "100 / 60 es 1 en números enteros, así que se pierden los últimos 40 pasos. Sigue "
                    + "mientras quede algo; el último trozo es más corto.")
    void rest(Numbers numbers) {
        sameAsAtOnce(numbers, 1, 100, 60);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "gives each sequence a memory of its own",
            es = "da a cada secuencia su propia memoria",
            hintEn = "The state is a matrix with one row per sequence. Hand it on whole; row 0 is the "
                    + "memory of sequence 0 only.",
            hintEs = "El estado es una matriz con una fila por secuencia. Pásala entera: la fila 0 es la "
                    + "memoria de la secuencia 0 y de nadie más.")
    void ownMemory(Numbers numbers) {
        sameAsAtOnce(numbers, 3, 20, 10);
        sameAsAtOnce(numbers, 2, 20, 5);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "works for any size of piece: 1 step, all steps, more than all",
            es = "sirve para cualquier tamaño de trozo: 1 paso, todos los pasos, más de todos",
            hintEn = "A piece ends at the smaller of from + piece and X.size(0).",
            hintEs = "Un trozo acaba en el menor de from + piece y X.size(0).")
    void anySize(Numbers numbers) {
        sameAsAtOnce(numbers, 2, 7, 1);
        sameAsAtOnce(numbers, 2, 7, 7);
        sameAsAtOnce(numbers, 2, 7, 30);
    }

    private void sameAsAtOnce(Numbers numbers, int n, int T, int piece) {
        RnnCell cell = ByHand.elephant(numbers, 50 + n, 3, numbers.size(6));
        INDArray X = numbers.random(60 + T, T, n, 3);
        INDArray last = answer.read(X.dup(), piece, cell);
        Expect.close(ByHand.states(X, cell).get(T - 1), last, 1e-12);
    }
}
