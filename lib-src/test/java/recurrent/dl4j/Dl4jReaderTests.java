package recurrent.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

import recurrent.generate.Generator;
import recurrent.generate.SymbolReader;
import recurrent.nn.Init;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.train.LanguageModel;

@DisplayName("Writing with a network of DeepLearning4j")
class Dl4jReaderTests {
    private static final Corpus CORPUS = Corpus.ofCharacters("she sells sea shells by the sea shore");
    private static final int V = CORPUS.vocabulary().size();
    private static final Dl4jOptions DOUBLE = Dl4jOptions.defaults().withType(DataType.DOUBLE);

    private final LanguageModel ours = LanguageModel.rnn(V, 16, Init.normal(1), DataType.DOUBLE, 5);

    private MultiLayerNetwork theirs() {
        MultiLayerNetwork theirs = Dl4jModels.languageModel(Dl4jCell.RNN, V, DOUBLE, 16);
        WeightCopy.toDl4j(ours, theirs);
        return theirs;
    }

    @Test
    @DisplayName("with copied weights it writes what our own generator writes")
    void sameAsOurs() {
        Generator expected = Generator.of(ours, CORPUS);
        Generator generator = Dl4jReader.generator(theirs(), CORPUS.codec());
        String text = expected.predict("she", 30);
        assertEquals(text, generator.predict("she", 30));
        assertEquals(text, generator.predict("she", 30), "every text begins from a cleared state");
        assertEquals("she", generator.predict("she", 0));
        assertEquals(expected.sample("she", 30, 0.8, 3), generator.sample("she", 30, 0.8, 3));
        assertArrayEquals(
                expected.write("she", 30).entropies(),
                generator.write("she", 30).entropies(),
                1e-9);
        List<Generator.Suggestion> beam = generator.beam("she", 2, 3);
        List<Generator.Suggestion> ourBeam = expected.beam("she", 2, 3);
        for (int i = 0; i < 2; i++) {
            assertEquals(ourBeam.get(i).text(), beam.get(i).text());
            assertEquals(ourBeam.get(i).probability(), beam.get(i).probability(), 1e-9);
        }
        assertEquals(text, generator.predict("she", 30), "a beam leaves nothing behind");
    }

    @Test
    @DisplayName("a network with an embedding writes too, and never the unknown symbol")
    void embedding() {
        MultiLayerNetwork network = Dl4jModels.embeddingLanguageModel(Dl4jCell.LSTM, V, 3, Dl4jOptions.defaults(), 4);
        Generator generator = Dl4jReader.generator(network, CORPUS.codec());
        Generator.Written written = generator.write(
                "sea",
                40,
                p -> {
                    assertEquals(0, p[0]);
                    return p;
                },
                1);
        assertEquals(43, written.text().length());
        assertFalse(generator.predict("sea", 40).contains(Vocabulary.UNKNOWN));
        assertEquals(1, generator.beam("sea", 1, 2).size());
    }

    @ParameterizedTest
    @EnumSource(Dl4jCell.class)
    @DisplayName("a fork goes its own way, in a network of two layers, too, and the first reader goes on undisturbed")
    void fork(Dl4jCell cell) {
        MultiLayerNetwork network = Dl4jModels.languageModel(cell, V, DOUBLE, 5, 4);
        Generator generator = Dl4jReader.generator(network, CORPUS.codec());
        double[] expected = after(generator, 1, 2, 3, 4);
        double[] expectedOther = after(generator, 1, 2, 5, 6);
        SymbolReader one = generator.readers().get();
        SymbolReader unread = one.fork();
        one.read(1);
        one.read(2);
        SymbolReader other = one.fork();
        SymbolReader third = other.fork();
        other.read(5);
        one.read(3);
        assertArrayEquals(expected, one.read(4), 1e-12);
        assertArrayEquals(expectedOther, other.read(6), 1e-12);
        third.read(3);
        assertArrayEquals(expected, third.read(4), 1e-12);
        unread.read(1);
        unread.read(2);
        unread.read(3);
        assertArrayEquals(expected, unread.read(4), 1e-12, "a fork of one that has read nothing");
    }

    private static double[] after(Generator generator, int... ids) {
        SymbolReader reader = generator.readers().get();
        double[] scores = {};
        for (int id : ids) {
            scores = reader.read(id);
        }
        return scores;
    }

    @Test
    @DisplayName("characters that it never saw are named")
    void unknown() {
        Generator generator = Dl4jReader.generator(
                Dl4jModels.languageModel(Dl4jCell.RNN, V, Dl4jOptions.defaults(), 4), CORPUS.codec());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> generator.predict("quiz", 1))
                .getMessage()
                .contains("q u i z"));
        assertThrows(IllegalArgumentException.class, () -> generator.predict("", 1));
        assertThrows(IllegalArgumentException.class, () -> generator.predict("sea", -1));
    }
}
