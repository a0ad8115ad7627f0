package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.nn.Parameters;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;

@DisplayName("A checkpoint")
class CheckpointTests {
    private static final Corpus CORPUS = Corpus.ofCharacters("to be or not to be");

    @TempDir
    Path folder;

    private static Checkpoint checkpoint() {
        Epoch epoch = new Epoch(1, 1.25, Double.NaN, 0.25, 1.5, 1500, Map.of());
        return Checkpoint.of(new TrainingResult(
                LanguageModel.rnn(CORPUS.vocabulary().size(), 6, 1),
                TrainingOptions.defaults().withClip(Double.POSITIVE_INFINITY),
                new History(List.of(epoch)),
                false,
                Parameters.none(),
                Parameters.none(),
                CORPUS.codec()));
    }

    @Test
    @DisplayName("comes back bit for bit, with NaN and infinity")
    void roundTrip() throws IOException {
        Path file = folder.resolve("new/folder/m.zip");
        Checkpoint saved = checkpoint();
        saved.save(file);
        Checkpoint loaded = Checkpoint.load(file);
        for (String name : saved.model().parameters().names()) {
            assertEquals(
                    saved.model().parameters().get(name),
                    loaded.model().parameters().get(name),
                    name);
            assertEquals(
                    0,
                    saved.model()
                            .parameters()
                            .get(name)
                            .distance2(loaded.model().parameters().get(name)),
                    name);
        }
        assertEquals(
                saved.text().vocabulary().tokens(), loaded.text().vocabulary().tokens());
        assertEquals(saved.options(), loaded.options());
        assertEquals(saved.history(), loaded.history());
        assertEquals(Cleaning.LETTERS, loaded.text().cleaning());
        assertEquals("char", loaded.text().tokenizer().name());
    }

    @Test
    @DisplayName("the same checkpoint gives the same bytes")
    void reproducible() throws IOException {
        checkpoint().save(folder.resolve("a.zip"));
        checkpoint().save(folder.resolve("b.zip"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.zip")), Files.readAllBytes(folder.resolve("b.zip")));
    }

    @Test
    @DisplayName("saving leaves one file and no temporary ones; a failed save leaves the old file")
    void atomic() throws IOException {
        Path file = folder.resolve("m.zip");
        checkpoint().save(file);
        checkpoint().save(file);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        Path blocked = Files.createDirectories(folder.resolve("dir.zip/inside")).getParent();
        assertThrows(IOException.class, () -> checkpoint().save(blocked));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "no temporary file may stay");
        }
    }

    @Test
    @DisplayName("cut off anywhere, it is refused with the file's name and a reason")
    void truncated() throws IOException {
        Path file = folder.resolve("m.zip");
        checkpoint().save(file);
        byte[] bytes = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.zip");
        int directory = lastEntryEnd(bytes);
        for (int length = 0; length < directory; length += 37) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            IOException e = assertThrows(IOException.class, () -> Checkpoint.load(cut), "cut to " + length);
            assertTrue(e.getMessage().contains("cut.zip is not a usable checkpoint"), e.getMessage());
        }
    }

    @Test
    @DisplayName("with a flipped byte it is refused, or the byte did not matter")
    void flipped() throws IOException {
        Path file = folder.resolve("m.zip");
        Checkpoint original = checkpoint();
        original.save(file);
        byte[] bytes = Files.readAllBytes(file);
        Path bad = folder.resolve("bad.zip");
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 11) {
            byte[] copy = bytes.clone();
            copy[i] ^= 0x55;
            Files.write(bad, copy);
            try {
                Checkpoint loaded = Checkpoint.load(bad);
                assertEquals(
                        original.model().parameters().get("Whh"),
                        loaded.model().parameters().get("Whh"),
                        "byte " + i);
                assertEquals(
                        original.text().vocabulary().tokens(),
                        loaded.text().vocabulary().tokens(),
                        "byte " + i);
            } catch (IOException e) {
                refused++;
            }
        }
        assertTrue(refused > bytes.length / 11 / 2, "only " + refused + " refused");
    }

    @Test
    @DisplayName("a missing file and a file of another kind are told apart")
    void otherFiles() throws IOException {
        Exception missing = assertThrows(IOException.class, () -> Checkpoint.load(folder.resolve("none.zip")));
        assertTrue(missing.getMessage().startsWith("there is no file"), missing.getMessage());
        Path text = Files.writeString(folder.resolve("story.txt"), "once upon a time");
        Exception other = assertThrows(IOException.class, () -> Checkpoint.load(text));
        assertTrue(other.getMessage().contains("not a ZIP file"), other.getMessage());
    }

    /** The central directory after the entries is for other readers; losing part of it loses nothing. */
    private static int lastEntryEnd(byte[] bytes) {
        for (int i = 0; i < bytes.length - 3; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                return i;
            }
        }
        throw new IllegalStateException("no central directory");
    }
}
