package recurrent.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("Windows and batches")
class WindowsTests {
    private static int[] count(int n) {
        return IntStream.range(0, n).toArray();
    }

    private static List<Batch> list(Iterable<Batch> batches) {
        List<Batch> list = new ArrayList<>();
        batches.forEach(list::add);
        return list;
    }

    @Property(tries = 100)
    @Label("in any order every window comes once, and targets are inputs one symbol later")
    void everyWindowOnce(
            @ForAll @IntRange(min = 2, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 9) int T,
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll long seed) {
        if (length < T + 1) {
            assertThrows(IllegalArgumentException.class, () -> Windows.of(count(length), T));
            return;
        }
        Windows windows = Windows.of(count(length), T);
        assertEquals(length - T, windows.size());
        List<Integer> starts = new ArrayList<>();
        for (Batch batch : windows.shuffled(n, seed)) {
            assertTrue(batch.sequences() <= n);
            for (int i = 0; i < batch.sequences(); i++) {
                starts.add(batch.inputs()[i][0]);
                for (int t = 0; t < T; t++) {
                    assertEquals(batch.inputs()[i][0] + t, batch.inputs()[i][t]);
                    assertEquals(batch.inputs()[i][t] + 1, batch.targets()[i][t]);
                }
            }
        }
        assertEquals(
                IntStream.range(0, length - T).boxed().toList(),
                starts.stream().sorted().toList());
    }

    @Test
    @DisplayName("the same seed gives the same order, another seed another one")
    void seeded() {
        Windows windows = Windows.of(count(100), 4);
        int[][] a = list(windows.shuffled(96, 1)).get(0).inputs();
        assertTrue(Arrays.deepEquals(a, list(windows.shuffled(96, 1)).get(0).inputs()));
        assertNotEquals(
                Arrays.deepToString(a),
                Arrays.deepToString(list(windows.shuffled(96, 2)).get(0).inputs()));
    }

    @Test
    @DisplayName("10,000 windows in batches of 1,024 make 10 batches, the last of 784")
    void lastBatchIsKept() {
        List<Batch> batches = list(Windows.of(count(10_032), 32).inOrder(1024));
        assertEquals(10, batches.size());
        assertEquals(784, batches.get(9).sequences());
    }

    @Test
    @DisplayName("sequential batches go on where the batch before ended; shuffled ones do not")
    void sequentialBatchesContinue() {
        List<Batch> batches = list(Windows.sequential(count(101), 4, 5));
        assertEquals(5, batches.size());
        for (int k = 1; k < batches.size(); k++) {
            for (int i = 0; i < 4; i++) {
                assertEquals(batches.get(k - 1).targets()[i][4], batches.get(k).inputs()[i][0]);
            }
        }
        List<Batch> random = list(Windows.of(count(101), 5).shuffled(4, 3));
        assertNotEquals(random.get(0).targets()[0][4], random.get(1).inputs()[0][0]);
    }

    @Test
    @DisplayName("asking for more than there is says how much there is")
    void tooMuch() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Windows.of(count(50), 10, 30, 20));
        assertTrue(e.getMessage().contains("40"), e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> Windows.sequential(count(20), 4, 5));
        assertTrue(e.getMessage().contains("21"), e.getMessage());
    }

    @Property(tries = 100)
    @Label(
            "windows that lie apart begin T symbols after one another; a seed moves and mixes them, and predicts none twice")
    void apart(
            @ForAll @IntRange(min = 12, max = 80) int length,
            @ForAll @IntRange(min = 1, max = 9) int T,
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll long seed) {
        Windows windows = Windows.of(count(length), T);
        List<Integer> starts = new ArrayList<>();
        for (Batch batch : windows.apart(n)) {
            assertTrue(batch.sequences() <= n);
            for (int[] inputs : batch.inputs()) {
                starts.add(inputs[0]);
            }
        }
        assertEquals(
                IntStream.range(0, (length - T + T - 1) / T)
                        .map(k -> k * T)
                        .boxed()
                        .toList(),
                starts);
        List<Integer> mixed = new ArrayList<>();
        for (Batch batch : windows.apart(n, seed)) {
            for (int[] inputs : batch.inputs()) {
                mixed.add(inputs[0]);
            }
        }
        int first = mixed.stream().min(Integer::compare).orElseThrow();
        assertTrue(first < T);
        assertEquals(
                IntStream.iterate(first, k -> k < length - T, k -> k + T)
                        .boxed()
                        .toList(),
                mixed.stream().sorted().toList());
    }
}
