package recurrent.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@DisplayName("Networks of DeepLearning4j")
class Dl4jModelsTests {
    private static final Dl4jOptions FLOAT = Dl4jOptions.defaults();
    private static final Dl4jOptions DOUBLE = FLOAT.withType(DataType.DOUBLE);

    private static int[][] ids(int n, int T, int V, long seed) {
        Random random = new Random(seed);
        int[][] ids = new int[n][T];
        for (int[] row : ids) {
            java.util.Arrays.setAll(row, t -> random.nextInt(V));
        }
        return ids;
    }

    /** Two sequences of five steps with three features, all numbers different. */
    private static INDArray features() {
        return Nd4j.arange(2 * 3 * 5).castTo(DataType.DOUBLE).muli(0.07).subi(1).reshape(2, 3, 5);
    }

    private static INDArray step(INDArray sequence, int t) {
        return sequence.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1))
                .dup();
    }

    private static long params(MultiLayerNetwork network, int layer) {
        return network.getLayer(layer).numParams();
    }

    @Test
    @DisplayName("parameter counts are those of the formulas")
    void parameterCounts() {
        MultiLayerNetwork characters = Dl4jModels.languageModel(Dl4jCell.RNN, 28, FLOAT, 32);
        assertEquals(1_952, params(characters, 0));
        assertEquals(924, params(characters, 1));
        MultiLayerNetwork answer = Dl4jModels.classifier(Dl4jCell.RNN, 32, FLOAT, 32);
        assertEquals(2_080, params(answer, 0));
        assertEquals(33, params(answer, 1));
        assertEquals(117_248, params(Dl4jModels.classifier(Dl4jCell.LSTM, 100, FLOAT, 128), 0));
        MultiLayerNetwork stacked = Dl4jModels.classifier(Dl4jCell.LSTM, 100, FLOAT, 128, 128);
        assertEquals(131_584, params(stacked, 1));
        assertEquals(248_832, params(stacked, 0) + params(stacked, 1));
        MultiLayerNetwork both = Dl4jModels.bidirectionalTagger(Dl4jCell.LSTM, 100, 2, 128, Mode.CONCAT, FLOAT);
        assertEquals(234_496, params(both, 0));
        assertEquals(2 * 257, params(both, 1), "256 wide: 257 for each class");
        MultiLayerNetwork text = Dl4jModels.textClassifier(Dl4jCell.LSTM, 1000, 100, true, FLOAT, 128);
        assertEquals(100_000, params(text, 0));
        assertEquals(117_248 + 129, params(text, 1) + params(text, 2));
    }

    @Test
    @DisplayName("the dense networks of chapter 03 have as many parameters here")
    void denseCounts() {
        for (int[] expected : new int[][] {{16, 160_305}, {4, 40_029}, {512, 5_383_681}}) {
            int h = expected[0];
            MultiLayerNetwork dense = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .list()
                    .layer(new DenseLayer.Builder().nIn(10_000).nOut(h).build())
                    .layer(new DenseLayer.Builder().nIn(h).nOut(h).build())
                    .layer(new OutputLayer.Builder(LossFunction.XENT)
                            .nIn(h)
                            .nOut(1)
                            .activation(Activation.SIGMOID)
                            .build())
                    .build());
            dense.init();
            assertEquals(expected[1], dense.numParams(), h + " units");
        }
    }

    @Test
    @DisplayName("without training, every symbol is about equally likely: the score of a prediction is near ln V")
    void untrainedScore() {
        int V = 28;
        INDArray X = Layouts.oneHot(ids(16, 20, V, 1), V, DataType.FLOAT);
        INDArray Y = Layouts.oneHot(ids(16, 20, V, 2), V, DataType.FLOAT);
        for (Dl4jCell cell : Dl4jCell.values()) {
            MultiLayerNetwork network = Dl4jModels.languageModel(cell, V, FLOAT, 32);
            double score = Dl4jModels.scorePerToken(network, Dl4jModels.batch(X, Y));
            assertEquals(Math.log(V), score, 0.05 * Math.log(V), cell.name());
        }
    }

    @Test
    @DisplayName("a score of one prediction per sequence has no steps to be divided by")
    void scoreNeedsSequences() {
        MultiLayerNetwork network = Dl4jModels.classifier(Dl4jCell.RNN, 2, FLOAT, 3);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Dl4jModels.scorePerToken(
                                network,
                                Dl4jModels.batch(
                                        Nd4j.zeros(DataType.FLOAT, 1, 2, 4), Nd4j.zeros(DataType.FLOAT, 1, 1))))
                .getMessage();
        assertTrue(message.contains("(n, V, T)") && message.contains("[1, 1]"), message);
    }

    @Test
    @DisplayName("symbol by symbol is the same as one pass; a cleared state begins again")
    void timeSteps() {
        int V = 9;
        for (Dl4jCell cell : Dl4jCell.values()) {
            MultiLayerNetwork network = Dl4jModels.languageModel(cell, V, DOUBLE, 6, 5);
            INDArray X = Layouts.oneHot(ids(2, 7, V, 3), V, DataType.DOUBLE);
            INDArray whole = network.output(X);
            for (int t = 0; t < 7; t++) {
                INDArray one = network.rnnTimeStep(step(X, t));
                assertTrue(one.equalsWithEps(step(whole, t), 1e-6), cell + " at step " + t);
            }
            assertDiffers(step(whole, 0), network.rnnTimeStep(step(X, 0)));
            network.rnnClearPreviousState();
            assertTrue(network.rnnTimeStep(step(X, 0)).equalsWithEps(step(whole, 0), 1e-12));
        }
    }

    private static void assertDiffers(INDArray a, INDArray b) {
        assertTrue(!a.equalsWithEps(b, 1e-6), "a state that is carried must change the answer");
    }

    @Test
    @DisplayName("the same seed gives the same network, another seed another, in the type asked for")
    void seeds() {
        INDArray first = Dl4jModels.languageModel(Dl4jCell.LSTM, 9, DOUBLE, 6).params();
        assertEquals(DataType.DOUBLE, first.dataType());
        assertEquals(
                first, Dl4jModels.languageModel(Dl4jCell.LSTM, 9, DOUBLE, 6).params());
        assertNotEquals(
                first,
                Dl4jModels.languageModel(Dl4jCell.LSTM, 9, DOUBLE.withSeed(2), 6)
                        .params());
        assertEquals(
                DataType.FLOAT,
                Dl4jModels.languageModel(Dl4jCell.RNN, 9, FLOAT, 6).params().dataType());
    }

    @Test
    @DisplayName("an embedding is one-hot times its table")
    void embedding() {
        int V = 9;
        MultiLayerNetwork network = Dl4jModels.embeddingLanguageModel(Dl4jCell.RNN, V, 4, DOUBLE, 6);
        assertEquals(V * 4, params(network, 0));
        int[][] ids = ids(2, 5, V, 4);
        INDArray rows =
                network.feedForward(Layouts.indices(ids, DataType.DOUBLE)).get(1); // (n, 4, T)
        assertArrayEquals(new long[] {2, 4, 5}, rows.shape());
        INDArray table = network.getLayer(0).getParam("W");
        for (int i = 0; i < 2; i++) {
            for (int t = 0; t < 5; t++) {
                for (int k = 0; k < 4; k++) {
                    assertEquals(table.getDouble(ids[i][t], k), rows.getDouble(i, k, t), 1e-12);
                }
            }
        }
        assertArrayEquals(
                new long[] {2, V, 5},
                network.output(Layouts.indices(ids, DataType.DOUBLE)).shape());
    }

    @Test
    @DisplayName("a language model with an embedding learns: the loss of a batch falls from about T·ln V")
    void embeddingLearns() {
        int V = 9;
        MultiLayerNetwork network =
                Dl4jModels.embeddingLanguageModel(Dl4jCell.LSTM, V, 4, DOUBLE.withUpdater(new Adam(0.01)), 6);
        int[][] ids = ids(2, 5, V, 4);
        DataSet batch =
                Dl4jModels.batch(Layouts.indices(ids, DataType.DOUBLE), Layouts.oneHot(ids, V, DataType.DOUBLE));
        double before = network.score(batch);
        assertEquals(5 * Math.log(V), before, 0.5);
        for (int i = 0; i < 50; i++) {
            network.fit(batch);
        }
        assertTrue(network.score(batch) < before - 1, network.score(batch) + " after " + before);
    }

    @Test
    @DisplayName("a classifier says probabilities, from the last step that is not padded")
    void classifier() {
        MultiLayerNetwork network = Dl4jModels.classifier(Dl4jCell.LSTM, 3, DOUBLE, 4);
        INDArray X = features();
        INDArray p = network.output(X);
        assertArrayEquals(new long[] {2, 1}, p.shape());
        assertTrue(p.minNumber().doubleValue() > 0 && p.maxNumber().doubleValue() < 1);

        INDArray shorter = X.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 3))
                .dup();
        INDArray mask =
                Layouts.maskToDl4j(Nd4j.createFromArray(new double[][] {{1, 1}, {1, 1}, {1, 1}, {0, 0}, {0, 0}}));
        INDArray masked = network.output(X, false, mask, null);
        assertTrue(masked.equalsWithEps(network.output(shorter), 1e-6));
        network.clearLayerMaskArrays();
        assertTrue(!masked.equalsWithEps(p, 1e-6));
    }

    @Test
    @DisplayName("a frozen table stays what it was, a free one learns")
    void frozenEmbedding() {
        for (boolean frozen : new boolean[] {true, false}) {
            MultiLayerNetwork network =
                    Dl4jModels.textClassifier(Dl4jCell.RNN, 9, 4, frozen, DOUBLE.withUpdater(new Adam(0.05)), 5);
            INDArray before = network.getLayer(0).getParam("W").dup();
            INDArray X = Layouts.indices(ids(6, 5, 9, 5), DataType.DOUBLE);
            INDArray Y = Nd4j.createFromArray(new double[][] {{0}, {1}, {1}, {0}, {1}, {0}});
            network.fit(X, Y);
            assertEquals(frozen, before.equals(network.getLayer(0).getParam("W")));
        }
    }

    @Test
    @DisplayName("two directions stand side by side, or are added")
    void bidirectional() {
        MultiLayerNetwork concat = Dl4jModels.bidirectionalTagger(Dl4jCell.RNN, 3, 2, 4, Mode.CONCAT, DOUBLE);
        MultiLayerNetwork add = Dl4jModels.bidirectionalTagger(Dl4jCell.RNN, 3, 2, 4, Mode.ADD, DOUBLE);
        for (String name : concat.getLayer(0).paramTable().keySet()) {
            add.getLayer(0)
                    .paramTable()
                    .get(name)
                    .assign(concat.getLayer(0).paramTable().get(name));
        }
        INDArray X = features();
        INDArray wide = concat.feedForward(X).get(1);
        INDArray sum = add.feedForward(X).get(1);
        assertArrayEquals(new long[] {2, 8, 5}, wide.shape());
        assertArrayEquals(new long[] {2, 4, 5}, sum.shape());
        INDArray left = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4), NDArrayIndex.all());
        INDArray right = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 8), NDArrayIndex.all());
        assertTrue(left.add(right).equalsWithEps(sum, 1e-12));
        assertTrue(!left.equalsWithEps(right, 1e-6));
    }

    @Test
    @DisplayName("a step with clipping moves no layer further than rate times threshold")
    void clipping() {
        double clip = 0.01;
        Dl4jOptions options = DOUBLE.withUpdater(new Sgd(0.5));
        INDArray X = Layouts.oneHot(ids(4, 6, 9, 6), 9, DataType.DOUBLE);
        INDArray Y = Layouts.oneHot(ids(4, 6, 9, 7), 9, DataType.DOUBLE);
        double[] free = moves(Dl4jModels.languageModel(Dl4jCell.RNN, 9, options, 5), X, Y);
        double[] clipped = moves(Dl4jModels.languageModel(Dl4jCell.RNN, 9, options.withClip(clip), 5), X, Y);
        for (int layer = 0; layer < 2; layer++) {
            assertTrue(free[layer] > 0.5 * clip * 2, "nothing to clip");
            assertEquals(0.5 * clip, clipped[layer], 1e-9);
        }
    }

    private static double[] moves(MultiLayerNetwork network, INDArray X, INDArray Y) {
        INDArray[] before = {
            network.getLayer(0).params().dup(), network.getLayer(1).params().dup()
        };
        network.fit(X, Y);
        return new double[] {
            network.getLayer(0).params().sub(before[0]).norm2Number().doubleValue(),
            network.getLayer(1).params().sub(before[1]).norm2Number().doubleValue()
        };
    }

    @Test
    @DisplayName("truncated backpropagation makes one update for each piece of a sequence")
    void truncated() {
        MultiLayerNetwork network = Dl4jModels.languageModel(Dl4jCell.LSTM, 9, FLOAT.withTbptt(4), 5);
        network.fit(
                Layouts.oneHot(ids(2, 12, 9, 8), 9, DataType.FLOAT),
                Layouts.oneHot(ids(2, 12, 9, 9), 9, DataType.FLOAT));
        assertEquals(3, network.getIterationCount());
    }

    @Test
    @DisplayName("options refuse what cannot be")
    void options() {
        assertThrows(IllegalArgumentException.class, () -> FLOAT.withType(DataType.INT32));
        assertThrows(IllegalArgumentException.class, () -> FLOAT.withClip(0));
        assertThrows(IllegalArgumentException.class, () -> FLOAT.withTbptt(-1));
        assertThrows(IllegalArgumentException.class, () -> FLOAT.withUpdater(null));
        assertThrows(IllegalArgumentException.class, () -> Dl4jModels.languageModel(Dl4jCell.RNN, 5, FLOAT));
    }

    @Test
    @DisplayName("a saved network says the same, and goes on training as if nothing had happened")
    void saveAndLoad(@TempDir Path folder) throws IOException {
        MultiLayerNetwork network = Dl4jModels.languageModel(Dl4jCell.LSTM, 9, DOUBLE.withUpdater(new Adam(0.01)), 5);
        INDArray X = Layouts.oneHot(ids(2, 6, 9, 10), 9, DataType.DOUBLE);
        INDArray Y = Layouts.oneHot(ids(2, 6, 9, 11), 9, DataType.DOUBLE);
        network.fit(X, Y);
        Path file = folder.resolve("network.zip");
        Dl4jFiles.save(network, file);
        MultiLayerNetwork loaded = Dl4jFiles.load(file);
        assertEquals(network.output(X), loaded.output(X));
        network.fit(X, Y);
        loaded.fit(X, Y);
        assertTrue(network.params().equalsWithEps(loaded.params(), 1e-12));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "no unfinished file stays");
        }
    }

    @Test
    @DisplayName("what is no saved network is refused with its name")
    void notANetwork(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "words");
        assertTrue(assertThrows(IOException.class, () -> Dl4jFiles.load(text))
                .getMessage()
                .contains("a.txt"));
        assertTrue(assertThrows(IOException.class, () -> Dl4jFiles.load(folder.resolve("none.zip")))
                .getMessage()
                .contains("there is no file"));
    }
}
