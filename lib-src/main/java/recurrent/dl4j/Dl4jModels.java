package recurrent.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

import recurrent.text.Batch;

/**
 * The course's networks in DeepLearning4j, ready to train. Sequences are (n, f, T): see {@link Layouts}. Weights start
 * as Glorot and Bengio propose. Chapters 10, 11, 13, 14 and 16.
 *
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">X. Glorot, Y. Bengio, 2010</a>
 */
public final class Dl4jModels {
    private Dl4jModels() {}

    /**
     * A language model of one-hot symbols: recurrent layers, one on top of the other, and a softmax over the next
     * symbol at every step. Reads and predicts shape (n, V, T).
     *
     * @param cell    RNN or LSTM
     * @param V       symbols of the vocabulary
     * @param options numbers, seed, optimiser, clipping
     * @param hidden  units of each recurrent layer, the lowest first
     * @return the network, its first weights drawn
     */
    public static MultiLayerNetwork languageModel(Dl4jCell cell, int V, Dl4jOptions options, int... hidden) {
        List<Layer> layers = stack(cell, V, hidden);
        layers.add(softmax(hidden[hidden.length - 1], V));
        return network(options, layers);
    }

    /**
     * A language model that looks its symbols up in a table. Reads symbols as numbers, shape (n, 1, T)
     * ({@link Layouts#indices}), and predicts shape (n, V, T).
     *
     * @param cell      RNN or LSTM
     * @param V         symbols of the vocabulary
     * @param embedding width of a row of the table
     * @param options   numbers, seed, optimiser, clipping
     * @param hidden    units of each recurrent layer, the lowest first
     * @return the network; its first layer has V·embedding parameters
     */
    public static MultiLayerNetwork embeddingLanguageModel(
            Dl4jCell cell, int V, int embedding, Dl4jOptions options, int... hidden) {
        List<Layer> layers = stack(cell, embedding, hidden);
        layers.add(0, embedding(V, embedding));
        layers.add(softmax(hidden[hidden.length - 1], V));
        return network(options, layers);
    }

    /**
     * A network that says a class at every step and reads its sequence in both directions. It is no language model: the
     * reading from the right sees the next symbol.
     *
     * @param cell    RNN or LSTM, used twice
     * @param inputs  features of a step
     * @param classes what a step can be
     * @param hidden  units of each direction
     * @param mode    CONCAT puts the two side by side (2·hidden wide), ADD adds them (hidden wide)
     * @param options numbers, seed, optimiser, clipping
     * @return the network; reads (n, inputs, T) and says (n, classes, T)
     * @see <a href="https://doi.org/10.1109/78.650093">M. Schuster, K. K. Paliwal, 1997</a>
     */
    public static MultiLayerNetwork bidirectionalTagger(
            Dl4jCell cell, int inputs, int classes, int hidden, Bidirectional.Mode mode, Dl4jOptions options) {
        Layer both = new Bidirectional(mode, cell.layer(inputs, hidden));
        int width = mode == Bidirectional.Mode.CONCAT ? 2 * hidden : hidden;
        return network(options, List.of(both, softmax(width, classes)));
    }

    /**
     * A network that reads a whole sequence and then answers yes or no: recurrent layers, the last step of the topmost,
     * one sigmoid.
     *
     * @param cell    RNN or LSTM
     * @param inputs  features of a step
     * @param options numbers, seed, optimiser, clipping
     * @param hidden  units of each recurrent layer, the lowest first
     * @return the network; reads (n, inputs, T) and says a probability, shape (n, 1)
     */
    public static MultiLayerNetwork classifier(Dl4jCell cell, int inputs, Dl4jOptions options, int... hidden) {
        List<Layer> layers = stack(cell, inputs, hidden);
        return network(options, withAnswer(layers, hidden[hidden.length - 1]));
    }

    /**
     * The same for texts: symbols are looked up in a table first. Reads shape (n, 1, T).
     *
     * @param cell      RNN or LSTM
     * @param V         symbols of the vocabulary
     * @param embedding width of a row of the table
     * @param frozen    whether training leaves the table as it is
     * @param options   numbers, seed, optimiser, clipping
     * @param hidden    units of each recurrent layer, the lowest first
     * @return the network; says a probability, shape (n, 1)
     */
    public static MultiLayerNetwork textClassifier(
            Dl4jCell cell, int V, int embedding, boolean frozen, Dl4jOptions options, int... hidden) {
        List<Layer> layers = stack(cell, embedding, hidden);
        Layer table = embedding(V, embedding);
        layers.add(0, frozen ? new FrozenLayer(table) : table);
        return network(options, withAnswer(layers, hidden[hidden.length - 1]));
    }

    /**
     * Features and labels of a batch together.
     *
     * @param features shape (n, f, T)
     * @param labels   shape (n, V, T), or (n, 1) for a classifier
     * @return what {@code fit} and {@code score} take
     */
    public static DataSet batch(INDArray features, INDArray labels) {
        return new DataSet(features, labels);
    }

    /**
     * A batch of the course for a language model that reads one-hot symbols.
     *
     * @param batch n sequences of T symbols and their targets
     * @param V     symbols of the vocabulary
     * @param type  FLOAT or DOUBLE, as the network
     * @return features and labels, both of shape (n, V, T)
     */
    public static DataSet batch(Batch batch, int V, DataType type) {
        return new DataSet(Layouts.oneHot(batch.inputs(), V, type), Layouts.oneHot(batch.targets(), V, type));
    }

    /**
     * The perplexity of a language model that reads one-hot symbols.
     *
     * @param network {@link #languageModel}
     * @param batches what to predict, for instance {@code windows.inOrder(1024)}
     * @return exp of the mean cross-entropy over all predictions
     * @throws IllegalArgumentException if there is no batch
     */
    public static double perplexity(MultiLayerNetwork network, Iterable<Batch> batches) {
        int V = Math.toIntExact(network.layerSize(network.getnLayers() - 1));
        DataType type = network.params().dataType();
        double sum = 0;
        long predictions = 0;
        for (Batch batch : batches) {
            long here = (long) batch.sequences() * batch.steps();
            sum += scorePerToken(network, batch(batch, V, type)) * here;
            predictions += here;
        }
        if (predictions == 0) {
            throw new IllegalArgumentException("batches: expected at least one");
        }
        return Math.exp(sum / predictions);
    }

    /**
     * The mean loss of one prediction. DeepLearning4j's own score is the sum over the T steps, averaged over the n
     * sequences only.
     *
     * @param network a network that predicts at every step
     * @param batch   features and labels of shape (n, V, T), none of them padded
     * @return nats; its exponential is the perplexity
     * @throws IllegalArgumentException if the labels do not have three axes, or there is a mask
     */
    public static double scorePerToken(MultiLayerNetwork network, DataSet batch) {
        if (batch.getLabels().rank() != 3 || batch.getLabelsMaskArray() != null) {
            throw new IllegalArgumentException("batch: expected labels of shape (n, V, T) without a mask, got "
                    + Arrays.toString(batch.getLabels().shape())
                    + (batch.getLabelsMaskArray() == null ? "" : " and a mask"));
        }
        return network.score(batch) / batch.getLabels().size(2);
    }

    private static List<Layer> stack(Dl4jCell cell, int inputs, int... hidden) {
        if (hidden.length == 0) {
            throw new IllegalArgumentException("hidden: expected the units of at least one recurrent layer");
        }
        List<Layer> layers = new ArrayList<>();
        int width = inputs;
        for (int units : hidden) {
            layers.add(cell.layer(width, units));
            width = units;
        }
        return layers;
    }

    private static Layer embedding(int V, int width) {
        return new EmbeddingSequenceLayer.Builder()
                .nIn(V)
                .nOut(width)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static Layer softmax(int inputs, int V) {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .dataFormat(RNNFormat.NCW)
                .nIn(inputs)
                .nOut(V)
                .activation(Activation.SOFTMAX)
                .build();
    }

    /** Only the last step of the topmost layer goes on; where a sequence is masked, the last step it really has. */
    private static List<Layer> withAnswer(List<Layer> layers, int width) {
        int top = layers.size() - 1;
        layers.set(top, new LastTimeStep(layers.get(top)));
        layers.add(new OutputLayer.Builder(LossFunction.XENT)
                .nIn(width)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build());
        return layers;
    }

    private static MultiLayerNetwork network(Dl4jOptions options, List<Layer> layers) {
        NeuralNetConfiguration.Builder common = new NeuralNetConfiguration.Builder()
                .seed(options.seed())
                .dataType(options.type())
                .updater(options.updater())
                .weightInit(WeightInit.XAVIER);
        if (Double.isFinite(options.clip())) {
            common.gradientNormalization(GradientNormalization.ClipL2PerLayer)
                    .gradientNormalizationThreshold(options.clip());
        }
        NeuralNetConfiguration.ListBuilder list = common.list();
        layers.forEach(list::layer);
        if (options.tbptt() > 0) {
            list.backpropType(BackpropType.TruncatedBPTT);
            list.tBPTTLength(options.tbptt());
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }
}
