package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("The embedding table")
class EmbeddingTests {
    private static final int[][] IDS = {{4, 0, 2}, {0, 0, 4}}; // n = 2, T = 3

    private static INDArray normal(long seed, int rows, int cols) {
        return Init.normal(new Random(seed), 1, DataType.DOUBLE, rows, cols);
    }

    private static Embedding table() {
        return new Embedding(normal(1, 5, 4), true);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    @DisplayName("looking up is exactly the product of one-hot vectors with the table")
    void lookupIsProduct(DataType type) {
        Embedding table = Embedding.random(5, 4, Init.normal(0.1), type, 1);
        INDArray X = table.forward(IDS);
        assertArrayEquals(new long[] {3, 2, 4}, X.shape());
        assertEquals(type, X.dataType());
        INDArray product = OneHot.encode(IDS, 5, type).reshape(6, 5).mmul(table.E());
        assertEquals(product.reshape(3, 2, 4), X);
        assertEquals(table.E().getRow(4), X.slice(2).getRow(1)); // step 2, sequence 1
        X.assign(0); // a copy: the table does not notice
        assertTrue(table.E().norm1Number().doubleValue() > 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    @DisplayName("the gradient touches only the rows that were used, and sums repeated ones")
    void sparse(DataType type) {
        INDArray dX = normal(2, 6, 4).castTo(type).reshape(3, 2, 4);
        RowGradient g = new Embedding(normal(1, 5, 4).castTo(type), true).backward(IDS, dX);
        assertArrayEquals(new int[] {0, 2, 4}, g.rows());
        assertEquals(type, g.values().dataType());
        INDArray dense = OneHot.encode(IDS, 5, type).reshape(6, 5).transpose().mmul(dX.reshape(6, 4));
        assertTrue(dense.distance2(g.dense(5)) < (type == DataType.DOUBLE ? 1e-12 : 1e-6));
        assertEquals(0, g.dense(5).getRow(1).norm1Number().doubleValue());
        assertEquals(0, g.dense(5).getRow(3).norm1Number().doubleValue());
    }

    @Test
    @DisplayName("the gradient check passes, and reads a permuted view as it is meant")
    void gradientCheck() {
        Embedding table = table();
        INDArray weights = normal(3, 6, 4).reshape(2, 3, 4).permute(1, 0, 2); // the loss: a weighted sum
        INDArray dE = table.backward(IDS, weights).dense(5);
        GradientCheck.Report report = GradientCheck.check(
                table.parameters(),
                Parameters.of(Map.of("E", dE)),
                () -> table.forward(IDS).mul(weights).sumNumber().doubleValue());
        assertTrue(report.max() < 1e-9, report::toString);
    }

    @Test
    @DisplayName("adding rows adds to what is there; with −η it is a step of gradient descent")
    void addTo() {
        Embedding table = table();
        INDArray before = table.E().dup();
        RowGradient g = table.backward(IDS, normal(2, 6, 4).reshape(3, 2, 4));
        INDArray twice = Nd4j.zeros(DataType.DOUBLE, 5, 4);
        g.addTo(twice);
        g.addTo(twice);
        assertTrue(twice.distance2(g.dense(5).mul(2)) < 1e-12);
        g.addTo(table.E(), -0.1);
        assertTrue(table.E().distance2(before.sub(g.dense(5).mul(0.1))) < 1e-12);
        assertEquals(before.getRow(1), table.E().getRow(1));
    }

    @Test
    @DisplayName("a frozen table lists no parameters, but has as many numbers; counts are V·e")
    void frozen() {
        Embedding table = table();
        assertEquals(List.of("E"), table.parameters().names());
        assertSame(table.E(), table.parameters().get("E"));
        assertEquals(20, table.parameterCount());
        RowGradient g = table.backward(IDS, Nd4j.ones(DataType.DOUBLE, 3, 2, 4));
        INDArray ones = Nd4j.ones(DataType.DOUBLE, 3, 2, 4);
        assertEquals(g.dense(5), table.backward(Inputs.of(IDS), ones).get("E"));
        assertEquals(List.of(), table.frozen().backward(Inputs.of(IDS), ones).names());
        assertEquals(List.of(), table.fixed().names());
        assertSame(table.E(), table.frozen().fixed().get("E"));
        Embedding frozen = table.frozen();
        assertSame(table.E(), frozen.E());
        assertEquals(0, frozen.parameters().count());
        assertEquals(20, frozen.parameterCount());
        assertEquals("Embedding(5 → 4, frozen, 20 parameters)", frozen.toString());
        Embedding imdb = new Embedding(Nd4j.zeros(DataType.FLOAT, 20_000, 128), true);
        assertEquals(2_560_000, imdb.parameterCount());
    }

    @Test
    @DisplayName("symbols outside the table, rows of different length and wrong shapes are refused")
    void refused() {
        Embedding table = table();
        Exception e = assertThrows(IllegalArgumentException.class, () -> table.forward(new int[][] {{0, 5}}));
        assertEquals("ids[0][1]: expected 0 … 4, got 5; was the text encoded with another vocabulary?", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> table.forward(new int[][] {{-1}}));
        assertThrows(IllegalArgumentException.class, () -> table.forward(new int[][] {{1, 2}, {1}}));
        assertThrows(IllegalArgumentException.class, () -> table.forward(new int[][] {}));
        assertThrows(IllegalArgumentException.class, () -> table.forward(new int[][] {{}}));
        assertThrows(IllegalArgumentException.class, () -> table.backward(IDS, Nd4j.ones(2, 3, 4)));
        RowGradient g = table.backward(IDS, Nd4j.ones(DataType.DOUBLE, 3, 2, 4));
        e = assertThrows(IllegalArgumentException.class, () -> g.addTo(Nd4j.ones(4, 4)));
        assertTrue(e.getMessage().startsWith("dense: expected at least 5 rows, got 4"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> g.addTo(Nd4j.ones(5, 3)));
        assertThrows(IllegalArgumentException.class, () -> new RowGradient(new int[] {1}, Nd4j.ones(2, 3)));
    }
}
