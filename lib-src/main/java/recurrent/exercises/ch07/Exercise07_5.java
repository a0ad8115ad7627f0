package recurrent.exercises.ch07;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.OneHot;
import recurrent.nn.RnnCell;
import recurrent.text.CharTokenizer;
import recurrent.text.Vocabulary;

/** 07.5, how long the first letter lasts: the distance between two states, letter by letter. */
@Exercise(id = "07.5", en = "How long does the first letter last?", es = "¿Cuánto dura la primera letra?")
public final class Exercise07_5 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Distances {
        /** The distance between the states of a cell that reads two words of equal length, after each letter. */
        double[] distances(String first, String second, Vocabulary vocabulary, RnnCell cell);
    }

    private static final Vocabulary LETTERS = Vocabulary.of(Stream.of("a", "e", "n", "o", "r", "u", "x"));

    private final Distances answer;

    Exercise07_5(Distances answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's measurement
     * @return points and verdicts
     */
    public static Score check(Distances answer) {
        return Check.run(Exercise07_5.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "finds the first letter again at the r, and finds nothing if Whh is zero",
            es = "encuentra la primera letra al llegar a la r, y nada si Whh es cero",
            hintEn = "Read each word through, handing the state on; do not start from zeros at every letter.",
            hintEs = "Lee cada palabra entera pasando el estado; no empieces desde ceros en cada letra.")
    void memory(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 101, LETTERS.size(), 8);
        double[] distances = answer.distances("neurona", "xeurona", LETTERS, cell);
        Expect.notNull(distances);
        Expect.equal(7, distances.length);
        Expect.above(1e-6, distances[3]);
        RnnCell deaf = new RnnCell(cell.Wxh(), cell.Whh().mul(0), cell.bh());
        double[] without = answer.distances("neurona", "xeurona", LETTERS, deaf);
        Expect.equal(7, without.length);
        Expect.above(1e-6, without[0]);
        for (int t = 1; t < 7; t++) {
            Expect.close(0, without[t], 1e-12);
        }
    }

    @Test
    @NeedsPassed("memory")
    @Points(
            value = 1,
            order = 2,
            en = "gives the right distance after each letter of neurona and xeurona",
            es = "da la distancia correcta después de cada letra de neurona y xeurona",
            hintEn = "The distance is norm2 of the difference of two states: the root of the sum of "
                    + "squares, not the largest difference.",
            hintEs = "La distancia es norm2 de la diferencia de dos estados: la raíz de la suma de "
                    + "cuadrados, no la mayor diferencia.")
    void sevenDistances(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 100, LETTERS.size(), 8);
        expect("neurona", "xeurona", cell);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "gives 0 as long as the words are equal",
            es = "da 0 mientras las palabras son iguales",
            hintEn = "Both words start from the same zero state and are read by the same cell.",
            hintEs = "Las dos palabras empiezan en el mismo estado de ceros y las lee la misma celda.")
    void equalUntilTheyDiffer(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 102, LETTERS.size(), 5);
        expect("neurona", "neurona", cell);
        expect("neurona", "neurone", cell);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "works for other words, of other lengths",
            es = "sirve para otras palabras, de otras longitudes",
            hintEn = "The number of distances is the number of letters, and V is vocabulary.size(): no "
                    + "fixed numbers.",
            hintEs = "Hay tantas distancias como letras, y V es vocabulary.size(): nada de números fijos.")
    void otherWords(Numbers numbers) {
        RnnCell cell = ByHand.cell(numbers, 103, LETTERS.size(), 6);
        expect("a", "e", cell);
        expect("euro", "aura", cell);
        Vocabulary larger = Vocabulary.of("abcdefgh".codePoints().mapToObj(Character::toString));
        expect("cabeza", "cabaña", larger, ByHand.cell(numbers, 104, larger.size(), 3));
    }

    private void expect(String first, String second, RnnCell cell) {
        expect(first, second, LETTERS, cell);
    }

    private void expect(String first, String second, Vocabulary vocabulary, RnnCell cell) {
        List<INDArray> a = states(first, vocabulary, cell);
        List<INDArray> b = states(second, vocabulary, cell);
        double[] distances = answer.distances(first, second, vocabulary, cell);
        Expect.notNull(distances);
        Expect.equal(a.size(), distances.length);
        for (int t = 0; t < distances.length; t++) {
            double squares = 0;
            for (int j = 0; j < cell.hidden(); j++) {
                double difference = a.get(t).getDouble(0, j) - b.get(t).getDouble(0, j);
                squares += difference * difference;
            }
            Expect.close(Math.sqrt(squares), distances[t], 1e-10);
        }
    }

    private static List<INDArray> states(String word, Vocabulary vocabulary, RnnCell cell) {
        int[][] batch = {vocabulary.encode(new CharTokenizer().tokens(word))};
        return ByHand.states(OneHot.encode(batch, vocabulary.size(), DataType.DOUBLE), cell);
    }
}
