package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Activation;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.Features;
import recurrent.nn.GradientCheck;
import recurrent.nn.Init;
import recurrent.nn.Mask;
import recurrent.nn.Mlp;
import recurrent.nn.Pooling;

@DisplayName("A classifier without memory")
class MlpClassifierTests {
    private static final DataType D = DataType.DOUBLE;
    private static final int[][] IDS = {{1, 2, 3, 4}, {4, 1, 0, 0}, {2, 2, 1, 0}};
    private static final Mask MASK =
            Mask.of(Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 0, 1}, {1, 0, 0}}));

    private static MlpClassifier model(Pooling pooling, double dropout) {
        return new MlpClassifier(
                Embedding.random(5, 3, Init.normal(0.5), D, 1),
                pooling,
                Mlp.random(
                        new int[] {pooling == Pooling.SIDE_BY_SIDE ? 12 : 3, 4, 3},
                        Activation.TANH,
                        Activation.IDENTITY,
                        Init.xavier(),
                        D,
                        2),
                new Dropout(dropout));
    }

    @Test
    @DisplayName("has right gradients by the mean, by the last and side by side, with masks, dropout and features")
    void gradients() {
        LabelledBatch batch = LabelledBatch.ofSymbols(IDS, new int[] {0, 2, 1}).withMask(MASK);
        for (Pooling pooling : new Pooling[] {Pooling.MEAN, Pooling.LAST, Pooling.SIDE_BY_SIDE}) {
            MlpClassifier model = model(pooling, 0.25);
            LossAndGradients byHand = model.lossAndGradients(batch, new Random(3));
            assertEquals(model.parameters().names(), byHand.gradients().names());
            GradientCheck.Report report = GradientCheck.check(
                    model.parameters(), byHand.gradients(), () -> model.lossAndGradients(batch, new Random(3))
                            .loss());
            assertTrue(report.max() < 1e-6, pooling + "\n" + report);
            MlpClassifier sure = model(pooling, 0);
            assertEquals(
                    sure.loss(batch),
                    sure.lossAndGradients(batch, new Random(3)).loss(),
                    1e-12);
        }
        INDArray X = Nd4j.createFromArray(new Random(5).doubles(24).toArray()).reshape(4, 3, 2);
        MlpClassifier features = new MlpClassifier(
                new Features(2),
                Pooling.SIDE_BY_SIDE,
                Mlp.random(new int[] {8, 4, 3}, Activation.SIGMOID, Activation.IDENTITY, Init.xavier(), D, 2)
                        .withoutBiases(),
                new Dropout(0));
        LabelledBatch numbers = LabelledBatch.ofFeatures(X, new int[] {0, 2, 1}).withMask(MASK);
        assertTrue(GradientCheck.check(
                                features.parameters(),
                                features.lossAndGradients(numbers, new Random(1))
                                        .gradients(),
                                () -> features.loss(numbers))
                        .max()
                < 1e-6);
        assertThrows(IllegalArgumentException.class, () -> features.loss(batch));
    }

    @Test
    @DisplayName("padding does not count, and the mean does not see the order of symbols, side by side does")
    void order() {
        int[] labels = {0, 0, 0};
        int[][] otherPadding = {{1, 2, 3, 4}, {4, 1, 3, 2}, {2, 2, 1, 4}};
        int[][] turned = {{4, 3, 2, 1}, {1, 4, 0, 0}, {1, 2, 2, 0}};
        for (Pooling pooling : new Pooling[] {Pooling.MEAN, Pooling.SIDE_BY_SIDE}) {
            MlpClassifier model = model(pooling, 0);
            INDArray scores = model.scores(LabelledBatch.ofSymbols(IDS, labels).withMask(MASK));
            assertArrayEquals(new long[] {3, 3}, scores.shape());
            assertTrue(scores.equalsWithEps(
                    model.scores(LabelledBatch.ofSymbols(otherPadding, labels).withMask(MASK)), 1e-12));
            boolean same = scores.equalsWithEps(
                    model.scores(LabelledBatch.ofSymbols(turned, labels).withMask(MASK)), 1e-9);
            assertEquals(pooling == Pooling.MEAN, same);
        }
    }

    @Test
    @DisplayName("learns what symbols tell without their order")
    void learns() {
        MlpClassifier model = new MlpClassifier(
                Embedding.random(5, 4, Init.normal(0.5), DataType.FLOAT, 1),
                Pooling.MEAN,
                Mlp.random(new int[] {4, 8, 2}, Activation.RELU, Activation.IDENTITY, Init.xavier(), DataType.FLOAT, 2),
                new Dropout(0));
        int[][] ids = {{1, 3, 3, 4}, {2, 3, 4, 4}, {4, 3, 1, 4}, {3, 3, 2, 3}, {3, 1, 4, 4}, {4, 4, 4, 2}};
        LabelledBatch batch = LabelledBatch.ofSymbols(ids, new int[] {0, 1, 0, 1, 0, 1}); // has it a 1 or a 2?
        TrainingOptions options =
                TrainingOptions.defaults().withEpochs(80).withRate(0.05).withOptimizer(Adam.standard());
        History history = Trainer.fit(model, Batches.of(List.of(batch)), List.of(batch), options)
                .history();
        assertEquals(1, history.last().metrics().get("accuracy"));
        assertFalse(
                history.epochs().get(0).validationPerplexity() < history.last().validationPerplexity());
        assertEquals(Measure.LOSS, model.measure());
    }
}
