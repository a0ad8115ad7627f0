package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.function.Consumer;
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
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Activation;
import recurrent.nn.Bidirectional;
import recurrent.nn.DotAttention;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.GruCell;
import recurrent.nn.LstmCell;
import recurrent.nn.Mlp;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.text.Batch;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.text.Windows;

@DisplayName("A snapshot of any model")
class SnapshotTests {
    private static final DataType F = DataType.FLOAT;
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(8));
    private static final int V = TEXT.vocabulary().size();

    @TempDir
    Path folder;

    private static Embedding table(int rows, int size) {
        return Embedding.random(new Random(7), 0.5, F, rows, size);
    }

    private static LanguageModel of(RecurrentLayer layer) {
        return LanguageModel.of(layer, OutputLayer.random(layer.outputs(), V, 0.3, F, 2));
    }

    private static LanguageModel deep() {
        RecurrentLayer stack = new Stacked(
                List.of(
                        GruCell.random(4, 6, 0.3, F, 1).layer(),
                        ResetAfterGruCell.random(6, 5, 0.3, F, 2).layer()),
                0.25);
        return new LanguageModel(table(V, 4), stack, OutputLayer.random(5, V, 0.3, F, 3));
    }

    private static SequenceToSequence translator(DotAttention attention) {
        EncoderDecoder layers = new EncoderDecoder(
                LstmCell.random(3, 2, 0.5, F, 1).layer(),
                LstmCell.random(2, 2, 0.5, F, 2).layer(),
                attention);
        return new SequenceToSequence(
                table(4, 3), table(5, 2).frozen(), layers, OutputLayer.random(layers.features(), 5, 0.5, F, 5));
    }

    static Stream<Model<?>> models() {
        return Stream.of(
                RnnLanguageModel.random(V, 4, 1),
                of(RnnCell.random(V, 4, 0.3, F, 1).layer()),
                of(RnnCell.random(V, 4, 0.3, F, 1).withRelu().layer()),
                of(LstmCell.random(V, 4, 0.3, DataType.FLOAT, 1).layer()),
                deep(),
                new LanguageModel(deep().embedding().frozen(), deep().layer(), deep().output()),
                new SequenceClassifier(
                        table(9, 3),
                        Bidirectional.sum(
                                GruCell.random(3, 2, 0.5, F, 2).layer(),
                                GruCell.random(3, 2, 0.5, F, 3).layer()),
                        Pooling.MEAN,
                        new Dropout(0.5),
                        OutputLayer.random(2, 3, 0.5, F, 4)),
                new SequenceClassifier(
                        null,
                        LstmCell.random(3, 2, 0.5, DataType.DOUBLE, 2).layer(),
                        Pooling.LAST,
                        new Dropout(0),
                        OutputLayer.random(2, 3, 0.5, DataType.DOUBLE, 4)),
                new MlpClassifier(
                        table(9, 3).frozen(),
                        null,
                        Mlp.random(new Random(1), F, true, Activation.RELU, Activation.IDENTITY, 12, 5, 2),
                        new Dropout(0.5)),
                new MlpClassifier(
                        null,
                        Pooling.MEAN,
                        Mlp.random(new Random(1), F, false, Activation.TANH, Activation.IDENTITY, 3, 2),
                        new Dropout(0)),
                translator(null),
                translator(new DotAttention(false)),
                translator(new DotAttention(true)));
    }

    private static Snapshot snapshot(Model<?> model) {
        Parameters memory = Parameters.of(Map.of("updates", Nd4j.createFromArray(new double[][] {{12345678901L}})));
        Epoch epoch = new Epoch(1, 3.5, Double.NaN, 0.25, 1.5, 1000, "«sea» ", Map.of("accuracy", 0.5));
        return new Snapshot(
                model,
                memory,
                model.parameters().copy(),
                new History(List.of(epoch)),
                null,
                Cleaning.LETTERS,
                "word",
                Map.of("steps", 8, "clip", "Infinity"));
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
    @DisplayName("comes back bit for bit, whatever the layers")
    void roundTrip(Model<?> model) throws IOException {
        Path file = folder.resolve("m.zip");
        Snapshot saved = snapshot(model);
        saved.save(file);
        Snapshot loaded = Snapshot.load(file);
        assertSame(model.parameters(), loaded.model().parameters());
        assertSame(Blueprint.frozen(model), Blueprint.frozen(loaded.model()));
        assertSame(saved.memory(), loaded.memory());
        assertSame(saved.kept(), loaded.kept());
        assertEquals(Blueprint.of(model), Blueprint.of(loaded.model()));
        assertEquals(model.toString(), loaded.model().toString());
        assertEquals(saved.history(), loaded.history());
        assertEquals(saved.settings(), loaded.settings());
        assertEquals("word", loaded.tokenizer());
        assertEquals(Cleaning.LETTERS, loaded.cleaning());
        assertNull(loaded.vocabulary());
        assertArrayEquals(SnapshotFile.bytes(saved), SnapshotFile.bytes(loaded));
        saved.model(model.getClass());
    }

    @Test
    @DisplayName("saved after every epoch and loaded again, a training with Adam and dropout ends in the same numbers")
    void resumes() throws IOException {
        FitOptions options = FitOptions.of(6, 0.02).withEarlyStopping(4, 0);
        Batches<Batch> train = seed -> Windows.of(TEXT.ids(), 6).shuffled(50, seed);
        Iterable<Batch> validation = Windows.of(TEXT.ids(), 6).slice(0, 60).inOrder(30);
        LanguageModel whole = deep();
        new Fit<>(whole, train, validation, Adam.standard(), options).run();

        Checkpoints checkpoints = Checkpoints.in(folder, "deep").keepingLast(2);
        for (int epoch = 1; epoch <= 6; epoch++) { // each life ends after one epoch
            int last = epoch;
            LanguageModel model = deep(); // of other parameters than the file: resume takes those of the file
            Adam adam = Adam.standard();
            Fit<Batch> fit = new Fit<>(model, train, validation, adam, options);
            Consumer<Fit.Progress> listener = checkpoints.listener(model, adam).andThen(now -> {
                if (now.history().last().number() == last && last < 6) {
                    Thread.currentThread().interrupt();
                }
            });
            Fit.Outcome outcome = epoch == 1
                    ? fit.run(History.empty(), null, () -> "", listener)
                    : fit.resume(checkpoints.latest().orElseThrow().snapshot(), () -> "", listener);
            assertEquals(epoch, outcome.history().epochs().size());
            if (epoch == 6) {
                assertSame(whole.parameters(), model.parameters());
            }
        }
        Snapshot end = checkpoints.latest().orElseThrow().snapshot();
        LanguageModel other = of(LstmCell.random(V, 4, 0.3, F, 1).layer());
        Fit<Batch> wrong = new Fit<>(other, train, null, new Sgd(), options);
        assertThrows(IllegalArgumentException.class, () -> wrong.resume(end, () -> "", now -> {}));
        Fit<Batch> otherOptimizer = new Fit<>(deep(), train, null, new Sgd(), options);
        assertThrows(IllegalArgumentException.class, () -> otherOptimizer.resume(end, () -> "", now -> {}));
    }

    @Test
    @DisplayName("reads a file that version 0.1.0 wrote, format 1")
    void formatOne() throws IOException {
        Path file = folder.resolve("old.zip");
        try (var in = SnapshotTests.class.getResourceAsStream("format-1.zip")) {
            Files.write(file, in.readAllBytes());
        }
        Checkpoint checkpoint = Checkpoint.load(file);
        RnnLanguageModel expected =
                RnnLanguageModel.random(checkpoint.vocabulary().size(), 3, 5);
        assertSame(expected.parameters(), checkpoint.model().parameters());
        assertEquals(
                Corpus.ofCharacters("to be or not to be").vocabulary().tokens(),
                checkpoint.vocabulary().tokens());
        assertEquals(TrainingOptions.defaults().withClip(Double.POSITIVE_INFINITY), checkpoint.options());
        assertEquals(
                new Epoch(1, 3.5, Double.NaN, 0.25, 1.5, 1000, "to be"),
                checkpoint.history().last());
        checkpoint.save(file);
        assertEquals(checkpoint.options(), Checkpoint.load(file).options());
        assertEquals(checkpoint.history(), Checkpoint.load(file).history());
        assertSame(expected.parameters(), Checkpoint.load(file).model().parameters());
    }

    @Test
    @DisplayName("cut off anywhere, it is refused with a reason; with a flipped byte too, or the byte did not matter")
    void damaged() throws IOException {
        Path file = folder.resolve("m.zip");
        LanguageModel model = of(LstmCell.random(V, 3, 0.3, F, 1).layer());
        snapshot(model).save(file);
        byte[] bytes = Files.readAllBytes(file);
        Path bad = folder.resolve("bad.zip");
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        for (int length = 0; length < directory; length += 61) {
            Files.write(bad, Arrays.copyOf(bytes, length));
            IOException e = assertThrows(IOException.class, () -> Snapshot.load(bad), "cut to " + length);
            assertTrue(e.getMessage().contains("bad.zip is not a usable checkpoint"), e.getMessage());
        }
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 13) {
            byte[] copy = bytes.clone();
            copy[i] ^= 0x55;
            Files.write(bad, copy);
            try {
                assertSame(model.parameters(), Snapshot.load(bad).model().parameters());
            } catch (IOException e) {
                refused++;
            }
        }
        assertTrue(refused > bytes.length / 13 / 2, "only " + refused + " refused");
    }

    private void refused(UnaryOperator<Map<String, byte[]>> damage, String why) throws IOException {
        Path file = folder.resolve("m.zip");
        snapshot(of(LstmCell.random(V, 3, 0.3, F, 1).layer())).save(file);
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
        IOException e = assertThrows(IOException.class, () -> Snapshot.load(file), why);
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
        refused(e -> head(e, "\"format\" : 2", "\"format\" : 3"), "format 3");
        refused(e -> head(e, "\"language-model\"", "\"oracle\""), "oracle");
        refused(e -> head(e, "\"hidden\" : 3", "\"hidden\" : 4"), "it is said to be");
        refused(e -> head(e, "\"lstm\"", "\"gru\""), "Wh");
        refused(e -> head(e, "\"lstm\"", "\"tree\""), "tree");
        refused(e -> head(e, "\"layer\"", "\"liar\""), "description of a layer");
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
                "kept: Wx has another shape");
        refused(
                e -> {
                    e.remove("checkpoint.json");
                    return e;
                },
                "checkpoint.json is missing");
    }

    private record Sum(double w) implements Model<Double> {
        @Override
        public Parameters parameters() {
            return Parameters.of(Map.of());
        }

        @Override
        public int predictions(Double batch) {
            return 1;
        }

        @Override
        public double loss(Double batch) {
            return w;
        }

        @Override
        public LossAndGradients lossAndGradients(Double batch, Random training) {
            return new LossAndGradients(w, parameters());
        }
    }

    @Test
    @DisplayName("a model of a foreign kind and a vocabulary of another size are refused, another model's file too")
    void refusals() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> snapshot(new Sum(1)).save(folder.resolve("x.zip")));
        LanguageModel lstm = of(LstmCell.random(V, 3, 0.3, F, 1).layer());
        Vocabulary small = Vocabulary.of(Stream.of("a", "b"));
        assertThrows(IllegalArgumentException.class, () -> snapshot(lstm).withText(small, Cleaning.NONE, "char"));
        Path file = folder.resolve("m.zip");
        snapshot(lstm).withText(TEXT.vocabulary(), Cleaning.NONE, "char").save(file);
        assertEquals(
                TEXT.vocabulary().tokens(), Snapshot.load(file).vocabulary().tokens());
        Exception e = assertThrows(IOException.class, () -> Checkpoint.load(file));
        assertTrue(e.getMessage().contains("not the model of chapter 09"), e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class, () -> Snapshot.load(file).model(RnnLanguageModel.class));
        assertTrue(e.getMessage().contains("expected RnnLanguageModel"), e.getMessage());
    }
}
