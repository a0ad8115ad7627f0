package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.normal;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("What a model reads")
class InputLayerTests {
    private static final int[][] IDS = {{4, 0, 2}, {0, 0, 4}}; // n = 2, T = 3

    @Test
    @DisplayName("one_hot([0, 2], 5) is the seed's picture; batches are turned to (T, n, V)")
    void oneHot() {
        assertArrayEquals(
                new double[][] {{1, 0, 0, 0, 0}, {0, 0, 1, 0, 0}},
                OneHot.encode(new int[] {0, 2}, 5).toDoubleMatrix());
        var X = OneHot.encode(new int[][] {{1, 2, 3}, {4, 5, 6}}, 7);
        assertArrayEquals(new long[] {3, 2, 7}, X.shape());
        assertEquals(1, X.getDouble(2, 0, 3));
        assertEquals(1, X.getDouble(0, 1, 4));
        assertEquals(6, X.sumNumber().intValue());
    }

    @Test
    @DisplayName("a symbol outside the vocabulary is refused by name and place")
    void oneHotOutside() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> OneHot.encode(new int[] {0, 5}, 5));
        assertTrue(e.getMessage().contains("ids[1]") && e.getMessage().contains("got 5"), e.getMessage());
    }

    @Test
    @DisplayName("one-hot symbols come in the type asked for, and have nothing to learn")
    void oneHotInput() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            OneHotInput input = new OneHotInput(5, type);
            assertEquals(5, input.size());
            INDArray X = input.forward(Inputs.of(IDS));
            assertEquals(type, X.dataType());
            assertEquals(OneHot.encode(IDS, 5, type), X);
            assertTrue(input.parameters().isEmpty());
            assertTrue(input.fixed().isEmpty());
            assertTrue(input.backward(Inputs.of(IDS), normal(1, 3, 2, 5)).isEmpty());
        }
    }

    @Test
    @DisplayName("numbers pass through a layer of features as they are")
    void features() {
        Features input = new Features(4);
        INDArray X = normal(1, 3, 2, 4);
        assertSame(X, input.forward(Inputs.of(X)));
        assertTrue(input.backward(Inputs.of(X), X).isEmpty());
        Exception e = assertThrows(IllegalArgumentException.class, () -> input.forward(Inputs.of(normal(1, 3, 2, 5))));
        assertEquals("inputs: expected shape (any, any, 4), got (3, 2, 5)", e.getMessage());
    }

    @Test
    @DisplayName("a table of vectors, read as any input: the gradient of the table, under its name")
    void table() {
        Embedding table = Embedding.random(5, 4, Init.normal(1), DataType.DOUBLE, 1);
        INDArray weights = normal(2, 3, 2, 4);
        assertEquals(table.forward(IDS), table.forward(Inputs.of(IDS)));
        Parameters g = table.backward(Inputs.of(IDS), weights);
        assertEquals(List.of("E"), g.names());
        GradientCheck.Report report = GradientCheck.check(
                table.parameters(), g, () -> LayerChecks.sum(table.forward(Inputs.of(IDS)), weights));
        assertTrue(report.max() < 1e-9, report::toString);
    }

    @Test
    @DisplayName("symbols where numbers are read, and numbers where symbols are, are refused with the remedy")
    void mixedUp() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Features(4).forward(Inputs.of(IDS)));
        assertEquals(
                "inputs: expected numbers, shape (T, n, 4), got symbols; give the model a table of vectors to read those",
                e.getMessage());
        INDArray X = normal(1, 3, 2, 5);
        for (InputLayer layer : List.of(new OneHotInput(5, DataType.DOUBLE), Embedding.random(5, 4, 1))) {
            e = assertThrows(IllegalArgumentException.class, () -> layer.forward(Inputs.of(X)));
            assertEquals(
                    "inputs: expected symbols, got numbers; a model without a table of vectors reads those",
                    e.getMessage());
        }
    }

    @Test
    @DisplayName("both know how many sequences there are")
    void sequences() {
        assertEquals(2, Inputs.of(IDS).sequences());
        assertEquals(2, Inputs.of(normal(1, 3, 2, 4)).sequences());
    }
}
