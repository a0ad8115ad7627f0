package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Embedding;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Mask;
import recurrent.nn.Parameters;
import recurrent.nn.Stacked;
import recurrent.text.Batch;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.Windows;
import recurrent.text.WordTokenizer;

/** The files beside this test were written by the versions that wrote formats 1 and 2; so were the numbers in it. */
@DisplayName("A checkpoint of an earlier version")
class OldFormatsTests {
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(8));
    private static final int V = TEXT.vocabulary().size();
    private static final int[][] IDS = {{1, 2, 1, 2}, {2, 1, 2, 2}, {1, 1, 1, 1}, {2, 2, 2, 1}};
    private static final Mask MASK =
            Mask.of(Nd4j.createFromArray(new float[][] {{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 0, 1, 1}, {1, 0, 1, 0}}));
    private static final LabelledBatch LABELLED =
            LabelledBatch.ofSymbols(IDS, new int[] {0, 1, 0, 1}).withMask(MASK);

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (var in = OldFormatsTests.class.getResourceAsStream(name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    /** Loads a file, and checks that every array in it has come, that nothing is made up, and that it can be written. */
    private Checkpoint load(String kind) throws IOException {
        Path file = file("format-2-" + kind + ".zip");
        Checkpoint checkpoint = Checkpoint.load(file);
        Map<String, Parameters> groups = Map.of(
                "parameters", checkpoint.model().parameters(),
                "frozen", checkpoint.model().fixed(),
                "memory", checkpoint.result().memory(),
                "kept", checkpoint.result().kept());
        int arrays = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".npy")) {
                    int slash = entry.getName().indexOf('/');
                    String name = entry.getName().substring(slash + 1).replace(".npy", "");
                    INDArray got =
                            groups.get(entry.getName().substring(0, slash)).get(name);
                    assertArrayEquals(zip.readAllBytes(), Npy.bytes(name, got), entry.getName());
                    arrays++;
                }
            }
        }
        assertEquals(
                groups.values().stream().mapToInt(group -> group.names().size()).sum(), arrays);
        checkpoint.save(file);
        assertArrayEquals(
                CheckpointFile.bytes(checkpoint.result()),
                CheckpointFile.bytes(Checkpoint.load(file).result()));
        return checkpoint;
    }

    private static double norm(Parameters parameters) {
        double sum = 0;
        for (INDArray array : parameters.arrays()) {
            for (double x : array.dup('c').data().asDouble()) {
                sum += x * x;
            }
        }
        return Math.sqrt(sum);
    }

    private static void assertHistory(Checkpoint checkpoint, double predictions, double[]... perplexities) {
        List<Epoch> epochs = checkpoint.history().epochs();
        assertEquals(perplexities.length, epochs.size());
        for (int i = 0; i < perplexities.length; i++) {
            Epoch epoch = epochs.get(i);
            assertEquals(i + 1, epoch.number());
            assertEquals(Math.log(perplexities[i][0]), epoch.trainLoss(), 1e-12);
            assertEquals(perplexities[i][0], epoch.trainPerplexity(), 1e-12);
            assertEquals(Math.log(perplexities[i][1]), epoch.validationLoss(), 1e-12);
            assertEquals(predictions, epoch.predictions());
            assertTrue(epoch.seconds() > 0 && epoch.gradientNorm() > 0);
            if (perplexities[i].length > 2) {
                assertEquals(Map.of("accuracy", perplexities[i][2]), epoch.metrics());
            } else {
                assertEquals(Map.of(), epoch.metrics());
            }
        }
    }

    /** The loss of the first 20 windows. */
    private static double loss(LanguageModel model) {
        return model.loss(firstWindows());
    }

    private static Batch firstWindows() {
        return Windows.of(TEXT.ids(), 6).slice(0, 20).inOrder(20).iterator().next();
    }

    private static void assertText(Checkpoint checkpoint) {
        assertEquals(TEXT.vocabulary().tokens(), checkpoint.text().vocabulary().tokens());
        assertEquals(Cleaning.LETTERS, checkpoint.text().cleaning());
    }

    @Test
    @DisplayName("format 1, that of version 0.1.0")
    void formatOne() throws IOException {
        Path file = file("format-1.zip");
        Checkpoint checkpoint = Checkpoint.load(file);
        LanguageModel expected =
                LanguageModel.rnn(checkpoint.text().vocabulary().size(), 3, 5);
        for (int i = 0; i < 2; i++) {
            Checkpoint loaded = Checkpoint.load(file);
            assertEquals(
                    expected.parameters().names(), loaded.model().parameters().names());
            for (String name : expected.parameters().names()) {
                assertEquals(
                        expected.parameters().get(name),
                        loaded.model().parameters().get(name),
                        name);
            }
            assertEquals(expected.plan(), loaded.model().plan());
            assertEquals(
                    Corpus.ofCharacters("to be or not to be").vocabulary().tokens(),
                    loaded.text().vocabulary().tokens());
            assertEquals(Cleaning.LETTERS, loaded.text().cleaning());
            assertEquals("char", loaded.text().tokenizer().name());
            assertEquals(TrainingOptions.defaults().withClip(Double.POSITIVE_INFINITY), loaded.options());
            assertEquals(
                    new Epoch(1, Math.log(3.5), Double.NaN, 0.25, 1.5, 1500, Map.of()),
                    loaded.history().last());
            checkpoint.save(file); // and the second time around it is of format 3
        }
    }

    @Test
    @DisplayName("the simple network, as ./course train kept it; going on ends where that version ended")
    void rnn() throws IOException {
        Checkpoint checkpoint = load("rnn");
        LanguageModel model = checkpoint.model(LanguageModel.class);
        assertEquals(LanguageModel.rnn(V, 5, 1).plan(), model.plan());
        assertEquals(3.996818611212089, norm(model.parameters()), 1e-12);
        assertEquals(2.110135517533248, loss(model), 1e-6);
        assertEquals(
                8.411857119240395,
                Trainer.perplexity(model, Windows.of(TEXT.ids(), 6).slice(200, 60), 50),
                1e-5);
        assertArrayEquals(
                new double[] {
                    -0.4360694885253906,
                    0.35475754737854004,
                    -0.25230127573013306,
                    -0.29895269870758057,
                    0.41667523980140686,
                    -0.11243903636932373,
                    0.29964354634284973,
                    -0.1785828173160553,
                    -0.20982269942760468,
                    0.34359776973724365,
                    -0.21558339893817902,
                    -0.10080473124980927
                },
                model.forward(new int[][] {{1, 2, 3}}).next(),
                1e-6);
        assertHistory(checkpoint, 1200, new double[] {10.84504970825139, 9.698865089038403}, new double[] {
            8.927235515207467, 8.411857119240395
        });
        assertText(checkpoint);
        assertEquals("char", checkpoint.text().tokenizer().name());
        assertEquals(
                TrainingOptions.defaults()
                        .withEpochs(4)
                        .withBatch(50)
                        .withSteps(6)
                        .withWindows(200, 60)
                        .withRate(0.5)
                        .withSeed(3)
                        .withClip(Double.POSITIVE_INFINITY),
                checkpoint.options());
        TrainingResult end = Trainer.resume(checkpoint, TEXT);
        assertEquals(4, end.history().epochs().size());
        assertEquals(6.985173104184155, end.history().last().trainPerplexity(), 1e-5);
        assertEquals(6.931267576419763, end.history().last().validationPerplexity(), 1e-5);
        assertEquals(4.432661643491549, norm(model.parameters()), 1e-5);
    }

    @Test
    @DisplayName("an LSTM with the memory of Adam and the parameters of its best epoch; given Adam, it goes on")
    void lstm() throws IOException {
        Checkpoint checkpoint = load("lstm");
        LanguageModel model = checkpoint.model(LanguageModel.class);
        assertEquals(LanguageModel.of(LstmCell.random(V, 4, 1)).plan(), model.plan());
        assertEquals(11.22744376715201, norm(model.parameters()), 1e-12);
        assertEquals(16.000365665631453, norm(checkpoint.result().memory()), 1e-12);
        assertEquals(11.22744376715201, norm(checkpoint.result().kept()), 1e-12);
        assertEquals(1.5412214696407318, loss(model), 1e-6);
        assertHistory(
                checkpoint,
                1200,
                new double[] {10.980008706317259, 9.60026734257427},
                new double[] {8.66065949422526, 8.005012339345432},
                new double[] {7.085344867732226, 6.650832000535571},
                new double[] {5.74253080837192, 5.345091269506359});
        assertText(checkpoint);
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> Trainer.resume(checkpoint.withEpochs(6), TEXT));
        assertTrue(e.getMessage().startsWith("memory: expected that of Sgd"), e.getMessage());
        // those versions did not keep with what and at which rate: the epochs that Adam brings are better still
        TrainingOptions adam = checkpoint
                .options()
                .withEpochs(6)
                .withOptimizer(Adam.standard())
                .withRate(0.05)
                .withEarlyStopping(3, 0);
        TrainingResult end = Trainer.resume(checkpoint.withOptions(adam), TEXT);
        assertEquals(6, end.history().epochs().size());
        assertTrue(end.history().last().validationPerplexity() < 5.3, end.toString());
        assertEquals(4 * 6, end.memory().get("updates").getDouble(0));
    }

    @Test
    @DisplayName("a language model of words with a trained table and a GRU, and settings that say little")
    void table() throws IOException {
        Checkpoint checkpoint = load("table-gru");
        LanguageModel model = checkpoint.model(LanguageModel.class);
        assertEquals(
                LanguageModel.of(
                                Embedding.random(V, 3, 1),
                                GruCell.random(3, 4, 1).layer())
                        .plan(),
                model.plan());
        assertEquals(5.140988260920436, norm(model.parameters()), 1e-12);
        assertEquals(1.642200174437231, norm(checkpoint.result().memory()), 1e-12);
        assertTrue(checkpoint.result().kept().isEmpty());
        assertEquals(2.1627036194627483, loss(model), 1e-6);
        assertHistory(
                checkpoint,
                1200,
                new double[] {11.48641823428905, 10.936884793263635},
                new double[] {10.371137110364332, 9.709857069792532},
                new double[] {9.101860529531107, 8.759006419946243});
        assertText(checkpoint);
        assertInstanceOf(WordTokenizer.class, checkpoint.text().tokenizer());
        assertEquals(TrainingOptions.defaults().withSteps(6), checkpoint.options());
    }

    @Test
    @DisplayName("a stack of two LSTM with dropout")
    void stack() throws IOException {
        Checkpoint checkpoint = load("stack");
        LanguageModel model = checkpoint.model(LanguageModel.class);
        assertEquals(
                LanguageModel.of(Stacked.of(
                                        LstmCell.random(V, 4, 1).layer(),
                                        LstmCell.random(4, 3, 1).layer())
                                .withDropout(0.25))
                        .plan(),
                model.plan());
        assertEquals(9.878547442257958, norm(model.parameters()), 1e-12);
        assertEquals(12.000240961579747, norm(checkpoint.result().memory()), 1e-12);
        assertEquals(2.0245328933000564, loss(model), 1e-6);
        assertHistory(
                checkpoint,
                1200,
                new double[] {11.064316480196279, 9.771643093258033},
                new double[] {8.967363139016697, 8.728310792946955},
                new double[] {8.017704185839188, 8.580975216754414});
        assertText(checkpoint);
    }

    @Test
    @DisplayName("a classifier of two directions with a frozen table, and its accuracy")
    void classifier() throws IOException {
        Checkpoint checkpoint = load("classifier");
        SequenceClassifier model = checkpoint.model(SequenceClassifier.class);
        assertEquals(5.438995844917287, norm(model.parameters()), 1e-12);
        assertEquals(1.9907644952410326, norm(model.fixed()), 1e-12);
        assertEquals(0.010718776912419532, norm(checkpoint.result().memory()), 1e-12);
        assertEquals(0.5837984345853329, model.loss(LABELLED), 1e-6);
        assertEquals(0.25, model.dropout().rate());
        assertArrayEquals(
                new double[] {
                    0.2967294454574585,
                    -0.26799994707107544,
                    0.23268453776836395,
                    -0.2685793340206146,
                    0.44541239738464355,
                    -0.717583954334259,
                    0.11640617251396179,
                    0.22943125665187836
                },
                model.scores(LABELLED).dup('c').data().asDouble(),
                1e-6);
        assertHistory(
                checkpoint,
                4,
                new double[] {2.0196708217343398, 2.012403934213378, 0.5},
                new double[] {1.9442684231429022, 1.8788199559452408, 0.75},
                new double[] {1.8728708258206617, 1.8256332948180516, 0.75},
                new double[] {1.6862171949469813, 1.8843155069377366, 0.5},
                new double[] {1.963016439030513, 1.7928354818006838, 0.75});
        assertTrue(checkpoint.text().isNone());
    }

    @Test
    @DisplayName("classifiers without memory: of symbols with a table, and of numbers side by side")
    void mlp() throws IOException {
        Checkpoint checkpoint = load("mlp-classifier");
        MlpClassifier model = checkpoint.model(MlpClassifier.class);
        assertEquals(3.585947849227022, norm(model.parameters()), 1e-12);
        assertEquals(0.4931268098524068, norm(checkpoint.result().memory()), 1e-12);
        assertEquals(0.6346599012613297, model.loss(LABELLED), 1e-6);
        assertEquals(0.5, model.dropout().rate());
        assertArrayEquals(
                new double[] {
                    0.14394314587116241,
                    -0.06754004955291748,
                    0.258882999420166,
                    0.3111858069896698,
                    0.11505712568759918,
                    -0.07956646382808685,
                    0.18990492820739746,
                    0.22093325853347778
                },
                model.scores(LABELLED).dup('c').data().asDouble(),
                1e-6);
        assertHistory(
                checkpoint,
                4,
                new double[] {2.6614194766719392, 2.0393183257969674, 0},
                new double[] {2.2059418974211584, 2.0062756071673693, 0.5},
                new double[] {1.9692008599863042, 1.985026530633748, 0.75},
                new double[] {2.0339110610893143, 1.9526126807979267, 0.75},
                new double[] {1.97023095722538, 1.886380476729452, 1});

        MlpClassifier plain = load("mlp-features").model(MlpClassifier.class);
        assertEquals(1.9749973884104233, norm(plain.parameters()), 1e-12);
        INDArray X = Embedding.random(4, 3, Init.normal(0.5), DataType.FLOAT, 7).forward(IDS);
        LabelledBatch features = LabelledBatch.ofFeatures(X, LABELLED.labels()).withMask(MASK);
        assertEquals(1.780369907617569, plain.loss(features), 1e-6);
        assertArrayEquals(
                new double[] {
                    -1.2119947671890259,
                    0.8880174160003662,
                    1.2370843887329102,
                    -0.21004073321819305,
                    0.1956680864095688,
                    1.2748942375183105,
                    0.7655147314071655,
                    -0.9439141750335693
                },
                plain.scores(features).dup('c').data().asDouble(),
                1e-6);
    }

    @Test
    @DisplayName("sequence to sequence with scaled attention and one frozen table, trained without validation")
    void translator() throws IOException {
        Checkpoint checkpoint = load("sequence-to-sequence");
        SequenceToSequence model = checkpoint.model(SequenceToSequence.class);
        assertEquals(5.661307584177963, norm(model.parameters()), 1e-12);
        assertEquals(1.0266415551030477, norm(model.fixed()), 1e-12);
        assertEquals(5.001678936067715, norm(checkpoint.result().memory()), 1e-12);
        PairBatch pairs = new PairBatch(
                new int[][] {{1, 2, 3}, {3, 1, 0}},
                Mask.of(Nd4j.createFromArray(new float[][] {{1, 1}, {1, 1}, {1, 0}})),
                new int[][] {{0, 2}, {0, 1}},
                new int[][] {{2, 3}, {1, 4}},
                Mask.of(Nd4j.createFromArray(new float[][] {{1, 1}, {0, 1}})));
        assertEquals(1.3202786942323048, model.loss(pairs), 1e-6);
        assertArrayEquals(
                new int[] {2, 2, 2, 2, 2},
                model.say(new int[] {1, 2, 3}, 0, 4, 5).symbols());
        assertHistory(
                checkpoint,
                3,
                new double[] {5.093677580523759, Double.NaN},
                new double[] {4.763237458784417, Double.NaN},
                new double[] {4.47649886935479, Double.NaN},
                new double[] {4.214833826299865, Double.NaN},
                new double[] {3.9706705882036095, Double.NaN});
    }
}
