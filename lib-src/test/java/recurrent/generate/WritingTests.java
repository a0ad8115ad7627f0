package recurrent.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Cell;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.nn.fast.FastReader;
import recurrent.text.CharTokenizer;
import recurrent.text.Cleaning;
import recurrent.text.TextCodec;
import recurrent.text.Vocabulary;
import recurrent.train.LanguageModel;

@DisplayName("Writing with any language model")
class WritingTests {
    private static final Vocabulary LETTERS = Vocabulary.of("abcdefgh ".chars().mapToObj(Character::toString));
    private static final int V = LETTERS.size();
    private static final TextCodec CODEC = new TextCodec(Cleaning.NONE, new CharTokenizer(), LETTERS);
    private static final LanguageModel GRU = LanguageModel.of(
            GruCell.random(V, 12, Init.normal(0.9), DataType.FLOAT, 3).layer(),
            OutputLayer.random(12, V, Init.normal(0.9), DataType.FLOAT, 4));

    @Test
    @DisplayName("keeps the prefix, adds what was asked for, repeats itself for the same seed")
    void sizes() {
        Generator generator = Generator.of(GRU, CODEC);
        Generator.Written written = generator.write("bad cafe", 40, p -> p, 7);
        assertTrue(written.text().startsWith("bad cafe"));
        assertEquals(48, written.text().length());
        assertEquals(40, written.entropies().length);
        assertEquals(written.text(), generator.write("bad cafe", 40, p -> p, 7).text());
        assertNotEquals(
                written.text(), generator.write("bad cafe", 40, p -> p, 8).text());
        for (double entropy : written.entropies()) {
            assertTrue(entropy >= 0 && entropy <= Math.log(V - 1) + 1e-12, "" + entropy);
        }
    }

    @Test
    @DisplayName("greedy is the limit of a large power, and of one symbol to choose from")
    void greedy() {
        Generator generator = Generator.of(GRU, CODEC);
        String greedy = generator.predict("abba", 30);
        assertEquals(
                greedy, generator.write("abba", 30, p -> Sampling.topK(p, 1), 5).text());
        Generator.Written sharp = generator.write("abba", 30, p -> Sampling.power(p, 1000), 5);
        assertEquals(greedy, sharp.text());
        assertTrue(Arrays.stream(sharp.entropies()).sum() < generatorEntropy(generator));
    }

    private static double generatorEntropy(Generator generator) {
        return Arrays.stream(generator.write("abba", 30, p -> p, 5).entropies()).sum();
    }

    @Test
    @DisplayName("a temperature is a power of the probabilities, as chapter 09 says")
    void temperatureIsAPower() {
        LanguageModel model = LanguageModel.rnn(V, 12, Init.normal(0.9), DataType.FLOAT, 3);
        Generator generator = Generator.of(model, CODEC);
        assertEquals(generator.predict("bad", 25), generator.write("bad", 25).text());
        Generator.Written cool = generator.write("bad", 25, p -> Sampling.power(p, 2), 11);
        assertEquals(generator.sample("bad", 25, 0.5, 11), cool.text());
        Generator.Written warm = generator.write("bad", 25, p -> Sampling.power(p, 0.5), 11);
        assertEquals(generator.sample("bad", 25, 2.0, 11), warm.text());
        assertTrue(Arrays.stream(cool.entropies()).sum()
                < Arrays.stream(warm.entropies()).sum());
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
        Generator generator = Generator.of(GRU, CODEC);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> generator.predict("xyz", 3))
                .getMessage()
                .contains("never seen x y z"));
        assertThrows(IllegalArgumentException.class, () -> generator.predict("", 3));
        assertThrows(IllegalArgumentException.class, () -> generator.predict("a", -1));
        assertThrows(IllegalArgumentException.class, () -> Sampling.topK(new double[] {1}, 0));
        assertThrows(IllegalArgumentException.class, () -> Sampling.power(new double[] {1}, -1));
    }

    @Test
    @DisplayName("a model that was not trained on a text does not write without one")
    void noText() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Generator.of(GRU, TextCodec.NONE));
        assertTrue(e.getMessage().contains("Generator.of(model, corpus)"), e.getMessage());
    }

    /** Models in DOUBLE, which the algebra reads; in FLOAT all but the last two are read fast. */
    static Stream<Named<LanguageModel>> models() {
        Init init = Init.normal(0.9);
        DataType type = DataType.DOUBLE;
        Stream<RecurrentLayer> cells = Stream.<Cell<?>>of(
                        RnnCell.random(V, 12, init, type, 3),
                        LstmCell.random(V, 12, init, type, 3),
                        GruCell.random(V, 12, init, type, 3),
                        ResetAfterGruCell.random(V, 12, init, type, 3),
                        RnnCell.random(V, 12, Init.normal(0.2), type, 3).withRelu())
                .map(Cell::layer);
        RecurrentLayer stack = Stacked.of(
                LstmCell.random(V, 6, init, type, 3).layer(),
                GruCell.random(6, 12, init, type, 4).layer());
        return Stream.concat(cells, Stream.of(stack))
                .map(layer -> LanguageModel.of(layer, OutputLayer.random(12, V, init, type, 4)))
                .map(model -> Named.of(model.layer().toString(), model));
    }

    private static LanguageModel inFloat(LanguageModel exact) {
        Map<String, INDArray> rounded = new LinkedHashMap<>();
        exact.parameters()
                .names()
                .forEach(name -> rounded.put(name, exact.parameters().get(name).castTo(DataType.FLOAT)));
        Parameters parameters = Parameters.of(rounded);
        return LanguageModel.of(exact.layer().with(parameters), OutputLayer.of(parameters));
    }

    @ParameterizedTest
    @MethodSource("models")
    @DisplayName("the fast way of reading writes what the algebra writes in DOUBLE")
    void fastIsAlgebra(LanguageModel exact) {
        LanguageModel rounded = inFloat(exact);
        assertTrue(FastReader.of(exact.input(), exact.layer(), exact.output()).isEmpty());
        Generator algebra = Generator.of(exact, CODEC);
        Generator fast = Generator.of(rounded, CODEC);
        assertEquals(algebra.predict("bad cafe", 40), fast.predict("bad cafe", 40));
        assertEquals(algebra.sample("bad cafe", 40, 0.7, 3), fast.sample("bad cafe", 40, 0.7, 3));
        // weights this large are chaotic: the last digit of a float grows from step to step
        assertArrayEquals(
                algebra.write("bad cafe", 10).entropies(),
                fast.write("bad cafe", 10).entropies(),
                1e-4);
    }

    @ParameterizedTest
    @MethodSource("models")
    @DisplayName("a reader says what the model says of the whole sequence, and a fork goes its own way")
    void fork(LanguageModel exact) {
        int[] ids = LETTERS.encode("bad cafe".chars().mapToObj(Character::toString));
        int[] others = LETTERS.encode("bad head".chars().mapToObj(Character::toString));
        INDArray scores = exact.forward(new int[][] {ids, others}).scores(); // (T, n, V)
        for (LanguageModel model : List.of(exact, inFloat(exact))) {
            double near = model == exact ? 1e-12 : 1e-4;
            SymbolReader one = SymbolReader.of(model);
            SymbolReader other = null;
            for (int t = 0; t < ids.length; t++) {
                if (t == 4) {
                    other = one.fork();
                }
                assertArrayEquals(row(scores, t, 0), one.read(ids[t]), near);
                if (t >= 4) {
                    assertArrayEquals(row(scores, t, 1), other.read(others[t]), near);
                }
            }
            SymbolReader third = other.fork().fork(); // of a reader that has read much
            assertArrayEquals(third.read(1), other.read(1), 0);
        }
    }

    private static double[] row(INDArray scores, int t, int i) {
        double[] row = new double[V];
        Arrays.setAll(row, v -> scores.getDouble(t, i, v));
        return row;
    }

    @Test
    @DisplayName("the scores that a reader gave stay what they were when it reads on")
    void scoresAreCopies() {
        for (LanguageModel model :
                List.of(GRU, models().findFirst().orElseThrow().getPayload())) {
            SymbolReader reader = SymbolReader.of(model);
            double[] scores = reader.read(1);
            double[] kept = scores.clone();
            reader.read(2);
            assertArrayEquals(kept, scores);
        }
    }

    @Test
    @DisplayName("a beam finds what trying every text finds, the probabilities included")
    void beamIsBruteForce() {
        Vocabulary four = Vocabulary.of(Stream.of("a", "b", "c", "d"));
        TextCodec codec = new TextCodec(Cleaning.NONE, new CharTokenizer(), four);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            LanguageModel model = LanguageModel.of(
                    LstmCell.random(5, 7, Init.normal(1.5), type, 1).layer(),
                    OutputLayer.random(7, 5, Init.normal(1.5), type, 2));
            List<Generator.Suggestion> all = new ArrayList<>();
            every(model, codec, "ab", "", 1, 4, all);
            assertEquals(256, all.size());
            all.sort(Comparator.comparingDouble(Generator.Suggestion::probability)
                    .reversed());
            List<Generator.Suggestion> beam = Generator.of(model, codec).beam("ab", 4, 4); // 80 stay: all of length 3
            assertEquals(4, beam.size());
            for (int i = 0; i < 4; i++) {
                assertEquals(all.get(i).text(), beam.get(i).text());
                assertEquals(all.get(i).probability(), beam.get(i).probability(), 1e-5);
            }
        }
    }

    /** All continuations of a length, without any cleverness: each is read from its beginning. */
    private static void every(
            LanguageModel model,
            TextCodec codec,
            String prefix,
            String added,
            double probability,
            int more,
            List<Generator.Suggestion> all) {
        if (more == 0) {
            all.add(new Generator.Suggestion(added, probability));
            return;
        }
        int[] ids = codec.encodeKnown("prefix", prefix + added);
        double[] p = Sampling.softmax(model.forward(new int[][] {ids}).next(), 1);
        for (int id = 1; id < p.length; id++) { // 0 is <unk>
            String next = added + codec.vocabulary().token(id);
            every(model, codec, prefix, next, probability * p[id], more - 1, all);
        }
    }

    /** A chain whose next symbol depends on the last one alone, to see what the generator makes of it. */
    private record Chain(Map<Integer, double[]> after) implements SymbolReader {
        @Override
        public double[] read(int symbol) {
            return Arrays.stream(after.getOrDefault(symbol, new double[0]))
                    .map(Math::log)
                    .toArray();
        }

        @Override
        public SymbolReader fork() {
            return this;
        }
    }

    @Test
    @DisplayName("the symbol for the end ends a text; no other special symbol is ever written")
    void special() {
        Vocabulary vocabulary = Vocabulary.of(Stream.of("a", "b")).with(Vocabulary.PADDING, Vocabulary.END);
        TextCodec codec = new TextCodec(Cleaning.NONE, new CharTokenizer(), vocabulary);
        int a = vocabulary.indexOf("a");
        int b = vocabulary.indexOf("b");
        // <unk>, a, b, <pad>, <eos>
        Map<Integer, double[]> after =
                Map.of(a, new double[] {0.4, 0, 0.2, 0.4, 0}, b, new double[] {0.3, 0.1, 0, 0, 0.6});
        Generator generator = new Generator(() -> new Chain(after), codec);
        Generator.Written written = generator.write("a", 9);
        assertEquals("ab", written.text());
        assertArrayEquals(new double[] {0}, written.entropies(), "nothing else could come");
        assertEquals("a", generator.predict("a", 0));
        List<Generator.Suggestion> beam = generator.beam("a", 3, 4);
        assertEquals(
                List.of("b", "bab"),
                beam.stream().limit(2).map(Generator.Suggestion::text).toList());
        assertEquals(0.2 * 0.6, beam.get(0).probability(), 1e-12);
        assertEquals(0.2 * 0.1 * 0.2 * 0.6, beam.get(1).probability(), 1e-12);
    }

    @Test
    @DisplayName("where nothing follows that could be written, the text ends")
    void nothingFollows() {
        Vocabulary vocabulary = Vocabulary.of(Stream.of("a", "b"));
        TextCodec codec = new TextCodec(Cleaning.NONE, new CharTokenizer(), vocabulary);
        Generator generator =
                new Generator(() -> new Chain(Map.of(1, new double[] {0, 0, 1}, 2, new double[] {1, 0, 0})), codec);
        assertEquals("ab", generator.predict("a", 9));
        assertEquals("ab", generator.sample("a", 9, 1, 1));
        assertEquals(List.of(), generator.beam("a", 2, 9));
        assertEquals("ab", new Generator(() -> new Chain(Map.of(1, new double[] {0, 0, 1})), codec).predict("a", 9));
    }
}
