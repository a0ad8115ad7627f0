package recurrent.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.nn.Init;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.text.Batch;
import recurrent.train.LanguageModel;

@DisplayName("Weights copied between networks written by hand and DeepLearning4j")
class WeightCopyTests {
    private static final int V = 7;
    private static final int H = 5;
    private static final int T = 6;
    private static final int N = 3;
    private static final Dl4jOptions DOUBLE = Dl4jOptions.defaults().withType(DataType.DOUBLE);

    private static Batch batch(long seed) {
        Random random = new Random(seed);
        int[][] inputs = new int[N][T];
        int[][] targets = new int[N][T];
        for (int i = 0; i < N; i++) {
            for (int t = 0; t < T; t++) {
                inputs[i][t] = random.nextInt(V);
                targets[i][t] = random.nextInt(V);
            }
        }
        return new Batch(inputs, targets);
    }

    private static LanguageModel model() {
        LanguageModel model = LanguageModel.rnn(V, H, Init.normal(0.5), DataType.DOUBLE, 3);
        Random random = new Random(3);
        model.cell(RnnCell.class).bh().assign(normal(random, 1, H)); // zeros would hide a forgotten bias
        model.output().bq().assign(normal(random, 1, V));
        return model;
    }

    private static double largestDifference(INDArray a, INDArray b) {
        assertArrayEquals(a.shape(), b.shape());
        return Transforms.abs(a.sub(b)).maxNumber().doubleValue();
    }

    @Test
    @DisplayName("a copied RNN language model says the same over whole sequences")
    void rnnForward() {
        LanguageModel ours = model();
        MultiLayerNetwork theirs = Dl4jModels.languageModel(Dl4jCell.RNN, V, DOUBLE, H);
        WeightCopy.toDl4j(ours, theirs);
        int[][] ids = batch(1).inputs();

        INDArray scores = ours.forward(ids).scores(); // (T, n, V)
        INDArray probabilities = theirs.output(Layouts.oneHot(ids, V, DataType.DOUBLE)); // (n, V, T)

        for (int i = 0; i < N; i++) {
            for (int t = 0; t < T; t++) {
                double sum = 0;
                for (int v = 0; v < V; v++) {
                    sum += Math.exp(scores.getDouble(t, i, v));
                }
                for (int v = 0; v < V; v++) {
                    assertEquals(Math.exp(scores.getDouble(t, i, v)) / sum, probabilities.getDouble(i, v, t), 1e-6);
                }
            }
        }
    }

    @Test
    @DisplayName("what is copied there and back is what it was, and shares nothing")
    void roundTrip() {
        LanguageModel ours = model();
        MultiLayerNetwork theirs = Dl4jModels.languageModel(Dl4jCell.RNN, V, DOUBLE, H);
        WeightCopy.toDl4j(ours, theirs);
        LanguageModel back = WeightCopy.fromDl4j(theirs);
        for (String name : ours.parameters().names()) {
            assertEquals(ours.parameters().get(name), back.parameters().get(name), name);
        }
        back.parameters().get("Wxh").addi(1);
        assertEquals(
                ours.parameters().get("Wxh"),
                WeightCopy.fromDl4j(theirs).parameters().get("Wxh"));
    }

    @Test
    @DisplayName("the score is T times our loss, and a step at rate η/T is our step at rate η")
    void oneTrainingStep() {
        double rate = 0.7;
        LanguageModel ours = model();
        MultiLayerNetwork theirs = Dl4jModels.languageModel(Dl4jCell.RNN, V, DOUBLE.withUpdater(new Sgd(rate / T)), H);
        WeightCopy.toDl4j(ours, theirs);
        Batch batch = batch(2);
        INDArray X = Layouts.oneHot(batch.inputs(), V, DataType.DOUBLE);
        INDArray Y = Layouts.oneHot(batch.targets(), V, DataType.DOUBLE);
        assertEquals(T * ours.loss(batch), theirs.score(Dl4jModels.batch(X, Y)), 1e-9);
        assertEquals(ours.loss(batch), Dl4jModels.scorePerToken(theirs, Dl4jModels.batch(X, Y)), 1e-9);

        Parameters before = ours.parameters().copy();
        Parameters gradients = ours.lossAndGradients(batch).gradients();
        for (String name : gradients.names()) {
            ours.parameters().get(name).subi(gradients.get(name).mul(rate));
        }
        theirs.fit(X, Y);

        Parameters after = WeightCopy.fromDl4j(theirs).parameters();
        for (String name : after.names()) {
            assertTrue(largestDifference(before.get(name), after.get(name)) > 1e-4, name + " did not move");
            assertEquals(0, largestDifference(ours.parameters().get(name), after.get(name)), 1e-9, name);
        }
    }

    @Test
    @DisplayName("perplexity is that of our own model, also over batches of different sizes")
    void perplexity() {
        LanguageModel ours = model();
        MultiLayerNetwork theirs = Dl4jModels.languageModel(Dl4jCell.RNN, V, DOUBLE, H);
        WeightCopy.toDl4j(ours, theirs);
        Batch whole = batch(5);
        Batch part = new Batch(new int[][] {whole.inputs()[1]}, new int[][] {whole.targets()[2]});
        double loss = (N * ours.loss(whole) + ours.loss(part)) / (N + 1);
        assertEquals(Math.exp(loss), Dl4jModels.perplexity(theirs, List.of(whole, part)), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> Dl4jModels.perplexity(theirs, List.of()));
    }

    private static WeightCopy.LstmArrays lstm(long seed) {
        Random random = new Random(seed);
        return new WeightCopy.LstmArrays(normal(random, V, 4 * H), normal(random, H, 4 * H), normal(random, 1, 4 * H));
    }

    private static INDArray normal(Random random, int rows, int cols) {
        INDArray array = Nd4j.zeros(DataType.DOUBLE, rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                array.putScalar(r, c, 0.5 * random.nextGaussian());
            }
        }
        return array;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** The equations of the LSTM with blocks i, f, o, g, number by number; answer (n, h, T). */
    private static double[][][] lstmLoop(WeightCopy.LstmArrays w, double[][][] x) {
        double[][][] out = new double[x.length][H][T];
        for (int n = 0; n < x.length; n++) {
            double[] h = new double[H];
            double[] c = new double[H];
            for (int t = 0; t < T; t++) {
                double[] z = new double[4 * H];
                for (int j = 0; j < 4 * H; j++) {
                    z[j] = w.b().getDouble(0, j);
                    for (int k = 0; k < V; k++) {
                        z[j] += x[n][k][t] * w.Wx().getDouble(k, j);
                    }
                    for (int k = 0; k < H; k++) {
                        z[j] += h[k] * w.Wh().getDouble(k, j);
                    }
                }
                for (int j = 0; j < H; j++) {
                    double i = sigmoid(z[j]);
                    double f = sigmoid(z[H + j]);
                    double o = sigmoid(z[2 * H + j]);
                    double g = Math.tanh(z[3 * H + j]);
                    c[j] = f * c[j] + i * g;
                    h[j] = o * Math.tanh(c[j]);
                    out[n][j][t] = h[j];
                }
            }
        }
        return out;
    }

    private static double lstmDifference(WeightCopy.LstmArrays loop, MultiLayerNetwork network) {
        Random random = new Random(8);
        double[][][] x = new double[N][V][T];
        for (double[][] rows : x) {
            for (double[] row : rows) {
                Arrays.setAll(row, t -> random.nextGaussian());
            }
        }
        double[][][] expected = lstmLoop(loop, x);
        INDArray got = network.feedForward(Nd4j.createFromArray(x)).get(1); // 0 is the input itself
        double largest = 0;
        for (int n = 0; n < N; n++) {
            for (int j = 0; j < H; j++) {
                for (int t = 0; t < T; t++) {
                    largest = Math.max(largest, Math.abs(expected[n][j][t] - got.getDouble(n, j, t)));
                }
            }
        }
        return largest;
    }

    @Test
    @DisplayName("a copied LSTM layer says what the equations say; the blocks taken as they are would not")
    void lstmForward() {
        MultiLayerNetwork network = Dl4jModels.languageModel(Dl4jCell.LSTM, V, DOUBLE, H);
        Layer layer = network.getLayer(0);
        WeightCopy.LstmArrays arrays = lstm(4);
        WeightCopy.lstmToDl4j(arrays, layer);
        assertEquals(0, lstmDifference(arrays, network), 1e-6);

        // the mistake that its names invite: DeepLearning4j's I is not the input gate
        layer.paramTable().get("W").assign(arrays.Wx());
        layer.paramTable().get("RW").assign(arrays.Wh());
        layer.paramTable().get("b").assign(arrays.b());
        assertTrue(lstmDifference(arrays, network) > 1e-2);
    }

    @Test
    @DisplayName("LSTM weights come back in the order of the course")
    void lstmRoundTrip() {
        MultiLayerNetwork network = Dl4jModels.languageModel(Dl4jCell.LSTM, V, DOUBLE, H);
        WeightCopy.LstmArrays arrays = lstm(5);
        WeightCopy.lstmToDl4j(arrays, network.getLayer(0));
        WeightCopy.LstmArrays back = WeightCopy.lstmFromDl4j(network.getLayer(0));
        assertEquals(arrays.Wx(), back.Wx());
        assertEquals(arrays.Wh(), back.Wh());
        assertEquals(arrays.b(), back.b());
        assertTrue(largestDifference(arrays.Wx(), network.getLayer(0).getParam("W")) > 0.1);
    }

    @Test
    @DisplayName("a new LSTM layer opens its forget gate: bias 1 in the block f, 0 elsewhere")
    void forgetBias() {
        MultiLayerNetwork network = Dl4jModels.languageModel(Dl4jCell.LSTM, V, DOUBLE, H);
        INDArray b = WeightCopy.lstmFromDl4j(network.getLayer(0)).b();
        for (int j = 0; j < 4 * H; j++) {
            assertEquals(j >= H && j < 2 * H ? 1 : 0, b.getDouble(0, j), "block " + j / H);
        }
    }

    @Test
    @DisplayName("sizes that differ are refused, and so are other layers")
    void refusals() {
        MultiLayerNetwork small = Dl4jModels.languageModel(Dl4jCell.RNN, V, DOUBLE, H - 1);
        String sizes = assertThrows(IllegalArgumentException.class, () -> WeightCopy.toDl4j(model(), small))
                .getMessage();
        assertTrue(sizes.contains("(7, 4)") && sizes.contains("(7, 5)"), sizes);
        MultiLayerNetwork deep = Dl4jModels.languageModel(Dl4jCell.RNN, V, DOUBLE, H, H);
        String layers = assertThrows(IllegalArgumentException.class, () -> WeightCopy.fromDl4j(deep))
                .getMessage();
        assertTrue(layers.contains("got 3"), layers);
        String noRecurrence = assertThrows(
                        IllegalArgumentException.class, () -> WeightCopy.rnnFromDl4j(small.getLayer(1)))
                .getMessage();
        assertTrue(noRecurrence.contains("RW"), noRecurrence);
        assertThrows(IllegalArgumentException.class, () -> WeightCopy.exchangeBlocks(Nd4j.zeros(2, 6)));
    }
}
