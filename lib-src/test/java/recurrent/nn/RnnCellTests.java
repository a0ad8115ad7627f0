package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.nd4j.linalg.indexing.NDArrayIndex;

@DisplayName("The RNN cell")
class RnnCellTests {
    private static INDArray scalar(double value) {
        return Nd4j.createFromArray(new double[][] {{value}});
    }

    private static INDArray normal(long seed, int... shape) {
        Random random = new Random(seed);
        INDArray array =
                Nd4j.create(DataType.DOUBLE, Arrays.stream(shape).asLongStream().toArray());
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }

    @Test
    @DisplayName("one unit, x = 1, h = 0.5, all weights 0.5: the state becomes 0.635148952387")
    void goldenStep() {
        RnnCell cell = new RnnCell(scalar(0.5), scalar(0.5), scalar(0));
        assertEquals(0.635148952387, cell.step(scalar(1), scalar(0.5)).getDouble(0), 1e-12);
    }

    @Test
    @DisplayName("a step equals three explicit loops")
    void stepEqualsLoops() {
        RnnCell cell = RnnCell.random(3, 4, 0.5, DataType.DOUBLE, 1);
        INDArray X = normal(2, 5, 3);
        INDArray H = normal(3, 5, 4);
        INDArray got = cell.step(X, H);
        for (int i = 0; i < 5; i++) {
            for (int k = 0; k < 4; k++) {
                double z = cell.bh().getDouble(0, k);
                for (int j = 0; j < 3; j++) {
                    z += X.getDouble(i, j) * cell.Wxh().getDouble(j, k);
                }
                for (int j = 0; j < 4; j++) {
                    z += H.getDouble(i, j) * cell.Whh().getDouble(j, k);
                }
                assertEquals(Math.tanh(z), got.getDouble(i, k), 1e-12);
            }
        }
    }

    @Test
    @DisplayName("100 steps of 2 sequences with 16 inputs and 32 units: 100 states (2, 32), 1 568 parameters")
    void shapesOfTheSeed() {
        RnnCell cell = RnnCell.random(16, 32, 1);
        RnnCell.Unrolled run = cell.forward(Nd4j.ones(DataType.FLOAT, 100, 2, 16), cell.zeroState(2));
        assertEquals(100, run.H().size());
        run.H().forEach(H -> assertArrayEquals(new long[] {2, 32}, H.shape()));
        assertArrayEquals(new long[] {2, 32}, run.last().shape());
        assertArrayEquals(new long[] {100, 2, 32}, run.stacked().shape());
        assertEquals(1568, cell.parameterCount());
    }

    @Test
    @DisplayName("100 steps at once are 60 steps and 40 more from the state they left")
    void stateIsCarried() {
        RnnCell cell = RnnCell.random(3, 4, 0.5, DataType.DOUBLE, 1);
        INDArray X = normal(2, 100, 2, 3);
        INDArray first = X.get(NDArrayIndex.interval(0, 60), NDArrayIndex.all(), NDArrayIndex.all());
        INDArray rest = X.get(NDArrayIndex.interval(60, 100), NDArrayIndex.all(), NDArrayIndex.all());
        INDArray whole = cell.forward(X, cell.zeroState(2)).last();
        INDArray parts = cell.forward(
                        rest, cell.forward(first, cell.zeroState(2)).last())
                .last();
        assertTrue(whole.distance2(parts) < 1e-12);
    }

    @Test
    @DisplayName("a forward pass changes neither inputs nor state, and gives the same answer twice")
    void noHiddenState() {
        RnnCell cell = RnnCell.random(3, 4, 0.5, DataType.DOUBLE, 1);
        INDArray X = normal(2, 6, 2, 3);
        INDArray H0 = normal(3, 2, 4);
        INDArray copyX = X.dup();
        INDArray copyH = H0.dup();
        INDArray once = cell.forward(X, H0).last();
        assertEquals(once, cell.forward(X, H0).last());
        assertEquals(copyX, X);
        assertEquals(copyH, H0);
    }

    @Test
    @DisplayName("scalar BPTT: dL/dw = −0.648530042338, dL/du = 0.594317677099")
    void goldenBptt() {
        RnnCell cell = new RnnCell(scalar(1), scalar(0.5), scalar(0));
        INDArray X = Nd4j.createFromArray(1.0, 0.5, -1.0).reshape(3, 1, 1);
        RnnCell.Unrolled run = cell.forward(X, scalar(0));
        assertEquals(0.761594155956, run.H().get(0).getDouble(0), 1e-12);
        assertEquals(0.706818409142, run.H().get(1).getDouble(0), 1e-12);
        assertEquals(-0.569370439168, run.H().get(2).getDouble(0), 1e-12);
        double error = run.last().getDouble(0) - 0.5;
        assertEquals(0.571776568083, 0.5 * error * error, 1e-12);
        RnnCell.Gradients g = cell.backward(run, List.of(scalar(0), scalar(0), scalar(error)));
        assertEquals(-0.648530042338, g.dWhh().getDouble(0), 1e-12);
        assertEquals(0.594317677099, g.dWxh().getDouble(0), 1e-12);
    }

    @ParameterizedTest(name = "n={0}, T={1}, d={2}, h={3}")
    @CsvSource({"1, 1, 1, 1", "1, 5, 3, 4", "3, 1, 2, 4", "2, 6, 5, 3"})
    @DisplayName("the gradient check passes on parameters, inputs and first state")
    void gradientCheck(int n, int T, int d, int h) {
        RnnCell cell = RnnCell.random(d, h, 0.5, DataType.DOUBLE, 1);
        cell.bh().assign(normal(5, 1, h)); // zeros could hide a mistake in the bias
        INDArray X = normal(2, T, n, d);
        INDArray H0 = normal(3, n, h).muli(0.5);
        List<INDArray> weights = new ArrayList<>(); // the loss: a weighted sum of all states
        for (int t = 0; t < T; t++) {
            weights.add(normal(10 + t, n, h));
        }
        RnnCell.Gradients g = cell.backward(cell.forward(X, H0), weights);
        Map<String, INDArray> values = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        for (String name : cell.parameters().names()) {
            values.put(name, cell.parameters().get(name));
            gradients.put(name, g.parameters().get(name));
        }
        values.put("X", X);
        gradients.put("X", g.dX());
        values.put("H0", H0);
        gradients.put("H0", g.dH0());
        GradientCheck.Report report = GradientCheck.check(Parameters.of(values), Parameters.of(gradients), () -> {
            double loss = 0;
            List<INDArray> H = cell.forward(X, H0).H();
            for (int t = 0; t < T; t++) {
                loss += H.get(t).mul(weights.get(t)).sumNumber().doubleValue();
            }
            return loss;
        });
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("the gradient check rejects a backward pass that forgets 1 − h²")
    void gradientCheckRejects() {
        RnnCell cell = RnnCell.random(2, 3, 0.5, DataType.DOUBLE, 1);
        INDArray X = normal(2, 1, 2, 2);
        INDArray H0 = cell.zeroState(2);
        INDArray ones = Nd4j.ones(DataType.DOUBLE, 2, 3);
        INDArray X0 = X.get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.all());
        Parameters wrong = Parameters.of(Map.of("Wxh", X0.transpose().mmul(ones)));
        GradientCheck.Report report = GradientCheck.check(
                Parameters.of(Map.of("Wxh", cell.Wxh())),
                wrong,
                () -> cell.forward(X, H0).last().sumNumber().doubleValue());
        assertTrue(report.max() > 1e-3, report::toString);
    }

    @Test
    @DisplayName("a gradient check in FLOAT is refused, because rounding would drown it")
    void gradientCheckNeedsDouble() {
        Parameters p = RnnCell.random(2, 3, 1).parameters();
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.check(p, p.zerosLike(), () -> 0));
    }

    @Test
    @DisplayName("wrong shapes are refused with name, expectation and what came")
    void wrongShapes() {
        RnnCell cell = RnnCell.random(28, 32, 1);
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> cell.step(Nd4j.ones(2, 27), cell.zeroState(2)));
        assertEquals("Xt: expected shape (any, 28), got (2, 27)", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> cell.step(Nd4j.ones(2, 28), cell.zeroState(3)));
        assertEquals("H: expected shape (2, 32), got (3, 32)", e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> new RnnCell(Nd4j.ones(2, 3), Nd4j.ones(2, 2), Nd4j.ones(1, 3)));
    }
}
