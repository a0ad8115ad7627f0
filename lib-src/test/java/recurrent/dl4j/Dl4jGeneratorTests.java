package recurrent.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

import recurrent.generate.Generator;
import recurrent.generate.Sampling;
import recurrent.text.Corpus;
import recurrent.train.RnnLanguageModel;

@DisplayName("Writing with a network of DeepLearning4j")
class Dl4jGeneratorTests {
    private static final Corpus CORPUS = Corpus.ofCharacters("she sells sea shells by the sea shore");
    private static final int V = CORPUS.vocabulary().size();

    @Test
    @DisplayName("with copied weights it writes what our own generator writes")
    void sameAsOurs() {
        RnnLanguageModel ours = RnnLanguageModel.random(V, 16, 1, DataType.DOUBLE, 5);
        MultiLayerNetwork theirs =
                Dl4jModels.languageModel(Dl4jCell.RNN, V, Dl4jOptions.defaults().withType(DataType.DOUBLE), 16);
        WeightCopy.toDl4j(ours, theirs);
        String expected = new Generator(ours, CORPUS.vocabulary()).predict("she", 30);
        Dl4jGenerator generator = new Dl4jGenerator(theirs, CORPUS.vocabulary());
        assertEquals(expected, generator.write("she", 30, Sampling::greedy));
        assertEquals(expected, generator.write("she", 30, Sampling::greedy), "every text begins from a cleared state");
        assertEquals("she", generator.write("she", 0, Sampling::greedy));
    }

    @Test
    @DisplayName("a network with an embedding writes too, and never the unknown symbol")
    void embedding() {
        MultiLayerNetwork network = Dl4jModels.embeddingLanguageModel(Dl4jCell.LSTM, V, 3, Dl4jOptions.defaults(), 4);
        String text = new Dl4jGenerator(network, CORPUS.vocabulary()).write("sea", 40, scores -> {
            assertEquals(Double.NEGATIVE_INFINITY, scores[0]);
            return Sampling.greedy(scores);
        });
        assertEquals(43, text.length());
    }

    @Test
    @DisplayName("characters that it never saw are named")
    void unknown() {
        Dl4jGenerator generator = new Dl4jGenerator(
                Dl4jModels.languageModel(Dl4jCell.RNN, V, Dl4jOptions.defaults(), 4), CORPUS.vocabulary());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> generator.write("quiz", 1, Sampling::greedy))
                .getMessage()
                .contains("q u i z"));
        assertThrows(IllegalArgumentException.class, () -> generator.write("", 1, Sampling::greedy));
        assertThrows(IllegalArgumentException.class, () -> generator.write("sea", -1, Sampling::greedy));
    }
}
