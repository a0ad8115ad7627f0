package recurrent.ngram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import recurrent.generate.Generator;
import recurrent.generate.SymbolReader;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.text.WordTokenizer;

@Label("N-grams")
class NGramModelTests {
    private static final TextNGrams HELLO = TextNGrams.of(Corpus.ofCharacters("hello"), 2);

    private static int[] text(int length, int V, long seed) {
        return new Random(seed).ints(length, 0, V).toArray();
    }

    private static String refusal(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    @DisplayName("bigrams of «hello»: p(e|h) = p(l|e) = 1, p(l|l) = p(o|l) = 0.5, perplexity 1.414213562373")
    void golden() {
        assertEquals(1, HELLO.probability("e", "h"));
        assertEquals(1, HELLO.probability("l", "e"));
        assertEquals(0.5, HELLO.probability("l", "l"));
        assertEquals(0.5, HELLO.probability("o", "hell"), "only the last symbol matters");
        assertEquals(0, HELLO.probability("h", "l"));
        assertEquals(1.414213562373, HELLO.perplexity("hello"), 1e-12);
        assertEquals(Math.log(0.25), HELLO.logLikelihood("hello"), 1e-12);
        assertEquals(4, HELLO.model().tableSize(2));
    }

    @Test
    @DisplayName("a symbol at the very end was followed by nothing and does not count as a context")
    void lastSymbol() {
        TextNGrams aba = TextNGrams.of(Corpus.ofCharacters("abaca"), 2);
        assertEquals(0.5, aba.probability("b", "a"));
        assertEquals(3, aba.model().count(aba.vocabulary().indexOf("a")));
        String message = refusal(() -> HELLO.probability("l", "o"));
        assertTrue(message.contains("never followed") && message.contains("addK"), message);
    }

    @Test
    @DisplayName("counts and probabilities of a corpus of 12 words, worked by hand")
    void twelveWords() {
        TextNGrams two =
                TextNGrams.of(Corpus.of("la casa es grande la casa es roja la calle es larga", new WordTokenizer()), 2);
        assertEquals(2.0 / 3, two.probability("casa", "la"), 1e-12);
        assertEquals(1.0 / 3, two.probability("calle", "la"), 1e-12);
        assertEquals(1, two.probability("es", "casa"), 1e-12);
        assertEquals(1.0 / 3, two.probability("roja", "es"), 1e-12);
        TextNGrams three =
                TextNGrams.of(Corpus.of("la casa es grande la casa es roja la calle es larga", new WordTokenizer()), 3);
        Vocabulary v = three.vocabulary();
        assertEquals(0.5, three.probability("roja", "la casa es"), 1e-12);
        assertEquals(2, three.model().count(v.encode(new WordTokenizer().tokens("la casa es"))));
        assertEquals(3, three.model().count(v.indexOf("es")));
        assertEquals(9, three.model().tableSize(3));
    }

    @Test
    @DisplayName("equal probabilities: the perplexity is V; an add-k model that saw nothing useful is uniform")
    void uniform() {
        int[] each = new int[28];
        Arrays.setAll(each, i -> i);
        assertEquals(28, NGramModel.of(each, 28, 1).perplexity(text(50, 28, 1)), 1e-9);
        NGramModel two = NGramModel.of(new int[] {0, 0}, 28, 2).addK(1);
        assertEquals(28, two.perplexity(5, 6, 7, 8), 1e-9);
    }

    @Test
    @DisplayName("chain rule: the probability of a sentence is the product of its steps, its end included")
    void chainRule() {
        TextNGrams grams = TextNGrams.ofSentences(
                List.of("la casa es roja", "la casa", "mi casa es roja"), new WordTokenizer(), 2);
        double product = 2.0 / 3 * 1 * (2.0 / 3) * 1 * 1; // la|begin, casa|la, es|casa, roja|es, end|roja
        assertEquals(Math.log(product), grams.logLikelihood("la casa es roja"), 1e-12);
        assertEquals(Math.pow(product, -1.0 / 5), grams.perplexity("la casa es roja"), 1e-12);
        NGramModel model = grams.model();
        assertEquals(2.0 / 3, grams.probability("la", ""), 1e-12);
        assertEquals(1.0 / 3, model.probability(model.end(), grams.vocabulary().indexOf("casa")), 1e-12);
        assertEquals(2.0 / 3, model.probability(grams.vocabulary().indexOf("la"), model.begin()), 1e-12);
    }

    @Test
    @DisplayName("an unseen n-gram has an infinite perplexity without smoothing, a finite one with it")
    void unseen() {
        assertEquals(Double.POSITIVE_INFINITY, HELLO.perplexity("hole"));
        assertEquals(Double.NEGATIVE_INFINITY, HELLO.logLikelihood("oh"));
        double smoothed = HELLO.smoothed(m -> m.addK(1)).perplexity("hole");
        assertEquals(Math.cbrt(6 * 5 * 7), smoothed, 1e-9); // h→o 1/6, o→l 1/5, l→e 1/7
        assertTrue(Double.isFinite(HELLO.smoothed(m -> m.interpolated(0.2, 0.8)).perplexity("hole")));
    }

    @Test
    @DisplayName("add-k by hand: (1 + 0.5) / (2 + 0.5 · 5)")
    void addK() {
        TextNGrams half = HELLO.smoothed(m -> m.addK(0.5));
        assertEquals(1.5 / 4.5, half.probability("o", "l"), 1e-12);
        assertEquals(0.5 / 4.5, half.probability("h", "l"), 1e-12);
        assertEquals(0.2, half.probability("h", "o"), 1e-12);
        assertEquals(0.5, HELLO.probability("o", "l"), "the model it came from is as it was");
    }

    @Property(tries = 60)
    @Label("probabilities are in [0, 1] and sum to 1 after every context, with every smoothing")
    void sumsToOne(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 6) int V,
            @ForAll boolean sentences,
            @ForAll @DoubleRange(min = 0, max = 2) double k,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share,
            @ForAll long seed) {
        int[] ids = text(40, V, seed);
        NGramModel plain = sentences
                ? NGramModel.ofSentences(new int[][] {ids, {}, text(3, V, seed + 1)}, V, n)
                : NGramModel.of(ids, V, n);
        double[] weights = new double[n];
        Arrays.fill(weights, n == 1 ? 1 : (1 - share) / (n - 1));
        weights[0] = n == 1 ? 1 : share;
        Random random = new Random(seed);
        for (NGramModel model : List.of(
                plain, plain.addK(k), plain.interpolated(weights), plain.addK(k).interpolated(weights))) {
            for (int i = 0; i < 20; i++) {
                int[] context = random.ints(random.nextInt(n + 1), 0, V).toArray();
                if (!model.predictsAfter(context)) {
                    assertThrows(IllegalArgumentException.class, () -> model.distribution(context));
                    continue;
                }
                double[] p = model.distribution(context);
                assertEquals(sentences ? V + 1 : V, p.length);
                assertEquals(1, Arrays.stream(p).sum(), 1e-9);
                for (int w = 0; w < p.length; w++) {
                    assertTrue(p[w] >= 0 && p[w] <= 1 + 1e-12);
                    assertEquals(p[w], model.probability(w, context), 1e-15);
                }
            }
        }
    }

    @Property(tries = 60)
    @Label("an interpolated estimate lies between the estimates it mixes, and is their weighted sum")
    void between(@ForAll @DoubleRange(min = 0, max = 1) double weight, @ForAll long seed) {
        int[] ids = text(60, 4, seed);
        NGramModel one = NGramModel.of(ids, 4, 1).addK(0.1);
        NGramModel two = NGramModel.of(ids, 4, 2).addK(0.1);
        NGramModel mixed = two.interpolated(1 - weight, weight);
        for (int c = 0; c < 4; c++) {
            for (int w = 0; w < 4; w++) {
                double a = one.probability(w);
                double b = two.probability(w, c);
                double p = mixed.probability(w, c);
                assertEquals((1 - weight) * a + weight * b, p, 1e-12);
                assertTrue(p >= Math.min(a, b) - 1e-12 && p <= Math.max(a, b) + 1e-12);
            }
        }
    }

    @Test
    @DisplayName("where a context never came, interpolation uses the shorter orders")
    void interpolationBacksOff() {
        NGramModel mixed = HELLO.model().interpolated(0.25, 0.75);
        int l = HELLO.vocabulary().indexOf("l");
        int o = HELLO.vocabulary().indexOf("o");
        assertEquals(2.0 / 5, mixed.probability(l, o), 1e-12);
        assertEquals(0.25 * 0.4 + 0.75 * 0.5, mixed.probability(l, l), 1e-12);
        assertThrows(
                IllegalArgumentException.class,
                () -> HELLO.model().interpolated(0, 1).probability(l, o));
    }

    @Test
    @DisplayName("a short context: the shorter order in a text, the beginning in a model of sentences")
    void shortContext() {
        int l = HELLO.vocabulary().indexOf("l");
        assertEquals(0.4, HELLO.model().probability(l), 1e-12);
        TextNGrams three = TextNGrams.of(Corpus.ofCharacters("hello"), 3);
        assertEquals(0.5, three.probability("o", "l"), 1e-12, "the bigrams, not the letters alone");
        NGramModel sentences = NGramModel.ofSentences(new int[][] {{0, 1}, {0, 2}, {1, 2}}, 3, 3);
        assertEquals(2.0 / 3, sentences.probability(0), 1e-12);
        assertEquals(0.5, sentences.probability(1, 0), 1e-12);
    }

    @Test
    @DisplayName("perplexity falls on the training text as n grows; on another text it does not go on falling")
    void overfitting() {
        String story = "the cat sat on the mat and the dog sat on the log while the cat and the dog sat still ";
        Corpus train = Corpus.ofCharacters(story);
        Corpus test = Corpus.of("the dog and the cat sat on the log ", new CharTokenizer(), train.vocabulary());
        double before = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= 6; n++) {
            double p = NGramModel.of(train.ids(), train.vocabulary().size(), n).perplexity(train.ids());
            assertTrue(p < before, "n = " + n);
            before = p;
        }
        NGramModel two =
                NGramModel.of(train.ids(), train.vocabulary().size(), 2).addK(0.1);
        NGramModel six =
                NGramModel.of(train.ids(), train.vocabulary().size(), 6).addK(0.1);
        assertTrue(six.perplexity(test.ids()) > two.perplexity(test.ids()));
    }

    @Test
    @DisplayName("several texts: every prediction counts once")
    void perplexityOfSeveral() {
        NGramModel model =
                NGramModel.ofSentences(new int[][] {{0, 1}, {0}}, 2, 2).addK(0.5);
        double sum = model.logLikelihood(0, 1) + model.logLikelihood(1);
        assertEquals(Math.exp(-sum / 5), model.perplexity(new int[][] {{0, 1}, {1}}), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> model.perplexity(new int[0][]));
    }

    @Test
    @DisplayName("drawn symbols: the same seed gives the same, frequencies are the probabilities")
    void sampling() {
        TextNGrams grams = TextNGrams.of(Corpus.ofCharacters("abacababa"), 2);
        String drawn = grams.sample("a", 20_000, 1);
        assertEquals(20_001, drawn.length());
        assertEquals(drawn, grams.sample("a", 20_000, 1));
        long ones = drawn.chars().filter(c -> c == 'b').count();
        assertEquals(0.75, ones / 10_000.0, 0.02);
        for (int i = 1; i < drawn.length(); i++) {
            assertTrue(grams.probability(drawn.substring(i, i + 1), drawn.substring(i - 1, i)) > 0);
        }
        assertNotEquals(drawn, grams.sample("a", 20_000, 2));
    }

    @Test
    @DisplayName("drawing stops at the end of a sentence, and where the training text stopped")
    void samplingStops() {
        TextNGrams sentences = TextNGrams.ofSentences(List.of("one two three"), new WordTokenizer(), 2);
        assertEquals("one two three", sentences.sample("", 50, 1));
        assertEquals("one two three", sentences.sample("one two", 50, 1));
        assertEquals(
                "hello".length(),
                HELLO.sample("hel", 500, 3).replaceAll("l+", "ll").length());
        assertEquals("hel", HELLO.sample("hel", 0, 3));
    }

    @Test
    @DisplayName("the generator reads what the counts say: the same numbers for every context, however long the prefix")
    void generator() {
        Corpus corpus = Corpus.ofCharacters("the cat sat on the mat and the dog sat on the log");
        for (int n = 1; n <= 4; n++) {
            TextNGrams grams = TextNGrams.of(corpus, n).smoothed(m -> m.addK(0.1));
            SymbolReader reader = new NGramReader(grams.model());
            assertArrayEquals(grams.model().distribution(), exp(reader.start()), 1e-15);
            for (int i = 0; i < 20; i++) {
                double[] scores = reader.read(corpus.ids()[i]);
                int[] before = Arrays.copyOf(corpus.ids(), i + 1);
                assertArrayEquals(grams.model().distribution(before), exp(scores), 1e-15);
            }
        }
        TextNGrams sentences =
                TextNGrams.ofSentences(List.of("la casa es roja", "la casa", "mi casa"), new WordTokenizer(), 3);
        SymbolReader reader = new NGramReader(sentences.model());
        assertArrayEquals(sentences.model().distribution(), exp(reader.start()), 1e-15);
        int[] ids = sentences.encode("la casa");
        assertArrayEquals(sentences.model().distribution(ids[0]), exp(reader.read(ids[0])), 1e-15);
        assertArrayEquals(sentences.model().distribution(ids), exp(reader.read(ids[1])), 1e-15);
    }

    private static double[] exp(double[] scores) {
        return Arrays.stream(scores).map(Math::exp).toArray();
    }

    @Test
    @DisplayName("a fork goes its own way")
    void fork() {
        Corpus corpus = Corpus.ofCharacters("the cat sat on the mat and the dog sat on the log");
        NGramModel model = TextNGrams.of(corpus, 3).model().addK(0.1);
        int[] ids = corpus.ids();
        SymbolReader one = new NGramReader(model);
        one.read(ids[0]);
        SymbolReader other = one.fork();
        other.read(ids[5]);
        assertArrayEquals(model.distribution(ids[0], ids[1]), exp(one.read(ids[1])), 1e-15);
        assertArrayEquals(model.distribution(ids[5], ids[2]), exp(other.read(ids[2])), 1e-15);
    }

    @Test
    @DisplayName("the likeliest continuation, a temperature and a beam come from the same generator")
    void writing() {
        TextNGrams grams = TextNGrams.ofSentences(
                List.of("la casa es roja", "la casa es roja", "la casa es verde", "mi casa"), new WordTokenizer(), 3);
        Generator generator = grams.generator();
        assertEquals("la casa es roja", generator.predict("la", 9));
        assertEquals("la casa es roja", generator.predict("", 9));
        assertEquals(grams.sample("la", 9, 5), generator.sample("la", 9, 1, 5));
        assertEquals("la casa es roja", generator.sample("la", 9, 1e-3, 5));
        Generator.Written written = generator.write("la", 9);
        assertArrayEquals(new double[] {0, 0, Math.log(3) - Math.log(2) * 2 / 3}, written.entropies(), 1e-12);
        assertTrue(refusal(() -> generator.predict("zebra", 3)).contains("zebra"));
        List<Generator.Suggestion> beam = generator.beam("la casa", 3, 5);
        assertEquals(
                List.of("es roja", "es verde"),
                beam.stream().map(Generator.Suggestion::text).toList());
        assertEquals(2.0 / 3, beam.get(0).probability(), 1e-12);
    }

    @Test
    @DisplayName("where only an unknown word is known to follow, there is nothing to write")
    void onlyUnknown() {
        Vocabulary few = Vocabulary.of(Stream.of("la", "casa"));
        TextNGrams grams = TextNGrams.of(Corpus.of("la casa roja la casa verde", new WordTokenizer(), few), 2);
        assertEquals("la casa", grams.sample("la", 9, 1));
        assertEquals("la casa", grams.generator().predict("la", 9));
        assertEquals(List.of(), grams.generator().beam("la", 3, 9));
    }

    @Test
    @DisplayName("the most probable first; the impossible not at all")
    void top() {
        NGramModel model = NGramModel.of(new int[] {0, 1, 0, 2, 0, 1, 0, 1, 0}, 4, 2);
        List<NGramModel.Continuation> top = model.top(5, 0);
        assertEquals(List.of(new NGramModel.Continuation(1, 0.75), new NGramModel.Continuation(2, 0.25)), top);
        assertEquals(1, model.top(1, 0).size());
        assertEquals(
                List.of(0, 1, 2, 3),
                model.addK(1).top(9, 3).stream().map(c -> c.symbol()).toList());
    }

    @Test
    @DisplayName("what makes no sense is refused by name")
    void refusals() {
        int[] ids = {0, 1, 0};
        NGramModel model = NGramModel.of(ids, 2, 2);
        assertTrue(refusal(() -> NGramModel.of(ids, 2, 0)).startsWith("n: "));
        assertTrue(refusal(() -> NGramModel.of(new int[0], 2, 1)).startsWith("ids: "));
        assertTrue(refusal(() -> NGramModel.of(ids, 2, 4)).contains("at least 4"));
        assertTrue(refusal(() -> NGramModel.of(ids, 1, 2)).contains("another vocabulary"));
        assertTrue(refusal(() -> NGramModel.ofSentences(new int[0][], 2, 2)).contains("empty"));
        assertTrue(refusal(() -> model.addK(-0.1)).startsWith("k: "));
        assertTrue(refusal(() -> model.addK(Double.NaN)).startsWith("k: "));
        assertTrue(refusal(() -> model.interpolated(1)).contains("expected 2"));
        assertTrue(refusal(() -> model.interpolated(0.5, 0.4)).contains("sum of 1, got 0.9"));
        assertTrue(refusal(() -> model.interpolated(-0.5, 1.5)).contains("[0, 1]"));
        assertTrue(refusal(() -> model.probability(2, 0)).startsWith("next: "));
        assertTrue(refusal(() -> model.probability(0, 7)).startsWith("context[0]"));
        assertTrue(refusal(() -> model.logLikelihood(0)).contains("order 2"));
        assertTrue(refusal(() -> model.count(0, 1, 0)).startsWith("gram: "));
        assertTrue(refusal(() -> model.top(0, 0)).startsWith("many: "));
        assertThrows(IllegalStateException.class, model::end);
        assertTrue(refusal(() -> new TextNGrams(model, HELLO.vocabulary(), new CharTokenizer()))
                .startsWith("vocabulary: "));
    }
}
