package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Dense layers and perceptrons")
class MlpTests {
    private static INDArray normal(long seed, int rows, int cols) {
        return Init.normal(new Random(seed), 1, DataType.DOUBLE, rows, cols);
    }

    private static Mlp mlp(boolean biases, int... sizes) {
        Mlp mlp = Mlp.random(sizes, Activation.TANH, Activation.SIGMOID, Init.xavier(), DataType.DOUBLE, 1);
        if (!biases) {
            return mlp.withoutBiases();
        }
        mlp.layers().forEach(l -> l.b().assign(normal(l.inputs(), 1, l.outputs()))); // zeros could hide a mistake
        return mlp;
    }

    @Test
    @DisplayName("a dense layer equals three explicit loops")
    void denseEqualsLoops() {
        DenseLayer layer = new DenseLayer(normal(1, 3, 2), normal(2, 1, 2), Activation.TANH);
        INDArray X = normal(3, 5, 3);
        DenseLayer.Run run = layer.forward(X);
        assertArrayEquals(new long[] {5, 2}, run.A().shape());
        for (int i = 0; i < 5; i++) {
            for (int k = 0; k < 2; k++) {
                double z = layer.b().getDouble(0, k);
                for (int j = 0; j < 3; j++) {
                    z += X.getDouble(i, j) * layer.W().getDouble(j, k);
                }
                assertEquals(z, run.Z().getDouble(i, k), 1e-12);
                assertEquals(Math.tanh(z), run.A().getDouble(i, k), 1e-12);
            }
        }
    }

    @ParameterizedTest(name = "{0}, biases {1}, n={2}")
    @CsvSource({
        "IDENTITY, true, 1",
        "IDENTITY, false, 3",
        "SIGMOID, true, 3",
        "SIGMOID, false, 1",
        "TANH, true, 1",
        "TANH, true, 4",
        "RELU, true, 4",
        "RELU, false, 1"
    })
    @DisplayName("a dense layer passes the gradient check on parameters and inputs")
    void denseGradientCheck(Activation activation, boolean biases, int n) {
        DenseLayer layer = biases
                ? new DenseLayer(normal(1, 3, 4), normal(2, 1, 4), activation)
                : DenseLayer.withoutBiases(normal(1, 3, 4), activation);
        INDArray X = normal(3, n, 3);
        INDArray weights = normal(4, n, 4); // the loss: a weighted sum of the outputs
        DenseLayer.Gradients g = layer.backward(layer.forward(X), weights);
        GradientCheck.Report report = GradientCheck.check(
                plus(layer.parameters("1"), "X", X),
                plus(layer.named(g, "1"), "X", g.dX()),
                () -> layer.forward(X).A().mul(weights).sumNumber().doubleValue());
        assertEquals(biases ? 3 : 2, report.worst().size());
        assertTrue(report.max() < 1e-8, report::toString);
    }

    private static Parameters plus(Parameters parameters, String name, INDArray array) {
        return Parameters.join(parameters, Parameters.of(Map.of(name, array)));
    }

    @ParameterizedTest(name = "biases {0}, n={1}")
    @CsvSource({"true, 1", "true, 4", "false, 1", "false, 4"})
    @DisplayName("a perceptron of three layers passes the gradient check on parameters and inputs")
    void gradientCheck(boolean biases, int n) {
        Mlp mlp = mlp(biases, 3, 4, 5, 2);
        INDArray X = normal(3, n, 3);
        INDArray Y = normal(4, n, 2);
        Mlp.Run run = mlp.forward(X);
        Mlp.Gradients g = mlp.backward(run, MeanSquaredError.gradient(run.output(), Y));
        GradientCheck.Report report = GradientCheck.check(
                plus(mlp.parameters(), "X", X),
                plus(g.parameters(), "X", g.dX()),
                () -> MeanSquaredError.loss(mlp.forward(X).output(), Y));
        assertEquals(biases ? 7 : 4, report.worst().size());
        assertTrue(report.max() < 1e-8, report::toString);
    }

    @Test
    @DisplayName("with dropout the gradient check passes when the same units are dropped")
    void gradientCheckWithDropout() {
        Mlp mlp = mlp(true, 3, 6, 5, 2);
        INDArray X = normal(3, 4, 3);
        INDArray Y = normal(4, 4, 2);
        Dropout half = new Dropout(0.5);
        Mlp.Run run = mlp.forward(X, half, Mode.training(new Random(9)));
        Mlp.Gradients g = mlp.backward(run, MeanSquaredError.gradient(run.output(), Y));
        GradientCheck.Report report = GradientCheck.check(
                plus(mlp.parameters(), "X", X),
                plus(g.parameters(), "X", g.dX()),
                () -> MeanSquaredError.loss(
                        mlp.forward(X, half, Mode.training(new Random(9))).output(), Y));
        assertTrue(report.max() < 1e-8, report::toString);
        assertNotEquals(run.output(), mlp.forward(X).output());
        assertEquals(
                mlp.forward(X).output(), mlp.forward(X, half, Mode.EVALUATION).output());
    }

    @Test
    @DisplayName("2-3-2 has 17 parameters with biases and 12 without; the nets of the course have theirs")
    void counts() {
        assertEquals(17, mlp(true, 2, 3, 2).parameterCount());
        assertEquals(12, mlp(false, 2, 3, 2).parameterCount());
        assertEquals(
                List.of("W1", "b1", "W2", "b2"), mlp(true, 2, 3, 2).parameters().names());
        assertEquals(List.of("W1", "W2"), mlp(false, 2, 3, 2).parameters().names());
        assertEquals(160_305, large(16).parameterCount());
        assertEquals(40_029, large(4).parameterCount());
        assertEquals(5_383_681, large(512).parameterCount());
        assertEquals("Mlp(10000 → 4 → 4 → 1, 40029 parameters)", large(4).toString());
        assertEquals(
                "DenseLayer(2 → 3, TANH, no biases, 6 parameters)",
                mlp(false, 2, 3, 2).layers().get(0).toString());
    }

    private static Mlp large(int h) {
        return new Mlp(List.of(
                new DenseLayer(Nd4j.zeros(DataType.FLOAT, 10_000, h), Init.zeros(DataType.FLOAT, h), Activation.RELU),
                new DenseLayer(Nd4j.zeros(DataType.FLOAT, h, h), Init.zeros(DataType.FLOAT, h), Activation.RELU),
                new DenseLayer(Nd4j.zeros(DataType.FLOAT, h, 1), Init.zeros(DataType.FLOAT, 1), Activation.IDENTITY)));
    }

    @Test
    @DisplayName("a copy shares nothing, a run changes neither inputs nor parameters")
    void copies() {
        Mlp mlp = mlp(true, 2, 3, 2);
        INDArray X = normal(1, 4, 2);
        INDArray kept = X.dup();
        INDArray before = mlp.forward(X).output();
        Mlp copy = mlp.copy();
        copy.parameters().arrays().forEach(a -> a.assign(0));
        assertEquals(before, mlp.forward(X).output());
        assertEquals(kept, X);
        DenseLayer bare = mlp(false, 2, 3, 2).copy().layers().get(0);
        assertFalse(bare.biases());
        assertEquals(0, bare.b().norm1Number().doubleValue());
        INDArray dA = normal(2, 4, 3);
        INDArray keptA = dA.dup();
        assertEquals(
                List.of("W"), bare.named(bare.backward(bare.forward(X), dA), "").names());
        assertEquals(keptA, dA);
    }

    @Test
    @DisplayName("without biases, sigmoid scores of x and −x have a constant sum; with biases they do not")
    void symmetry() {
        int[] sizes = {2, 50, 2};
        Mlp bare = Mlp.random(sizes, Activation.SIGMOID, Activation.SIGMOID, Init.xavier(), DataType.DOUBLE, 3)
                .withoutBiases();
        INDArray X = normal(4, 50, 2);
        INDArray sum = scores(bare, X).add(scores(bare, X.neg()));
        INDArray columnSums = bare.layers().get(1).W().sum(true, 0); // Σ over neurons of σ(z) + σ(−z) = 1 times W2
        assertEquals(0, sum.subRowVector(columnSums).normmaxNumber().doubleValue(), 1e-12);

        Mlp biased = Mlp.random(sizes, Activation.SIGMOID, Activation.SIGMOID, Init.xavier(), DataType.DOUBLE, 4);
        biased.layers().get(0).b().assign(normal(5, 1, 50));
        INDArray other = scores(biased, X).add(scores(biased, X.neg()));
        double spread =
                other.subRowVector(other.getRow(0, true)).normmaxNumber().doubleValue();
        assertTrue(spread > 0.01, () -> "spread " + spread);
    }

    private static INDArray scores(Mlp mlp, INDArray X) {
        List<DenseLayer.Run> runs = mlp.forward(X).layers();
        return runs.get(runs.size() - 1).Z();
    }

    @Test
    @DisplayName("what does not fit is refused, with names and numbers")
    void refused() {
        DenseLayer layer = DenseLayer.withoutBiases(normal(1, 3, 2), Activation.TANH);
        Exception e = assertThrows(IllegalArgumentException.class, () -> layer.forward(normal(1, 5, 2)));
        assertEquals("X: expected shape (any, 3), got (5, 2)", e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class, () -> layer.backward(layer.forward(normal(1, 5, 3)), normal(1, 5, 3)));
        assertEquals("dA: expected shape (5, 2), got (5, 3)", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> new Mlp(List.of(layer, layer)));
        assertEquals("layers: layer 2 reads 3 inputs, but layer 1 has 2 neurons", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Mlp(List.of()));
        assertThrows(IllegalArgumentException.class, () -> mlp(true, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new DenseLayer(normal(1, 3, 2), normal(1, 1, 3), Activation.TANH));
    }

    @Test
    @DisplayName("a wrong transpose, a missing σ′ and a missing Σ fail the gradient check")
    void gradientCheckRejects() {
        DenseLayer layer = new DenseLayer(normal(1, 3, 3), normal(2, 1, 3), Activation.SIGMOID);
        INDArray X = normal(3, 3, 3);
        INDArray weights = normal(4, 3, 3);
        INDArray delta = layer.activation().derivative(layer.forward(X).A()).mul(weights);
        Map<String, INDArray> wrong = new LinkedHashMap<>();
        wrong.put("W", X.mmul(delta));
        wrong.put("b", delta.getRow(0, true));
        wrong.put("X", weights.mmul(layer.W().transpose()));
        GradientCheck.Report report = GradientCheck.check(
                plus(layer.parameters(""), "X", X),
                Parameters.of(wrong),
                () -> layer.forward(X).A().mul(weights).sumNumber().doubleValue());
        report.worst().forEach((name, worst) -> assertTrue(worst > 1e-2, report::toString));
    }
}
