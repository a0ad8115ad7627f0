package recurrent.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.i18n.Language;

@DisplayName("Progress")
class ProgressFileTests {
    private static final Score SCORE = new Score("07.2", "", 2.5, 4, List.of(), "", "", Language.EN);

    @Test
    @DisplayName("is kept one line for each check")
    void lines(@TempDir Path root) throws IOException {
        ProgressFile.append(root, SCORE, Instant.parse("2026-01-02T03:04:05Z"));
        ProgressFile.append(root, SCORE, Instant.parse("2026-01-02T03:04:06Z"));
        assertEquals(
                """
                {"exercise":"07.2","points":2.5,"of":4.0,"time":"2026-01-02T03:04:05Z"}
                {"exercise":"07.2","points":2.5,"of":4.0,"time":"2026-01-02T03:04:06Z"}
                """,
                Files.readString(root.resolve(".recurrent/progress.jsonl")));
    }

    @Test
    @DisplayName("is not kept of checks outside notebooks, such as this one")
    void onlyNotebooks(@TempDir Path root) {
        String before = System.getProperty("recurrent.home");
        System.setProperty("recurrent.home", root.toString());
        try {
            ProgressFile.record(SCORE);
        } finally {
            if (before == null) {
                System.clearProperty("recurrent.home");
            } else {
                System.setProperty("recurrent.home", before);
            }
        }
        assertFalse(Files.exists(root.resolve(".recurrent")));
    }

    private static ProgressFile read(Path folder, String... lines) throws IOException {
        return ProgressFile.read(Files.writeString(folder.resolve("lines"), String.join("\n", lines) + "\n"));
    }

    private static String line(String exercise, double points) {
        return "{\"exercise\":\"" + exercise + "\",\"points\":" + points
                + ",\"of\":4.0,\"time\":\"2026-01-02T03:04:05Z\"}";
    }

    @Test
    @DisplayName("counts the best result of each exercise")
    void best(@TempDir Path folder) throws IOException {
        assertEquals(
                new ProgressFile(Map.of("07.1", 4.0, "07.2", 0.0), 0),
                read(folder, line("07.1", 1.5), line("07.1", 4), line("07.1", 0), line("07.2", 0)));
    }

    @Test
    @DisplayName("is read as it was written, also by a thread that was interrupted")
    void written(@TempDir Path root) throws IOException {
        Thread.currentThread().interrupt();
        try {
            ProgressFile.append(root, SCORE, Instant.EPOCH);
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(new ProgressFile(Map.of("07.2", 2.5), 0), ProgressFile.of(root));
    }

    @Test
    @DisplayName("loses nothing but a line that is broken")
    void broken(@TempDir Path folder) throws IOException {
        assertEquals(
                new ProgressFile(Map.of("07.1", 2.0, "07.5", 1.0), 6),
                read(
                        folder,
                        line("07.1", 2),
                        "{\"exercise\":\"07.2\",\"poi",
                        "",
                        "[1, 2]",
                        "null",
                        line("07.3", -1),
                        "{\"points\": 3}",
                        "{\"exercise\": \"07.4\", \"points\": \"3\"}",
                        line("07.5", 1)));
        Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xFF, '\n', 0, 1, 2});
        assertEquals(2, ProgressFile.read(folder.resolve("bytes")).broken());
    }

    @Test
    @DisplayName("is empty where there is no file")
    void missing(@TempDir Path folder) {
        assertEquals(ProgressFile.EMPTY, ProgressFile.read(folder.resolve("no/such/file")));
        assertEquals(ProgressFile.EMPTY, ProgressFile.read(folder), "a folder");
    }
}
