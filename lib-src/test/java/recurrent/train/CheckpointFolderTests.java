package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;

@DisplayName("A folder of checkpoints")
class CheckpointFolderTests {
    @TempDir
    Path folder;

    /** A checkpoint after as many epochs as there are perplexities; one number of its model tells the epoch. */
    private static Checkpoint after(double... perplexities) {
        List<Epoch> epochs = new ArrayList<>();
        for (double perplexity : perplexities) {
            epochs.add(new Epoch(epochs.size() + 1, Math.log(perplexity + 1), Math.log(perplexity), 1, 1, 1, Map.of()));
        }
        LanguageModel model = LanguageModel.rnn(3, 2, 1);
        model.parameters().get("bh").putScalar(0, perplexities.length);
        return of(model, epochs);
    }

    private static Checkpoint of(Model<?> model, List<Epoch> epochs) {
        return Checkpoint.of(new TrainingResult(
                model,
                TrainingOptions.defaults(),
                new History(epochs),
                false,
                Parameters.none(),
                Parameters.none(),
                TextCodec.NONE));
    }

    private static double epochOf(CheckpointFolder.Found found) {
        return found.checkpoint().model().parameters().get("bh").getDouble(0);
    }

    private static List<String> names(CheckpointFolder checkpoints) throws IOException {
        return checkpoints.files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static void saveAll(CheckpointFolder checkpoints, double... perplexities) throws IOException {
        for (int i = 1; i <= perplexities.length; i++) {
            checkpoints.save(after(Arrays.copyOf(perplexities, i)));
        }
    }

    @Test
    @DisplayName("has a file for every epoch, named by epoch and perplexity, and finds the newest and the best")
    void all() throws IOException {
        CheckpointFolder checkpoints = CheckpointFolder.in(folder.resolve("new/one"), "rnn");
        assertTrue(checkpoints.latest().isEmpty() && checkpoints.best().isEmpty());
        saveAll(checkpoints, 12, 7.3101, 7.3099, 9);
        assertEquals(
                List.of(
                        "rnn-ep001-ppl12.00.zip",
                        "rnn-ep002-ppl7.31.zip",
                        "rnn-ep003-ppl7.31.zip",
                        "rnn-ep004-ppl9.00.zip"),
                names(checkpoints));
        assertEquals(4, epochOf(checkpoints.latest().orElseThrow()));
        assertEquals(3, epochOf(checkpoints.best().orElseThrow()), "the names are rounded, the history is not");
    }

    @Test
    @DisplayName("the newest epoch is the highest number, not the last name or the last file; others' files are left")
    void order() throws IOException {
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "rnn");
        double[] falling = new double[1001];
        for (int i = 0; i < falling.length; i++) {
            falling[i] = 2000 - i;
        }
        checkpoints.save(after(falling));
        checkpoints.save(after(Arrays.copyOf(falling, 999)));
        Files.writeString(folder.resolve("rnn-ep2000-notes.txt"), "mine");
        Files.writeString(folder.resolve("lstm-ep2000-ppl1.00.zip"), "another training");
        assertEquals(1001, epochOf(checkpoints.latest().orElseThrow()));
        assertEquals(2, checkpoints.files().size());
        checkpoints.keepingLast(1).save(after(Arrays.copyOf(falling, 1001)));
        assertTrue(Files.exists(folder.resolve("lstm-ep2000-ppl1.00.zip")));
        assertTrue(Files.exists(folder.resolve("rnn-ep2000-notes.txt")));
    }

    @Test
    @DisplayName("keeps the last two and the best; without validation the training perplexity counts")
    void keeps() throws IOException {
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "rnn").keepingLast(2);
        saveAll(checkpoints, 9, 5, 8, 7, 6);
        assertEquals(
                List.of("rnn-ep002-ppl5.00.zip", "rnn-ep004-ppl7.00.zip", "rnn-ep005-ppl6.00.zip"), names(checkpoints));
        assertEquals(2, epochOf(checkpoints.best().orElseThrow()));
        CheckpointFolder unjudged = CheckpointFolder.in(folder, "mlp");
        Epoch epoch = new Epoch(1, Math.log(4.5), Double.NaN, 1, 1, 1, Map.of());
        unjudged.save(of(after(1).model(), List.of(epoch)));
        assertEquals(List.of("mlp-ep001-ppl4.50.zip"), names(unjudged));
    }

    @Test
    @DisplayName("where the loss is no cross-entropy of symbols, it stands in the name itself")
    void losses() throws IOException {
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "lstm");
        Model<?> classifier = SequenceClassifier.of(RnnCell.random(3, 2, 1).layer(), 2);
        Epoch validated = new Epoch(1, 0.9, 0.625, 1, 1, 1, Map.of("accuracy", 0.5));
        checkpoints.save(of(classifier, List.of(validated)));
        checkpoints.save(of(classifier, List.of(validated, new Epoch(2, 900, 800, 1, 1, 1, Map.of()))));
        assertEquals(List.of("lstm-ep001-loss0.63.zip", "lstm-ep002-loss800.00.zip"), names(checkpoints));
        assertEquals(
                1,
                checkpoints.best().orElseThrow().checkpoint().history().last().number());
    }

    @Test
    @DisplayName("its listener keeps every epoch of a training")
    void listens() throws IOException {
        Corpus text = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(4));
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(3)
                .withBatch(20)
                .withSteps(6)
                .withWindows(60, 30);
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "rnn");
        LanguageModel model = LanguageModel.rnn(text.vocabulary().size(), 3, 1);
        TrainingResult end = Trainer.fit(model, text, options, checkpoints.listener());
        assertEquals(3, checkpoints.files().size());
        Checkpoint latest = checkpoints.latest().orElseThrow().checkpoint();
        assertEquals(end.history(), latest.history());
        assertEquals(model.parameters().get("Whh"), latest.model().parameters().get("Whh"));
        assertEquals(text.vocabulary().tokens(), latest.text().vocabulary().tokens());
        assertEquals(options, latest.options());
    }

    @Test
    @DisplayName("a damaged file is passed over with the reason, and half-written ones are cleared away")
    void damaged() throws IOException {
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "rnn");
        saveAll(checkpoints, 9, 5, 8);
        byte[] bytes = Files.readAllBytes(folder.resolve("rnn-ep003-ppl8.00.zip"));
        Files.write(folder.resolve("rnn-ep003-ppl8.00.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.write(folder.resolve(".rnn-ep004-ppl1.00.zip.123.part"), bytes);
        CheckpointFolder.Found latest = checkpoints.latest().orElseThrow();
        assertEquals(2, epochOf(latest));
        assertEquals(1, latest.refused().size());
        assertTrue(latest.refused().get(0).contains("rnn-ep003-ppl8.00.zip is not a usable checkpoint"));
        saveAll(checkpoints, 9, 5, 8);
        assertEquals(3, epochOf(checkpoints.latest().orElseThrow()));
        assertTrue(Files.notExists(folder.resolve(".rnn-ep004-ppl1.00.zip.123.part")));
        for (Path file : checkpoints.files()) {
            Files.write(file, new byte[10]);
        }
        Exception e = assertThrows(IOException.class, checkpoints::latest);
        assertTrue(e.getMessage().contains("none of the 3 checkpoints"), e.getMessage());
    }

    @Test
    @DisplayName("is written even when the stop button interrupts the thread, which stays interrupted")
    void interrupted() throws IOException {
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "rnn");
        Thread.currentThread().interrupt();
        try {
            checkpoints.save(after(9));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(1, epochOf(checkpoints.latest().orElseThrow()));
    }

    @Test
    @DisplayName("a name that is a path is refused")
    void refusals() {
        assertThrows(IllegalArgumentException.class, () -> CheckpointFolder.in(folder, "../rnn"));
        assertThrows(IllegalArgumentException.class, () -> CheckpointFolder.in(folder, "rnn")
                .keepingLast(0));
        assertThrows(IllegalStateException.class, () -> CheckpointFolder.in(folder, "rnn")
                .save(after()));
    }

    private static Checkpoint partly(double... perplexities) {
        TrainingResult whole = after(perplexities).result();
        RunningEpoch running = new RunningEpoch(perplexities.length + 1, 5, 1, 10, 1, 1);
        return Checkpoint.of(new TrainingResult(
                whole.model(),
                whole.options(),
                whole.history(),
                true,
                whole.memory(),
                whole.kept(),
                whole.text(),
                new PartialEpoch(running, 1, Parameters.none())));
    }

    @Test
    @DisplayName("what was interrupted in an epoch is the newest file until that epoch is over, and never the best")
    void partOfAnEpoch() throws IOException {
        CheckpointFolder checkpoints = CheckpointFolder.in(folder, "rnn");
        checkpoints.save(partly());
        assertEquals(List.of("rnn-ep001-part.zip"), names(checkpoints));
        assertEquals(
                5,
                checkpoints
                        .latest()
                        .orElseThrow()
                        .checkpoint()
                        .result()
                        .partial()
                        .epoch()
                        .batches());
        assertTrue(checkpoints.best().isEmpty(), "no epoch is over");
        checkpoints.save(after(9));
        checkpoints.save(partly(9));
        assertEquals(List.of("rnn-ep001-ppl9.00.zip", "rnn-ep002-part.zip"), names(checkpoints));
        assertEquals(
                2,
                checkpoints
                        .latest()
                        .orElseThrow()
                        .checkpoint()
                        .result()
                        .partial()
                        .epoch()
                        .number());
        assertEquals(
                folder.resolve("rnn-ep001-ppl9.00.zip"),
                checkpoints.best().orElseThrow().file());
        checkpoints.save(after(9, 10));
        assertEquals(List.of("rnn-ep001-ppl9.00.zip", "rnn-ep002-ppl10.00.zip"), names(checkpoints));
        assertEquals(1, epochOf(checkpoints.best().orElseThrow()));
    }
}
