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
import recurrent.nn.GradientCheck;
import recurrent.nn.Mlp;
import recurrent.nn.Pooling;

@DisplayName("A classifier without memory")
class MlpClassifierTests {
    private static final DataType D = DataType.DOUBLE;
    private static final int[][] IDS = {{1, 2, 3, 4}, {4, 1, 0, 0}, {2, 2, 1, 0}};
    private static final INDArray MASK =
            Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 0, 1}, {1, 0, 0}});

    private static MlpClassifier model(Pooling pooling, double dropout) {
        return new MlpClassifier(
                Embedding.random(new Random(1), 0.5, D, 5, 3),
                pooling,
                Mlp.random(
                        new Random(2), D, true, Activation.TANH, Activation.IDENTITY, pooling == null ? 12 : 3, 4, 3),
                new Dropout(dropout));
    }

    @Test
    @DisplayName("has right gradients by the mean, by the last and side by side, with masks, dropout and features")
    void gradients() {
        LabelledBatch batch = LabelledBatch.ofSymbols(IDS, MASK, new int[] {0, 2, 1});
        for (Pooling pooling : new Pooling[] {Pooling.MEAN, Pooling.LAST, null}) {
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
                null,
                null,
                Mlp.random(new Random(2), D, false, Activation.SIGMOID, Activation.IDENTITY, 8, 4, 3),
                new Dropout(0));
        LabelledBatch numbers = LabelledBatch.ofFeatures(X, MASK, new int[] {0, 2, 1});
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
        for (Pooling pooling : new Pooling[] {Pooling.MEAN, null}) {
            MlpClassifier model = model(pooling, 0);
            INDArray scores = model.scores(LabelledBatch.ofSymbols(IDS, MASK, labels));
            assertArrayEquals(new long[] {3, 3}, scores.shape());
            assertTrue(scores.equalsWithEps(model.scores(LabelledBatch.ofSymbols(otherPadding, MASK, labels)), 1e-12));
            boolean same = scores.equalsWithEps(model.scores(LabelledBatch.ofSymbols(turned, MASK, labels)), 1e-9);
            assertEquals(pooling == Pooling.MEAN, same);
        }
    }

    @Test
    @DisplayName("learns what symbols tell without their order")
    void learns() {
        MlpClassifier model = new MlpClassifier(
                Embedding.random(new Random(1), 0.5, DataType.FLOAT, 5, 4),
                Pooling.MEAN,
                Mlp.random(new Random(2), DataType.FLOAT, true, Activation.RELU, Activation.IDENTITY, 4, 8, 2),
                new Dropout(0));
        int[][] ids = {{1, 3, 3, 4}, {2, 3, 4, 4}, {4, 3, 1, 4}, {3, 3, 2, 3}, {3, 1, 4, 4}, {4, 4, 4, 2}};
        LabelledBatch batch = LabelledBatch.ofSymbols(ids, null, new int[] {0, 1, 0, 1, 0, 1}); // has it a 1 or a 2?
        History history = new Fit<>(
                        model, Batches.of(List.of(batch)), List.of(batch), Adam.standard(), FitOptions.of(80, 0.05))
                .run()
                .history();
        assertEquals(1, history.last().metrics().get("accuracy"));
        assertFalse(
                history.epochs().get(0).validationPerplexity() < history.last().validationPerplexity());
    }
}
