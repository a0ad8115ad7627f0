package recurrent.dl4j;

import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.generate.Generator;
import recurrent.generate.SymbolReader;
import recurrent.nn.Shapes;
import recurrent.text.TextCodec;

/**
 * Reads one symbol after the other for a network of DeepLearning4j, which keeps its state between two calls of
 * {@code rnnTimeStep}. Chapters 10 and 15.
 */
public final class Dl4jReader implements SymbolReader {
    private final MultiLayerNetwork network;
    private final int V;
    private final boolean embedded;

    private Dl4jReader(MultiLayerNetwork network, int V) {
        this.network = network;
        this.V = V;
        this.embedded = network.getLayerWiseConfigurations().getConf(0).getLayer() instanceof EmbeddingSequenceLayer;
    }

    /**
     * Lets a language model of {@link Dl4jModels} write. Every text begins from a cleared state.
     *
     * @param network with one-hot input or an embedding; one text at a time, since the network has one state
     * @param codec   how it reads and writes text
     * @return the generator
     */
    public static Generator generator(MultiLayerNetwork network, TextCodec codec) {
        return new Generator(
                () -> {
                    network.rnnClearPreviousState();
                    return new Dl4jReader(network, codec.vocabulary().size());
                },
                codec);
    }

    @Override
    public double[] read(int symbol) {
        int[][] one = {{symbol}};
        DataType type = network.params().dataType();
        INDArray in = embedded ? Layouts.indices(one, type) : Layouts.oneHot(one, V, type);
        INDArray out = Shapes.require("the network's output", network.rnnTimeStep(in), 1, V, 1);
        double[] scores = out.reshape(V).toDoubleVector();
        for (int v = 0; v < V; v++) {
            scores[v] = Math.log(scores[v]);
        }
        return scores;
    }

    /**
     * A second network at the same place.
     *
     * @return a reader with a copy of the network and of its states
     */
    @Override
    public SymbolReader fork() {
        MultiLayerNetwork copy = network.clone();
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            if (network.getLayer(layer) instanceof RecurrentLayer) { // it refuses to be asked about another
                copy.rnnSetPreviousState(layer, network.rnnGetPreviousState(layer));
            }
        }
        return new Dl4jReader(copy, V);
    }
}
