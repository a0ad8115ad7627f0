package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("An array as text")
class ArrayTextTests {
    @Test
    @DisplayName("says shape and type, and has its numbers in columns")
    void matrix() {
        assertEquals(
                "(2, 2) float\n[[ 0.5000, -1.2500]\n [10.0000,  0.0000]]",
                ArrayText.of(Nd4j.createFromArray(new float[][] {{0.5f, -1.25f}, {10, 0}})));
        assertEquals(
                "(3) double[]\n[1.0000, 2.5000, -3.0000]".replace("[1", "[ 1").replace(" 2", "  2"),
                ArrayText.of(new double[] {1, 2.5, -3}));
        assertEquals("(2) long[]\n[ 7, 10]", ArrayText.of(new long[] {7, 10}));
        assertEquals("(2, 1) int[][]\n[[1]\n [2]]", ArrayText.of(new int[][] {{1}, {2}}));
        assertEquals("(1) float[]\n[0.5000]", ArrayText.of(new float[] {0.5f}));
    }

    @Test
    @DisplayName("writes whole numbers without decimals, tiny and huge ones with exponents")
    void formats() {
        assertEquals("(2) int[]\n[1, 0]", ArrayText.of(new int[] {1, 0}));
        assertEquals("(1, 3) float\n[[0, 1, 0]]", ArrayText.of(Nd4j.createFromArray(new float[][] {{0, 1, 0}})));
        assertEquals("(2) double[]\n[ 1.500e-10, -3.000e-12]", ArrayText.of(new double[] {1.5e-10, -3e-12}));
        assertEquals(
                "(3) double[]\n[   NaN,      ∞, 0.5000]",
                ArrayText.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0.5}));
    }

    @Test
    @DisplayName("leaves out the middle of what is long, and stays readable at any size")
    void truncated() {
        String text = ArrayText.of(Nd4j.rand(DataType.FLOAT, 10, 1000, 1024));
        assertTrue(text.startsWith("(10, 1000, 1024) float\n[[["), text.substring(0, 40));
        assertTrue(text.lines().count() < 100, text.lines().count() + " lines");
        assertTrue(text.lines().allMatch(l -> l.length() <= 120), text);
        assertEquals("(1000) int[]\n[0, 0, ", ArrayText.of(new int[1000]).substring(0, 20));
        assertTrue(ArrayText.of(new int[1000]).contains(", …, "));
        String last = ArrayText.of(new double[][] {new double[40], new double[40]});
        assertTrue(last.lines().allMatch(l -> l.length() <= 120), last);
    }

    @Test
    @DisplayName("copes with scalars, empty arrays and rows of different lengths")
    void odd() {
        assertEquals("() double\n2.5000", ArrayText.of(Nd4j.scalar(2.5)));
        assertEquals("(0) double[]\n[]", ArrayText.of(new double[0]));
        assertEquals("(0, 0) double[][]\n[]", ArrayText.of(new double[0][]));
        assertEquals("double[][] [[1.0], [2.0, 3.0]]", ArrayText.of(new double[][] {{1}, {2, 3}}));
        assertTrue(ArrayText.of(Nd4j.empty(DataType.FLOAT)).startsWith("empty"));
    }
}
