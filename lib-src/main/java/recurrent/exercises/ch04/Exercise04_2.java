package recurrent.exercises.ch04;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 04.2, a text as counts, which forget the order, and as a state that fades, which keeps it. */
@Exercise(id = "04.2", en = "Counting and fading", es = "Contar y desvanecer")
public final class Exercise04_2 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Bag {
        /** How often each of V words comes in a text: shape (V), DOUBLE. */
        INDArray count(int[] ids, int V);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Fading {
        /** The state after reading a text: at each word it halves, then 1 is added at the word. Shape (V), DOUBLE. */
        INDArray read(int[] ids, int V);
    }

    private record Answer(Bag bag, Fading fading) {}

    private final Answer answer;

    Exercise04_2(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param bag    counts
     * @param fading reads in order
     * @return points and verdicts
     */
    public static Score check(Bag bag, Fading fading) {
        return Check.run(Exercise04_2.class, new Answer(bag, fading));
    }

    private static INDArray row(double... numbers) {
        return Nd4j.createFromArray(numbers);
    }

    /** Words in some order, some of them twice. */
    private static int[] text(Numbers numbers, int words, int V, long seed) {
        return new Random(numbers.seed(seed)).ints(words, 0, V).toArray();
    }

    private static double[] counts(int[] ids, int V) {
        double[] counts = new double[V];
        for (int id : ids) {
            counts[id]++;
        }
        return counts;
    }

    /** Without a loop over states: a word that was read k words before the end has weight 1/2 to the power of k. */
    private static double[] weights(int[] ids, int V) {
        double[] weights = new double[V];
        for (int i = 0; i < ids.length; i++) {
            weights[ids[i]] += Math.pow(0.5, ids.length - 1 - i);
        }
        return weights;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives a vector with one place for every word of the vocabulary, even for an empty text",
            es = "da un vector con un lugar por cada palabra del vocabulario, incluso con un texto vacío",
            hintEn = "Its length is V, not the length of the text: Nd4j.zeros(DataType.DOUBLE, V).",
            hintEs = "Su longitud es V, no la del texto: Nd4j.zeros(DataType.DOUBLE, V).")
    void shape(Numbers numbers) {
        int V = numbers.size(7);
        Expect.shape(answer.bag().count(new int[] {3, 1, 3}, V), V);
        Expect.shape(answer.bag().count(new int[0], V), V);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 2,
            en = "counts how often each word comes",
            es = "cuenta cuántas veces sale cada palabra",
            hintEn = "A word that comes twice counts 2: add 1 to what is there.",
            hintEs = "Una palabra que sale dos veces cuenta 2: suma 1 a lo que haya.")
    void counts() {
        Expect.close(
                row(1, 1, 0, 2, 0),
                answer.bag().count(new int[] {3, 1, 3, 0}, 5),
                1e-12,
                new Cause(
                        row(1, 1, 0, 1, 0),
                        "seen or not seen instead of how often",
                        "visto o no visto, en vez de cuántas veces"));
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 3,
            en = "gives the same vector for the same words in another order",
            es = "da el mismo vector a las mismas palabras en otro orden",
            hintEn = "The place of a word in the text must not appear in your formula at all.",
            hintEs = "El lugar de la palabra en el texto no debe aparecer en tu fórmula.")
    void order(Numbers numbers) {
        int[] ids = text(numbers, numbers.size(9), 4, 5);
        INDArray expected = row(counts(ids, 4));
        Expect.close(expected, answer.bag().count(ids, 4), 1e-12);
        int[] backwards = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            backwards[i] = ids[ids.length - 1 - i];
        }
        Expect.close(expected, answer.bag().count(backwards, 4), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "refuses an index that is not in 0 … V − 1 with an IllegalArgumentException",
            es = "rechaza con una IllegalArgumentException un índice que no esté en 0 … V − 1",
            hintEn = "Ask before you count. To ND4J, −1 is the last place: the count would go there without a word.",
            hintEs = "Pregunta antes de contar. Para ND4J, −1 es el último lugar: la cuenta iría ahí sin avisar.")
    void refuses() {
        Expect.rejects(IllegalArgumentException.class, () -> answer.bag().count(new int[] {1, 5}, 5));
        Expect.rejects(IllegalArgumentException.class, () -> answer.bag().count(new int[] {-1}, 5));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "halves the state at every word, then adds 1 at the word",
            es = "divide el estado entre dos en cada palabra y después suma 1 en la palabra",
            hintEn = "The last word always weighs 1, the one before it a half, the one before that a quarter.",
            hintEs = "La última palabra siempre pesa 1; la anterior, un medio; la anterior a esa, un cuarto.")
    void fades() {
        int[] ids = {3, 1, 2, 4};
        Expect.close(
                row(0, 0.25, 0.5, 0.125, 1),
                answer.fading().read(ids, 5),
                1e-12,
                new Cause(row(0, 1, 1, 1, 1), "nothing fades", "nada se desvanece"),
                new Cause(
                        row(0, 0.125, 0.25, 0.0625, 0.5),
                        "added first and halved afterwards",
                        "se suma antes y se divide después"),
                new Cause(
                        row(0, 0.5, 0.25, 1, 0.125),
                        "the first word weighs most",
                        "la primera palabra es la que más pesa"));
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "lets a word that comes again add to its own echo",
            es = "hace que una palabra repetida se sume a su propio eco",
            hintEn = "Add 1 to what is left at that place; do not write 1 over it.",
            hintEs = "Suma 1 a lo que quede en ese lugar; no escribas un 1 encima.")
    void echoes(Numbers numbers) {
        Expect.close(row(0, 1.75, 0), answer.fading().read(new int[] {1, 1, 1}, 3), 1e-12);
        int[] ids = text(numbers, numbers.size(12), 3, 6);
        INDArray state = answer.fading().read(ids, 3);
        Expect.close(row(weights(ids, 3)), state, 1e-12);
    }
}
