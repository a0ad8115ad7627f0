package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.alone;
import static recurrent.nn.LayerChecks.distance;
import static recurrent.nn.LayerChecks.mask;
import static recurrent.nn.LayerChecks.normal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("The encoder–decoder")
class EncoderDecoderTests {
    private static final DataType DOUBLE = DataType.DOUBLE;

    private static EncoderDecoder shaken(RecurrentLayer encoder, RecurrentLayer decoder, Attention attention) {
        return new EncoderDecoder(LayerChecks.shaken(encoder), LayerChecks.shaken(decoder), attention);
    }

    private static EncoderDecoder gru(Attention attention) {
        return shaken(
                GruCell.random(3, 4, Init.normal(0.5), DOUBLE, 1).layer(),
                GruCell.random(2, 4, Init.normal(0.5), DOUBLE, 2).layer(),
                attention);
    }

    private static RecurrentLayer deep(int d) {
        return new Stacked(
                List.of(
                        LstmCell.random(d, 3, Init.normal(0.5), DOUBLE, 1).layer(),
                        LstmCell.random(3, 3, Init.normal(0.5), DOUBLE, 2).layer()),
                new Dropout(0.3));
    }

    static Stream<Named<EncoderDecoder>> models() {
        return Stream.of(
                Named.of("GRU", gru(Attention.NONE)),
                Named.of("GRU, attention", gru(Attention.DOT)),
                Named.of("deep LSTM, dropout, scaled attention", shaken(deep(3), deep(2), Attention.SCALED_DOT)),
                Named.of(
                        "two directions, no attention",
                        shaken(
                                Bidirectional.sum(
                                        RnnCell.random(3, 2, Init.normal(0.5), DOUBLE, 1)
                                                .layer(),
                                        RnnCell.random(3, 2, Init.normal(0.5), DOUBLE, 2)
                                                .layer()),
                                Stacked.of(
                                        RnnCell.random(2, 2, Init.normal(0.5), DOUBLE, 3)
                                                .layer(),
                                        RnnCell.random(2, 2, Init.normal(0.5), DOUBLE, 4)
                                                .layer()),
                                Attention.NONE)));
    }

    @ParameterizedTest
    @MethodSource("models")
    @DisplayName("the gradient check passes on all parameters, sources and targets, with masks and dropout")
    void gradientCheck(EncoderDecoder model) {
        INDArray X = normal(2, 4, 2, 3);
        INDArray D = normal(3, 3, 2, 2);
        Mask maskX = mask(4, 4, 2);
        Mask maskD = mask(3, 2, 3);
        INDArray dY = normal(4, 3, 2, model.features());
        EncoderDecoder.Gradients g =
                model.forward(X, maskX, D, maskD, Mode.training(new Random(7))).backward(dY);
        GradientCheck.Report report = GradientCheck.check(
                Parameters.join(model.parameters(), named(X, D)),
                Parameters.join(g.parameters(), named(g.dX(), g.dD())),
                () -> LayerChecks.sum(
                        model.forward(X, maskX, D, maskD, Mode.training(new Random(7)))
                                .Y(),
                        dY));
        assertTrue(report.max() < 1e-6, report::toString);
    }

    private static Parameters named(INDArray X, INDArray D) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("X", X);
        arrays.put("D", D);
        return Parameters.of(arrays);
    }

    @ParameterizedTest
    @MethodSource("models")
    @DisplayName("step by step it says what it says at once, while it is told what is right")
    void decodeStepEqualsForward(EncoderDecoder model) {
        INDArray X = normal(2, 4, 2, 3);
        INDArray D = normal(3, 3, 2, 2);
        Mask maskX = mask(4, 4, 2);
        EncoderDecoder.Run run = model.forward(X, maskX, D, Mask.none(), Mode.EVALUATION);
        assertArrayEquals(new long[] {3, 2, model.features()}, run.Y().shape());
        EncoderDecoder.Encoded source = model.encode(X, maskX, Mode.EVALUATION);
        State state = source.run().last();
        for (int t = 0; t < 3; t++) {
            EncoderDecoder.Step step = model.decodeStep(Sequences.at(D, t), state, source);
            assertTrue(distance(Sequences.at(run.Y(), t), step.features()) < 1e-12);
            if (model.attention() == Attention.NONE) {
                assertTrue(step.weights().isEmpty());
            } else {
                for (int i = 0; i < 2; i++) {
                    INDArray expected =
                            run.seen().orElseThrow().weights().slice(i).dup().getRow(t);
                    assertTrue(distance(expected, step.weights().orElseThrow().getRow(i)) < 1e-12);
                }
            }
            state = step.after();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    @DisplayName("a padded batch is each pair alone")
    void paddedEqualsAlone(EncoderDecoder model) {
        INDArray X = normal(2, 4, 3, 3);
        INDArray D = normal(3, 3, 3, 2);
        int[] source = {4, 2, 1};
        int[] target = {1, 3, 2};
        INDArray Y = model.forward(X, mask(4, source), D, mask(3, target), Mode.EVALUATION)
                .Y();
        for (int i = 0; i < 3; i++) {
            INDArray one = model.forward(
                            alone(X, i, source[i]), Mask.none(), alone(D, i, target[i]), Mask.none(), Mode.EVALUATION)
                    .Y();
            assertTrue(distance(one, alone(Y, i, target[i])) < 1e-12);
        }
    }

    @Test
    @DisplayName("names are unique; made of its own parameters it is the same")
    void parameters() {
        EncoderDecoder model = gru(Attention.SCALED_DOT);
        assertEquals(
                List.of("encoder.Wx", "encoder.Wh", "encoder.b", "decoder.Wx", "decoder.Wh", "decoder.b"),
                model.parameters().names());
        assertEquals(model, model.with(model.parameters()));
        assertEquals(8, model.features());
        assertEquals(4, gru(Attention.NONE).features());
    }

    @Test
    @DisplayName("a decoder that cannot start where the encoder ends is refused")
    void refused() {
        RecurrentLayer gru = GruCell.random(3, 4, Init.normal(0.5), DOUBLE, 1).layer();
        RecurrentLayer lstm = LstmCell.random(3, 4, Init.normal(0.5), DOUBLE, 1).layer();
        Exception e = assertThrows(IllegalArgumentException.class, () -> new EncoderDecoder(gru, lstm, Attention.NONE));
        assertEquals(
                "decoder: its state must have the sizes of the encoder's, [4], got [4, 4]; use the same cell, layers and"
                        + " hidden units in both",
                e.getMessage());
        RecurrentLayer both = Bidirectional.concat(gru, gru);
        RecurrentLayer two = Stacked.of(
                gru, GruCell.random(4, 4, Init.normal(0.5), DOUBLE, 1).layer());
        new EncoderDecoder(both, two, Attention.NONE);
        assertThrows(IllegalArgumentException.class, () -> new EncoderDecoder(both, two, Attention.DOT));
    }
}
