package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.alone;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.mask;
import static recurrent.nn.LayerChecks.normal;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Stacked layers")
class StackedTests {
    private static final DataType DOUBLE = DataType.DOUBLE;

    /** An LSTM 3 → 4, a GRU 4 → 2 and an RNN 2 → 5. */
    private static Stacked three(double dropout) {
        return LayerChecks.shaken(new Stacked(
                List.of(
                        LstmCell.random(3, 4, Init.normal(0.5), DOUBLE, 1).layer(),
                        GruCell.random(4, 2, Init.normal(0.5), DOUBLE, 2).layer(),
                        RnnCell.random(2, 5, Init.normal(0.5), DOUBLE, 3).layer()),
                new Dropout(dropout)));
    }

    @Test
    @DisplayName("two LSTM layers of 128 units on 100 inputs: 117 248 + 131 584 = 248 832 parameters")
    void parameterCount() {
        Stacked stack = Stacked.of(
                LstmCell.random(100, 128, Init.normal(0.01), DataType.FLOAT, 1).layer(),
                LstmCell.random(128, 128, Init.normal(0.01), DataType.FLOAT, 2).layer());
        assertEquals(248_832, stack.parameters().count());
        assertEquals(
                List.of("0.Wx", "0.Wh", "0.b", "1.Wx", "1.Wh", "1.b"),
                stack.parameters().names());
        assertEquals(4, stack.zeroState(1).size());
    }

    @Test
    @DisplayName("each layer reads every step of the one below")
    void readsEveryStep() {
        Stacked stack = three(0.5);
        INDArray X = normal(2, 6, 2, 3);
        State start = LayerChecks.randomState(stack, 2, 3);
        RecurrentLayer.Run run = stack.forward(X, start);
        INDArray one = stack.layers().get(0).forward(X, start.part(0, 2)).Y();
        INDArray two = stack.layers().get(1).forward(one, start.part(2, 3)).Y();
        RecurrentLayer.Run top = stack.layers().get(2).forward(two, start.part(3, 4));
        assertArrayEquals(new long[] {6, 2, 5}, run.Y().shape());
        assertEquals(top.Y(), run.Y());
        assertEquals(top.last().get(0), run.last().get(3));
        assertEquals(4, run.last().size());
    }

    @ParameterizedTest(name = "dropout {0}")
    @ValueSource(doubles = {0, 0.4})
    @DisplayName("the gradient check passes, with a mask and with units dropped")
    void gradientCheck(double dropout) {
        Stacked stack = three(dropout);
        GradientCheck.Report report = LayerChecks.check(stack, 4, 3, mask(4, 4, 2, 3), dropout > 0);
        assertTrue(report.max() < 1e-6, report::toString);
        report = LayerChecks.check(stack, 1, 1, Mask.none(), dropout > 0);
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("units are dropped between layers, during training only, by the seed, and the mean stays")
    void dropout() {
        Stacked stack = three(0.25);
        INDArray X = normal(2, 40, 20, 3);
        State zero = stack.zeroState(20);
        INDArray calm = stack.forward(X, zero).Y();
        assertEquals(three(0).forward(X, zero).Y(), calm);
        assertEquals(
                three(0).forward(X, zero, Mask.none(), Mode.training(new Random(1)))
                        .Y(),
                calm,
                "a rate of 0 drops nothing in training");
        Stacked.Run once = stack.forward(X, zero, Mask.none(), Mode.training(new Random(1)));
        assertEquals(
                once.Y(),
                stack.forward(X, zero, Mask.none(), Mode.training(new Random(1)))
                        .Y());
        assertTrue(distance(
                        once.Y(),
                        stack.forward(X, zero, Mask.none(), Mode.training(new Random(2)))
                                .Y())
                > 1e-3);
        assertTrue(distance(once.Y(), calm) > 1e-3);
        assertEquals(2, once.dropped().size());
        INDArray D = once.dropped().get(0).mask().orElseThrow();
        assertArrayEquals(new long[] {40, 20, 4}, D.shape());
        double share = D.eq(0).castTo(DOUBLE).meanNumber().doubleValue();
        assertEquals(0.25, share, 0.03);
        assertEquals(1, D.meanNumber().doubleValue(), 0.04);
        assertEquals(1 / 0.75, D.maxNumber().doubleValue(), 1e-12);
    }

    @Test
    @DisplayName("100 steps at once are 60 steps and 40 more from the state they left")
    void stateIsCarried() {
        Stacked stack = three(0);
        INDArray X = normal(2, 100, 2, 3);
        State whole = stack.forward(X, stack.zeroState(2)).last();
        State first =
                stack.forward(Sequences.between(X, 0, 60), stack.zeroState(2)).last();
        State parts = stack.forward(Sequences.between(X, 60, 100), first).last();
        for (int k = 0; k < 4; k++) {
            assertTrue(distance(whole.get(k), parts.get(k)) < 1e-12);
        }
    }

    @Test
    @DisplayName("a padded batch is each sequence alone")
    void paddedEqualsAlone() {
        Stacked stack = three(0);
        INDArray X = normal(2, 5, 3, 3);
        int[] lengths = {5, 2, 3};
        INDArray Y = stack.forward(X, stack.zeroState(3), mask(5, lengths), Mode.EVALUATION)
                .Y();
        for (int i = 0; i < 3; i++) {
            INDArray one =
                    stack.forward(alone(X, i, lengths[i]), stack.zeroState(1)).Y();
            assertTrue(distance(one, alone(Y, i, lengths[i])) < 1e-12);
        }
    }

    @Test
    @DisplayName("a stack made of its own parameters is the same stack; stacks may be stacked")
    void parameters() {
        Stacked stack = three(0.5);
        assertEquals(stack, stack.with(stack.parameters()));
        Stacked nested = Stacked.of(
                stack, RnnCell.random(5, 1, Init.normal(0.5), DOUBLE, 1).layer());
        assertEquals("0.0.Wx", nested.parameters().names().get(0));
        assertEquals(nested, nested.with(nested.parameters()));
        GradientCheck.Report report = LayerChecks.check(nested, 2, 2, Mask.none(), true);
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("layers that do not fit, no layers and a rate of 1 are refused")
    void refused() {
        RecurrentLayer layer = RnnCell.random(3, 4, 1).layer();
        Exception e = assertThrows(IllegalArgumentException.class, () -> Stacked.of(layer, layer));
        assertEquals("layers: layer 1 must read the 4 outputs of the layer below it, it reads 3", e.getMessage());
        assertThrows(IllegalArgumentException.class, Stacked::of);
        assertThrows(IllegalArgumentException.class, () -> new Stacked(List.of(layer), new Dropout(1)));
        assertThrows(IllegalArgumentException.class, () -> new Stacked(List.of(layer), new Dropout(Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> Stacked.of(layer)
                .forward(Nd4j.ones(2, 2, 4), layer.zeroState(2)));
    }
}
