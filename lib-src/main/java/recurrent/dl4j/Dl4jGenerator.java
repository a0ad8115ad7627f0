package recurrent.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Shapes;
import recurrent.text.CharTokenizer;
import recurrent.text.Tokenizer;
import recurrent.text.Vocabulary;

/**
 * Continues a text with a language model of DeepLearning4j, one character at a time. The network keeps its state
 * between two calls of {@code rnnTimeStep}; every text begins from a cleared one. Chapters 10 and 15.
 *
 * @param network    a language model of {@link Dl4jModels}, with one-hot input or an embedding
 * @param vocabulary what its symbols mean
 */
public record Dl4jGenerator(MultiLayerNetwork network, Vocabulary vocabulary) {
    private static final Tokenizer CHARACTERS = new CharTokenizer();

    /**
     * Writes on.
     *
     * @param prefix at least one character, all of them in the vocabulary
     * @param count  how many characters to add
     * @param choose from the log-probabilities of all symbols to the index of one; the unknown symbol comes as −∞. The
     *               scores of the course's own models do the same service
     * @return the prefix and {@code count} characters more
     * @throws IllegalArgumentException if the prefix is empty or has a character that the model never saw
     */
    public String write(String prefix, int count, ToIntFunction<double[]> choose) {
        if (count < 0) {
            throw new IllegalArgumentException("count: expected 0 or more characters, got " + count);
        }
        network.rnnClearPreviousState();
        double[] scores = null;
        for (int id : encode(prefix)) {
            scores = read(id);
        }
        List<String> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = choose.applyAsInt(scores);
            written.add(vocabulary.token(id));
            if (i < count - 1) { // nobody needs the state after the last character
                scores = read(id);
            }
        }
        network.rnnClearPreviousState();
        return prefix + CHARACTERS.join(written);
    }

    /** Reads one symbol and moves the network's state on. */
    private double[] read(int id) {
        int[][] one = {{id}};
        DataType type = network.params().dataType();
        boolean embedded = network.getLayerWiseConfigurations().getConf(0).getLayer() instanceof EmbeddingSequenceLayer;
        INDArray in = embedded ? Layouts.indices(one, type) : Layouts.oneHot(one, vocabulary.size(), type);
        INDArray out = Shapes.require("the network's output", network.rnnTimeStep(in), 1, vocabulary.size(), 1);
        double[] scores = out.reshape(vocabulary.size()).toDoubleVector();
        for (int v = 0; v < scores.length; v++) {
            scores[v] = Math.log(scores[v]);
        }
        scores[0] = Double.NEGATIVE_INFINITY; // <unk> is not a character that can be written
        return scores;
    }

    private int[] encode(String prefix) {
        List<String> tokens = CHARACTERS.tokens(prefix).toList();
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("prefix: expected at least one character to start from");
        }
        List<String> unknown = tokens.stream()
                .filter(t -> vocabulary.indexOf(t) == 0)
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "prefix: the model has never seen " + String.join(" ", unknown) + "; it knows " + vocabulary);
        }
        return vocabulary.encode(tokens.stream());
    }
}
