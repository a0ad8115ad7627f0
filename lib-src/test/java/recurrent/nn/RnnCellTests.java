package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.normal;
import static recurrent.nn.LayerChecks.scalar;

import java.util.List;
import java.util.Map;

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
    private static RnnCell random(int d, int h) {
        return RnnCell.random(d, h, Init.normal(0.5), DataType.DOUBLE, 1);
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
        RnnCell cell = random(3, 4);
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
        CellRun<RnnCell.Step> run = cell.forward(Nd4j.ones(DataType.FLOAT, 100, 2, 16), cell.zeroState(2));
        assertEquals(100, run.steps().size());
        run.steps()
                .forEach(step -> assertArrayEquals(new long[] {2, 32}, step.H().shape()));
        assertArrayEquals(new long[] {2, 32}, run.last().H().shape());
        assertArrayEquals(new long[] {100, 2, 32}, run.Y().shape());
        assertEquals(run.Y(), run.stacked(RnnCell.Step::H));
        assertEquals(run.steps().get(41).H(), run.H(41));
        assertEquals(1568, cell.parameterCount());
    }

    @Test
    @DisplayName("100 steps at once are 60 steps and 40 more from the state they left")
    void stateIsCarried() {
        RnnCell cell = random(3, 4);
        INDArray X = normal(2, 100, 2, 3);
        INDArray first = X.get(NDArrayIndex.interval(0, 60), NDArrayIndex.all(), NDArrayIndex.all());
        INDArray rest = X.get(NDArrayIndex.interval(60, 100), NDArrayIndex.all(), NDArrayIndex.all());
        State whole = cell.forward(X, cell.zeroState(2)).last();
        State parts = cell.forward(rest, cell.forward(first, cell.zeroState(2)).last())
                .last();
        assertTrue(whole.H().distance2(parts.H()) < 1e-12);
    }

    @Test
    @DisplayName("a forward pass changes neither inputs nor state, and gives the same answer twice")
    void noHiddenState() {
        RnnCell cell = random(3, 4);
        INDArray X = normal(2, 6, 2, 3);
        State start = State.of(normal(3, 2, 4));
        INDArray copyX = X.dup();
        State copy = start.detached();
        State once = cell.forward(X, start).last();
        assertEquals(once, cell.forward(X, start).last());
        assertEquals(copyX, X);
        assertEquals(copy, start);
    }

    @Test
    @DisplayName("scalar BPTT: dL/dw = −0.648530042338, dL/du = 0.594317677099")
    void goldenBptt() {
        RnnCell cell = new RnnCell(scalar(1), scalar(0.5), scalar(0));
        INDArray X = Nd4j.createFromArray(1.0, 0.5, -1.0).reshape(3, 1, 1);
        CellRun<RnnCell.Step> run = cell.forward(X, cell.zeroState(1));
        assertEquals(0.761594155956, run.H(0).getDouble(0), 1e-12);
        assertEquals(0.706818409142, run.H(1).getDouble(0), 1e-12);
        assertEquals(-0.569370439168, run.H(2).getDouble(0), 1e-12);
        double error = run.last().H().getDouble(0) - 0.5;
        assertEquals(0.571776568083, 0.5 * error * error, 1e-12);
        INDArray dY = Nd4j.createFromArray(0.0, 0, error).reshape(3, 1, 1);
        Parameters g = run.backward(dY).parameters();
        assertEquals(-0.648530042338, g.get("Whh").getDouble(0), 1e-12);
        assertEquals(0.594317677099, g.get("Wxh").getDouble(0), 1e-12);
        // the same, told as a gradient of the last state
        g = run.backward(dY.ulike().assign(0), State.of(scalar(error))).parameters();
        assertEquals(-0.648530042338, g.get("Whh").getDouble(0), 1e-12);
        assertEquals(0.594317677099, g.get("Wxh").getDouble(0), 1e-12);
    }

    @ParameterizedTest(name = "n={0}, T={1}, d={2}, h={3}")
    @CsvSource({"1, 1, 1, 1", "1, 5, 3, 4", "3, 1, 2, 4", "2, 6, 5, 3"})
    @DisplayName("the gradient check passes on parameters, inputs and first state")
    void gradientCheck(int n, int T, int d, int h) {
        for (RnnCell cell : List.of(random(d, h), random(d, h).withRelu())) {
            GradientCheck.Report report = LayerChecks.check(LayerChecks.shaken(cell.layer()), T, n, Mask.none(), false);
            assertTrue(report.max() < 1e-6, report::toString);
        }
    }

    @Test
    @DisplayName("the gradient check rejects a backward pass that forgets 1 − h²")
    void gradientCheckRejects() {
        RnnCell cell = random(2, 3);
        INDArray X = normal(2, 1, 2, 2);
        State H0 = cell.zeroState(2);
        INDArray ones = Nd4j.ones(DataType.DOUBLE, 2, 3);
        INDArray X0 = X.get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.all());
        Parameters wrong = Parameters.of(Map.of("Wxh", X0.transpose().mmul(ones)));
        GradientCheck.Report report = GradientCheck.check(
                Parameters.of(Map.of("Wxh", cell.Wxh())),
                wrong,
                () -> cell.forward(X, H0).last().H().sumNumber().doubleValue());
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
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> cell.step(Nd4j.ones(2, 27), cell.zeroState(2).H()));
        assertEquals("Xt: expected shape (any, 28), got (2, 27)", e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> cell.step(Nd4j.ones(2, 28), cell.zeroState(3).H()));
        assertEquals("H: expected shape (2, 32), got (3, 32)", e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> new RnnCell(Nd4j.ones(2, 3), Nd4j.ones(2, 2), Nd4j.ones(1, 3)));
        e = assertThrows(IllegalArgumentException.class, () -> cell.forward(Nd4j.ones(4, 2, 27), cell.zeroState(2)));
        assertEquals("X: expected shape (any, any, 28), got (4, 2, 27)", e.getMessage());
    }

    @Test
    @DisplayName("of the activations only tanh and max(0, z) are a cell's")
    void activations() {
        RnnCell cell = random(2, 3);
        assertEquals(Activation.TANH, cell.phi());
        assertEquals(new RnnCell(cell.Wxh(), cell.Whh(), cell.bh(), Activation.RELU), cell.withRelu());
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> new RnnCell(cell.Wxh(), cell.Whh(), cell.bh(), Activation.SIGMOID));
        assertEquals("phi: expected TANH or RELU, got SIGMOID", e.getMessage());
    }

    @Test
    @DisplayName("its state is H alone: there is no memory to ask for")
    void noMemory() {
        State state = random(2, 3).zeroState(4);
        assertEquals(1, state.size());
        assertArrayEquals(new long[] {4, 3}, state.H().shape());
        Exception e = assertThrows(IllegalStateException.class, state::C);
        assertEquals("C: this state has no memory, only H; it is not of an LSTM", e.getMessage());
        State lstm = LstmCell.random(2, 3, 1).zeroState(4);
        assertArrayEquals(new long[] {4, 3}, lstm.C().shape());
    }
}
