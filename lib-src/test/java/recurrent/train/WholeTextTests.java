package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import recurrent.nn.LstmCell;
import recurrent.text.Batch;
import recurrent.text.Corpus;

@DisplayName("A text that is used whole")
class WholeTextTests {
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(8));

    private static LanguageModel model() {
        return LanguageModel.of(LstmCell.random(TEXT.vocabulary().size(), 5, 1));
    }

    private static TrainingOptions options(boolean carry) {
        return TrainingOptions.defaults()
                .withEpochs(2)
                .withBatch(3)
                .withSteps(6)
                .withWholeText(carry);
    }

    @ParameterizedTest(name = "{0} symbols")
    @ValueSource(ints = {140, 141, 149, 150, 999})
    @DisplayName("its parts are 90, 5 and 5 % of it, in order, and together all of it")
    void parts(int length) {
        int[] ids = IntStream.range(0, length).toArray();
        WholeText cut = new WholeText(2, 6, false);
        int[] all = IntStream.of(0, 1, 2)
                .mapToObj(i -> i == 0 ? cut.train(ids) : i == 1 ? cut.validation(ids) : cut.test(ids))
                .flatMapToInt(IntStream::of)
                .toArray();
        assertEquals(
                IntStream.of(ids).boxed().toList(), IntStream.of(all).boxed().toList());
        assertEquals(cut.validation(ids).length, cut.test(ids).length);
        assertEquals(0.05 * length, cut.test(ids).length, 0.5);
    }

    @Test
    @DisplayName("one that has no window to validate on is refused with the numbers")
    void tooShort() {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> new WholeText(2, 6, false).train(new int[120]));
        assertTrue(e.getMessage().contains("5 % of its 120 symbols are 6"), e.getMessage());
        assertTrue(e.getMessage().contains("needs 7 symbols"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new WholeText(0, 6, false));
        assertThrows(IllegalArgumentException.class, () -> new WholeText(1, 0, false));
    }

    @Test
    @DisplayName("an epoch meets each symbol once or, at the ends, not at all; the next one cuts at other places")
    void windows() {
        int[] ids = IntStream.range(0, 1000).toArray();
        WholeText cut = new WholeText(4, 7, false);
        int[][] seen = new int[3][900];
        for (int epoch = 0; epoch < 3; epoch++) {
            for (Batch batch : cut.windows(ids).shuffled(epoch)) {
                for (int[] targets : batch.targets()) {
                    for (int target : targets) {
                        seen[epoch][target]++;
                    }
                }
            }
            assertTrue(IntStream.of(seen[epoch]).allMatch(n -> n <= 1));
            assertTrue(IntStream.of(seen[epoch]).sum() >= 900 - 2 * 7);
            assertEquals(cut.predictions(ids), IntStream.of(seen[epoch]).sum(), 7);
        }
        assertTrue(!Arrays.equals(seen[0], seen[1]) || !Arrays.equals(seen[0], seen[2]));
    }

    @ParameterizedTest(name = "state carried: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("is trained on and validated on as a loop of one's own would; the test is the last part")
    void training(boolean carry) {
        LanguageModel model = model();
        TrainingResult result = Trainer.fit(model, TEXT, options(carry));
        assertEquals(model, result.model(LanguageModel.class), "the model itself, not one that carries a state");
        WholeText cut = (WholeText) result.options().cut();
        int[] validation = cut.validation(TEXT.ids());
        int[] test = cut.test(TEXT.ids());
        LanguageModel byHand = model();
        if (carry) {
            StatefulLanguageModel stateful = StatefulLanguageModel.of(byHand);
            History expected = Trainer.fit(
                            stateful,
                            StatefulLanguageModel.batches(cut.train(TEXT.ids()), 3, 6),
                            StatefulLanguageModel.inOrder(validation, 2, 6),
                            options(carry))
                    .history();
            assertEquals(
                    expected.last().validationLoss(), result.history().last().validationLoss());
            assertEquals(
                    Trainer.loss(stateful, StatefulLanguageModel.inOrder(test, 2, 6)), Trainer.testLoss(result, TEXT));
            assertEquals(cut.predictions(TEXT.ids()), result.history().last().predictions());
        } else {
            Trainer.fit(byHand, cut.windows(TEXT.ids()), options(carry));
            assertEquals(
                    Trainer.loss(byHand, cut.inOrder(validation)),
                    result.history().last().validationLoss());
            assertEquals(Trainer.loss(byHand, cut.inOrder(test)), Trainer.testLoss(result, TEXT));
        }
        for (String name : model.parameters().names()) {
            assertEquals(byHand.parameters().get(name), model.parameters().get(name), name);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("options say it, keep it in a file, and have no windows then")
    void inAFile(boolean carry) {
        TrainingOptions options = options(carry);
        assertEquals(
                new WholeText(3, 6, carry),
                TrainingOptions.of(options.plan(), Checkpoint.plans()).cut());
        assertEquals(
                new WholeText(9, 8, carry), options.withBatch(9).withSteps(8).cut());
        assertThrows(IllegalStateException.class, options::trainWindows);
        assertTrue(options.toString().contains(carry ? "strips, state carried" : "windows of 6"), options.toString());
        assertEquals(new TextWindows(3, 6, 5, 4), options.withWindows(5, 4).cut());
        TrainingResult windows =
                Trainer.fit(model(), TEXT, options.withWindows(50, 0).withEpochs(1));
        assertThrows(IllegalArgumentException.class, () -> Trainer.testLoss(windows, TEXT));
    }
}
