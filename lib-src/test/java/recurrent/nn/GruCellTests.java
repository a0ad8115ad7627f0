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
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("The GRU cells")
class GruCellTests {
    private static GruCell textbook(int d, int h) {
        GruCell cell = GruCell.random(d, h, Init.normal(0.5), DataType.DOUBLE, 1);
        LayerChecks.shaken(cell.layer());
        return cell;
    }

    private static ResetAfterGruCell resetAfter(int d, int h) {
        ResetAfterGruCell cell = ResetAfterGruCell.random(d, h, Init.normal(0.5), DataType.DOUBLE, 1);
        LayerChecks.shaken(cell.layer());
        return cell;
    }

    @Test
    @DisplayName("one unit, x = 1, h = 0.5, all weights 0.5: gates, candidate and state of the golden step")
    void goldenStep() {
        INDArray half = Nd4j.ones(DataType.DOUBLE, 1, 3).muli(0.5);
        GruCell.Step step =
                new GruCell(half, half.dup(), Nd4j.zeros(DataType.DOUBLE, 1, 3)).step(scalar(1), scalar(0.5));
        assertEquals(0.679178699175, step.r().getDouble(0), 1e-12);
        assertEquals(0.679178699175, step.z().getDouble(0), 1e-12);
        assertEquals(0.584844804038, step.candidate().getDouble(0), 1e-12);
        assertEquals(0.527220020400, step.H().getDouble(0), 1e-12);
        double opposite = step.z().getDouble(0) * step.candidate().getDouble(0)
                + (1 - step.z().getDouble(0)) * 0.5;
        assertEquals(0.557624783638, opposite, 1e-12);
    }

    @Test
    @DisplayName("negating the update gate's weights turns one convention into the other: 0.557624783638")
    void oppositeConvention() {
        INDArray half = Nd4j.ones(DataType.DOUBLE, 1, 3).muli(0.5);
        INDArray turned = half.dup();
        GruCell.block(turned, 1).negi(); // σ(−a) = 1 − σ(a)
        GruCell cell = new GruCell(turned, turned.dup(), Nd4j.zeros(DataType.DOUBLE, 1, 3));
        assertEquals(0.557624783638, cell.step(scalar(1), scalar(0.5)).H().getDouble(0), 1e-12);
    }

    @Test
    @DisplayName("100 → 32: 12 768 parameters, and 12 864 with the reset gate behind the product")
    void parameterCount() {
        GruCell cell = GruCell.random(100, 32, Init.normal(0.01), DataType.FLOAT, 1);
        assertEquals(12_768, cell.parameterCount());
        assertEquals(
                12_864,
                ResetAfterGruCell.random(100, 32, Init.normal(0.01), DataType.FLOAT, 1)
                        .parameterCount());
        LstmCell lstm = LstmCell.random(100, 32, Init.normal(0.01), DataType.FLOAT, 1);
        assertEquals(0.75, (double) cell.parameterCount() / lstm.parameterCount());
    }

    @ParameterizedTest(name = "reset after the product: {0}")
    @CsvSource({"false", "true"})
    @DisplayName("whole sequences equal loops over plain doubles")
    void equalsLoops(boolean after) {
        GruCell one = textbook(3, 4);
        ResetAfterGruCell other = resetAfter(3, 4);
        INDArray Wx = after ? other.Wx() : one.Wx();
        INDArray Wh = after ? other.Wh() : one.Wh();
        INDArray bx = after ? other.bx() : one.b();
        INDArray bh = after ? other.bh() : Nd4j.zeros(DataType.DOUBLE, 1, 12);
        INDArray X = normal(2, 7, 2, 3);
        INDArray H0 = normal(3, 2, 4);
        INDArray Y = after
                ? other.forward(X, State.of(H0)).Y()
                : one.forward(X, State.of(H0)).Y();
        for (int i = 0; i < 2; i++) {
            double[] H = H0.getRow(i).toDoubleVector();
            for (int t = 0; t < 7; t++) {
                double[] r = new double[4];
                for (int k = 0; k < 4; k++) {
                    r[k] = sigmoid(input(X, t, i, Wx, bx, k) + past(H, Wh, bh, k));
                }
                double[] now = new double[4];
                for (int k = 0; k < 4; k++) {
                    double z = sigmoid(input(X, t, i, Wx, bx, 4 + k) + past(H, Wh, bh, 4 + k));
                    double heard;
                    if (after) {
                        heard = r[k] * past(H, Wh, bh, 8 + k);
                    } else {
                        double[] reset = new double[4];
                        for (int j = 0; j < 4; j++) {
                            reset[j] = r[j] * H[j];
                        }
                        heard = past(reset, Wh, bh, 8 + k);
                    }
                    double candidate = Math.tanh(input(X, t, i, Wx, bx, 8 + k) + heard);
                    now[k] = z * H[k] + (1 - z) * candidate;
                    assertEquals(now[k], Y.getDouble(t, i, k), 1e-12);
                }
                H = now;
            }
        }
    }

    private static double input(INDArray X, int t, int i, INDArray Wx, INDArray bx, int column) {
        double z = bx.getDouble(0, column);
        for (int j = 0; j < Wx.size(0); j++) {
            z += X.getDouble(t, i, j) * Wx.getDouble(j, column);
        }
        return z;
    }

    private static double past(double[] H, INDArray Wh, INDArray bh, int column) {
        double z = bh.getDouble(0, column);
        for (int j = 0; j < H.length; j++) {
            z += H[j] * Wh.getDouble(j, column);
        }
        return z;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    @DisplayName("the textbook cell equals gruCell, ND4J's own operation, step by step")
    void textbookEqualsNd4j() {
        GruCell cell = textbook(3, 4);
        INDArray X = normal(2, 20, 5, 3);
        INDArray H0 = normal(3, 5, 4);
        CellRun<GruCell.Step> run = cell.forward(X, State.of(H0));
        INDArray W = Nd4j.vstack(cell.Wx(), cell.Wh());
        INDArray gates = Nd4j.concat(1, GruCell.block(W, 0), GruCell.block(W, 1));
        INDArray gateBiases = Nd4j.concat(1, GruCell.block(cell.b(), 0), GruCell.block(cell.b(), 1));
        INDArray H = H0;
        for (int t = 0; t < 20; t++) {
            INDArray[] theirs = {H0.ulike(), H0.ulike(), H0.ulike(), H0.ulike()}; // r, z, candidate, H
            Nd4j.exec(DynamicCustomOp.builder("gruCell")
                    .addInputs(
                            Sequences.at(X, t).dup(),
                            H,
                            gates,
                            GruCell.block(W, 2).dup(),
                            gateBiases.reshape(8),
                            GruCell.block(cell.b(), 2).dup().reshape(4))
                    .addOutputs(theirs)
                    .build());
            H = theirs[3];
            assertTrue(distance(H, Sequences.at(run.Y(), t)) < 1e-10);
            assertTrue(distance(theirs[0], run.steps().get(t).r()) < 1e-10);
            assertTrue(distance(theirs[1], run.steps().get(t).z()) < 1e-10);
        }
    }

    @Test
    @DisplayName("with the reset gate behind the product, whole sequences equal gru, ND4J's own operation")
    void resetAfterEqualsNd4j() {
        ResetAfterGruCell cell = resetAfter(3, 4);
        cell.bh().assign(0); // theirs has one bias only
        INDArray X = normal(2, 20, 5, 3);
        INDArray H0 = normal(3, 5, 4);
        INDArray theirs = Nd4j.rnn().gru(X, H0, cell.Wx(), cell.Wh(), cell.bx().reshape(12));
        assertTrue(distance(theirs, cell.forward(X, State.of(H0)).Y()) < 1e-10);
    }

    @ParameterizedTest(name = "n={0}, T={1}, d={2}, h={3}")
    @CsvSource({"1, 1, 1, 1", "1, 5, 3, 4", "3, 1, 2, 4", "2, 6, 5, 3"})
    @DisplayName("the gradient check passes for both cells on parameters, inputs and the state at the start")
    void gradientCheck(int n, int T, int d, int h) {
        GradientCheck.Report report = LayerChecks.check(textbook(d, h).layer(), T, n, Mask.none(), false);
        assertTrue(report.max() < 1e-6, report::toString);
        report = LayerChecks.check(resetAfter(d, h).layer(), T, n, Mask.none(), false);
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("a shut reset gate makes the candidate deaf to the past; an open update gate keeps the past exactly")
    void saturatedGates() {
        GruCell cell = textbook(3, 4);
        INDArray X = normal(2, 2, 3);
        GruCell deaf = withBias(cell, 0, -50);
        INDArray one = deaf.step(X, normal(3, 2, 4)).candidate();
        INDArray other = deaf.step(X, normal(4, 2, 4)).candidate();
        assertTrue(distance(one, other) < 1e-12);
        INDArray H = normal(3, 2, 4);
        assertEquals(H, withBias(cell, 1, 50).step(X, H).H());
        assertTrue(distance(H, cell.step(X, H).H()) > 1e-3);
    }

    private static GruCell withBias(GruCell cell, int block, double bias) {
        INDArray b = cell.b().dup();
        GruCell.block(b, block).assign(bias);
        return new GruCell(cell.Wx(), cell.Wh(), b);
    }

    @Test
    @DisplayName("the two cells are equal while the reset gate is open, and differ otherwise")
    void variants() {
        GruCell cell = withBias(textbook(3, 4), 0, 50);
        INDArray X = normal(2, 9, 2, 3);
        INDArray H0 = normal(3, 2, 4);
        INDArray none = Nd4j.zeros(DataType.DOUBLE, 1, 12);
        INDArray after = new ResetAfterGruCell(cell.Wx(), cell.Wh(), cell.b(), none)
                .forward(X, State.of(H0))
                .Y();
        assertTrue(distance(after, cell.forward(X, State.of(H0)).Y()) < 1e-12);
        cell = withBias(cell, 0, 0);
        after = new ResetAfterGruCell(cell.Wx(), cell.Wh(), cell.b(), none)
                .forward(X, State.of(H0))
                .Y();
        assertTrue(distance(after, cell.forward(X, State.of(H0)).Y()) > 1e-3);
    }

    @Test
    @DisplayName("100 steps at once are 60 steps and 40 more from the state they left")
    void stateIsCarried() {
        CellLayer<GruCell.Step> layer = textbook(3, 4).layer();
        INDArray X = normal(2, 100, 2, 3);
        State whole = layer.forward(X, layer.zeroState(2)).last();
        State first =
                layer.forward(Sequences.between(X, 0, 60), layer.zeroState(2)).last();
        State parts = layer.forward(Sequences.between(X, 60, 100), first).last();
        assertTrue(distance(whole.get(0), parts.get(0)) < 1e-12);
        assertArrayEquals(new long[] {2, 4}, whole.get(0).shape());
    }

    @Test
    @DisplayName("wrong shapes are refused")
    void wrongShapes() {
        assertThrows(
                IllegalArgumentException.class, () -> new GruCell(Nd4j.ones(5, 9), Nd4j.ones(3, 12), Nd4j.ones(1, 9)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ResetAfterGruCell(Nd4j.ones(5, 9), Nd4j.ones(3, 9), Nd4j.ones(1, 9), Nd4j.ones(1, 3)));
        GruCell cell = GruCell.random(5, 3, Init.normal(0.01), DataType.FLOAT, 1);
        Exception e = assertThrows(IllegalArgumentException.class, () -> cell.step(Nd4j.ones(2, 4), Nd4j.ones(2, 3)));
        assertEquals("Xt: expected shape (any, 5), got (2, 4)", e.getMessage());
    }
}
