package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.alone;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.mask;
import static recurrent.nn.LayerChecks.normal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@DisplayName("A layer that reads both ways")
class BidirectionalTests {
    private static Bidirectional lstm(Bidirectional.Merge merge) {
        return LayerChecks.shaken(new Bidirectional(
                LstmCell.random(3, 4, Init.normal(0.5), DataType.DOUBLE, 1).layer(),
                LstmCell.random(3, 4, Init.normal(0.5), DataType.DOUBLE, 2).layer(),
                merge));
    }

    @Test
    @DisplayName("an LSTM of 128 units on 100 inputs, both ways: 234 496 parameters, 256 outputs")
    void parameterCount() {
        Bidirectional layer = Bidirectional.concat(
                LstmCell.random(100, 128, Init.normal(0.01), DataType.FLOAT, 1).layer(),
                LstmCell.random(100, 128, Init.normal(0.01), DataType.FLOAT, 2).layer());
        assertEquals(234_496, layer.parameters().count());
        assertEquals(256, layer.outputs());
        assertEquals("backward.Wx", layer.parameters().names().get(3));
        assertEquals(128, Bidirectional.sum(layer.forward(), layer.backward()).outputs());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the gradient check passes, with padding behind some sequences, with one step and with one sequence")
    void gradientCheck(Bidirectional.Merge merge) {
        GradientCheck.Report report = LayerChecks.check(lstm(merge), 4, 3, mask(4, 4, 2, 3), false);
        assertTrue(report.max() < 1e-6, report::toString);
        report = LayerChecks.check(lstm(merge), 1, 1, Mask.none(), false);
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("what it says at a step is [forward, backward]; the sum is their sum")
    void halves() {
        Bidirectional layer = lstm(Bidirectional.Merge.CONCAT);
        INDArray X = normal(2, 5, 2, 3);
        INDArray Y = layer.forward(X, layer.zeroState(2)).Y();
        assertArrayEquals(new long[] {5, 2, 8}, Y.shape());
        RecurrentLayer f = layer.forward();
        RecurrentLayer b = layer.backward();
        INDArray there = f.forward(X, f.zeroState(2)).Y();
        INDArray back = b.forward(Sequences.reversed(X), b.zeroState(2)).Y();
        assertEquals(there, half(Y, 0));
        for (int t = 0; t < 5; t++) {
            assertEquals(Sequences.at(back, 4 - t), Sequences.at(half(Y, 1), t));
        }
        INDArray sum =
                lstm(Bidirectional.Merge.SUM).forward(X, layer.zeroState(2)).Y();
        assertTrue(distance(half(Y, 0).add(half(Y, 1)), sum) < 1e-12);
    }

    private static INDArray half(INDArray Y, int k) {
        return Y.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(4 * k, 4 * k + 4))
                .dup();
    }

    @Test
    @DisplayName("with equal halves, reversing the input reverses the output and swaps its halves")
    void reversed() {
        LstmCell cell = LstmCell.random(3, 4, Init.normal(0.5), DataType.DOUBLE, 1);
        Bidirectional layer = Bidirectional.concat(cell.layer(), cell.layer());
        INDArray X = normal(2, 5, 2, 3);
        INDArray Y = layer.forward(X, layer.zeroState(2)).Y();
        INDArray Z = Sequences.reversed(
                layer.forward(Sequences.reversed(X), layer.zeroState(2)).Y());
        assertEquals(half(Y, 0), half(Z, 1));
        assertEquals(half(Y, 1), half(Z, 0));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("padding does not shift the reading: a padded batch is each sequence alone")
    void paddedEqualsAlone(Bidirectional.Merge merge) {
        Bidirectional layer = lstm(merge);
        INDArray X = normal(2, 5, 3, 3);
        int[] lengths = {5, 2, 1};
        RecurrentLayer.Run run = layer.forward(X, layer.zeroState(3), mask(5, lengths), Mode.EVALUATION);
        INDArray unmasked = layer.forward(X, layer.zeroState(3)).Y();
        for (int i = 0; i < 3; i++) {
            RecurrentLayer.Run one = layer.forward(alone(X, i, lengths[i]), layer.zeroState(1));
            assertTrue(distance(one.Y(), alone(run.Y(), i, lengths[i])) < 1e-12);
            for (int k = 0; k < 4; k++) {
                assertTrue(distance(one.last().get(k), run.last().get(k).getRow(i, true)) < 1e-12);
            }
            if (lengths[i] < 5) {
                assertTrue(distance(one.Y(), alone(unmasked, i, lengths[i])) > 1e-3, "the mask matters");
            }
        }
    }

    @Test
    @DisplayName("a change of the last symbol is heard at the first step, and only by the backward half")
    void seesTheFuture() {
        Bidirectional layer = lstm(Bidirectional.Merge.CONCAT);
        INDArray X = normal(2, 5, 1, 3);
        INDArray other = X.dup();
        Sequences.at(other, 4).assign(normal(9, 1, 3));
        INDArray Y = Sequences.between(layer.forward(X, layer.zeroState(1)).Y(), 0, 1);
        INDArray Z = Sequences.between(layer.forward(other, layer.zeroState(1)).Y(), 0, 1);
        assertEquals(half(Y, 0), half(Z, 0));
        assertTrue(distance(half(Y, 1), half(Z, 1)) > 1e-3);
    }

    @Test
    @DisplayName("a layer made of its own parameters is the same layer; two ways may be stacked")
    void parameters() {
        Bidirectional layer = lstm(Bidirectional.Merge.CONCAT);
        assertEquals(layer, layer.with(layer.parameters()));
        Stacked stack = LayerChecks.shaken(Stacked.of(
                layer,
                GruCell.random(8, 2, Init.normal(0.5), DataType.DOUBLE, 1).layer()));
        GradientCheck.Report report = LayerChecks.check(stack, 3, 2, mask(3, 3, 2), false);
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("halves of different sizes are refused")
    void refused() {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Bidirectional.concat(
                        RnnCell.random(3, 4, 1).layer(), RnnCell.random(3, 5, 1).layer()));
        assertEquals("backward: expected 3 → 4 as the forward half has, got 3 → 5", e.getMessage());
        Bidirectional layer = lstm(Bidirectional.Merge.CONCAT);
        RecurrentLayer.Run run = layer.forward(normal(1, 2, 2, 3), layer.zeroState(2));
        assertThrows(IllegalArgumentException.class, () -> run.backward(Nd4j.ones(DataType.DOUBLE, 2, 2, 4)));
    }
}
