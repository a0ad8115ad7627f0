package recurrent.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.GruCell;
import recurrent.nn.OutputLayer;
import recurrent.text.CharTokenizer;
import recurrent.text.Vocabulary;
import recurrent.train.LanguageModel;
import recurrent.train.RnnLanguageModel;

@DisplayName("Writing with any language model")
class TextGeneratorTests {
    private static final Vocabulary LETTERS = Vocabulary.of("abcdefgh ".chars().mapToObj(Character::toString));
    private static final int V = LETTERS.size();
    private static final LanguageModel GRU = LanguageModel.of(
            GruCell.random(V, 12, 0.9, DataType.FLOAT, 3).layer(), OutputLayer.random(12, V, 0.9, DataType.FLOAT, 4));

    @Test
    @DisplayName("keeps the prefix, adds what was asked for, repeats itself for the same seed")
    void sizes() {
        TextGenerator generator = TextGenerator.of(GRU, LETTERS, new CharTokenizer());
        TextGenerator.Written written = generator.sample("bad cafe", 40, p -> p, 7);
        assertTrue(written.text().startsWith("bad cafe"));
        assertEquals(48, written.text().length());
        assertEquals(40, written.entropies().length);
        assertEquals(written.text(), generator.sample("bad cafe", 40, p -> p, 7).text());
        assertNotEquals(
                written.text(), generator.sample("bad cafe", 40, p -> p, 8).text());
        for (double entropy : written.entropies()) {
            assertTrue(entropy >= 0 && entropy <= Math.log(V - 1) + 1e-12, "" + entropy);
        }
    }

    @Test
    @DisplayName("greedy is the limit of a large power, and of one symbol to choose from")
    void greedy() {
        TextGenerator generator = TextGenerator.of(GRU, LETTERS, new CharTokenizer());
        String greedy = generator.greedy("abba", 30).text();
        assertEquals(
                greedy,
                generator.sample("abba", 30, p -> Sampling.topK(p, 1), 5).text());
        TextGenerator.Written sharp = generator.sample("abba", 30, p -> Sampling.power(p, 1000), 5);
        assertEquals(greedy, sharp.text());
        assertTrue(Arrays.stream(sharp.entropies()).sum() < generatorEntropy(generator));
    }

    private static double generatorEntropy(TextGenerator generator) {
        return Arrays.stream(generator.sample("abba", 30, p -> p, 5).entropies())
                .sum();
    }

    @Test
    @DisplayName("says the same as the generator of chapter 09, with the temperature as a power")
    void sameAsChapter09() {
        RnnLanguageModel model = RnnLanguageModel.random(V, 12, 0.9, DataType.FLOAT, 3);
        Generator chapter = new Generator(model, LETTERS);
        TextGenerator general = TextGenerator.of(model, LETTERS, new CharTokenizer());
        assertEquals(chapter.predict("bad", 25), general.greedy("bad", 25).text());
        assertEquals(
                chapter.sample("bad", 25, 0.5, 11),
                general.sample("bad", 25, p -> Sampling.power(p, 2), 11).text());
        TextGenerator.Written cool = general.sample("bad", 25, 0.5, 11);
        assertEquals(chapter.sample("bad", 25, 0.5, 11), cool.text());
        assertTrue(Arrays.stream(cool.entropies()).sum()
                < Arrays.stream(general.sample("bad", 25, 2.0, 11).entropies()).sum());
    }

    @Test
    @DisplayName("temperature, power and top-k on the four scores of the picture")
    void goldens() {
        double[] scores = {1.0, 2.2, -3.0, 4.1};
        assertEquals(0.11938418, Sampling.entropy(Sampling.softmax(scores, 0.5)), 1e-8);
        assertEquals(0.53795772, Sampling.entropy(Sampling.softmax(scores, 1)), 1e-8);
        assertEquals(0.97765624, Sampling.entropy(Sampling.softmax(scores, 2)), 1e-8);
        double[] p = Sampling.softmax(scores, 1);
        assertArrayEquals(Sampling.softmax(scores, 0.5), Sampling.power(p, 2), 1e-12);
        assertArrayEquals(Sampling.softmax(scores, 2), Sampling.power(p, 0.5), 1e-12);
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, Sampling.power(p, 0), 1e-12);
        assertArrayEquals(new double[] {0, 0.13010847, 0, 0.86989153}, Sampling.topK(p, 2), 1e-7);
        assertArrayEquals(new double[] {0.5, 0.5, 0}, Sampling.topK(new double[] {0.3, 0.3, 0.3}, 2), 1e-12);
        assertArrayEquals(p, Sampling.topK(p, 9), 1e-12);
    }

    @Test
    @DisplayName("bad wishes are refused by name")
    void refusals() {
        TextGenerator generator = TextGenerator.of(GRU, LETTERS, new CharTokenizer());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> generator.greedy("xyz", 3))
                .getMessage()
                .contains("never seen x y z"));
        assertThrows(IllegalArgumentException.class, () -> generator.greedy("", 3));
        assertThrows(IllegalArgumentException.class, () -> generator.greedy("a", -1));
        assertThrows(IllegalArgumentException.class, () -> Sampling.topK(new double[] {1}, 0));
        assertThrows(IllegalArgumentException.class, () -> Sampling.power(new double[] {1}, -1));
    }
}
