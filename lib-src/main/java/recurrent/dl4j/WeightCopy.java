package recurrent.dl4j;

import java.util.stream.IntStream;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;
import recurrent.nn.Shapes;
import recurrent.train.LanguageModel;

/**
 * Copies weights between networks written by hand and networks of DeepLearning4j, in both directions. What is copied is
 * shared by nobody. Chapters 10 and 11.
 *
 * <p>The two keep the four parts of an LSTM in different orders. The course: i, f, o, g (input, forget and output gate,
 * tanh candidate). DeepLearning4j calls its blocks I, F, O, G, and <em>its I is the candidate and its G the input
 * gate</em>: so I ← g, F ← f, O ← o, G ← i.
 */
public final class WeightCopy {
    // which block of the other side stands in each place; exchanging the first and the last undoes itself
    private static final int[] BLOCKS = {3, 1, 2, 0};

    private WeightCopy() {}

    /**
     * Gives a network the weights of a language model.
     *
     * @param model   from here: of one RNN cell
     * @param network to here: {@link Dl4jModels#languageModel} with one RNN layer of the same sizes
     * @throws IllegalArgumentException if the sizes differ
     */
    public static void toDl4j(LanguageModel model, MultiLayerNetwork network) {
        requireLayers(network, 2);
        rnnToDl4j(model.cell(RnnCell.class), network.getLayer(0));
        outputToDl4j(model.output(), network.getLayer(1));
    }

    /**
     * The language model that has the weights of a network.
     *
     * @param network {@link Dl4jModels#languageModel} with one RNN layer
     * @return the model
     * @throws IllegalArgumentException if the network is another one
     */
    public static LanguageModel fromDl4j(MultiLayerNetwork network) {
        requireLayers(network, 2);
        return LanguageModel.of(rnnFromDl4j(network.getLayer(0)).layer(), outputFromDl4j(network.getLayer(1)));
    }

    /**
     * Gives a {@code SimpleRnn} layer the weights of a cell.
     *
     * @param cell  from here
     * @param layer to here
     * @throws IllegalArgumentException if the sizes differ
     */
    public static void rnnToDl4j(RnnCell cell, Layer layer) {
        assign(layer, "W", cell.Wxh());
        assign(layer, "RW", cell.Whh());
        assign(layer, "b", cell.bh());
    }

    /**
     * The cell that has the weights of a {@code SimpleRnn} layer.
     *
     * @param layer a layer with W (d, h), RW (h, h) and b (h)
     * @return the cell
     */
    public static RnnCell rnnFromDl4j(Layer layer) {
        return new RnnCell(copy(layer, "W"), copy(layer, "RW"), copy(layer, "b"));
    }

    /**
     * Gives an output layer of DeepLearning4j the weights of ours.
     *
     * @param output from here
     * @param layer  to here
     * @throws IllegalArgumentException if the sizes differ
     */
    public static void outputToDl4j(OutputLayer output, Layer layer) {
        assign(layer, "W", output.Whq());
        assign(layer, "b", output.bq());
    }

    /**
     * The output layer that has the weights of one of DeepLearning4j.
     *
     * @param layer a layer with W (h, V) and b (1, V)
     * @return the output layer
     */
    public static OutputLayer outputFromDl4j(Layer layer) {
        return new OutputLayer(copy(layer, "W"), copy(layer, "b"));
    }

    /**
     * The three arrays of an LSTM in the course's order of blocks: i, f, o, g.
     *
     * @param Wx from the input, shape (d, 4h)
     * @param Wh from the state, shape (h, 4h)
     * @param b  biases, shape (1, 4h)
     */
    public record LstmArrays(INDArray Wx, INDArray Wh, INDArray b) {
        /** Checks that the three fit together. */
        public LstmArrays {
            Shapes.require("Wh", Wh, -1, 4 * Wh.size(0));
            Shapes.require("Wx", Wx, -1, Wh.size(1));
            Shapes.require("b", b, 1, Wh.size(1));
        }
    }

    /**
     * Gives an {@code LSTM} layer the weights of a cell in the course's order of blocks.
     *
     * @param arrays from here
     * @param layer  to here
     * @throws IllegalArgumentException if the sizes differ
     */
    public static void lstmToDl4j(LstmArrays arrays, Layer layer) {
        assign(layer, "W", exchangeBlocks(arrays.Wx()));
        assign(layer, "RW", exchangeBlocks(arrays.Wh()));
        assign(layer, "b", exchangeBlocks(arrays.b()));
    }

    /**
     * The arrays of an {@code LSTM} layer in the course's order of blocks.
     *
     * @param layer a layer with W (d, 4h), RW (h, 4h) and b (4h)
     * @return copies, shapes (d, 4h), (h, 4h) and (1, 4h)
     */
    public static LstmArrays lstmFromDl4j(Layer layer) {
        return new LstmArrays(
                exchangeBlocks(copy(layer, "W")), exchangeBlocks(copy(layer, "RW")), exchangeBlocks(copy(layer, "b")));
    }

    /**
     * From the course's order of blocks to DeepLearning4j's, or back: the first and the last of four change places.
     *
     * @param array four blocks of columns, shape (m, 4h)
     * @return a copy, shape (m, 4h)
     * @throws IllegalArgumentException if the columns are not four equal blocks
     */
    public static INDArray exchangeBlocks(INDArray array) {
        Shapes.require("array", array, -1, -1);
        if (array.size(1) % 4 != 0) {
            throw new IllegalArgumentException("array: expected four blocks of columns, got " + array.size(1));
        }
        long h = array.size(1) / 4;
        INDArray[] blocks = IntStream.of(BLOCKS)
                .mapToObj(k -> array.get(NDArrayIndex.all(), NDArrayIndex.interval(k * h, (k + 1) * h)))
                .toArray(INDArray[]::new);
        return Nd4j.concat(1, blocks);
    }

    private static void assign(Layer layer, String name, INDArray values) {
        INDArray target = row(param(layer, name));
        Shapes.require(name + " of the course", values, target.shape());
        target.assign(values.castTo(target.dataType())); // in place: DeepLearning4j holds all weights in one vector
    }

    private static INDArray copy(Layer layer, String name) {
        return row(param(layer, name)).dup('c');
    }

    /** Its recurrent layers have biases of one axis, its output layers of two. */
    private static INDArray row(INDArray param) {
        return param.rank() == 1 ? param.reshape(1, param.length()) : param; // a view, as param itself is
    }

    private static INDArray param(Layer layer, String name) {
        INDArray param = layer.paramTable().get(name);
        if (param == null) {
            throw new IllegalArgumentException("layer: expected one with a parameter " + name + ", got "
                    + layer.getClass().getSimpleName() + " with "
                    + layer.paramTable().keySet());
        }
        return param;
    }

    private static void requireLayers(MultiLayerNetwork network, int expected) {
        if (network.getnLayers() != expected) {
            throw new IllegalArgumentException("network: expected " + expected
                    + " layers, one recurrent and one for the output, got " + network.getnLayers());
        }
    }
}
