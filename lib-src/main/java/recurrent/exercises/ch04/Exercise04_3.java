package recurrent.exercises.ch04;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.nn.Activation;
import recurrent.nn.DenseLayer;
import recurrent.nn.RnnCell;

/** 04.3, what a longer text costs: a dense layer that reads all of it at once, and a cell that reads step by step. */
@Exercise(id = "04.3", en = "The price of a longer text", es = "El precio de un texto más largo")
public final class Exercise04_3 {
    /** The first two things that the student writes. */
    @FunctionalInterface
    public interface Count {
        /** The parameters that read T steps of d numbers into h units, biases included. */
        long parameters(int T, int d, int h);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Turn {
        /** The shortest length at which the dense layer has more parameters than the cell. */
        int length(int d, int h);
    }

    private record Answer(Count dense, Count recurrent, Turn turn) {}

    private final Answer answer;

    Exercise04_3(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param dense     counts for a dense layer
     * @param recurrent counts for a recurrent cell
     * @param turn      finds where one becomes larger than the other
     * @return points and verdicts
     */
    public static Score check(Count dense, Count recurrent, Turn turn) {
        return Check.run(Exercise04_3.class, new Answer(dense, recurrent, turn));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts 8 992 and 89 632 parameters of the dense layer for 10 and 100 steps",
            es = "cuenta 8 992 y 89 632 parámetros de la capa densa con 10 y 100 pasos",
            hintEn = "It reads T·d numbers at once. Every unit has a weight for each of them, and one bias.",
            hintEs = "Lee T·d números de una vez. Cada unidad tiene un peso para cada uno, y un sesgo.")
    void dense() {
        Expect.equal(8_992, answer.dense().parameters(10, 28, 32));
        Expect.equal(89_632, answer.dense().parameters(100, 28, 32));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "counts 1 952 parameters of the cell, whatever the length",
            es = "cuenta 1 952 parámetros de la celda, mida lo que mida el texto",
            hintEn = "Wxh is (d, h), Whh is (h, h), bh is (1, h). All steps share them.",
            hintEs = "Wxh es (d, h), Whh es (h, h) y bh es (1, h). Todos los pasos los comparten.")
    void recurrent() {
        for (int T : new int[] {1, 10, 100, 100_000}) {
            Expect.equal(1_952, answer.recurrent().parameters(T, 28, 32));
        }
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "agrees with the layers of the library for other sizes",
            es = "coincide con las capas de la biblioteca con otros tamaños",
            hintEn = "Try d = 1 and h = 1: the dense layer has T + 1 parameters, the cell 3.",
            hintEs = "Prueba con d = 1 y h = 1: la capa densa tiene T + 1 parámetros; la celda, 3.")
    void library(Numbers numbers) {
        for (int[] size : new int[][] {{1, 1, 1}, {numbers.size(4), 3, numbers.size(6)}, {5, numbers.size(9), 2}}) {
            int T = size[0];
            int d = size[1];
            int h = size[2];
            Expect.equal(
                    DenseLayer.random(T * d, h, Activation.TANH, 1).parameterCount(),
                    answer.dense().parameters(T, d, h));
            Expect.equal(
                    RnnCell.random(d, h, 1).parameters().count(),
                    answer.recurrent().parameters(T, d, h));
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "counts beyond what an int holds",
            es = "cuenta más allá de lo que cabe en un int",
            hintEn = "100 000 · 1 000 · 1 000 does not fit into an int. Make one factor a long before you multiply.",
            hintEs = "100 000 · 1 000 · 1 000 no cabe en un int. Haz long uno de los factores antes de multiplicar.")
    void large() {
        Expect.equal(100_000_001_000L, answer.dense().parameters(100_000, 1_000, 1_000));
        Expect.equal(10_000_200_000L, answer.recurrent().parameters(10, 1, 100_000));
    }

    @Test
    @Points(
            value = 2,
            order = 5,
            en = "finds the length from which the dense layer is the larger one",
            es = "encuentra la longitud a partir de la cual la capa densa es la mayor",
            hintEn =
                    "T·d·h + h > d·h + h² + h: divide by d·h. With d = h = 32 both are equal at 2, so the answer is 3.",
            hintEs =
                    "T·d·h + h > d·h + h² + h: divide entre d·h. Con d = h = 32 empatan en 2, así que la respuesta es 3.")
    void turn(Numbers numbers) {
        Expect.equal(3, answer.turn().length(28, 32));
        Expect.equal(3, answer.turn().length(32, 32));
        Expect.equal(2, answer.turn().length(64, 32));
        Expect.equal(6, answer.turn().length(8, 32));
        int d = numbers.size(3);
        Expect.equal(7, answer.turn().length(d, 5 * d));
    }
}
