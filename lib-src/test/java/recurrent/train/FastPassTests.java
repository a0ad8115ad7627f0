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

import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
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

    private static <B> void same(Model<B> model, Model<B> fast, B batch) {
        assertNotSame(model, fast, "there must be a fast pass for " + model);
        assertEquals(model.predictions(batch), fast.predictions(batch));
        assertEquals(model.loss(batch), fast.loss(batch), 1e-5);
        LossAndGradients a = model.lossAndGradients(batch, new Random(3));
        LossAndGradients b = fast.lossAndGradients(batch, new Random(3));
        assertEquals(a.loss(), b.loss(), 1e-5);
        assertEquals(model.parameters().names(), fast.parameters().names());
        assertEquals(a.gradients().names(), b.gradients().names());
        for (String name : a.gradients().names()) {
            assertTrue(a.gradients().get(name).distance2(b.gradients().get(name)) < 1e-4, () -> name + " of " + model);
        }
    }

    private static int[][] ids(int n, int T, int V, long seed) {
        Random random = new Random(seed);
        int[][] ids = new int[n][T];
        for (int[] row : ids) {
            java.util.Arrays.setAll(row, t -> random.nextInt(V));
        }
        return ids;
    }

    @Test
    @DisplayName("language models, one-hot and with a table, trained and frozen")
    void languageModels() {
        Batch batch = new Batch(ids(5, 7, 6, 1), ids(5, 7, 6, 2));
        for (RecurrentLayer layer : FastLayers.all(6, 4)) {
            LanguageModel model = LanguageModel.of(layer, OutputLayer.random(4, 6, Init.normal(0.4), F, 2));
            same(model, FastPass.of(model), batch);
        }
        Embedding table = Embedding.random(6, 3, Init.normal(0.5), F, 5);
        for (RecurrentLayer layer : FastLayers.all(3, 4)) {
            for (Embedding embedding : List.of(table, table.frozen())) {
                LanguageModel model =
                        new LanguageModel(embedding, layer, OutputLayer.random(4, 6, Init.normal(0.4), F, 2));
                same(model, FastPass.of(model), batch);
            }
        }
    }

    @Test
    @DisplayName("a language model with a table of many symbols, of which a batch has few")
    void manySymbols() {
        Batch batch = new Batch(ids(3, 4, 1_500, 1), ids(3, 4, 1_500, 2));
        for (RecurrentLayer layer : FastLayers.all(3, 4)) {
            Embedding table = Embedding.random(1_500, 3, Init.normal(0.5), F, 5);
            LanguageModel model = new LanguageModel(table, layer, OutputLayer.random(4, 1_500, Init.normal(0.4), F, 2));
            same(model, FastPass.of(model), batch);
        }
    }

    @Test
    @DisplayName("classifiers, of symbols and of features; padded batches too")
    void classifiers() {
        int[] labels = {0, 2, 1, 1};
        Embedding table = Embedding.random(6, 3, Init.normal(0.5), F, 5);
        for (RecurrentLayer layer : FastLayers.all(3, 4)) {
            OutputLayer output = OutputLayer.random(4, 3, Init.normal(0.4), F, 2);
            for (Embedding embedding : List.of(table, table.frozen())) {
                SequenceClassifier model =
                        new SequenceClassifier(embedding, layer, Pooling.LAST, new Dropout(0.3), output);
                same(model, FastPass.of(model), LabelledBatch.ofSymbols(ids(4, 6, 6, 1), labels));
                same(
                        model,
                        FastPass.of(model),
                        LabelledBatch.ofSymbols(ids(4, 2, 6, 1), labels)
                                .withMask(Mask.of(Nd4j.createFromArray(new float[][] {{1, 1, 1, 1}, {1, 0, 1, 0}}))));
            }
            SequenceClassifier model = SequenceClassifier.of(new Features(3), layer, output);
            same(model, FastPass.of(model), LabelledBatch.ofFeatures(table.forward(ids(4, 5, 6, 3)), labels));
        }
    }

    @Test
    @DisplayName("where there is none the model itself comes back")
    void none() {
        LanguageModel exact = LanguageModel.of(
                LstmCell.random(5, 3, Init.normal(0.4), DataType.DOUBLE, 1).layer(),
                OutputLayer.random(3, 5, Init.normal(0.4), DataType.DOUBLE, 2));
        assertSame(exact, FastPass.of(exact));
        LanguageModel deep = LanguageModel.of(
                Stacked.of(
                        RnnCell.random(5, 3, Init.normal(0.4), F, 1).layer(),
                        RnnCell.random(3, 3, Init.normal(0.4), F, 2).layer()),
                OutputLayer.random(3, 5, Init.normal(0.4), F, 2));
        assertSame(deep, FastPass.of(deep));
    }
}
