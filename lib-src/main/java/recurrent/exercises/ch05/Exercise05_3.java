package recurrent.exercises.ch05;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.text.Batch;

/** 05.3, a text in chunks of T+1 symbols: what is read, what is predicted, and what is left over. */
@Exercise(id = "05.3", en = "Chunks, targets, leftovers", es = "Trozos, objetivos y sobras")
public final class Exercise05_3 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Chunks {
        /** The text in pieces of T+1 symbols, one after the other; what does not fill a piece is dropped. */
        int[][] cut(int[] ids, int T);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Split {
        /** What to read and, one place later, what to predict. */
        Batch batch(int[][] chunks);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Count {
        /** Chunks, full batches of n, symbols dropped, chunks dropped. */
        int[] count(int length, int T, int n);
    }

    private record Answer(Chunks chunks, Split split, Count count) {}

    private final Answer answer;

    Exercise05_3(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param chunks cuts a text
     * @param split  splits chunks into inputs and targets
     * @param count  counts without cutting
     * @return points and verdicts
     */
    public static Score check(Chunks chunks, Split split, Count count) {
        return Check.run(Exercise05_3.class, new Answer(chunks, split, count));
    }

    private static int[] ids(Numbers numbers, int length) {
        return new Random(numbers.seed(53)).ints(length, 0, 28).toArray();
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "cuts 23 symbols into four chunks of 5 for T = 4 and drops three symbols",
            es = "corta 23 símbolos en cuatro trozos de 5 para T = 4 y descarta tres símbolos",
            hintEn =
                    "A chunk has T + 1 symbols: T to read and one more, the last target. The next one starts T + 1 later.",
            hintEs =
                    "Un trozo tiene T + 1 símbolos: T para leer y uno más, el último objetivo. El siguiente empieza T + 1 "
                            + "más allá.")
    void cuts(Numbers numbers) {
        int[] ids = ids(numbers, 23);
        int[][] expected = new int[4][];
        for (int i = 0; i < 4; i++) {
            expected[i] = Arrays.copyOfRange(ids, 5 * i, 5 * i + 5);
        }
        Expect.equal(
                Arrays.deepToString(expected),
                Arrays.deepToString(answer.chunks().cut(ids, 4)));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "drops nothing when everything fits",
            es = "no descarta nada cuando todo encaja",
            hintEn = "25 symbols are five chunks of 5. Is the condition of your loop < where it should be <=?",
            hintEs = "25 símbolos son cinco trozos de 5. ¿Pone < en la condición del bucle donde debería poner <=?")
    void fits(Numbers numbers) {
        int[] ids = ids(numbers, 25);
        int[][] chunks = answer.chunks().cut(ids, 4);
        Expect.notNull(chunks);
        int[] together = Arrays.stream(chunks).flatMapToInt(Arrays::stream).toArray();
        Expect.equal(Arrays.toString(ids), Arrays.toString(together));
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "lets the network read all but the last symbol and predict all but the first",
            es = "hace que la red lea todos los símbolos menos el último y prediga todos menos el primero",
            hintEn =
                    "Arrays.copyOfRange(chunk, 0, T) to read, Arrays.copyOfRange(chunk, 1, T + 1) to predict. «Hol» and "
                            + "«ola».",
            hintEs =
                    "Arrays.copyOfRange(chunk, 0, T) para leer y Arrays.copyOfRange(chunk, 1, T + 1) para predecir. «Hol» y "
                            + "«ola».")
    void shifts(Numbers numbers) {
        int T = numbers.size(6);
        int[][] chunks = {ids(numbers, T + 1), ids(numbers, 2 * T).clone()};
        chunks[1] = Arrays.copyOfRange(chunks[1], T - 1, 2 * T);
        Batch batch = answer.split().batch(new int[][] {chunks[0].clone(), chunks[1].clone()});
        Expect.notNull(batch);
        Expect.equal(2, batch.inputs().length);
        for (int i = 0; i < 2; i++) {
            Expect.equal(T, batch.inputs()[i].length);
            for (int t = 0; t < T; t++) {
                Expect.equal(chunks[i][t], batch.inputs()[i][t]);
                Expect.equal(chunks[i][t + 1], batch.targets()[i][t]);
            }
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "counts the two books of the chapter: 2012, 31, 39, 28 and 2050, 32, 69, 2",
            es = "cuenta los dos libros del capítulo: 2012, 31, 39, 28 y 2050, 32, 69, 2",
            hintEn =
                    "Whole division: chunks = length / (T + 1), batches = chunks / n. The remainders, with %, are dropped.",
            hintEs =
                    "División entera: trozos = longitud / (T + 1), lotes = trozos / n. Los restos, con %, se descartan.")
    void books() {
        Expect.equal("[2012, 31, 39, 28]", Arrays.toString(answer.count().count(203_251, 100, 64)));
        Expect.equal("[2050, 32, 69, 2]", Arrays.toString(answer.count().count(207_119, 100, 64)));
    }

    @Test
    @NeedsPassed("books")
    @Points(
            value = 1,
            order = 5,
            en = "counts any other text, and one that is too short",
            es = "cuenta cualquier otro texto, y uno demasiado corto",
            hintEn = "Use the arguments, not 100 and 64. A text of 50 symbols has no chunk of 101: 0, 0, 50, 0.",
            hintEs =
                    "Usa los argumentos, no 100 y 64. Un texto de 50 símbolos no tiene ningún trozo de 101: 0, 0, 50, 0.")
    void others(Numbers numbers) {
        Expect.equal("[0, 0, 50, 0]", Arrays.toString(answer.count().count(50, 100, 64)));
        int length = numbers.size(997);
        int chunks = 0;
        int left = length;
        while (left >= 9) { // T = 8, by hand
            left -= 9;
            chunks++;
        }
        int batches = 0;
        int spare = chunks;
        while (spare >= 7) {
            spare -= 7;
            batches++;
        }
        Expect.equal(
                Arrays.toString(new int[] {chunks, batches, left, spare}),
                Arrays.toString(answer.count().count(length, 8, 7)));
    }
}
