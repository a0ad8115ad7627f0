package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.GruCell;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;
import recurrent.nn.Stacked;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.Windows;

@DisplayName("The loop that trains every model")
class FitTests {
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(8));

    /** One number w, loss (w − batch)²: everything can be worked out by hand. */
    private record Parabola(Parameters parameters) implements Model<Double> {
        static Parabola at(double w) {
            return new Parabola(Parameters.of(Map.of("w", Nd4j.createFromArray(new double[][] {{w}}))));
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
                    loss(target),
                    Parameters.of(Map.of("w", Nd4j.createFromArray(new double[][] {{2 * (w() - target)}}))));
        }
    }

    private static LanguageModel deep() {
        int V = TEXT.vocabulary().size();
        return LanguageModel.of(
                new Stacked(
                        List.of(
                                GruCell.random(V, 6, 0.3, DataType.FLOAT, 1).layer(),
                                GruCell.random(6, 5, 0.3, DataType.FLOAT, 2).layer()),
                        0.2),
                OutputLayer.random(5, V, 0.3, DataType.FLOAT, 3));
    }

    private static Batches<Batch> windows() {
        return seed -> Windows.of(TEXT.ids(), 6).shuffled(50, seed);
    }

    private static Fit<Batch> fit(LanguageModel model, Optimizer optimizer, int epochs) {
        Iterable<Batch> validation = Windows.of(TEXT.ids(), 6).slice(0, 60).inOrder(30);
        return new Fit<>(model, windows(), validation, optimizer, FitOptions.of(epochs, 0.01));
    }

    @Test
    @DisplayName("takes the step that one works out by hand, at the rate of the schedule")
    void byHand() {
        Parabola model = Parabola.at(3);
        FitOptions options =
                FitOptions.of(2, 1).withClip(Double.POSITIVE_INFINITY).withSchedule(Schedule.stepDecay(0.1, 0.5, 1));
        History history = new Fit<>(model, Batches.of(List.of(1.0)), null, new Sgd(), options)
                .run()
                .history();
        // 3 − 0.1·4 = 2.6, then 2.6 − 0.05·3.2 = 2.44
        assertEquals(2.44, model.w(), 1e-12);
        assertEquals(4, history.epochs().get(0).gradientNorm(), 1e-12);
        assertEquals(Math.exp(4), history.epochs().get(0).trainPerplexity(), 1e-9);
        assertTrue(Double.isNaN(history.last().validationPerplexity()));
    }

    @Test
    @DisplayName("clips")
    void clips() {
        Parabola model = Parabola.at(3);
        new Fit<>(model, Batches.of(List.of(1.0)), null, new Sgd(), FitOptions.of(1, 0.5)).run();
        assertEquals(2.5, model.w(), 1e-12, "the gradient is 4, clipped to 1");
    }

    @Test
    @DisplayName("interrupted and resumed ends where uninterrupted does: stack, dropout, Adam")
    void resumes() {
        LanguageModel whole = deep();
        fit(whole, Adam.standard(), 5).run();

        LanguageModel model = deep();
        Adam before = Adam.standard();
        History[] seen = new History[1];
        Fit.Outcome stopped = fit(model, before, 5).run(History.empty(), () -> "", (history, total) -> {
            seen[0] = history;
            if (history.last().number() == 2) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(stopped.interrupted());
        assertEquals(2, stopped.history().epochs().size());
        Adam after = Adam.standard();
        after.restore(before.memory());
        Fit.Outcome rest = fit(model, after, 5).run(stopped.history(), () -> "", (history, total) -> {});
        assertFalse(rest.interrupted());
        assertEquals(5, rest.history().epochs().size());
        for (String name : whole.parameters().names()) {
            assertEquals(whole.parameters().get(name), model.parameters().get(name), name);
        }
    }

    @Test
    @DisplayName("interrupted in the middle of an epoch, model and Adam are as after the epoch before")
    void resumesFromTheMiddle() {
        LanguageModel whole = deep();
        fit(whole, Adam.standard(), 5).run();

        LanguageModel model = deep();
        Adam adam = Adam.standard();
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
        Fit.Outcome stopped = new Fit<>(model, stopping, null, adam, FitOptions.of(5, 0.01)).run();
        assertTrue(stopped.interrupted());
        assertEquals(2, stopped.history().epochs().size());
        fit(model, adam, 5).run(stopped.history(), () -> "", (history, total) -> {});
        for (String name : whole.parameters().names()) {
            assertEquals(whole.parameters().get(name), model.parameters().get(name), name);
        }
    }

    @Test
    @DisplayName("early stopping, interrupted anywhere and resumed, ends with the same parameters of the same epoch")
    void resumesEarlyStopping() {
        FitOptions options =
                FitOptions.of(50, 0.05).withClip(Double.POSITIVE_INFINITY).withEarlyStopping(3, 0);
        Parabola whole = Parabola.at(0);
        Fit.Outcome expected = new Fit<>(whole, Batches.of(List.of(10.0)), List.of(4.0), new Sgd(), options).run();
        for (int stop = 1; stop <= 8; stop++) { // epoch 5 is the best, 8 the last
            int last = stop;
            Parabola model = Parabola.at(0);
            Fit<Double> fit = new Fit<>(model, Batches.of(List.of(10.0)), List.of(4.0), new Sgd(), options);
            Fit.Progress[] seen = new Fit.Progress[1];
            double[] w = new double[1];
            Parameters[] kept = new Parameters[1];
            fit.run(History.empty(), null, () -> "", now -> {
                if (now.history().last().number() == last) {
                    seen[0] = now;
                    kept[0] = now.kept().copy();
                    w[0] = model.w();
                }
            });
            model.parameters().get("w").assign(w[0]); // what a file of that epoch would have kept
            Fit.Outcome rest = fit.run(seen[0].history(), kept[0], () -> "", now -> {});
            assertEquals(whole.w(), model.w(), "stopped after epoch " + stop);
            assertEquals(expected.best(), rest.best());
            assertEquals(
                    expected.history().epochs().size(), rest.history().epochs().size());
            if (stop > 5) {
                assertThrows(
                        IllegalArgumentException.class, () -> fit.run(seen[0].history(), null, () -> "", now -> {}));
            }
        }
    }

    @Test
    @DisplayName("an update that breaks the parameters in the last step of an epoch does not count as a good epoch")
    void lastUpdateBreaks() {
        Parabola model = Parabola.at(3);
        FitOptions options = FitOptions.of(5, 1)
                .withClip(Double.POSITIVE_INFINITY)
                .withSchedule(number -> number == 0 ? 0.1 : Double.MAX_VALUE);
        DivergedException error = assertThrows(
                DivergedException.class,
                () -> new Fit<>(model, Batches.of(List.of(1.0)), null, new Sgd(), options).run());
        assertTrue(
                error.getMessage().contains("epoch 2, step 1")
                        && error.getMessage().contains("first broken array w (parameter)"),
                error.getMessage());
        assertEquals(1, error.history().epochs().size());
        assertEquals(2.6, model.w(), 1e-12);
    }

    @Test
    @DisplayName("a classifier's accuracy is in the history and its table, and the fast pass gives the same")
    void accuracy() {
        int[][] ids = {{1, 2, 1, 2}, {2, 1, 2, 2}, {1, 1, 1, 1}, {2, 2, 2, 1}};
        LabelledBatch batch = LabelledBatch.ofSymbols(ids, null, new int[] {0, 1, 0, 1}); // the first symbol decides
        SequenceClassifier model = new SequenceClassifier(
                Embedding.random(new Random(1), 0.5, DataType.FLOAT, 3, 3),
                LstmCell.random(3, 6, 0.4, DataType.FLOAT, 2).layer(),
                Pooling.LAST,
                new Dropout(0),
                OutputLayer.random(6, 2, 0.4, DataType.FLOAT, 3));
        History history = new Fit<>(
                        FastPass.of(model),
                        Batches.of(List.of(batch)),
                        List.of(batch),
                        Adam.standard(),
                        FitOptions.of(60, 0.05))
                .run()
                .history();
        assertEquals(1, history.last().metrics().get("accuracy"));
        assertEquals(1, history.toTable().doubleColumn("accuracy").get(59));
        assertEquals(model.metrics(List.of(batch)), FastPass.of(model).metrics(List.of(batch)));
        int[] wrong = {0, 0, 0, 1};
        assertEquals(0.75, model.accuracy(List.of(LabelledBatch.ofSymbols(ids, null, wrong))));
        assertEquals(
                Map.of("accuracy", 0.75),
                FastPass.of(model).metrics(List.of(LabelledBatch.ofSymbols(ids, null, wrong))));
    }

    @Test
    @DisplayName("stops early, with the parameters of the best epoch")
    void stopsEarly() {
        // training pulls w from 0 towards 10; validation wants 4: it gets worse once w has passed 4
        Parabola model = Parabola.at(0);
        FitOptions options =
                FitOptions.of(50, 0.05).withClip(Double.POSITIVE_INFINITY).withEarlyStopping(3, 0);
        List<Double> w = new ArrayList<>();
        Fit.Outcome outcome = new Fit<>(model, Batches.of(List.of(10.0)), List.of(4.0), new Sgd(), options)
                .run(History.empty(), () -> "", (history, total) -> w.add(model.w()));
        assertEquals(5, outcome.best());
        assertEquals(8, outcome.history().epochs().size());
        assertEquals(w.get(4), model.w(), 1e-12);
        assertFalse(outcome.interrupted());
    }

    @Test
    @DisplayName("NaN ends it with epoch, step, norm, array and remedies; the last good parameters are back")
    void diverges() {
        Parabola model = Parabola.at(3);
        Batches<Double> batches = seed -> seed % 1_000_003 == 2 ? List.of(1.0, Double.NaN) : List.of(1.0, 1.0);
        DivergedException error = assertThrows(
                DivergedException.class, () -> new Fit<>(model, batches, null, new Sgd(), FitOptions.of(5, 0.1)).run());
        assertTrue(
                error.getMessage().contains("epoch 2, step 2")
                        && error.getMessage().contains("first broken array w"),
                error.getMessage());
        assertEquals(1, error.history().epochs().size());
        assertEquals(2.8, model.w(), 1e-12, "two clipped steps of 0.1, those of epoch 1");
    }

    @Test
    @DisplayName("bad options are refused by name")
    void refusals() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FitOptions.of(0, 1))
                .getMessage()
                .startsWith("epochs"));
        assertThrows(IllegalArgumentException.class, () -> FitOptions.of(1, 1).withClip(0));
        assertThrows(IllegalArgumentException.class, () -> FitOptions.of(1, 1).withEarlyStopping(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> FitOptions.of(1, 1).withEarlyStopping(1, -1));
        assertThrows(IllegalArgumentException.class, () -> Batches.of(List.of()));
    }
}
