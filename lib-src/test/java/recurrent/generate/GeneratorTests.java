package recurrent.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import recurrent.nn.Init;
import recurrent.text.Corpus;
import recurrent.text.WordTokenizer;
import recurrent.train.LanguageModel;

@Label("Writing with a model")
class GeneratorTests {
    private static final double[] HELO = {1.0, 2.2, -3.0, 4.1};
    private static final Corpus CORPUS = Corpus.ofCharacters("it has to say all it has seen in xx xas");
    private static final Generator GENERATOR = Generator.of(
            LanguageModel.rnn(CORPUS.vocabulary().size(), 32, Init.normal(0.5), DataType.FLOAT, 1), CORPUS);

    @Test
    @DisplayName("predict(“it has”, 20) keeps the prefix and has 26 characters, the same ones every time")
    void predict() {
        String text = GENERATOR.predict("it has", 20);
        assertTrue(text.startsWith("it has"), text);
        assertEquals(26, text.length(), text);
        assertEquals(text, GENERATOR.predict("it has", 20));
        assertEquals("it has", GENERATOR.predict("it has", 0));
    }

    @Test
    @DisplayName("predicting 20 and then 5 more is predicting 25: the whole text so far counts")
    void warmUp() {
        assertEquals(GENERATOR.predict("it has", 25), GENERATOR.predict(GENERATOR.predict("it has", 20), 5));
    }

    @Test
    @DisplayName("two prefixes with the same last letters leave different states")
    void wholePrefixMatters() {
        double[] one = scoresAfter("it has");
        double[] other = scoresAfter("xx xas");
        assertTrue(IntStream.range(0, one.length)
                        .mapToDouble(v -> Math.abs(one[v] - other[v]))
                        .max()
                        .orElseThrow()
                > 1e-3);
        assertArrayEquals(one, scoresAfter("it has"), 0, "a new reader begins with a state of zeros");
    }

    private static double[] scoresAfter(String prefix) {
        SymbolReader reader = GENERATOR.readers().get();
        double[] scores = {};
        for (int id : CORPUS.codec().encodeKnown("prefix", prefix)) {
            scores = reader.read(id);
        }
        return scores;
    }

    @Test
    @DisplayName("the same seed draws the same text, another seed another one")
    void seeded() {
        assertEquals(GENERATOR.sample("it", 50, 1, 3), GENERATOR.sample("it", 50, 1, 3));
        assertNotEquals(GENERATOR.sample("it", 50, 1, 3), GENERATOR.sample("it", 50, 1, 4));
    }

    @Test
    @DisplayName("a temperature near 0 writes what greedy writes; <unk> is never written")
    void temperatures() {
        assertEquals(GENERATOR.predict("it", 40), GENERATOR.sample("it", 40, 1e-4, 1));
        assertEquals(502, GENERATOR.sample("it", 500, 100, 1).length());
    }

    @Test
    @DisplayName("what is heard while it writes is the text, token by token, also of words")
    void heard() {
        List<String> pieces = new ArrayList<>();
        Generator.Written silent = GENERATOR.write("it has", 30, p -> Sampling.topK(p, 3), 5);
        Generator.Written written = GENERATOR.write("it has", 30, p -> Sampling.topK(p, 3), 5, pieces::add);
        assertEquals(silent.text(), written.text());
        assertEquals("it has", pieces.get(0));
        assertEquals(31, pieces.size());
        assertEquals(written.text(), String.join("", pieces));
        Corpus words = Corpus.of("it has to say all it has seen", new WordTokenizer());
        Generator writer = Generator.of(LanguageModel.rnn(words.vocabulary().size(), 4, 1), words);
        pieces.clear();
        assertEquals(writer.write("it", 5, p -> p, 1, pieces::add).text(), String.join("", pieces));
        assertEquals(6, pieces.size());
    }

    @Test
    @DisplayName("an empty prefix and an unknown character are refused by name")
    void badPrefix() {
        assertThrows(IllegalArgumentException.class, () -> GENERATOR.predict("", 3));
        assertThrows(IllegalArgumentException.class, () -> GENERATOR.beam("", 3, 3));
        Exception e = assertThrows(IllegalArgumentException.class, () -> GENERATOR.predict("it hás", 3));
        assertTrue(e.getMessage().contains("á"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> GENERATOR.predict("it", -1));
    }

    @Test
    @DisplayName("temperature 0.5, 1 and 2 on the scores of [h, e, l, o]")
    void goldenTemperatures() {
        assertArrayEquals(
                new double[] {0.00198109, 0.02183791, 0.00000066, 0.97618034}, Sampling.softmax(HELO, 0.5), 5e-9);
        assertArrayEquals(
                new double[] {0.03768411, 0.12511565, 0.00069021, 0.83651003}, Sampling.softmax(HELO, 1), 5e-9);
        assertArrayEquals(
                new double[] {0.13039638, 0.23759770, 0.01764723, 0.61435868}, Sampling.softmax(HELO, 2), 5e-9);
        assertEquals(0.11938418, Sampling.entropy(Sampling.softmax(HELO, 0.5)), 5e-9);
        assertEquals(0.53795772, Sampling.entropy(Sampling.softmax(HELO, 1)), 5e-9);
        assertEquals(0.97765624, Sampling.entropy(Sampling.softmax(HELO, 2)), 5e-9);
    }

    @Test
    @DisplayName("10 000 draws come as often as their probabilities say, within 2 %")
    void frequencies() {
        double[] p = Sampling.softmax(HELO, 1);
        Random random = new Random(1);
        int[] counts = new int[4];
        for (int i = 0; i < 10_000; i++) {
            counts[Sampling.draw(p, random)]++;
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(p[i], counts[i] / 10_000.0, 0.02);
        }
    }

    @Property(tries = 200)
    @Label("for any scores, probabilities sum to 1, keep the order, and a draw never has probability 0")
    void properties(
            @ForAll @Size(min = 1, max = 30) double[] any,
            @ForAll @DoubleRange(min = 0.1, max = 10) double T,
            @ForAll long seed) {
        double[] scores =
                Arrays.stream(any).map(v -> Math.max(-1e6, Math.min(1e6, v))).toArray();
        double[] p = Sampling.softmax(scores, T);
        assertEquals(1, Arrays.stream(p).sum(), 1e-12);
        assertEquals(p[Sampling.greedy(scores)], Arrays.stream(p).max().orElseThrow());
        assertTrue(p[Sampling.draw(p, new Random(seed))] > 0);
    }

    @Test
    @DisplayName("NaN scores are an error, not a character")
    void nan() {
        assertThrows(IllegalArgumentException.class, () -> Sampling.greedy(new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> Sampling.softmax(HELO, 0));
    }
}
