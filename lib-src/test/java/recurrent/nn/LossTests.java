package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Softmax, cross-entropy, output layer and clipping")
class LossTests {
    private static final INDArray HELO = Nd4j.createFromArray(new double[][] {{1.0, 2.2, -3.0, 4.1}});
    private static final double[] PROBABILITIES = {0.03768411, 0.12511565, 0.00069021, 0.83651003};

    @Test
    @DisplayName("softmax of [1.0, 2.2, −3.0, 4.1] and its cross-entropy for “e”")
    void golden() {
        assertArrayEquals(PROBABILITIES, Softmax.of(HELO).toDoubleVector(), 5e-9);
        assertEquals(2.078516766534, CrossEntropy.loss(HELO, new int[] {1}), 1e-12);
        assertArrayEquals(
                new double[] {0.03768411, -0.87488435, 0.00069021, 0.83651003},
                CrossEntropy.gradient(HELO, new int[] {1}).toDoubleVector(),
                5e-9);
    }

    @Test
    @DisplayName("scores of 1000 make no NaN, and shifting all scores changes nothing")
    void stable() {
        INDArray large = HELO.add(1000);
        assertArrayEquals(PROBABILITIES, Softmax.of(large).toDoubleVector(), 5e-9);
        assertEquals(2.078516766534, CrossEntropy.loss(large, new int[] {1}), 1e-10);
        INDArray hopeless = Nd4j.createFromArray(new double[][] {{0, -2000}});
        assertEquals(2000, CrossEntropy.loss(hopeless, new int[] {1}), 1e-9);
    }

    @Test
    @DisplayName("the loss gradient and the output layer pass the gradient check")
    void gradientCheck() {
        OutputLayer layer = OutputLayer.random(4, 5, Init.normal(0.5), DataType.DOUBLE, 1);
        INDArray H = Init.normal(new Random(2), 1, DataType.DOUBLE, 3, 4);
        int[] targets = {4, 0, 2};
        OutputLayer.Gradients g = layer.backward(H, CrossEntropy.gradient(layer.forward(H), targets));
        Map<String, INDArray> values = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        layer.parameters().names().forEach(name -> {
            values.put(name, layer.parameters().get(name));
            gradients.put(name, g.parameters().get(name));
        });
        values.put("H", H);
        gradients.put("H", g.dH());
        GradientCheck.Report report = GradientCheck.check(
                Parameters.of(values), Parameters.of(gradients), () -> CrossEntropy.loss(layer.forward(H), targets));
        assertTrue(report.max() < 1e-8, report::toString);
    }

    @Test
    @DisplayName("targets that are too few or outside the vocabulary are refused")
    void badTargets() {
        assertThrows(IllegalArgumentException.class, () -> CrossEntropy.loss(HELO, new int[] {1, 2}));
        Exception e = assertThrows(IllegalArgumentException.class, () -> CrossEntropy.loss(HELO, new int[] {4}));
        assertEquals("targets[0]: expected 0 … 3, got 4", e.getMessage());
    }

    @Test
    @DisplayName("clipping (3, 4) at 1 gives (0.6, 0.8); at 10 it stays")
    void clipping() {
        Parameters g = Parameters.of(Map.of("g", Nd4j.createFromArray(3.0, 4.0)));
        assertEquals(5, Clipping.clip(g, 10), 1e-12);
        assertArrayEquals(new double[] {3, 4}, g.get("g").toDoubleVector());
        assertEquals(5, Clipping.clip(g, 1), 1e-12);
        assertArrayEquals(new double[] {0.6, 0.8}, g.get("g").toDoubleVector(), 1e-12);
    }

    @Test
    @DisplayName("clipping uses one norm for all arrays, scales every row and keeps the direction")
    void clippingIsGlobal() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("A", Init.normal(new Random(1), 2, DataType.DOUBLE, 3, 2));
        arrays.put("b", Init.normal(new Random(2), 2, DataType.DOUBLE, 1, 5));
        Parameters g = Parameters.of(arrays);
        Parameters before = g.copy();
        double norm = Clipping.clip(g, 1);
        assertTrue(norm > 1);
        assertEquals(1, Clipping.globalNorm(g), 1e-12);
        for (String name : g.names()) {
            assertTrue(g.get(name).mul(norm).distance2(before.get(name)) < 1e-12, name);
        }
    }

    @Test
    @DisplayName("the first broken array is named")
    void firstNotFinite() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("a", Nd4j.createFromArray(1.0, -2.0));
        arrays.put("b", Nd4j.createFromArray(1.0, Double.NaN));
        assertEquals("b", Parameters.of(arrays).firstNotFinite());
        arrays.put("b", Nd4j.createFromArray(1.0, Double.NEGATIVE_INFINITY));
        assertEquals("b", Parameters.of(arrays).firstNotFinite());
        arrays.remove("b");
        assertEquals("", Parameters.of(arrays).firstNotFinite());
    }
}
