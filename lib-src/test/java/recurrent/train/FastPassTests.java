package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Attention;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.Features;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Mask;
import recurrent.nn.OutputLayer;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.nn.fast.FastLayers;
import recurrent.text.Batch;

@DisplayName("The fast pass of a model gives the model's numbers")
class FastPassTests {
    private static final DataType F = DataType.FLOAT;

    private static <B> void same(Model<B> model, B batch) {
        Model<B> fast = FastPass.of(model);
        assertNotSame(model, fast, "there must be a fast pass for " + model);
        assertEquals(model.predictions(batch), fast.predictions(batch));
        assertEquals(model.loss(batch), fast.loss(batch), 1e-5);
        assertEquals(model.metrics(List.of(batch)), fast.metrics(List.of(batch)));
        LossAndGradients a = model.lossAndGradients(batch, new Random(3));
        LossAndGradients b = fast.lossAndGradients(batch, new Random(3));
        assertEquals(a.loss(), b.loss(), 1e-5);
        assertEquals(model.parameters().names(), fast.parameters().names());
        assertEquals(a.gradients().names(), b.gradients().names());
        for (String name : a.gradients().names()) {
            assertSame(model.parameters().get(name), fast.parameters().get(name));
            assertTrue(a.gradients().get(name).distance2(b.gradients().get(name)) < 1e-4, () -> name + " of " + model);
        }
    }

    private static OutputLayer output(int inputs, int outputs) {
        return OutputLayer.random(inputs, outputs, Init.normal(0.4), F, 2);
    }

    private static Embedding table(int V, int e) {
        return Embedding.random(V, e, Init.normal(0.5), F, 5);
    }

    private static int[][] ids(int n, int T, int V, long seed) {
        return FastLayers.symbols(n, T, V, seed);
    }

    private static Mask padded() {
        return Mask.of(Nd4j.createFromArray(new float[][] {{1, 1, 1, 1}, {1, 0, 1, 1}, {1, 0, 0, 1}}));
    }

    @Test
    @DisplayName("language models of every layer")
    void languageModels() {
        Batch batch = new Batch(ids(5, 7, 6, 1), ids(5, 7, 6, 2));
        for (RecurrentLayer layer : FastLayers.combinations(6, 4, F).values()) {
            same(LanguageModel.of(layer, output(layer.outputs(), 6)), batch);
        }
    }

    @Test
    @DisplayName("language models that carry their state from piece to piece")
    void stateful() {
        for (RecurrentLayer layer : FastLayers.combinations(3, 4, F).values()) {
            LanguageModel model = new LanguageModel(table(6, 3), layer, output(layer.outputs(), 6));
            Model<StatefulLanguageModel.Piece> algebra = StatefulLanguageModel.of(model);
            Model<StatefulLanguageModel.Piece> fast = FastPass.of(StatefulLanguageModel.of(model));
            for (StatefulLanguageModel.Piece piece : StatefulLanguageModel.inOrder(ids(1, 90, 6, 4)[0], 4, 5)) {
                LossAndGradients a = algebra.lossAndGradients(piece, new Random(3));
                LossAndGradients b = fast.lossAndGradients(piece, new Random(3));
                assertEquals(a.loss(), b.loss(), 1e-5);
                for (String name : a.gradients().names()) {
                    assertTrue(a.gradients().get(name).distance2(b.gradients().get(name)) < 1e-4, name);
                }
            }
            for (StatefulLanguageModel.Piece piece : StatefulLanguageModel.inOrder(ids(1, 90, 6, 5)[0], 4, 5)) {
                assertEquals(algebra.loss(piece), fast.loss(piece), 1e-5);
            }
        }
    }

    @Test
    @DisplayName("classifiers of every layer, of symbols and of features, padded, by every pooling, with dropout")
    void classifiers() {
        int[] labels = {0, 2, 1, 1};
        LabelledBatch symbols = LabelledBatch.ofSymbols(ids(4, 3, 6, 1), labels);
        for (RecurrentLayer layer : FastLayers.combinations(3, 4, F).values()) {
            for (Pooling pooling : Pooling.values()) {
                int width = layer.outputs() * (pooling == Pooling.SIDE_BY_SIDE ? 3 : 1);
                for (Embedding table : List.of(table(6, 3), table(6, 3).frozen())) {
                    SequenceClassifier model =
                            new SequenceClassifier(table, layer, pooling, new Dropout(0.3), output(width, 3));
                    same(model, symbols);
                    same(model, symbols.withMask(padded()));
                }
            }
            SequenceClassifier model = SequenceClassifier.of(new Features(3), layer, output(layer.outputs(), 3));
            same(model, LabelledBatch.ofFeatures(table(6, 3).forward(ids(4, 5, 6, 3)), labels));
        }
    }

    @Test
    @DisplayName("encoder–decoders of every layer, padded, with and without attention")
    void encoderDecoders() {
        PairBatch batch = new PairBatch(ids(4, 3, 6, 1), padded(), ids(4, 3, 5, 2), ids(4, 3, 5, 3), padded());
        for (RecurrentLayer layer : FastLayers.combinations(3, 4, F).values()) {
            for (Attention attention : Attention.values()) {
                RecurrentLayer decoder = layer.with(layer.parameters().copy());
                EncoderDecoder layers = new EncoderDecoder(layer, decoder, attention);
                same(new SequenceToSequence(table(6, 3), table(5, 3), layers, output(layers.features(), 5)), batch);
            }
        }
    }

    @Test
    @DisplayName("of a stack with a cell that it does not know it replaces the others")
    void partly() {
        RecurrentLayer relu =
                RnnCell.random(6, 3, Init.normal(0.4), F, 1).withRelu().layer();
        RecurrentLayer stack =
                Stacked.of(relu, LstmCell.random(3, 4, Init.normal(0.4), F, 2).layer());
        same(LanguageModel.of(stack, output(4, 6)), new Batch(ids(5, 7, 6, 1), ids(5, 7, 6, 2)));
    }

    @Test
    @DisplayName("where there is none the model itself comes back")
    void none() {
        RecurrentLayer layer =
                LstmCell.random(5, 3, Init.normal(0.4), DataType.DOUBLE, 1).layer();
        OutputLayer output = OutputLayer.random(3, 5, Init.normal(0.4), DataType.DOUBLE, 2);
        LanguageModel exact = LanguageModel.of(layer, output);
        assertSame(exact, FastPass.of(exact));
        SequenceClassifier classifier = SequenceClassifier.of(new Features(5), layer, output);
        assertSame(classifier, FastPass.of(classifier));
    }
}
