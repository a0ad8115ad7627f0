package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.normal;
import static recurrent.nn.LayerChecks.scalar;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("The LSTM cell")
class LstmCellTests {
    private static LstmCell shaken(int d, int h) {
        LstmCell cell = LstmCell.random(d, h, Init.normal(0.5), DataType.DOUBLE, 1);
        LayerChecks.shaken(cell.layer());
        return cell;
    }

    @Test
    @DisplayName("one unit, x = 1, h = 0.5, c = 0.25, all weights 0.5: every gate, memory and state of the golden step")
    void goldenStep() {
        INDArray half = Nd4j.ones(DataType.DOUBLE, 1, 4).muli(0.5);
        LstmCell cell = new LstmCell(half, half.dup(), Nd4j.zeros(DataType.DOUBLE, 1, 4));
        LstmCell.Step step = cell.step(scalar(1), scalar(0.5), scalar(0.25));
        assertEquals(0.679178699175, step.i().getDouble(0), 1e-12);
        assertEquals(0.679178699175, step.f().getDouble(0), 1e-12);
        assertEquals(0.679178699175, step.o().getDouble(0), 1e-12);
        assertEquals(0.635148952387, step.g().getDouble(0), 1e-12);
        assertEquals(0.601174314059, step.C().getDouble(0), 1e-12);
        assertEquals(0.365319800781, step.H().getDouble(0), 1e-12);
    }

    @Test
    @DisplayName("4(d·h + h² + h) parameters: 117 248 for 100 → 128, 131 584 for 128 → 128, 5 246 976 for 256 → 1024")
    void parameterCount() {
        assertEquals(
                117_248,
                LstmCell.random(100, 128, Init.normal(0.01), DataType.FLOAT, 1).parameterCount());
        assertEquals(
                131_584,
                LstmCell.random(128, 128, Init.normal(0.01), DataType.FLOAT, 1).parameterCount());
        DataType type = DataType.FLOAT;
        LstmCell large =
                new LstmCell(Nd4j.zeros(type, 256, 4096), Nd4j.zeros(type, 1024, 4096), Nd4j.zeros(type, 1, 4096));
        assertEquals(5_246_976, large.parameterCount());
        assertEquals("LstmCell(256 → 1024, 5246976 parameters)", large.toString());
    }

    @Test
    @DisplayName("whole sequences equal loops over plain doubles")
    void equalsLoops() {
        LstmCell cell = shaken(3, 4);
        INDArray X = normal(2, 7, 2, 3);
        INDArray H0 = normal(3, 2, 4);
        INDArray C0 = normal(4, 2, 4);
        CellRun<LstmCell.Step> run = cell.forward(X, State.of(H0, C0));
        for (int i = 0; i < 2; i++) {
            double[] H = H0.getRow(i).toDoubleVector();
            double[] C = C0.getRow(i).toDoubleVector();
            for (int t = 0; t < 7; t++) {
                double[] before = H.clone();
                for (int k = 0; k < 4; k++) {
                    double[] z = new double[4]; // i, f, o, g of unit k
                    for (int block = 0; block < 4; block++) {
                        int column = 4 * block + k;
                        z[block] = cell.b().getDouble(0, column);
                        for (int j = 0; j < 3; j++) {
                            z[block] += X.getDouble(t, i, j) * cell.Wx().getDouble(j, column);
                        }
                        for (int j = 0; j < 4; j++) {
                            z[block] += before[j] * cell.Wh().getDouble(j, column);
                        }
                    }
                    C[k] = C[k] / (1 + Math.exp(-z[1])) + Math.tanh(z[3]) / (1 + Math.exp(-z[0]));
                    H[k] = Math.tanh(C[k]) / (1 + Math.exp(-z[2]));
                    assertEquals(H[k], run.Y().getDouble(t, i, k), 1e-12);
                    assertEquals(C[k], run.steps().get(t).C().getDouble(i, k), 1e-12);
                }
            }
        }
    }

    @Test
    @DisplayName("whole sequences equal lstmLayer, ND4J's own operation")
    void equalsNd4j() {
        LstmCell cell = shaken(3, 4);
        INDArray X = normal(2, 20, 5, 3);
        INDArray H0 = normal(3, 5, 4);
        INDArray C0 = normal(4, 5, 4);
        CellRun<LstmCell.Step> run = cell.forward(X, State.of(H0, C0));
        CustomOp op = DynamicCustomOp.builder("lstmLayer")
                .addInputs(
                        X,
                        theirOrder(cell.Wx()),
                        theirOrder(cell.Wh()),
                        theirOrder(cell.b()).reshape(16),
                        H0,
                        C0)
                .addIntegerArguments(0, 0, 2, 0, 0) // (T, n, d); forward; sigmoid gates, tanh twice
                .addBooleanArguments(true, false, true, true, false, true, true, true) // biases, H0, C0, all outputs
                .addFloatingPointArguments(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) // nothing clipped
                .build();
        INDArray[] theirs = Nd4j.exec(op);
        assertTrue(distance(theirs[0], run.Y()) < 1e-10);
        assertTrue(distance(theirs[1], run.last().get(0)) < 1e-10);
        assertTrue(distance(theirs[2], run.last().get(1)) < 1e-10);
    }

    private static INDArray theirOrder(INDArray array) { // i, f, candidate, o
        return Nd4j.concat(
                1,
                LstmCell.block(array, 0),
                LstmCell.block(array, 1),
                LstmCell.block(array, 3),
                LstmCell.block(array, 2));
    }

    @ParameterizedTest(name = "n={0}, T={1}, d={2}, h={3}")
    @CsvSource({"1, 1, 1, 1", "1, 5, 3, 4", "3, 1, 2, 4", "2, 6, 5, 3"})
    @DisplayName("the gradient check passes on parameters, inputs and the state at the start")
    void gradientCheck(int n, int T, int d, int h) {
        GradientCheck.Report report = LayerChecks.check(shaken(d, h).layer(), T, n, Mask.none(), false);
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("saturated gates keep, erase, write and hide the memory")
    void saturatedGates() {
        LstmCell cell = shaken(3, 4);
        INDArray X = normal(2, 2, 3);
        INDArray H = normal(3, 2, 4);
        INDArray C = normal(4, 2, 4);
        LstmCell.Step keep = withBiases(cell, -50, 50, 50).step(X, H, C);
        assertTrue(distance(C, keep.C()) < 1e-12, "i = 0 and f = 1 keep the memory");
        LstmCell.Step erase = withBiases(cell, -50, -50, 50).step(X, H, C);
        assertTrue(erase.C().amaxNumber().doubleValue() < 1e-12, "i = 0 and f = 0 erase it");
        LstmCell.Step write = withBiases(cell, 50, -50, 50).step(X, H, C);
        assertTrue(distance(write.g(), write.C()) < 1e-12, "i = 1 and f = 0 write the candidate over it");
        LstmCell.Step hide = withBiases(cell, 50, 50, -50).step(X, H, C);
        assertTrue(hide.H().amaxNumber().doubleValue() < 1e-12, "o = 0 hides it");
        assertTrue(distance(C.add(hide.g()), hide.C()) < 1e-12, "but does not change it");
    }

    private static LstmCell withBiases(LstmCell cell, double i, double f, double o) {
        INDArray b = cell.b().dup();
        LstmCell.block(b, 0).assign(i);
        LstmCell.block(b, 1).assign(f);
        LstmCell.block(b, 2).assign(o);
        return new LstmCell(cell.Wx(), cell.Wh(), b);
    }

    @Test
    @DisplayName("the way from the memory to the memory before is the forget gate, element by element")
    void forgetGateActsOnMemory() {
        LstmCell cell = shaken(3, 4);
        LstmCell.Step step = cell.step(normal(2, 2, 3), normal(3, 2, 4), normal(4, 2, 4));
        INDArray ones = Nd4j.ones(DataType.DOUBLE, 2, 4);
        Cell.Back back = cell.backward(step, Nd4j.zeros(DataType.DOUBLE, 2, 4), ones);
        assertEquals(step.f(), back.dBefore().get(1));
    }

    @Test
    @DisplayName("100 steps at once are 60 steps and 40 more from the state they left")
    void stateIsCarried() {
        LstmCell cell = shaken(3, 4);
        INDArray X = normal(2, 100, 2, 3);
        CellLayer<LstmCell.Step> layer = cell.layer();
        State whole = layer.forward(X, layer.zeroState(2)).last();
        State first =
                layer.forward(Sequences.between(X, 0, 60), layer.zeroState(2)).last();
        State parts = layer.forward(Sequences.between(X, 60, 100), first).last();
        assertTrue(distance(whole.get(0), parts.get(0)) < 1e-12);
        assertTrue(distance(whole.get(1), parts.get(1)) < 1e-12);
    }

    @Test
    @DisplayName("a forward and a backward pass change nothing they were given, and give the same answer twice")
    void noHiddenState() {
        CellLayer<LstmCell.Step> layer = shaken(3, 4).layer();
        INDArray X = normal(2, 6, 2, 3);
        State start = LayerChecks.randomState(layer, 2, 3);
        INDArray dY = normal(4, 6, 2, 4);
        State dLast = LayerChecks.randomState(layer, 2, 5);
        State kept = dLast.detached();
        INDArray keptX = X.dup();
        State keptStart = start.detached();
        CellRun<LstmCell.Step> run = layer.forward(X, start);
        INDArray Y = run.Y().dup();
        INDArray dX = run.backward(dY, dLast).dX();
        assertEquals(dX, run.backward(dY, dLast).dX());
        assertEquals(Y, layer.forward(X, start).Y());
        assertEquals(kept, dLast);
        assertEquals(keptX, X);
        assertEquals(keptStart, start);
    }

    @Test
    @DisplayName("the forget bias is set for every unit, and the first cell stays what it was")
    void forgetBias() {
        LstmCell cell = LstmCell.random(2, 3, Init.normal(0.01), DataType.FLOAT, 1);
        LstmCell open = cell.withForgetBias(3);
        assertArrayEquals(
                new float[] {0, 0, 0, 3, 3, 3, 0, 0, 0, 0, 0, 0}, open.b().toFloatVector());
        assertEquals(0, cell.b().sumNumber().doubleValue());
        assertEquals(open.b(), LstmCell.random(2, 3, 1).withForgetBias(3).b());
        assertArrayEquals(
                new float[] {0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0},
                LstmCell.random(2, 3, 1).b().toFloatVector());
    }

    @Test
    @DisplayName("a gate of all steps comes as one array, to be drawn")
    void stackedGates() {
        LstmCell cell = shaken(3, 4);
        CellRun<LstmCell.Step> run = cell.forward(normal(2, 7, 1, 3), State.of(normal(3, 1, 4), normal(4, 1, 4)));
        INDArray f = run.stacked(LstmCell.Step::f);
        assertArrayEquals(new long[] {7, 1, 4}, f.shape());
        assertEquals(run.steps().get(5).f().getDouble(0, 2), f.getDouble(5, 0, 2));
    }

    @Test
    @DisplayName("wrong shapes are refused with name, expectation and what came")
    void wrongShapes() {
        LstmCell cell = LstmCell.random(5, 3, Init.normal(0.01), DataType.FLOAT, 1);
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> cell.step(Nd4j.ones(2, 5), Nd4j.ones(2, 3), Nd4j.ones(1, 3)));
        assertEquals("Cbefore: expected shape (2, 3), got (1, 3)", e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new LstmCell(Nd4j.ones(5, 12), Nd4j.ones(3, 9), Nd4j.ones(1, 12)));
        assertThrows(IllegalArgumentException.class, () -> cell.layer()
                .forward(Nd4j.ones(4, 2, 5), cell.layer().zeroState(2), Mask.of(Nd4j.ones(2, 4)), Mode.EVALUATION));
    }
}
