package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.normal;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("Backpropagation through time, full and truncated")
class BpttTests {
    private static final int T = 7;
    private static final INDArray X = normal(2, T, 2, 3);
    private static final INDArray dY = normal(4, T, 2, 4);

    private final RecurrentLayer layer = LayerChecks.shaken(
            LstmCell.random(3, 4, Init.normal(0.5), DataType.DOUBLE, 1).layer());
    private final State start = LayerChecks.randomState(layer, 2, 3);

    /** The loss sees step t alone. */
    private static Bptt.StepLoss only(int step) {
        return (t, Yt) -> t == step ? Sequences.at(dY, t) : Yt.ulike().assign(0);
    }

    private static void assertSame(RecurrentLayer.Gradients expected, RecurrentLayer.Gradients got) {
        for (String name : expected.parameters().names()) {
            assertTrue(
                    distance(expected.parameters().get(name), got.parameters().get(name)) < 1e-12, name);
        }
        assertTrue(distance(expected.dX(), got.dX()) < 1e-12);
        for (int k = 0; k < expected.dStart().size(); k++) {
            assertTrue(distance(expected.dStart().get(k), got.dStart().get(k)) < 1e-12);
        }
    }

    @Test
    @DisplayName("full, or truncated to k = T, is the way back of the layer itself")
    void fullIsFull() {
        RecurrentLayer.Run run = layer.forward(X, start);
        RecurrentLayer.Gradients expected = run.backward(dY);
        for (Bptt bptt : new Bptt[] {Bptt.full(layer), Bptt.truncated(layer, T), Bptt.truncated(layer, 100)}) {
            Bptt.Result result = bptt.run(X, start, (t, Yt) -> Sequences.at(dY, t));
            assertSame(expected, result.gradients());
            assertEquals(run.Y(), result.Y());
            assertEquals(run.last(), result.last());
        }
    }

    @Test
    @DisplayName("k = 1: the loss of step t reaches step t and neither t − 1 nor t − 2; full reaches all of them")
    void oneStep() {
        INDArray truncated =
                Bptt.truncated(layer, 1).run(X, start, only(4)).gradients().dX();
        INDArray full = Bptt.full(layer).run(X, start, only(4)).gradients().dX();
        for (int t = 0; t < T; t++) {
            assertEquals(t == 4, size(truncated, t) > 0, "truncated, step " + t);
            assertEquals(t <= 4, size(full, t) > 0, "full, step " + t);
        }
    }

    private static double size(INDArray dX, int t) {
        return Sequences.at(dX, t).norm2Number().doubleValue();
    }

    @Test
    @DisplayName("pieces of 3: the gradient stops at the beginning of a piece, the state does not")
    void pieces() {
        Bptt.Result result = Bptt.truncated(layer, 3).run(X, start, only(4));
        for (int t = 0; t < T; t++) {
            assertEquals(t == 3 || t == 4, size(result.gradients().dX(), t) > 0, "step " + t);
        }
        RecurrentLayer.Run run = layer.forward(X, start);
        assertTrue(distance(run.Y(), result.Y()) < 1e-12);
        assertTrue(distance(run.last().get(1), result.last().get(1)) < 1e-12);
        assertEquals(0, result.gradients().dStart().get(0).norm2Number().doubleValue());
    }

    @Test
    @DisplayName("pieces of 3 are the sum of three short ways back, from the states in between")
    void sumOfPieces() {
        Parameters sum = layer.parameters().zerosLike();
        State state = start;
        for (int from = 0; from < T; from += 3) {
            int to = Math.min(from + 3, T);
            RecurrentLayer.Run run = layer.forward(Sequences.between(X, from, to), state);
            sum.addi(run.backward(Sequences.between(dY, from, to)).parameters());
            state = run.last();
        }
        Bptt.Result result = Bptt.truncated(layer, 3).run(X, start, (t, Yt) -> Sequences.at(dY, t));
        Parameters full = Bptt.full(layer)
                .run(X, start, (t, Yt) -> Sequences.at(dY, t))
                .gradients()
                .parameters();
        for (String name : sum.names()) {
            assertTrue(distance(sum.get(name), result.gradients().parameters().get(name)) < 1e-12);
            assertTrue(distance(full.get(name), result.gradients().parameters().get(name)) > 1e-3, "another gradient");
        }
    }

    @Test
    @DisplayName("a state that is reset starts each piece from zero, and only there the first state counts")
    void reset() {
        Bptt.Result result = new Bptt(layer, 3, false).run(X, start, only(0));
        INDArray second = Sequences.between(X, 3, 6);
        INDArray expected = layer.forward(second, layer.zeroState(2)).Y();
        assertTrue(distance(expected, Sequences.between(result.Y(), 3, 6).dup()) < 1e-12);
        INDArray first = layer.forward(Sequences.between(X, 0, 3), start).Y();
        assertTrue(distance(first, Sequences.between(result.Y(), 0, 3).dup()) < 1e-12);
    }

    @Test
    @DisplayName("the gradient check passes for the full way back, with a mask and a loss that depends on the outputs")
    void gradientCheck() {
        Mask mask = LayerChecks.mask(T, T, 3);
        INDArray read = X.dup();
        // the loss: half the sum of squares of all outputs
        RecurrentLayer.Gradients g = Bptt.full(layer)
                .run(read, start, mask, Mode.EVALUATION, (t, Yt) -> Yt)
                .gradients();
        Map<String, INDArray> values = new LinkedHashMap<>();
        values.put("X", read);
        values.put("H0", start.get(0));
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        gradients.put("X", g.dX());
        gradients.put("H0", g.dStart().get(0));
        GradientCheck.Report report = GradientCheck.check(
                Parameters.join(layer.parameters(), Parameters.of(values)),
                Parameters.join(g.parameters(), Parameters.of(gradients)),
                () -> {
                    INDArray Y =
                            layer.forward(read, start, mask, Mode.EVALUATION).Y();
                    return LayerChecks.sum(Y, Y) / 2;
                });
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("a mask is cut into the same pieces as the sequence")
    void mask() {
        Mask mask = LayerChecks.mask(T, T, 4);
        Bptt.Result result =
                Bptt.truncated(layer, 2).run(X, start, mask, Mode.EVALUATION, (t, Yt) -> Sequences.at(dY, t));
        RecurrentLayer.Run run = layer.forward(X, start, mask, Mode.EVALUATION);
        assertTrue(distance(run.Y(), result.Y()) < 1e-12);
        assertTrue(distance(run.last().get(1), result.last().get(1)) < 1e-12);
    }

    @Test
    @DisplayName("k = 0 is refused")
    void refused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Bptt.truncated(layer, 0));
        assertEquals("k: expected at least 1 step, got 0", e.getMessage());
    }
}
