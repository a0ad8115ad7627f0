package recurrent.exercises.ch05;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.text.Batch;
import recurrent.text.Windows;

/** 05.4, strips: batches that go on where the ones before ended, and a guard that notices when they do not. */
@Exercise(id = "05.4", en = "Batches that go on", es = "Lotes que continúan")
public final class Exercise05_4 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Strips {
        /** Batch k of a text that is read as n strips, T symbols at a time. */
        Batch batch(int[] ids, int n, int T, int k);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Guard {
        /** Whether every sequence of the second batch goes on where the same one of the first ended. */
        boolean mayCarry(Batch before, Batch after);
    }

    private record Answer(Strips strips, Guard guard) {}

    private final Answer answer;

    Exercise05_4(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param strips cuts a batch
     * @param guard  compares two batches
     * @return points and verdicts
     */
    public static Score check(Strips strips, Guard guard) {
        return Check.run(Exercise05_4.class, new Answer(strips, guard));
    }

    /** A text in which every symbol occurs once: a wrong place cannot look right by chance. */
    private static int[] ids(int length) {
        return IntStream.range(0, length).map(i -> 3 * i + 1).toArray();
    }

    private static List<Batch> batches(int n, int T) {
        List<Batch> batches = new ArrayList<>();
        Windows.sequential(ids(n * T * 3 + 1), n, T).forEach(batches::add);
        return batches;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives n sequences of T symbols to read and as many to predict",
            es = "da n secuencias de T símbolos para leer y otras tantas para predecir",
            hintEn = "new Batch(inputs, targets), both int[n][T]. The targets start one symbol later.",
            hintEs = "new Batch(inputs, targets), los dos int[n][T]. Los objetivos empiezan un símbolo después.")
    void sizes(Numbers numbers) {
        int n = numbers.size(3);
        int T = numbers.size(4);
        Batch batch = answer.strips().batch(ids(60 * n), n, T, 0);
        Expect.notNull(batch);
        Expect.equal(n, batch.inputs().length);
        Expect.equal(n, batch.targets().length);
        for (int i = 0; i < n; i++) {
            Expect.equal(T, batch.inputs()[i].length);
            Expect.equal(T, batch.targets()[i].length);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "lets sequence i begin at the beginning of strip i",
            es = "hace que la secuencia i empiece al principio de la tira i",
            hintEn =
                    "A strip has (length − 1) / n symbols, because the very last symbol is only ever a target. Strip i starts "
                            + "at i times that.",
            hintEs = "Una tira tiene (longitud − 1) / n símbolos, porque el último símbolo de todos solo puede ser "
                    + "objetivo. La tira i empieza en i veces eso.")
    void begins() {
        int[] ids = ids(24); // three strips of 7, not of 8
        Batch batch = answer.strips().batch(ids, 3, 3, 0);
        Expect.notNull(batch);
        for (int i = 0; i < 3; i++) {
            Expect.equal(
                    Arrays.toString(Arrays.copyOfRange(ids, 7 * i, 7 * i + 3)), Arrays.toString(batch.inputs()[i]));
            Expect.equal(
                    Arrays.toString(Arrays.copyOfRange(ids, 7 * i + 1, 7 * i + 4)),
                    Arrays.toString(batch.targets()[i]));
        }
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "lets batch k + 1 go on where batch k ended, in every sequence",
            es = "hace que el lote k + 1 siga donde acabó el lote k, en todas las secuencias",
            hintEn = "From batch to batch every sequence moves T symbols along its own strip: i · strip + k · T.",
            hintEs = "De un lote al siguiente, cada secuencia avanza T símbolos por su propia tira: i · tira + k · T.")
    void goesOn(Numbers numbers) {
        int n = numbers.size(3);
        int T = numbers.size(4);
        int[] ids = ids(5 * n * T + 2);
        int strip = (ids.length - 1) / n;
        for (int k = 0; k < 5; k++) {
            Batch batch = answer.strips().batch(ids, n, T, k);
            Expect.notNull(batch);
            for (int i = 0; i < n; i++) {
                int start = i * strip + k * T;
                Expect.equal(
                        Arrays.toString(Arrays.copyOfRange(ids, start, start + T)), Arrays.toString(batch.inputs()[i]));
            }
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "lets the state be carried between neighbouring batches",
            es = "permite llevar el estado de un lote al siguiente",
            hintEn = "The symbol that the first batch predicts last is the one that the second reads first.",
            hintEs = "El símbolo que el primer lote predice en último lugar es el que el segundo lee en primero.")
    void allows(Numbers numbers) {
        List<Batch> batches = batches(numbers.size(3), numbers.size(4));
        Expect.equal(true, answer.guard().mayCarry(batches.get(0), batches.get(1)));
        Expect.equal(true, answer.guard().mayCarry(batches.get(1), batches.get(2)));
    }

    @Test
    @NeedsPassed("allows")
    @Points(
            value = 2,
            order = 5,
            en = "forbids it when one sequence breaks, when batches are swapped, and for random windows",
            es = "lo prohíbe si se rompe una secuencia, si los lotes van al revés y con ventanas al azar",
            hintEn =
                    "All sequences must go on, not only the first: compare each row, and first of all the numbers of rows.",
            hintEs =
                    "Tienen que continuar todas las secuencias, no solo la primera: compara cada fila y, antes de nada, "
                            + "cuántas filas hay.")
    void forbids(Numbers numbers) {
        List<Batch> batches = batches(3, 4);
        Batch first = batches.get(0);
        Batch second = batches.get(1);
        Expect.equal(false, answer.guard().mayCarry(second, first));
        Expect.equal(false, answer.guard().mayCarry(first, batches.get(2)));
        for (int broken = 0; broken < 3; broken++) {
            int[][] inputs = second.inputs().clone();
            int[][] targets = second.targets().clone();
            inputs[broken] = first.inputs()[broken];
            targets[broken] = first.targets()[broken];
            Expect.equal(false, answer.guard().mayCarry(first, new Batch(inputs, targets)));
        }
        Batch fewer = new Batch(Arrays.copyOf(second.inputs(), 2), Arrays.copyOf(second.targets(), 2));
        Expect.equal(false, answer.guard().mayCarry(first, fewer));
        List<Batch> shuffled = new ArrayList<>();
        Windows.of(ids(40), 4).shuffled(3, numbers.seed(54)).forEach(shuffled::add);
        Expect.equal(false, answer.guard().mayCarry(shuffled.get(0), shuffled.get(1)));
    }
}
