package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.alone;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.mask;
import static recurrent.nn.LayerChecks.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("A cell unrolled in time")
class CellLayerTests {
    private static RnnCell rnn(int d, int h) {
        return RnnCell.random(d, h, Init.normal(0.5), DataType.DOUBLE, 1);
    }

    static Stream<Named<RecurrentLayer>> layers() {
        DataType type = DataType.DOUBLE;
        return Stream.of(
                        rnn(3, 4),
                        rnn(3, 4).withRelu(),
                        LstmCell.random(3, 4, Init.normal(0.5), type, 1),
                        GruCell.random(3, 4, Init.normal(0.5), type, 1),
                        ResetAfterGruCell.random(3, 4, Init.normal(0.5), type, 1))
                .map(cell -> Named.of(cell.toString(), LayerChecks.shaken(cell.layer())));
    }

    @ParameterizedTest
    @MethodSource("layers")
    @DisplayName("the gradient check passes with sequences of different lengths, padding in front and behind")
    void gradientCheckWithMask(RecurrentLayer layer) {
        Mask mask = mask(5, 5, 2, 4);
        mask.array().putScalar(0, 2, 0); // the third sequence is padded on both sides
        GradientCheck.Report report = LayerChecks.check(layer, 5, 3, mask, false);
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @ParameterizedTest
    @MethodSource("layers")
    @DisplayName("a padded batch is each sequence alone: outputs, last state and every gradient")
    void paddedEqualsAlone(RecurrentLayer layer) {
        int[] lengths = {5, 2, 1};
        INDArray X = normal(2, 5, 3, 3);
        State start = LayerChecks.randomState(layer, 3, 3);
        INDArray dY = normal(4, 5, 3, 4);
        State dLast = LayerChecks.randomState(layer, 3, 5);
        Mask mask = mask(5, lengths);
        dY.muli(mask.array().reshape(5, 3, 1).broadcast(5, 3, 4)); // no loss where there is no symbol
        RecurrentLayer.Run run = layer.forward(X, start, mask, Mode.EVALUATION);
        RecurrentLayer.Gradients g = run.backward(dY, dLast);
        Parameters sum = layer.parameters().zerosLike();
        for (int i = 0; i < 3; i++) {
            int length = lengths[i];
            RecurrentLayer.Run one = layer.forward(alone(X, i, length), row(start, i));
            assertTrue(distance(one.Y(), alone(run.Y(), i, length)) < 1e-12);
            for (int t = length; t < 5; t++) {
                assertEquals(
                        run.last().get(0).getRow(i), Sequences.at(run.Y(), t).getRow(i), "stands still");
            }
            RecurrentLayer.Gradients h = one.backward(alone(dY, i, length), row(dLast, i));
            sum.addi(h.parameters());
            assertTrue(distance(h.dX(), alone(g.dX(), i, length)) < 1e-12);
            for (int k = 0; k < start.size(); k++) {
                assertTrue(distance(one.last().get(k), row(run.last(), i).get(k)) < 1e-12);
                assertTrue(distance(h.dStart().get(k), row(g.dStart(), i).get(k)) < 1e-12);
            }
        }
        for (String name : sum.names()) {
            assertTrue(distance(sum.get(name), g.parameters().get(name)) < 1e-12, name);
        }
    }

    private static State row(State state, int i) {
        return new State(
                state.arrays().stream().map(a -> a.getRow(i, true).dup()).toList());
    }

    @ParameterizedTest
    @MethodSource("layers")
    @DisplayName("a layer made of its own parameters is the same layer")
    void withItsOwnParameters(RecurrentLayer layer) {
        INDArray X = normal(2, 4, 2, 3);
        RecurrentLayer again = layer.with(layer.parameters().copy());
        assertEquals(
                layer.forward(X, layer.zeroState(2)).Y(),
                again.forward(X, again.zeroState(2)).Y());
        assertEquals(layer, layer.with(layer.parameters()));
    }

    @Test
    @DisplayName("an RNN unrolled by the layer is the RNN of chapters 07 and 08, forward and backward")
    void equalsTheLoopsOfTheChapters() {
        for (RnnCell cell : List.of(rnn(3, 4), rnn(3, 4).withRelu())) {
            cell.bh().assign(normal(5, 1, 4)); // zeros could hide a mistake in the bias
            INDArray X = normal(2, 6, 2, 3);
            INDArray H0 = normal(3, 2, 4);
            INDArray dY = normal(4, 6, 2, 4);
            List<INDArray> states = new ArrayList<>();
            INDArray H = H0;
            for (int t = 0; t < 6; t++) {
                H = cell.step(Sequences.at(X, t), H);
                states.add(H);
            }
            CellRun<RnnCell.Step> run = cell.forward(X, State.of(H0));
            assertEquals(Sequences.stack(states), run.Y());
            assertEquals(H, run.last().H());

            INDArray dWxh = cell.Wxh().ulike().assign(0);
            INDArray dWhh = cell.Whh().ulike().assign(0);
            INDArray dbh = cell.bh().ulike().assign(0);
            INDArray dX = X.ulike();
            INDArray dNext = H0.ulike().assign(0);
            for (int t = 5; t >= 0; t--) {
                INDArray Ht = states.get(t);
                INDArray slope = cell.phi() == Activation.TANH
                        ? Ht.mul(Ht).rsubi(1)
                        : Ht.gt(0).castTo(DataType.DOUBLE);
                INDArray dZ = Sequences.at(dY, t).add(dNext).muli(slope);
                dWxh.addi(Sequences.at(X, t).transpose().mmul(dZ));
                dWhh.addi((t == 0 ? H0 : states.get(t - 1)).transpose().mmul(dZ));
                dbh.addi(dZ.sum(true, 0));
                Sequences.at(dX, t).assign(dZ.mmul(cell.Wxh().transpose()));
                dNext = dZ.mmul(cell.Whh().transpose());
            }
            RecurrentLayer.Gradients g = run.backward(dY);
            assertTrue(distance(dWxh, g.parameters().get("Wxh")) < 1e-12);
            assertTrue(distance(dWhh, g.parameters().get("Whh")) < 1e-12);
            assertTrue(distance(dbh, g.parameters().get("bh")) < 1e-12);
            assertTrue(distance(dX, g.dX()) < 1e-12);
            assertTrue(distance(dNext, g.dStart().H()) < 1e-12);
        }
    }

    @Test
    @DisplayName("h ← φ(1.5 h + 1), 20 times: 6648.5134 with max(0, z), below 1 with tanh")
    void reluGrows() {
        RnnCell tanh = new RnnCell(LayerChecks.scalar(0), LayerChecks.scalar(1.5), LayerChecks.scalar(1));
        INDArray X = Nd4j.zeros(DataType.DOUBLE, 20, 1, 1);
        State zero = tanh.zeroState(1);
        assertEquals(6648.5134, tanh.withRelu().forward(X, zero).last().H().getDouble(0), 1e-4);
        assertTrue(tanh.forward(X, zero).last().H().getDouble(0) < 1);
    }

    @Test
    @DisplayName("FLOAT stays FLOAT, also with a mask of another type")
    void floatStaysFloat() {
        RecurrentLayer layer =
                LstmCell.random(3, 4, Init.normal(0.5), DataType.FLOAT, 1).layer();
        INDArray X = normal(2, 3, 2, 3).castTo(DataType.FLOAT);
        RecurrentLayer.Run run = layer.forward(X, layer.zeroState(2), mask(3, 3, 1), Mode.EVALUATION);
        assertEquals(DataType.FLOAT, run.Y().dataType());
        RecurrentLayer.Gradients g = run.backward(run.Y());
        assertEquals(DataType.FLOAT, g.dX().dataType());
        g.parameters().arrays().forEach(a -> assertEquals(DataType.FLOAT, a.dataType()));
    }

    @Test
    @DisplayName("a gradient of the wrong shape is refused")
    void wrongShapes() {
        RecurrentLayer layer = rnn(3, 4).layer();
        RecurrentLayer.Run run = layer.forward(normal(1, 5, 2, 3), layer.zeroState(2));
        Exception e = assertThrows(IllegalArgumentException.class, () -> run.backward(normal(1, 5, 2, 3)));
        assertEquals("dY: expected shape (5, 2, 4), got (5, 2, 3)", e.getMessage());
    }
}
