package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.GradientCheck;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Mode;
import recurrent.nn.OutputLayer;
import recurrent.text.Batch;
import recurrent.text.Corpus;

@DisplayName("A language model that carries its state")
class StatefulLanguageModelTests {
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(8));
    private static final int V = TEXT.vocabulary().size();

    private static LanguageModel model(DataType type) {
        return LanguageModel.of(
                LstmCell.random(V, 5, Init.normal(0.4), type, 1).layer(),
                OutputLayer.random(5, V, Init.normal(0.4), type, 2));
    }

    @Test
    @DisplayName("short pieces in order cost what the long strips cost; forgetting between them does not")
    void carries() {
        LanguageModel inside = model(DataType.DOUBLE);
        StatefulLanguageModel stateful = StatefulLanguageModel.of(inside);
        List<StatefulLanguageModel.Piece> pieces = StatefulLanguageModel.inOrder(TEXT.ids(), 3, 10);
        Batch whole = StatefulLanguageModel.inOrder(TEXT.ids(), 3, 10 * pieces.size())
                .get(0)
                .batch();
        double expected = inside.loss(whole);
        assertEquals(expected, Trainer.loss(stateful, pieces), 1e-12);
        assertEquals(expected, Trainer.loss(stateful, pieces), 1e-12, "the first piece forgets the reading before");
        double forgetting = pieces.stream()
                .mapToDouble(piece -> inside.loss(piece.batch()))
                .average()
                .orElseThrow();
        assertTrue(Math.abs(forgetting - expected) > 1e-6);
    }

    @Test
    @DisplayName("gradients with a carried state are right, and none goes back over the border")
    void gradients() {
        StatefulLanguageModel stateful = StatefulLanguageModel.of(model(DataType.DOUBLE));
        List<StatefulLanguageModel.Piece> pieces = StatefulLanguageModel.inOrder(TEXT.ids(), 2, 4);
        LanguageModel inside = model(DataType.DOUBLE);
        var start = inside.pass(pieces.get(0).batch(), inside.layer().zeroState(2), Mode.EVALUATION)
                .last();
        stateful.lossAndGradients(pieces.get(0), new Random(1));
        LossAndGradients second = stateful.lossAndGradients(pieces.get(1), new Random(1));
        // the state at the border is held while the weights wiggle: that is what truncated means
        GradientCheck.Report report = GradientCheck.check(inside.parameters(), second.gradients(), () -> inside.pass(
                        pieces.get(1).batch(), start, Mode.EVALUATION)
                .result()
                .loss());
        assertTrue(report.max() < 1e-6, report::toString);
    }

    @Test
    @DisplayName("trains with the loop that trains everything, validation in between does not disturb it")
    void trains() {
        LanguageModel inside = model(DataType.FLOAT);
        LanguageModel alone = model(DataType.FLOAT);
        Batches<StatefulLanguageModel.Piece> train = StatefulLanguageModel.batches(TEXT.ids(), 4, 12);
        TrainingOptions options =
                TrainingOptions.defaults().withEpochs(15).withRate(0.02).withOptimizer(Adam.standard());
        History history = Trainer.fit(
                        StatefulLanguageModel.of(inside),
                        train,
                        StatefulLanguageModel.inOrder(TEXT.ids(), 2, 12),
                        options)
                .history();
        Trainer.fit(StatefulLanguageModel.of(alone), train, options);
        assertTrue(
                history.last().validationPerplexity() < V / 2.0, history.last().toString());
        for (String name : inside.parameters().names()) {
            assertEquals(inside.parameters().get(name), alone.parameters().get(name), name);
        }
    }

    @Test
    @DisplayName("a piece that goes on from nothing, or from other sequences, is refused")
    void refusals() {
        StatefulLanguageModel stateful = StatefulLanguageModel.of(model(DataType.FLOAT));
        StatefulLanguageModel.Piece second =
                StatefulLanguageModel.inOrder(TEXT.ids(), 2, 4).get(1);
        assertThrows(IllegalArgumentException.class, () -> stateful.loss(second));
        stateful.loss(StatefulLanguageModel.inOrder(TEXT.ids(), 3, 4).get(0));
        Exception e = assertThrows(IllegalArgumentException.class, () -> stateful.loss(second));
        assertTrue(e.getMessage().contains("the one before had 3"), e.getMessage());
    }
}
