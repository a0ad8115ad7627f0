package recurrent.check;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.io.Home;

/**
 * What is kept of the checks that were called from a notebook: {@code .recurrent/progress.jsonl} in the folder of the
 * course, one JSON object a line. Where there is no such folder, or it cannot be written, nothing is kept and nothing
 * is said; nor when a grader or a test runs the notebook ({@code NBGRADER_EXECUTION}, {@code RECURRENT_PROGRESS=off}).
 *
 * @param best   the most points that each exercise ever got, by its id; 0 for one that was tried in vain
 * @param broken how many lines could not be read
 */
public record ProgressFile(Map<String, Double> best, int broken) {
    /** Nothing was ever checked. */
    public static final ProgressFile EMPTY = new ProgressFile(Map.of(), 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keeps a copy. */
    public ProgressFile {
        best = Map.copyOf(best);
    }

    /**
     * What a reader has got so far.
     *
     * @param root the folder of the course
     * @return the results that were kept; none in a run for all readers, not for one ({@code RECURRENT_PROGRESS=off})
     */
    public static ProgressFile of(Path root) {
        return isOff() ? EMPTY : read(in(root));
    }

    /**
     * Reads a file. A broken line costs only itself.
     *
     * @param file the file; one that is missing or cannot be opened is an empty one
     * @return what it holds
     */
    public static ProgressFile read(Path file) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return EMPTY;
        }
        Map<String, Double> best = new TreeMap<>();
        int broken = 0;
        for (String line : text.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode result = parse(line);
            JsonNode points = result.path("points");
            if (!result.path("exercise").isTextual() || !points.isNumber() || !(points.asDouble() >= 0)) {
                broken++;
            } else {
                best.merge(result.path("exercise").asText(), points.asDouble(), Math::max);
            }
        }
        return new ProgressFile(best, broken);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** Keeps the result of a check that a reader has called. */
    static void record(Score score) {
        try {
            if (calledFromNotebook() && System.getenv("NBGRADER_EXECUTION") == null && !isOff()) {
                Optional<Path> root = Home.find();
                if (root.isPresent()) {
                    append(root.get(), score, Instant.now().truncatedTo(ChronoUnit.SECONDS));
                }
            }
        } catch (IOException | RuntimeException e) {
            // a full disk or a read-only folder must not cost anybody the report
        }
    }

    /**
     * One write of one line to a file that is open to append: two notebooks at once do not mix their lines. Not a
     * channel, which would close itself when the reader has just pressed the stop button.
     */
    static void append(Path root, Score score, Instant time) throws IOException {
        String line = JSON.createObjectNode()
                        .put("exercise", score.exercise())
                        .put("points", score.points())
                        .put("of", score.max())
                        .put("time", time.toString())
                + "\n";
        Path file = in(root);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Path in(Path root) {
        return root.resolve(".recurrent/progress.jsonl");
    }

    private static boolean isOff() {
        return "off".equals(System.getenv("RECURRENT_PROGRESS"));
    }

    private static boolean calledFromNotebook() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(f -> f.getClassName().startsWith("REPL.")));
    }
}
