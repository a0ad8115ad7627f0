package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.nn.Activation;
import recurrent.nn.Attention;
import recurrent.nn.Bidirectional;
import recurrent.nn.Cell;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.Features;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Mlp;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.nn.State;
import recurrent.text.Batch;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;
import recurrent.text.Vocabulary;
import recurrent.text.WordTokenizer;

@DisplayName("A checkpoint of any model")
class CheckpointFileTests {
    private static final DataType F = DataType.FLOAT;
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(8));
    private static final int V = TEXT.vocabulary().size();

    @TempDir
    Path folder;

    private static Init spread(double sigma) {
        return Init.normal(sigma);
    }

    private static Embedding table(int rows, int size) {
        return Embedding.random(rows, size, spread(0.5), F, 7);
    }

    private static LanguageModel of(RecurrentLayer layer) {
        return LanguageModel.of(layer, OutputLayer.random(layer.outputs(), V, spread(0.3), F, 2));
    }

    private static LanguageModel lstm(int h) {
        return of(LstmCell.random(V, h, spread(0.3), F, 1).layer());
    }

    private static LanguageModel deep(boolean trained) {
        RecurrentLayer stack = Stacked.of(
                        GruCell.random(4, 6, spread(0.3), F, 1).layer(),
                        ResetAfterGruCell.random(6, 5, spread(0.3), F, 2).layer())
                .withDropout(0.25);
        Embedding table = table(V, 4);
        return new LanguageModel(trained ? table : table.frozen(), stack, OutputLayer.random(5, V, spread(0.3), F, 3));
    }

    private static SequenceToSequence translator(Attention attention) {
        EncoderDecoder layers = new EncoderDecoder(
                LstmCell.random(3, 2, spread(0.5), F, 1).layer(),
                LstmCell.random(2, 2, spread(0.5), F, 2).layer(),
                attention);
        return new SequenceToSequence(
                table(4, 3), table(5, 2).frozen(), layers, OutputLayer.random(layers.features(), 5, spread(0.5), F, 5));
    }

    static Stream<Model<?>> models() {
        return Stream.of(
                LanguageModel.rnn(V, 4, 1),
                of(RnnCell.random(V, 4, spread(0.3), F, 1).withRelu().layer()),
                lstm(4),
                of(GruCell.random(V, 4, spread(0.3), F, 1).layer()),
                LanguageModel.rnn(V, 4, spread(0.3), DataType.DOUBLE, 1),
                deep(true),
                deep(false),
                SequenceClassifier.of(
                                table(9, 3),
                                Bidirectional.sum(
                                        GruCell.random(3, 2, spread(0.5), F, 2).layer(),
                                        GruCell.random(3, 2, spread(0.5), F, 3).layer()),
                                OutputLayer.random(2, 3, spread(0.5), F, 4))
                        .withPooling(Pooling.MEAN)
                        .withDropout(0.5),
                SequenceClassifier.of(
                        new Features(3),
                        LstmCell.random(3, 2, spread(0.5), DataType.DOUBLE, 2).layer(),
                        OutputLayer.random(2, 3, spread(0.5), DataType.DOUBLE, 4)),
                MlpClassifier.of(
                                table(9, 3).frozen(),
                                Pooling.SIDE_BY_SIDE,
                                Mlp.random(new int[] {12, 5, 2}, Activation.RELU, Activation.IDENTITY, 1))
                        .withDropout(0.5),
                MlpClassifier.of(
                        new Features(3),
                        Pooling.MEAN,
                        Mlp.random(new int[] {3, 2}, Activation.TANH, Activation.IDENTITY, 1)
                                .withoutBiases()),
                translator(Attention.NONE),
                translator(Attention.DOT),
                translator(Attention.SCALED_DOT));
    }

    static List<Optimizer> optimizers() {
        return List.of(
                new Sgd(), new Momentum(0.8), new AdaGrad(1e-6), new RmsProp(0.8, 1e-6), new Adam(0.8, 0.9, 1e-6));
    }

    private static Checkpoint checkpoint(Model<?> model, Optimizer optimizer) {
        Optimizer used = optimizer.fresh();
        Parameters gradients = model.parameters().zerosLike();
        gradients.arrays().forEach(array -> array.assign(0.125));
        used.update(model.parameters().copy(), gradients, 0.1);
        Epoch epoch = new Epoch(1, 1.25, Double.NaN, 0.25, 1.5, 1500, Map.of("accuracy", 0.5));
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(7)
                .withOptimizer(optimizer)
                .withSchedule(Schedule.warmUp(3, Schedule.cosine(0.5, 0.1, 12_345_678_901L)))
                .withClip(Double.POSITIVE_INFINITY)
                .withWeightDecay(new WeightDecay(0.25, 0.125))
                .withEarlyStopping(3, 0.01)
                .withSeed(Long.MIN_VALUE + 1)
                .withBatch(11)
                .withSteps(12)
                .withWindows(13, 0);
        TextCodec text = new TextCodec(Cleaning.LETTERS, new WordTokenizer(), TEXT.vocabulary());
        return Checkpoint.of(new TrainingResult(
                model,
                options,
                new History(List.of(epoch)),
                false,
                used.memory(),
                model.parameters().copy(),
                model instanceof LanguageModel ? text : TextCodec.NONE));
    }

    private static byte[] bytes(Checkpoint checkpoint) throws IOException {
        return CheckpointFile.bytes(checkpoint.result());
    }

    private static void assertSame(Parameters expected, Parameters got) {
        assertEquals(expected.names(), got.names());
        for (String name : expected.names()) {
            assertEquals(expected.get(name).dataType(), got.get(name).dataType(), name);
            assertArrayEquals(expected.get(name).shape(), got.get(name).shape(), name);
            assertArrayEquals(
                    expected.get(name).dup('c').data().asDouble(),
                    got.get(name).dup('c').data().asDouble(),
                    name);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("comes back bit for bit, whatever the layers and the optimiser")
    void roundTrip(Model<?> model) throws IOException {
        Path file = folder.resolve("m.zip");
        for (Optimizer optimizer : optimizers()) {
            Checkpoint saved = checkpoint(model, optimizer);
            saved.save(file);
            Checkpoint loaded = Checkpoint.load(file);
            assertSame(model.parameters(), loaded.model().parameters());
            assertSame(model.fixed(), loaded.model().fixed());
            assertSame(saved.result().memory(), loaded.result().memory());
            assertSame(saved.result().kept(), loaded.result().kept());
            assertEquals(model.plan(), loaded.model().plan());
            assertEquals(model.getClass(), loaded.model().getClass());
            assertEquals(model.toString(), loaded.model().toString());
            assertEquals(saved.history(), loaded.history());
            assertEquals(saved.options().plan(), loaded.options().plan());
            assertEquals(saved.options().schedule(), loaded.options().schedule());
            assertEquals(saved.options().decay(), loaded.options().decay());
            assertEquals(saved.options().stopping(), loaded.options().stopping());
            assertEquals(saved.options().cut(), loaded.options().cut());
            assertEquals(Long.MIN_VALUE + 1, loaded.options().seed());
            assertEquals(Double.POSITIVE_INFINITY, loaded.options().clip());
            assertEquals(optimizer.toString(), loaded.options().optimizer().toString());
            assertEquals(
                    saved.text().tokenizer().name(), loaded.text().tokenizer().name());
            assertEquals(saved.text().cleaning(), loaded.text().cleaning());
            assertEquals(
                    saved.text().vocabulary().tokens(),
                    loaded.text().vocabulary().tokens());
            assertEquals(!(model instanceof LanguageModel), loaded.text().isNone());
            assertArrayEquals(bytes(saved), bytes(loaded));
            saved.model(model.getClass());
        }
    }

    /** A result without the times that its epochs took, which no two runs share. */
    private static Checkpoint timeless(TrainingResult result) {
        List<Epoch> epochs = result.history().epochs().stream()
                .map(e -> new Epoch(
                        e.number(),
                        e.trainLoss(),
                        e.validationLoss(),
                        e.gradientNorm(),
                        0,
                        e.predictions(),
                        e.metrics()))
                .toList();
        return Checkpoint.of(new TrainingResult(
                result.model(),
                result.options(),
                new History(epochs),
                false,
                result.memory(),
                result.kept(),
                result.text()));
    }

    private static void resumes(TrainingOptions options, LanguageModel model, Path folder) throws IOException {
        LanguageModel untouched = model.copy();
        TrainingResult whole = Trainer.fit(model.copy(), TEXT, options);
        int epochs = whole.history().epochs().size();
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "parts").keepingLast(2);
        TrainingResult end = null;
        for (int epoch = 1; epoch <= epochs; epoch++) { // each life ends after one epoch
            int last = epoch;
            TrainingListener keep = checkpoints.listener();
            TrainingListener stop = now -> {
                if (now.history().last().number() == last && last < epochs) {
                    Thread.currentThread().interrupt();
                }
            };
            end = epoch == 1
                    ? Trainer.fit(model, TEXT, options, keep, stop)
                    : Trainer.resume(checkpoints.latest().orElseThrow().checkpoint(), TEXT, keep, stop);
            assertEquals(epoch, end.history().epochs().size());
        }
        assertArrayEquals(bytes(timeless(whole)), bytes(timeless(end)));
        assertTrue(untouched
                        .parameters()
                        .get("Whq")
                        .distance2(whole.model().parameters().get("Whq"))
                > 1e-3);
    }

    @Test
    @DisplayName("saved after every epoch and loaded again, a training ends in the same bytes: Adam, dropout, schedule")
    void resumes() throws IOException {
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(6)
                .withBatch(50)
                .withSteps(6)
                .withWindows(200, 60)
                .withOptimizer(Adam.standard())
                .withWeightDecay(WeightDecay.l2(1e-4));
        resumes(
                options.withSchedule(Schedule.warmUp(2, Schedule.cosine(0.05, 0.01, 6)))
                        .withEarlyStopping(4, 0),
                deep(true),
                folder.resolve("deep"));
        // so large a step that the validation loss rises again: it stops early
        TrainingOptions wild = options.withEpochs(60)
                .withSchedule(Schedule.exponential(0.4, 1.02))
                .withEarlyStopping(2, 0);
        resumes(wild, lstm(5), folder.resolve("lstm"));
        TrainingResult stopped = CheckpointFolder.in(folder.resolve("lstm"), "parts")
                .latest()
                .orElseThrow()
                .checkpoint()
                .result();
        assertTrue(stopped.history().epochs().size() < 60, stopped.toString());
        assertEquals(stopped.best() + 2, stopped.history().epochs().size());
    }

    @Test
    @DisplayName("every optimiser goes on from its memory; another one is refused")
    void resumesWith() throws IOException {
        TrainingOptions options = TrainingOptions.defaults()
                .withBatch(50)
                .withSteps(6)
                .withWindows(200, 60)
                .withRate(0.01);
        Path file = folder.resolve("m.zip");
        for (Optimizer optimizer : optimizers()) {
            TrainingResult whole =
                    Trainer.fit(lstm(3), TEXT, options.withOptimizer(optimizer).withEpochs(4));
            Checkpoint.of(Trainer.fit(
                            lstm(3), TEXT, options.withOptimizer(optimizer).withEpochs(2)))
                    .save(file);
            TrainingResult end = Trainer.resume(Checkpoint.load(file).withEpochs(4), TEXT);
            assertArrayEquals(bytes(timeless(whole)), bytes(timeless(end)), optimizer.toString());
        }
        Checkpoint adam = Checkpoint.load(file);
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.resume(
                        adam.withOptions(adam.options().withOptimizer(new Sgd()).withEpochs(4)), TEXT));
        assertTrue(e.getMessage().startsWith("memory: expected that of Sgd"), e.getMessage());
        LanguageModel other = lstm(3);
        assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.resume(adam, other, seed -> List.<Batch>of(), List.<Batch>of()));
    }

    /** A cell of one's own: H after is the mean of H before and X·W. */
    private record MeanCell(INDArray W) implements Cell<MeanCell.Step> {
        record Step(INDArray Xt, State after) implements Cell.Step {}

        @Override
        public int inputs() {
            return (int) W.size(0);
        }

        @Override
        public int hidden() {
            return (int) W.size(1);
        }

        @Override
        public Parameters parameters() {
            return Parameters.of("W", W);
        }

        @Override
        public MeanCell with(Parameters parameters) {
            return new MeanCell(parameters.get("W"));
        }

        @Override
        public Step step(INDArray Xt, State before) {
            return new Step(Xt, State.of(before.H().add(Xt.mmul(W)).muli(0.5)));
        }

        @Override
        public Back backward(Step step, State dAfter) {
            INDArray half = dAfter.H().mul(0.5);
            return new Back(
                    Parameters.of("W", step.Xt().transpose().mmul(half)), half.mmul(W.transpose()), State.of(half));
        }

        @Override
        public Plan plan() {
            return plan("mean-cell");
        }
    }

    /** An optimiser of one's own: the sign of the gradient, and how often it was asked. */
    private static final class SignDescent implements Optimizer {
        private long updates;

        @Override
        public void update(Parameters parameters, Parameters gradients, double rate) {
            updates++;
            for (String name : parameters.names()) {
                parameters
                        .get(name)
                        .subi(Transforms.sign(gradients.get(name), true).muli(rate / updates));
            }
        }

        @Override
        public Parameters memory() {
            return Parameters.of("updates", Nd4j.createFromArray(new double[][] {{updates}}));
        }

        @Override
        public void restore(Parameters memory) {
            updates = memory.isEmpty() ? 0 : (long) memory.get("updates").getDouble(0);
        }

        @Override
        public SignDescent fresh() {
            return new SignDescent();
        }

        @Override
        public Plan plan() {
            return Plan.of("sign-descent");
        }
    }

    /** A model of one's own: one number. */
    private record Sum(INDArray w, double target) implements Model<Double> {
        @Override
        public Parameters parameters() {
            return Parameters.of("w", w);
        }

        @Override
        public int predictions(Double batch) {
            return 1;
        }

        @Override
        public double loss(Double batch) {
            double error = w.getDouble(0) + batch - target;
            return error * error;
        }

        @Override
        public LossAndGradients lossAndGradients(Double batch, Random training) {
            double slope = 2 * (w.getDouble(0) + batch - target);
            return new LossAndGradients(
                    loss(batch), Parameters.of("w", Nd4j.createFromArray(new double[][] {{slope}})));
        }

        @Override
        public Plan plan() {
            // any kind of number and choice: a file gives them back in another form
            return Plan.of("sum")
                    .with("target", target)
                    .with("long", 3L)
                    .with("float", 0.1f)
                    .with("bound", Double.NEGATIVE_INFINITY)
                    .with("choice", Pooling.MEAN)
                    .with("parts", List.of(Plan.of("part").with("short", (short) 1)));
        }

        static Sum build(Plan plan, Parameters arrays) {
            assertEquals(3, plan.whole("long"));
            assertEquals(0.1f, plan.number("float"));
            assertEquals(Double.NEGATIVE_INFINITY, plan.number("bound"));
            assertEquals(Pooling.MEAN, plan.choice("choice", Pooling.class));
            assertEquals(1, plan.plans("parts").get(0).whole("short"));
            return new Sum(arrays.get("w"), plan.number("target"));
        }
    }

    @Test
    @DisplayName(
            "a cell and an optimiser of one's own are kept, trained on, and refused where nobody says how to make them")
    void ownCell() throws IOException {
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(4)
                .withBatch(50)
                .withSteps(6)
                .withWindows(100, 30)
                .withRate(0.1)
                .withOptimizer(new SignDescent());
        INDArray W = Init.normal(new Random(1), 0.3, F, V, 4);
        TrainingResult whole = Trainer.fit(of(new MeanCell(W.dup()).layer()), TEXT, options);
        TrainingResult half = Trainer.fit(of(new MeanCell(W.dup()).layer()), TEXT, options.withEpochs(2));
        Path file = folder.resolve("own.zip");
        Checkpoint.of(half).save(file);
        Plans plans = Checkpoint.plans()
                .with("mean-cell", (plan, arrays) -> new MeanCell(arrays.get("W")))
                .with("sign-descent", (plan, arrays) -> new SignDescent());
        Checkpoint loaded = Checkpoint.load(file, plans);
        assertArrayEquals(bytes(Checkpoint.of(half)), bytes(loaded));
        assertEquals(2 * 2, loaded.result().memory().get("updates").getDouble(0));
        loaded.model(LanguageModel.class).cell(MeanCell.class);
        TrainingResult end = Trainer.resume(loaded.withEpochs(4), TEXT);
        assertArrayEquals(bytes(timeless(whole)), bytes(timeless(end)));

        Exception e = assertThrows(IOException.class, () -> Checkpoint.load(file));
        assertTrue(
                e.getMessage().contains("mean-cell")
                        && e.getMessage().contains("plans.with(\"mean-cell\", …)")
                        && e.getMessage().lines().count() == 1,
                e.getMessage());
        e = assertThrows(
                IOException.class,
                () -> Checkpoint.load(
                        file, Checkpoint.plans().with("mean-cell", (p, arrays) -> new MeanCell(arrays.get("W")))));
        assertTrue(e.getMessage().contains("plans.with(\"sign-descent\", …)"), e.getMessage());
        e = assertThrows(
                IOException.class,
                () -> Checkpoint.load(file, Checkpoint.plans().with("mean-cell", (p, arrays) -> "no cell")));
        assertTrue(e.getMessage().contains("expected a Cell"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> plans.with("lstm", (p, arrays) -> "another"));
    }

    @Test
    @DisplayName("a model of one's own is kept and trained on too")
    void ownModel() throws IOException {
        Sum model = new Sum(Nd4j.createFromArray(new double[][] {{1}}), 5);
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(3)
                .withRate(0.1)
                .withClip(Double.POSITIVE_INFINITY)
                .withOptimizer(Momentum.standard());
        Path file = folder.resolve("sum.zip");
        Checkpoint.of(Trainer.fit(model, Batches.of(List.of(2.0)), List.of(2.0), options))
                .save(file);
        Exception e = assertThrows(IOException.class, () -> Checkpoint.load(file));
        assertTrue(e.getMessage().contains("plans.with(\"sum\", …)"), e.getMessage());
        Checkpoint loaded = Checkpoint.load(file, Checkpoint.plans().with("sum", Sum::build));
        Sum back = loaded.model(Sum.class);
        assertEquals(model.plan(), back.plan());
        assertEquals(model.w(), back.w());
        Trainer.resume(loaded.withEpochs(6), back, Batches.of(List.of(2.0)), List.of(2.0));
        Sum whole = new Sum(Nd4j.createFromArray(new double[][] {{1}}), 5);
        Trainer.fit(whole, Batches.of(List.of(2.0)), List.of(2.0), options.withEpochs(6));
        assertEquals(whole.w(), back.w());
        e = assertThrows(IllegalArgumentException.class, () -> loaded.model(LanguageModel.class));
        assertTrue(e.getMessage().startsWith("type: expected a LanguageModel"), e.getMessage());
    }

    @Test
    @DisplayName("a rate written as code is not in the file: whoever goes on gives it again, or is told to")
    void scheduleAsCode() throws IOException {
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(4)
                .withBatch(50)
                .withSteps(6)
                .withWindows(200, 60)
                .withSchedule(number -> 0.5 / (number + 1));
        TrainingResult whole = Trainer.fit(LanguageModel.rnn(V, 4, 1), TEXT, options);
        Path file = folder.resolve("m.zip");
        Checkpoint.of(Trainer.fit(LanguageModel.rnn(V, 4, 1), TEXT, options.withEpochs(2)))
                .save(file);
        Checkpoint loaded = Checkpoint.load(file).withEpochs(4);
        Exception e = assertThrows(IllegalStateException.class, () -> Trainer.resume(loaded, TEXT));
        assertTrue(
                e.getMessage().contains("written as code") && e.getMessage().contains("options.withSchedule(…)"),
                e.getMessage());
        Checkpoint given = loaded.withOptions(loaded.options().withSchedule(options.schedule()));
        TrainingResult end = Trainer.resume(given, TEXT);
        assertArrayEquals(bytes(timeless(whole)), bytes(timeless(end)));
        loaded.save(folder.resolve("again.zip")); // and what was read can be written
        assertEquals(
                loaded.options().plan(),
                Checkpoint.load(folder.resolve("again.zip")).options().plan());
    }

    @Test
    @DisplayName("cut off anywhere, it is refused with a reason; with a flipped byte too, or the byte did not matter")
    void damaged() throws IOException {
        Path file = folder.resolve("m.zip");
        LanguageModel model = lstm(3);
        checkpoint(model, Adam.standard()).save(file);
        byte[] bytes = Files.readAllBytes(file);
        Path bad = folder.resolve("bad.zip");
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        for (int length = 0; length < directory; length += 61) {
            Files.write(bad, Arrays.copyOf(bytes, length));
            IOException e = assertThrows(IOException.class, () -> Checkpoint.load(bad), "cut to " + length);
            assertTrue(e.getMessage().contains("bad.zip is not a usable checkpoint"), e.getMessage());
        }
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 13) {
            byte[] copy = bytes.clone();
            copy[i] ^= 0x55;
            Files.write(bad, copy);
            try {
                assertSame(model.parameters(), Checkpoint.load(bad).model().parameters());
            } catch (IOException e) {
                refused++;
            }
        }
        assertTrue(refused > bytes.length / 13 / 2, "only " + refused + " refused");
    }

    private void refused(UnaryOperator<Map<String, byte[]>> damage, String why) throws IOException {
        Path file = folder.resolve("m.zip");
        checkpoint(lstm(3), Adam.standard()).save(file);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : damage.apply(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        Files.write(file, out.toByteArray());
        IOException e = assertThrows(IOException.class, () -> Checkpoint.load(file), why);
        assertTrue(e.getMessage().contains(why) && e.getMessage().lines().count() == 1, e.getMessage());
    }

    private static Map<String, byte[]> head(Map<String, byte[]> entries, String from, String to) {
        String head = new String(entries.get("checkpoint.json"), StandardCharsets.UTF_8);
        assertTrue(head.contains(from), head);
        entries.put("checkpoint.json", head.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return entries;
    }

    @Test
    @DisplayName("a whole ZIP with a wrong content is refused with the reason")
    void wrongContent() throws IOException {
        refused(e -> head(e, "\"format\" : 3", "\"format\" : 4"), "format 4");
        refused(e -> head(e, "\"language-model\"", "\"oracle\""), "oracle");
        refused(e -> head(e, "\"hidden\" : 3", "\"hidden\" : 4"), "it is said to be");
        refused(e -> head(e, "\"lstm\"", "\"gru\""), "Wh");
        refused(e -> head(e, "\"lstm\"", "\"tree\""), "tree");
        refused(e -> head(e, "\"layer\"", "\"liar\""), "the plan of a part called layer");
        refused(e -> head(e, "{", "["), "not a usable checkpoint");
        refused(
                e -> {
                    e.remove("parameters/Wx.npy");
                    return e;
                },
                "the array parameters/Wx is missing");
        refused(
                e -> {
                    e.put("kept/Wx.npy", e.get("kept/Wh.npy"));
                    return e;
                },
                "kept: Wx");
        refused(
                e -> {
                    e.remove("checkpoint.json");
                    return e;
                },
                "checkpoint.json is missing");
    }

    @Test
    @DisplayName("what says nothing of itself cannot be kept, and is told how; a vocabulary of another size is refused")
    void refusals() throws IOException {
        Path file = folder.resolve("x.zip");
        Model<Double> silent = new Model<>() {
            @Override
            public Parameters parameters() {
                return Parameters.none();
            }

            @Override
            public int predictions(Double batch) {
                return 1;
            }

            @Override
            public double loss(Double batch) {
                return 0;
            }

            @Override
            public LossAndGradients lossAndGradients(Double batch, Random training) {
                return new LossAndGradients(0, Parameters.none());
            }
        };
        Exception e = assertThrows(UnsupportedOperationException.class, () -> Checkpoint.of(silent, TextCodec.NONE)
                .save(file));
        assertTrue(e.getMessage().contains("cannot be saved: it has no plan"), e.getMessage());
        assertTrue(Files.notExists(file));
        TextCodec small = new TextCodec(Cleaning.NONE, new WordTokenizer(), Vocabulary.of(Stream.of("a", "b")));
        e = assertThrows(IllegalArgumentException.class, () -> Checkpoint.of(lstm(3), small));
        assertTrue(e.getMessage().contains("the vocabulary 3"), e.getMessage());
        Checkpoint.of(lstm(3), TEXT).save(file);
        Checkpoint loaded = Checkpoint.load(file);
        assertEquals(TEXT.vocabulary().tokens(), loaded.text().vocabulary().tokens());
        assertEquals(Cleaning.LETTERS, loaded.text().cleaning());
        e = assertThrows(IllegalArgumentException.class, () -> loaded.model(SequenceClassifier.class));
        assertTrue(e.getMessage().contains("expected a SequenceClassifier"), e.getMessage());
    }
}
