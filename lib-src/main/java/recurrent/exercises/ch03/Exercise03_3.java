package recurrent.exercises.ch03;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 03.3, batches: how many there are, how long the last is, and that each example is in one of them. */
@Exercise(id = "03.3", en = "Batches", es = "Lotes")
public final class Exercise03_3 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Updates {
        /** How many updates a training takes. */
        int of(int examples, int size, int epochs);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Last {
        /** How many examples the last batch of an epoch has. */
        int of(int examples, int size);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Cut {
        /** The numbers 0 … n − 1 in random order, cut into batches. */
        List<int[]> of(int n, int size, Random random);
    }

    private final Answer answer;

    Exercise03_3(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Updates updates, Last last, Cut cut) {}

    /**
     * Checks an answer.
     *
     * @param updates counts updates
     * @param last    counts the examples of the last batch
     * @param cut     cuts an epoch into batches
     * @return points and verdicts
     */
    public static Score check(Updates updates, Last last, Cut cut) {
        return Check.run(Exercise03_3.class, new Answer(updates, last, cut));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts 469 updates in one epoch and 2345 in five",
            es = "cuenta 469 actualizaciones en una época y 2345 en cinco",
            hintEn =
                    "60 000 / 128 is 468.75, and Java cuts whole numbers off: round up. Each epoch has its own short batch.",
            hintEs =
                    "60 000 / 128 es 468,75, y Java corta los enteros: redondea hacia arriba. Cada época tiene su lote corto.")
    void counts() {
        Expect.equal(469, answer.updates().of(60_000, 128, 1));
        Expect.equal(2345, answer.updates().of(60_000, 128, 5));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "adds no empty batch when the size fits exactly",
            es = "no añade un lote vacío cuando el tamaño encaja justo",
            hintEn =
                    "256 examples in batches of 128 are 2 batches. (n + size − 1) / size rounds up without going too far.",
            hintEs =
                    "256 ejemplos en lotes de 128 son 2 lotes. (n + size − 1) / size redondea hacia arriba sin pasarse.")
    void exact() {
        Expect.equal(2, answer.updates().of(256, 128, 1));
        Expect.equal(1, answer.updates().of(5, 128, 1));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "knows how long the last batch is",
            es = "sabe cuánto mide el último lote",
            hintEn = "The remainder n % size, but a remainder of 0 means that the last batch is full.",
            hintEs = "El resto n % size; pero si el resto es 0, el último lote está lleno.")
    void lastBatch() {
        Expect.equal(96, answer.last().of(60_000, 128));
        Expect.equal(128, answer.last().of(256, 128));
        Expect.equal(5, answer.last().of(5, 128));
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "puts every example into exactly one batch",
            es = "pone cada ejemplo en un lote, y solo en uno",
            hintEn = "Batches of 4, 4 and 2 for ten examples. Mind the end of the last: Math.min(n, start + size).",
            hintEs =
                    "Lotes de 4, 4 y 2 para diez ejemplos. Cuidado con el final del último: Math.min(n, inicio + size).")
    void everyOnce(Numbers numbers) {
        int n = numbers.size(10);
        List<int[]> batches = answer.cut().of(n, 4, new Random(numbers.seed(1)));
        Expect.notNull(batches);
        List<Integer> lengths = new ArrayList<>();
        for (int left = n; left > 0; left -= 4) {
            lengths.add(Math.min(4, left));
        }
        Expect.equal(lengths, batches.stream().map(batch -> batch.length).toList());
        int[] all = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
        Expect.equal(Arrays.toString(IntStream.range(0, n).toArray()), Arrays.toString(all));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "takes them in an order that the given source decides",
            es = "los toma en un orden que decide la fuente dada",
            hintEn =
                    "Collections.shuffle(list, random). Without random it uses a source of its own and no run can be repeated.",
            hintEs =
                    "Collections.shuffle(list, random). Sin random usa una fuente suya y ninguna ejecución se puede repetir.")
    void shuffled() {
        String first = text(answer.cut().of(100, 100, new Random(1)));
        List<Integer> inOrder = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            inOrder.add(i);
        }
        Expect.yes(!first.equals("[" + inOrder + "]"), "they came in their old order", "salieron en su orden");
        Expect.equal(first, text(answer.cut().of(100, 100, new Random(1))));
        Expect.yes(
                !first.equals(text(answer.cut().of(100, 100, new Random(2)))),
                "two sources gave the same order",
                "dos fuentes dieron el mismo orden");
    }

    private static String text(List<int[]> batches) {
        Expect.notNull(batches);
        return batches.stream().map(Arrays::toString).toList().toString();
    }
}
