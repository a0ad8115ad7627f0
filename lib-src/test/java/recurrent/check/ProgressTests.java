package recurrent.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.i18n.Language;

@DisplayName("Progress")
class ProgressTests {
    private static final Score SCORE = new Score("07.2", "", 2.5, 4, List.of(), "", "", Language.EN);

    @Test
    @DisplayName("is kept one line for each check")
    void lines(@TempDir Path root) throws IOException {
        Progress.append(root, SCORE, Instant.parse("2026-01-02T03:04:05Z"));
        Progress.append(root, SCORE, Instant.parse("2026-01-02T03:04:06Z"));
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
            Progress.record(SCORE);
        } finally {
            if (before == null) {
                System.clearProperty("recurrent.home");
            } else {
                System.setProperty("recurrent.home", before);
            }
        }
        assertFalse(Files.exists(root.resolve(".recurrent")));
    }
}
