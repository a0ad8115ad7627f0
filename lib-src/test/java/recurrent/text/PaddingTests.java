package recurrent.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import recurrent.text.Padding.Side;

@Label("Padding and masks")
class PaddingTests {
    private static final int[][] THREE = {{1, 2, 3, 4}, {5}, {6, 7}};

    private static String refusal(int[][] sequences, int T, int value) {
        return assertThrows(IllegalArgumentException.class, () -> Padding.pad(sequences, T, value, Side.POST))
                .getMessage();
    }

    @Test
    @DisplayName("at the end: the beginning of a long sequence stays")
    void post() {
        Padding padded = Padding.pad(THREE, 3, 9, Side.POST);
        assertArrayEquals(new int[][] {{1, 2, 3}, {5, 9, 9}, {6, 7, 9}}, padded.ids());
        assertArrayEquals(new int[] {3, 1, 2}, padded.lengths());
        assertArrayEquals(
                new double[][] {{1, 1, 1}, {1, 0, 1}, {1, 0, 0}}, padded.mask().toDoubleMatrix());
        assertEquals(DataType.FLOAT, padded.mask().dataType());
        assertEquals(3.0 / 9, padded.share(), 1e-12);
    }

    @Test
    @DisplayName("at the beginning: the end of a long sequence stays")
    void pre() {
        Padding padded = Padding.pad(THREE, 3, 0, Side.PRE);
        assertArrayEquals(new int[][] {{2, 3, 4}, {0, 0, 5}, {0, 6, 7}}, padded.ids());
        assertArrayEquals(
                new double[][] {{1, 0, 0}, {1, 0, 1}, {1, 1, 1}}, padded.mask().toDoubleMatrix());
    }

    @Test
    @DisplayName("filling and cutting may happen at different sides")
    void bothSides() {
        Padding padded = Padding.pad(THREE, 3, 0, Side.POST, Side.PRE);
        assertArrayEquals(new int[][] {{2, 3, 4}, {5, 0, 0}, {6, 7, 0}}, padded.ids());
    }

    @Test
    @DisplayName("to the longest nothing is cut, and the input is not changed")
    void longest() {
        Padding padded = Padding.toLongest(THREE, 8);
        assertArrayEquals(new int[][] {{1, 2, 3, 4}, {5, 8, 8, 8}, {6, 7, 8, 8}}, padded.ids());
        assertArrayEquals(new int[] {1, 2, 3, 4}, THREE[0]);
    }

    @Property(tries = 100)
    @Label("mask columns sum to the lengths, masked symbols are the text, the rest is padding")
    void maskAgrees(
            @ForAll @IntRange(min = 1, max = 12) int T,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll Side fill,
            @ForAll Side cut,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[][] sequences = new int[n][];
        for (int i = 0; i < n; i++) {
            sequences[i] = random.ints(1 + random.nextInt(20), 1, 50).toArray();
        }
        Padding padded = Padding.pad(sequences, T, 0, fill, cut);
        INDArray mask = padded.mask();
        assertArrayEquals(new long[] {T, n}, mask.shape());
        INDArray sums = mask.sum(0);
        for (int i = 0; i < n; i++) {
            assertEquals(Math.min(T, sequences[i].length), padded.lengths()[i]);
            assertEquals(padded.lengths()[i], sums.getInt(i));
            int next = cut == Side.PRE ? sequences[i].length - padded.lengths()[i] : 0;
            for (int t = 0; t < T; t++) {
                int expected = mask.getInt(t, i) == 1 ? sequences[i][next++] : 0;
                assertEquals(expected, padded.ids()[i][t]);
            }
        }
    }

    @Test
    @DisplayName("nothing, empty sequences, no steps and a vocabulary without padding are refused")
    void refusals() {
        assertTrue(refusal(new int[0][], 3, 0).contains("sequences"));
        assertTrue(refusal(new int[][] {{1}, {}}, 3, 0).startsWith("sequences[1]"));
        assertTrue(refusal(THREE, 0, 0).startsWith("T: "));
        assertTrue(refusal(THREE, 3, -1).contains("withPadding"));
    }
}
