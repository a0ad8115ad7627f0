package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.nn.Clipping;
import recurrent.nn.Embedding;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;
import recurrent.text.Windows;

@DisplayName("The loop that trains every model")
class TrainingLoopTests {
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(8));

    /** One number w, loss (w − batch)²: everything can be worked out by hand. */
    private record Parabola(Parameters parameters) implements Model<Double> {
        static Parabola at(double w) {
            return new Parabola(Parameters.of("w", Nd4j.createFromArray(new double[][] {{w}})));
        }

        double w() {
            return parameters.get("w").getDouble(0);
        }

        @Override
        public int predictions(Double target) {
            return 1;
        }

        @Override
        public double loss(Double target) {
            return (w() - target) * (w() - target);
        }

        @Override
        public LossAndGradients lossAndGradients(Double target, Random training) {
            return new LossAndGradients(
                    loss(target), Parameters.of("w", Nd4j.createFromArray(new double[][] {{2 * (w() - target)}})));
        }
    }

    private static LanguageModel deep() {
        int V = TEXT.vocabulary().size();
        return LanguageModel.of(
                Stacked.of(
                                GruCell.random(V, 6, Init.normal(0.3), DataType.FLOAT, 1)
                                        .layer(),
                                GruCell.random(6, 5, Init.normal(0.3), DataType.FLOAT, 2)
                                        .layer())
                        .withDropout(0.2),
                OutputLayer.random(5, V, Init.normal(0.3), DataType.FLOAT, 3));
    }

    private static Batches<Batch> windows() {
        return seed -> Windows.of(TEXT.ids(), 6).shuffled(50, seed);
    }

    private static Iterable<Batch> validation() {
        return Windows.of(TEXT.ids(), 6).slice(0, 60).inOrder(30);
    }

    private static TrainingOptions options(int epochs, double rate) {
        return TrainingOptions.defaults().withEpochs(epochs).withRate(rate);
    }

    private static TrainingResult fit(LanguageModel model, TrainingListener... listeners) {
        TrainingOptions options = options(5, 0.01).withOptimizer(Adam.standard());
        return Trainer.fit(model, windows(), validation(), options, listeners);
    }

    private static void assertSame(Parameters expected, Parameters got) {
        assertEquals(expected.names(), got.names());
        for (String name : expected.names()) {
            assertEquals(expected.get(name), got.get(name), name);
        }
    }

    @Test
    @DisplayName("takes the step that one works out by hand, at the rate of the schedule; losses stay losses")
    void byHand() {
        Parabola model = Parabola.at(3);
        TrainingOptions options =
                options(2, 1).withClip(Double.POSITIVE_INFINITY).withSchedule(Schedule.stepDecay(0.1, 0.5, 1));
        TrainingResult result = Trainer.fit(model, Batches.of(List.of(1.0)), options);
        History history = result.history();
        // 3 − 0.1·4 = 2.6, then 2.6 − 0.05·3.2 = 2.44
        assertEquals(2.44, model.w(), 1e-12);
        assertEquals(4, history.epochs().get(0).gradientNorm(), 1e-12);
        assertEquals(4, history.epochs().get(0).trainLoss(), 1e-12);
        assertEquals(Math.exp(4), history.epochs().get(0).trainPerplexity(), 1e-9);
        assertEquals(2.56, history.last().trainLoss(), 1e-12);
        assertTrue(Double.isNaN(history.last().validationPerplexity()));
        assertEquals(Measure.LOSS, model.measure());
        assertTrue(result.toString().contains("loss: train 2.56"), result.toString());
        assertEquals(
                List.of("epoch", "train_loss", "val_loss", "gradient_norm", "seconds"),
                history.toTable(Measure.LOSS).columnNames());
        assertEquals(4, history.toTable(Measure.LOSS).doubleColumn("train_loss").get(0), 1e-12);
    }

    @Test
    @DisplayName("losses that no exponential can hold stay losses too")
    void largeLosses() {
        Parabola model = Parabola.at(1001);
        TrainingResult result = Trainer.fit(
                model,
                Batches.of(List.of(1.0)),
                List.of(1.0, 2.0),
                options(1, 1).withEarlyStopping(1, 0));
        assertEquals(1e6, result.history().last().trainLoss());
        assertEquals((999.0 * 999 + 998.0 * 998) / 2, result.history().last().validationLoss(), 1e-6);
        assertEquals(1, result.best(), "exp of it is infinite, and would not be lower than anything");
    }

    @Test
    @DisplayName("clips")
    void clips() {
        Parabola model = Parabola.at(3);
        Trainer.fit(model, Batches.of(List.of(1.0)), options(1, 0.5));
        assertEquals(2.5, model.w(), 1e-12, "the gradient is 4, clipped to 1");
    }

    @Test
    @DisplayName("weight decay: its gradient is added before clipping, the losses are without it")
    void decays() {
        TrainingOptions free = options(1, 0.1).withClip(Double.POSITIVE_INFINITY);
        Parabola ridge = Parabola.at(3);
        Epoch epoch = Trainer.fit(
                        ridge, Batches.of(List.of(1.0)), List.of(1.0), free.withWeightDecay(WeightDecay.l2(0.1)))
                .history()
                .last();
        // 2·(3 − 1) + 0.1·3 = 4.3, and 3 − 0.1·4.3 = 2.57
        assertEquals(2.57, ridge.w(), 1e-12);
        assertEquals(4, epoch.trainLoss(), 1e-12);
        assertEquals(1.57 * 1.57, epoch.validationLoss(), 1e-12);
        assertEquals(4.3, epoch.gradientNorm(), 1e-12);
        Parabola lasso = Parabola.at(3);
        Trainer.fit(lasso, Batches.of(List.of(1.0)), free.withWeightDecay(WeightDecay.l1(0.5)));
        assertEquals(2.55, lasso.w(), 1e-12);
        Parabola clipped = Parabola.at(3);
        Trainer.fit(clipped, Batches.of(List.of(1.0)), options(1, 0.1).withWeightDecay(WeightDecay.l2(100)));
        assertEquals(2.9, clipped.w(), 1e-12, "4 and 300 are clipped to 1");
    }

    @Test
    @DisplayName("weight decay, clipping and Adam in training are what a loop of one's own does with them")
    void decaysAsByHand() {
        int V = TEXT.vocabulary().size();
        LanguageModel model = LanguageModel.of(LstmCell.random(V, 4, 5));
        LanguageModel byHand = model.copy();
        WeightDecay decay = new WeightDecay(1e-4, 1e-2);
        TrainingOptions options =
                options(3, 0.02).withClip(0.5).withOptimizer(Adam.standard()).withWeightDecay(decay);
        Trainer.fit(model, windows(), options);

        Adam adam = Adam.standard();
        Model<Batch> pass = FastPass.of(byHand);
        for (int epoch = 1; epoch <= 3; epoch++) {
            for (Batch batch : windows().shuffled(options.seed() * 1_000_003 + epoch)) {
                Parameters gradients =
                        pass.lossAndGradients(batch, new Random(1)).gradients().copy();
                for (String name : gradients.names()) {
                    if (!name.startsWith("b")) {
                        INDArray w = byHand.parameters().get(name);
                        gradients
                                .get(name)
                                .addi(Transforms.sign(w, true).mul(1e-4))
                                .addi(w.mul(1e-2));
                    }
                }
                Clipping.clip(gradients, 0.5);
                adam.update(byHand.parameters(), gradients, 0.02);
            }
        }
        assertSame(byHand.parameters(), model.parameters());
    }

    @Test
    @DisplayName("interrupted and resumed ends where uninterrupted does: stack, dropout, Adam")
    void resumes() {
        LanguageModel whole = deep();
        fit(whole);

        LanguageModel model = deep();
        TrainingResult stopped = fit(model, now -> {
            if (now.history().last().number() == 2) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(stopped.interrupted());
        assertEquals(2, stopped.history().epochs().size());
        TrainingResult rest = Trainer.resume(Checkpoint.of(stopped), model, windows(), validation());
        assertFalse(rest.interrupted());
        assertEquals(5, rest.history().epochs().size());
        assertSame(whole.parameters(), model.parameters());
    }

    @Test
    @DisplayName("interrupted in the middle of an epoch, it goes on with the next batch")
    void resumesFromTheMiddle() {
        LanguageModel whole = deep();
        fit(whole);

        LanguageModel model = deep();
        Batches<Batch> stopping = seed -> {
            List<Batch> batches = new ArrayList<>();
            windows().shuffled(seed).forEach(batches::add);
            return seed % 1_000_003 != 3
                    ? batches
                    : () -> new Iterator<>() {
                        private int next = 0;

                        @Override
                        public boolean hasNext() {
                            return next < batches.size();
                        }

                        @Override
                        public Batch next() {
                            if (next == 3) {
                                Thread.currentThread().interrupt(); // the stop button, three updates into epoch 3
                            }
                            return batches.get(next++);
                        }
                    };
        };
        TrainingOptions options = options(5, 0.01).withOptimizer(Adam.standard());
        TrainingResult stopped = Trainer.fit(model, stopping, options);
        assertTrue(stopped.interrupted());
        assertEquals(2, stopped.history().epochs().size());
        assertEquals(3, stopped.partial().epoch().number());
        assertEquals(4, stopped.partial().epoch().batches(), "the batch that ran when the button was pressed counts");
        assertTrue(stopped.toString().contains("and 4 batches of the next"), stopped.toString());
        Trainer.resume(Checkpoint.of(stopped), model, windows(), validation());
        assertSame(whole.parameters(), model.parameters());
    }

    /** Two layers, dropout between, Adam, patience, state carried along the text; or windows of it. */
    private static LanguageModel two() {
        int V = TEXT.vocabulary().size();
        return LanguageModel.of(
                Stacked.of(
                                LstmCell.random(V, 6, Init.normal(0.3), DataType.FLOAT, 1)
                                        .layer(),
                                LstmCell.random(6, 6, Init.normal(0.3), DataType.FLOAT, 2)
                                        .layer())
                        .withDropout(0.3),
                OutputLayer.random(6, V, Init.normal(0.3), DataType.FLOAT, 3));
    }

    @ParameterizedTest(name = "state carried: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("interrupted after every single batch and read from a file each time, it ends in the same arrays")
    void resumesFromAnywhere(boolean carry, @TempDir Path folder) throws IOException {
        TrainingOptions options = options(3, 0.02)
                .withOptimizer(Adam.standard())
                .withClip(5)
                .withEarlyStopping(2, 0)
                .withBatch(4)
                .withSteps(7)
                .withWholeText(carry);
        TrainingResult whole = Trainer.fit(two(), TEXT, options);
        assertEquals(3, whole.history().epochs().size());

        Path file = folder.resolve("m.zip");
        Checkpoint.of(two(), TEXT).withOptions(options).save(file);
        int lives = 0;
        TrainingResult part;
        do {
            part = Trainer.resume(Checkpoint.load(file), TEXT, new TrainingListener() {
                @Override
                public void epochFinished(TrainingResult now) {}

                @Override
                public void batchFinished(TrainingResult before, RunningEpoch now) {
                    Thread.currentThread().interrupt();
                }
            });
            Checkpoint.of(part).save(file);
            lives++;
        } while (part.interrupted());
        assertTrue(lives > 3 * 9, lives + " lives");
        assertTrue(part.partial().isNone());
        assertSame(whole.model().parameters(), part.model().parameters());
        assertSame(whole.memory(), part.memory());
        assertSame(whole.kept(), part.kept());
        for (int i = 0; i < 3; i++) {
            Epoch one = whole.history().epochs().get(i);
            Epoch other = part.history().epochs().get(i);
            assertEquals(one.trainLoss(), other.trainLoss());
            assertEquals(one.validationLoss(), other.validationLoss());
            assertEquals(one.gradientNorm(), other.gradientNorm());
            assertEquals(one.predictions(), other.predictions());
        }
    }

    @Test
    @DisplayName("a part of an epoch that the text does not have is refused")
    void partOfAnotherText() {
        LanguageModel model = two();
        TrainingOptions options = options(3, 0.02).withBatch(4).withSteps(7).withWholeText(true);
        TrainingResult wrong = new TrainingResult(
                model,
                options,
                History.empty(),
                true,
                Parameters.none(),
                Parameters.none(),
                TEXT.codec(),
                new PartialEpoch(new RunningEpoch(1, 1000, 1, 1000, 1, 1), 1, Parameters.none()));
        Exception e = assertThrows(IllegalArgumentException.class, () -> Trainer.resume(Checkpoint.of(wrong), TEXT));
        assertTrue(e.getMessage().contains("1000 batches of epoch 1 are done, and there are only 9"), e.getMessage());
    }

    @Test
    @DisplayName("draws what java.util.Random draws, and goes on from a place that was kept")
    void draws() {
        Random random = new Random(-7);
        Draws draws = new Draws(-7);
        for (int i = 0; i < 100; i++) {
            assertEquals(random.nextDouble(), draws.nextDouble());
            assertEquals(random.nextInt(1 + i), draws.nextInt(1 + i));
            assertEquals(random.nextLong(), draws.nextLong());
        }
        assertEquals(random.nextDouble(), Draws.at(draws.place()).nextDouble());
    }

    @Test
    @DisplayName("the optimiser of the options stays as it was: two trainings with the same options do the same")
    void ownOptimizer() {
        Adam adam = Adam.standard();
        TrainingOptions options = options(2, 0.01).withOptimizer(adam);
        LanguageModel first = deep();
        LanguageModel second = deep();
        Trainer.fit(first, windows(), options);
        Trainer.fit(second, windows(), options);
        assertSame(first.parameters(), second.parameters());
        assertTrue(adam.memory().isEmpty());
    }

    /** What a file of this moment would hold. */
    private static Checkpoint kept(TrainingResult now, double w, Parameters best) {
        return Checkpoint.of(new TrainingResult(
                Parabola.at(w), now.options(), now.history(), false, now.memory(), best, TextCodec.NONE));
    }

    private static TrainingResult resumed(Checkpoint from) {
        Parabola model = from.model(Parabola.class);
        return Trainer.resume(from, model, Batches.of(List.of(10.0)), List.of(4.0));
    }

    @Test
    @DisplayName("early stopping, interrupted anywhere and resumed, ends with the same parameters of the same epoch")
    void resumesEarlyStopping() {
        TrainingOptions options =
                options(50, 0.05).withClip(Double.POSITIVE_INFINITY).withEarlyStopping(3, 0);
        Parabola whole = Parabola.at(0);
        TrainingResult expected = Trainer.fit(whole, Batches.of(List.of(10.0)), List.of(4.0), options);
        for (int stop = 1; stop <= 8; stop++) { // epoch 5 is the best, 8 the last
            int last = stop;
            Parabola model = Parabola.at(0);
            TrainingResult[] seen = new TrainingResult[1];
            double[] w = new double[1];
            Trainer.fit(model, Batches.of(List.of(10.0)), List.of(4.0), options, now -> {
                if (now.history().last().number() == last) {
                    seen[0] = now;
                    w[0] = model.w();
                }
            });
            TrainingResult rest = resumed(kept(seen[0], w[0], seen[0].kept()));
            assertEquals(whole.w(), rest.model(Parabola.class).w(), "stopped after epoch " + stop);
            assertEquals(expected.best(), rest.best());
            assertEquals(
                    expected.history().epochs().size(), rest.history().epochs().size());
            if (stop > 5) {
                Checkpoint without = kept(seen[0], w[0], Parameters.none());
                assertThrows(IllegalArgumentException.class, () -> resumed(without));
            }
        }
    }

    @Test
    @DisplayName("an update that breaks the parameters in the last step of an epoch does not count as a good epoch")
    void lastUpdateBreaks() {
        Parabola model = Parabola.at(3);
        TrainingOptions options = options(5, 1)
                .withClip(Double.POSITIVE_INFINITY)
                .withSchedule(number -> number == 0 ? 0.1 : Double.MAX_VALUE);
        DivergedException error =
                assertThrows(DivergedException.class, () -> Trainer.fit(model, Batches.of(List.of(1.0)), options));
        assertTrue(
                error.getMessage().contains("epoch 2, step 1")
                        && error.getMessage().contains("first broken array w (parameter)"),
                error.getMessage());
        assertEquals(1, error.history().epochs().size());
        assertEquals(2.6, model.w(), 1e-12);
    }

    @Test
    @DisplayName("a validation loss of NaN ends it; the parameters are those of the last good epoch, or of the start")
    void validationBreaks() {
        Parabola model = Parabola.at(3);
        DivergedException error = assertThrows(
                DivergedException.class,
                () -> Trainer.fit(model, Batches.of(List.of(1.0)), List.of(Double.NaN), options(5, 0.1)));
        assertTrue(error.getMessage().contains("epoch 1, step 1"), error.getMessage());
        assertEquals(List.of(), error.history().epochs());
        assertTrue(error.lastGood().interrupted());
        assertEquals(3, model.w());
    }

    @Test
    @DisplayName("nothing to validate on: NaN in the history, no metrics, and the last epoch is the best")
    void noValidation() {
        LabelledBatch batch = LabelledBatch.ofSymbols(new int[][] {{1, 2}, {2, 1}}, new int[] {0, 1});
        SequenceClassifier model = SequenceClassifier.of(
                Embedding.random(3, 3, 1), RnnCell.random(3, 4, 1).layer(), 2);
        TrainingResult result = Trainer.fit(
                model, Batches.of(List.of(batch)), List.of(), options(3, 0.1).withEarlyStopping(1, 0));
        assertEquals(3, result.history().epochs().size());
        assertEquals(3, result.best());
        for (Epoch epoch : result.history().epochs()) {
            assertTrue(Double.isNaN(epoch.validationLoss()) && Double.isNaN(Measure.ACCURACY.validation(epoch)));
            assertEquals(Map.of(), epoch.metrics());
        }
        Exception e = assertThrows(IllegalArgumentException.class, () -> Trainer.loss(model, List.of()));
        assertTrue(e.getMessage().startsWith("batches: "), e.getMessage());
    }

    @Test
    @DisplayName("a classifier's accuracy is in the history and its table, and the fast pass gives the same")
    void accuracy() {
        int[][] ids = {{1, 2, 1, 2}, {2, 1, 2, 2}, {1, 1, 1, 1}, {2, 2, 2, 1}};
        LabelledBatch batch = LabelledBatch.ofSymbols(ids, new int[] {0, 1, 0, 1}); // the first symbol decides
        SequenceClassifier model = SequenceClassifier.of(
                Embedding.random(3, 3, Init.normal(0.5), DataType.FLOAT, 1),
                LstmCell.random(3, 6, Init.normal(0.4), DataType.FLOAT, 2).layer(),
                OutputLayer.random(6, 2, Init.normal(0.4), DataType.FLOAT, 3));
        History history = Trainer.fit(
                        model,
                        Batches.of(List.of(batch)),
                        List.of(batch),
                        options(60, 0.05).withOptimizer(Adam.standard()))
                .history();
        assertEquals(1, history.last().metrics().get("accuracy"));
        assertEquals(1, Measure.ACCURACY.validation(history.last()));
        assertTrue(Double.isNaN(Measure.ACCURACY.train(history.last())));
        assertEquals(1, history.toTable().doubleColumn("accuracy").get(59));
        assertEquals(model.metrics(List.of(batch)), FastPass.of(model).metrics(List.of(batch)));
        int[] wrong = {0, 0, 0, 1};
        assertEquals(0.75, model.accuracy(List.of(LabelledBatch.ofSymbols(ids, wrong))));
        assertEquals(
                Map.of("accuracy", 0.75), FastPass.of(model).metrics(List.of(LabelledBatch.ofSymbols(ids, wrong))));
    }

    @Test
    @DisplayName("stops early, with the parameters of the best epoch")
    void stopsEarly() {
        // training pulls w from 0 towards 10; validation wants 4: it gets worse once w has passed 4
        Parabola model = Parabola.at(0);
        TrainingOptions options =
                options(50, 0.05).withClip(Double.POSITIVE_INFINITY).withEarlyStopping(3, 0);
        List<Double> w = new ArrayList<>();
        TrainingResult result =
                Trainer.fit(model, Batches.of(List.of(10.0)), List.of(4.0), options, now -> w.add(model.w()));
        assertEquals(5, result.best());
        assertEquals(8, result.history().epochs().size());
        assertEquals(w.get(4), model.w(), 1e-12);
        assertFalse(result.interrupted());
    }

    @Test
    @DisplayName("NaN ends it with epoch, step, norm, array and remedies; the last good parameters are back")
    void diverges() {
        Parabola model = Parabola.at(3);
        Batches<Double> batches = seed -> seed % 1_000_003 == 2 ? List.of(1.0, Double.NaN) : List.of(1.0, 1.0);
        DivergedException error =
                assertThrows(DivergedException.class, () -> Trainer.fit(model, batches, options(5, 0.1)));
        assertTrue(
                error.getMessage().contains("epoch 2, step 2")
                        && error.getMessage().contains("first broken array w"),
                error.getMessage());
        assertEquals(1, error.history().epochs().size());
        assertEquals(2.8, model.w(), 1e-12, "two clipped steps of 0.1, those of epoch 1");
    }

    @Test
    @DisplayName("another model than that of the checkpoint is refused")
    void otherModel() {
        Parabola model = Parabola.at(3);
        Checkpoint from = Checkpoint.of(Trainer.fit(model, Batches.of(List.of(1.0)), options(1, 0.1)));
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.resume(from, Parabola.at(3), Batches.of(List.of(1.0)), List.of()));
        assertTrue(e.getMessage().startsWith("model: "), e.getMessage());
    }

    @Test
    @DisplayName("bad options are refused by name")
    void refusals() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> options(0, 1))
                .getMessage()
                .startsWith("epochs"));
        assertThrows(IllegalArgumentException.class, () -> options(1, 1).withClip(0));
        assertThrows(IllegalArgumentException.class, () -> options(1, 1).withEarlyStopping(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> options(1, 1).withEarlyStopping(1, -1));
        assertThrows(IllegalArgumentException.class, () -> Batches.of(List.of()));
    }

    @Test
    @DisplayName("an epoch without any batch is refused, and nothing has changed")
    void emptyEpoch() {
        Parabola model = Parabola.at(3);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.fit(model, seed -> List.of(), TrainingOptions.defaults()));
        assertTrue(e.getMessage().contains("at least one batch"), e.getMessage());
        assertEquals(3, model.w());
    }
}
