package recurrent.dl4j;

import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;

/** The recurrent layers that DeepLearning4j has. There is no GRU among them. Chapters 10 and 11. */
public enum Dl4jCell {
    /** The simple network of Elman, as {@link recurrent.nn.RnnCell}: d·h + h² + h parameters. */
    RNN,
    /** The long short-term memory: 4(d·h + h² + h) parameters, forget gate biased to 1 at the start. */
    LSTM;

    FeedForwardLayer layer(int inputs, int hidden) {
        return switch (this) {
            case RNN ->
                new SimpleRnn.Builder()
                        .nIn(inputs)
                        .nOut(hidden)
                        .activation(Activation.TANH)
                        .build();
            case LSTM ->
                new LSTM.Builder()
                        .nIn(inputs)
                        .nOut(hidden)
                        .activation(Activation.TANH)
                        .gateActivationFunction(Activation.SIGMOID)
                        .build();
        };
    }
}
