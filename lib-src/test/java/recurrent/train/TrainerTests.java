package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.GradientCheck;
import recurrent.nn.Init;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.Windows;

@DisplayName("Training a language model")
class TrainerTests {
    private static final Corpus CORPUS =
            Corpus.ofCharacters("she sells sea shells by the sea shore and he does not ".repeat(20));
    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().withEpochs(6).withBatch(64).withSteps(8).withWindows(500, 200);

    private static LanguageModel model() {
        return LanguageModel.rnn(CORPUS.vocabulary().size(), 12, Init.normal(0.1), DataType.FLOAT, 1);
    }

    private static void assertSameParameters(LanguageModel a, LanguageModel b) {
        for (String name : a.parameters().names()) {
            assertEquals(0, a.parameters().get(name).distance2(b.parameters().get(name)), name);
        }
    }

    @Test
    @DisplayName("28 symbols and 32 units make 2 876 parameters; 16 and 32 make 2 096")
    void parameterCounts() {
        assertEquals(2876, LanguageModel.rnn(28, 32, 1).parameterCount());
        assertEquals(2096, LanguageModel.rnn(16, 32, 1).parameterCount());
    }

    @Test
    @DisplayName("the scores of 2 sequences of 100 symbols have shape (100, 2, 16)")
    void forwardShape() {
        assertArrayEquals(
                new long[] {100, 2, 16},
                LanguageModel.rnn(16, 32, 1).forward(new int[2][100]).scores().shape());
    }

    @Test
    @DisplayName("an untrained model hesitates between all symbols")
    void untrained() {
        LanguageModel model = LanguageModel.rnn(CORPUS.vocabulary().size(), 32, 1);
        double perplexity = Trainer.perplexity(model, Windows.of(CORPUS.ids(), 8), 64);
        assertEquals(CORPUS.vocabulary().size(), perplexity, 0.05);
    }

    @Test
    @DisplayName("the whole model passes the gradient check on every parameter")
    void gradientCheck() {
        LanguageModel model = LanguageModel.rnn(5, 4, Init.normal(0.5), DataType.DOUBLE, 1);
        Batch batch = new Batch(new int[][] {{0, 1, 2, 3}, {4, 3, 1, 0}}, new int[][] {{1, 2, 3, 4}, {3, 1, 0, 2}});
        GradientCheck.Report report = GradientCheck.check(
                model.parameters(), model.lossAndGradients(batch).gradients(), () -> model.loss(batch));
        assertTrue(report.max() < 1e-8, report::toString);
    }

    @Test
    @DisplayName("perplexity falls, and ends below the bigram baseline")
    void learns() {
        LanguageModel model = model();
        History history = Trainer.fit(model, CORPUS, OPTIONS.withEpochs(60)).history();
        assertTrue(history.last().trainPerplexity() < history.epochs().get(0).trainPerplexity() / 2);
        int[] train = Arrays.copyOfRange(CORPUS.ids(), 0, 507);
        int[] test = Arrays.copyOfRange(CORPUS.ids(), 500, 707);
        double bigram = Perplexity.bigram(train, test, CORPUS.vocabulary().size());
        assertTrue(
                history.last().validationPerplexity() < bigram,
                () -> history.last().validationPerplexity() + " against bigram " + bigram);
    }

    @Test
    @DisplayName("the algebra and the fast path train to the same perplexity")
    void bothPathsTrainAlike() {
        LanguageModel fast = model();
        LanguageModel exact = LanguageModel.rnn(CORPUS.vocabulary().size(), 12, Init.normal(0.1), DataType.DOUBLE, 1);
        Epoch a = Trainer.fit(fast, CORPUS, OPTIONS).history().last();
        Epoch b = Trainer.fit(exact, CORPUS, OPTIONS).history().last();
        assertEquals(b.trainPerplexity(), a.trainPerplexity(), 1e-3);
        assertEquals(b.validationPerplexity(), a.validationPerplexity(), 1e-3);
    }

    @Test
    @DisplayName("the same seed gives the same parameters, another seed others")
    void seeded() {
        LanguageModel a = model();
        LanguageModel b = model();
        LanguageModel c = model();
        Trainer.fit(a, CORPUS, OPTIONS);
        Trainer.fit(b, CORPUS, OPTIONS);
        Trainer.fit(c, CORPUS, OPTIONS.withSeed(2));
        assertSameParameters(a, b);
        assertNotEquals(0, a.parameters().get("Whh").distance2(c.parameters().get("Whh")));
    }

    @Test
    @DisplayName("interrupted after 3 epochs and resumed, it ends in the parameters of an uninterrupted training")
    void resume() {
        LanguageModel whole = model();
        Trainer.fit(whole, CORPUS, OPTIONS);
        LanguageModel parts = model();
        TrainingResult first = Trainer.fit(parts, CORPUS, OPTIONS, now -> {
            if (now.history().last().number() == 3) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(first.interrupted());
        assertFalse(Thread.currentThread().isInterrupted(), "the interrupt must be used up");
        assertEquals(3, first.history().epochs().size());
        TrainingResult second = Trainer.resume(Checkpoint.of(first), CORPUS);
        assertFalse(second.interrupted());
        assertEquals(6, second.history().epochs().size());
        assertSameParameters(whole, parts);
    }

    @Test
    @DisplayName("a training that diverges says where, why and what to do, and keeps the last good epoch")
    void divergence() {
        LanguageModel model = model();
        List<LanguageModel> epochs = new ArrayList<>();
        TrainingOptions wild = OPTIONS.withRate(0.1).withClip(Double.POSITIVE_INFINITY);
        DivergedException e = assertThrows(
                DivergedException.class,
                () -> Trainer.fit(model, CORPUS, wild, now -> {
                    epochs.add(now.model(LanguageModel.class).copy());
                    if (now.history().last().number() == 2) {
                        now.model().parameters().get("Whh").putScalar(3, Float.NaN); // what a wild update would do
                    }
                }));
        assertTrue(e.getMessage().contains("epoch 3, step 1"), e.getMessage());
        assertTrue(
                e.getMessage().contains("smaller learning rate")
                        && e.getMessage().contains("clip"),
                e.getMessage());
        assertEquals(2, e.lastGood().history().epochs().size());
        assertSameParameters(epochs.get(1), e.lastGood().model(LanguageModel.class));
        assertEquals("", e.lastGood().model().parameters().firstNotFinite());
    }

    @Test
    @DisplayName("a corpus that is too short or of another vocabulary is refused")
    void badCorpus() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Trainer.fit(model(), CORPUS, OPTIONS.withWindows(5000, 200)));
        assertTrue(e.getMessage().contains("5000"), e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.fit(model(), Corpus.ofCharacters("abc".repeat(400)), OPTIONS));
        assertTrue(e.getMessage().contains("4 symbols"), e.getMessage());
    }

    @Test
    @DisplayName("perplexity: uniform on 28 is 28, (0.5, 0.25) is 2.828427, bigrams of “hello” 1.414214")
    void perplexity() {
        assertEquals(28, Perplexity.of(Math.log(28)), 1e-12);
        assertEquals(2.828427124746, Perplexity.of(new double[] {0.5, 0.25}), 1e-12);
        assertEquals(1.414213562373, Perplexity.of(new double[] {1, 1, 0.5, 0.5}), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, Perplexity.of(new double[] {0.5, 0}));
        assertThrows(IllegalArgumentException.class, () -> Perplexity.of(new double[] {1.5}));
    }

    @Test
    @DisplayName("options refuse what cannot be")
    void options() {
        assertThrows(
                IllegalArgumentException.class, () -> TrainingOptions.defaults().withEpochs(0));
        assertThrows(
                IllegalArgumentException.class, () -> TrainingOptions.defaults().withRate(Double.NaN));
        assertThrows(
                IllegalArgumentException.class, () -> TrainingOptions.defaults().withClip(0));
    }

    @Test
    @DisplayName("the history is a Tablesaw table with one row an epoch")
    void table() {
        History history = Trainer.fit(model(), CORPUS, OPTIONS.withEpochs(2)).history();
        assertEquals(2, history.toTable().rowCount());
        assertEquals(
                history.last().validationPerplexity(),
                history.toTable().doubleColumn("val_ppl").get(1));
    }
}
