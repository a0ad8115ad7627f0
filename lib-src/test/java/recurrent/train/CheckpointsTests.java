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
import recurrent.text.Cleaning;

@DisplayName("A folder of checkpoints")
class CheckpointsTests {
    @TempDir
    Path folder;

    /** A snapshot after as many epochs as there are perplexities; one number of its model tells the epoch. */
    private static Snapshot after(double... perplexities) {
        List<Epoch> epochs = new ArrayList<>();
        for (double perplexity : perplexities) {
            epochs.add(new Epoch(epochs.size() + 1, perplexity + 1, perplexity, 1, 1, 1, ""));
        }
        RnnLanguageModel model = RnnLanguageModel.random(3, 2, 1);
        model.parameters().get("bh").putScalar(0, perplexities.length);
        return new Snapshot(
                model, Parameters.of(Map.of()), null, new History(epochs), null, Cleaning.LETTERS, "char", Map.of());
    }

    private static double epochOf(Checkpoints.Found found) {
        return found.snapshot().model().parameters().get("bh").getDouble(0);
    }

    private static List<String> names(Checkpoints checkpoints) throws IOException {
        return checkpoints.files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static void saveAll(Checkpoints checkpoints, double... perplexities) throws IOException {
        for (int i = 1; i <= perplexities.length; i++) {
            checkpoints.save(after(Arrays.copyOf(perplexities, i)));
        }
    }

    @Test
    @DisplayName("has a file for every epoch, named by epoch and perplexity, and finds the newest and the best")
    void all() throws IOException {
        Checkpoints checkpoints = Checkpoints.in(folder.resolve("new/one"), "rnn");
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
        Checkpoints checkpoints = Checkpoints.in(folder, "rnn");
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
        Checkpoints checkpoints = Checkpoints.in(folder, "rnn").keepingLast(2);
        saveAll(checkpoints, 9, 5, 8, 7, 6);
        assertEquals(
                List.of("rnn-ep002-ppl5.00.zip", "rnn-ep004-ppl7.00.zip", "rnn-ep005-ppl6.00.zip"), names(checkpoints));
        assertEquals(2, epochOf(checkpoints.best().orElseThrow()));
        Checkpoints unjudged = Checkpoints.in(folder, "mlp");
        Epoch epoch = new Epoch(1, 4.5, Double.NaN, 1, 1, 1, "");
        Snapshot snapshot = after(1);
        unjudged.save(new Snapshot(
                snapshot.model(),
                snapshot.memory(),
                null,
                new History(List.of(epoch)),
                null,
                Cleaning.NONE,
                "char",
                Map.of()));
        assertEquals(List.of("mlp-ep001-ppl4.50.zip"), names(unjudged));
    }

    @Test
    @DisplayName("a damaged file is passed over with the reason, and half-written ones are cleared away")
    void damaged() throws IOException {
        Checkpoints checkpoints = Checkpoints.in(folder, "rnn");
        saveAll(checkpoints, 9, 5, 8);
        byte[] bytes = Files.readAllBytes(folder.resolve("rnn-ep003-ppl8.00.zip"));
        Files.write(folder.resolve("rnn-ep003-ppl8.00.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.write(folder.resolve(".rnn-ep004-ppl1.00.zip.123.part"), bytes);
        Checkpoints.Found latest = checkpoints.latest().orElseThrow();
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
        Checkpoints checkpoints = Checkpoints.in(folder, "rnn");
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
        assertThrows(IllegalArgumentException.class, () -> Checkpoints.in(folder, "../rnn"));
        assertThrows(IllegalArgumentException.class, () -> Checkpoints.in(folder, "rnn")
                .keepingLast(0));
        assertThrows(
                IllegalStateException.class, () -> Checkpoints.in(folder, "rnn").save(after()));
    }
}
