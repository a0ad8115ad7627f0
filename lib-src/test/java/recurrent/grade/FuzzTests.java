package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

@DisplayName("Whatever a file holds, it is read or refused with a reason")
class FuzzTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] TEXTS = {
        "",
        "%maven x:y:1",
        "class OneStep {",
        "\u0000\u202E\uD800",
        "=1+1",
        "<script>",
        "ex07-1",
        "solution",
        "\"\"\"",
        "{".repeat(300)
    };
    private static Course course;
    private static JsonNode solved;
    private static JsonNode other;

    @BeforeAll
    static void read() throws IOException {
        course = Classroom.course();
        solved = JSON.readTree(Classroom.solved("07").toJson());
        other = JSON.readTree(Classroom.untouched("01").toJson());
    }

    @Test
    @DisplayName("2,000 notebooks with something broken in each")
    void fuzz() throws IOException {
        int readable = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            byte[] bytes = broken(solved, other, new Random(seed));
            int number = seed;
            Submission.File file = new Submission.File("en", "07-rnn-from-scratch.ipynb", bytes, bytes.length);
            Reading reading = Reading.of(file, course.releases().values());
            if (!reading.reason().isEmpty()) {
                continue;
            }
            readable++;
            assertNotNull(reading.notebook());
            Course.Release release = course.releases().get("en/" + reading.chapter());
            assertTrue(Set.of("01", "07").contains(reading.chapter()), () -> "seed " + number);
            Transplant answers = Transplant.of(release.notebook(), reading.notebook());
            Set<String> exercises = release.checks().stream()
                    .map(cell -> cell.course("exercise"))
                    .collect(Collectors.toSet());
            assertEquals(exercises, answers.answered().keySet(), () -> "seed " + number);
            assertTrue(Set.of("answered", "untouched", "missing")
                    .containsAll(answers.answered().values()));
            assertTrue(List.of("solution", "extra", "given", "other")
                    .containsAll(answers.cells().stream().map(AnswerCell::role).toList()));
            assertEquals(answers, Transplant.of(release.notebook(), reading.notebook()), () -> "seed " + number);
        }
        assertTrue(
                readable > 500 && readable < 1_900,
                readable + " were readable: the fuzzer breaks too much or too little");
    }

    /**
     * A notebook with something wrong.
     *
     * @param whole  to begin with
     * @param other  another one, parts of which get in
     * @param random decides what
     */
    static byte[] broken(JsonNode whole, JsonNode other, Random random) throws IOException {
        JsonNode notebook = whole.deepCopy();
        for (int i = random.nextInt(4); i >= 0; i--) {
            cell(notebook, other, random);
        }
        byte[] bytes = JSON.writeValueAsBytes(notebook);
        switch (random.nextInt(9)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                for (int i = 0; i < 3; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> bytes = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
            case 3 -> { // spliced: the beginning of one file, the end of another
                byte[] end = JSON.writeValueAsBytes(other);
                int from = random.nextInt(end.length);
                byte[] both = Arrays.copyOf(bytes, random.nextInt(bytes.length) + end.length - from);
                System.arraycopy(end, from, both, both.length - (end.length - from), end.length - from);
                bytes = both;
            }
            default -> {}
        }
        return bytes;
    }

    private static void cell(JsonNode notebook, JsonNode other, Random random) {
        if (!(notebook.path("cells") instanceof ArrayNode cells) || cells.isEmpty()) {
            return;
        }
        int at = random.nextInt(cells.size());
        if (!(cells.get(at) instanceof ObjectNode cell)) {
            return;
        }
        String text = TEXTS[random.nextInt(TEXTS.length)];
        switch (random.nextInt(17)) {
            case 0 -> cells.remove(at);
            case 1 -> cells.insert(random.nextInt(cells.size()), cell.deepCopy());
            case 2 -> cell.put("source", text);
            case 3 -> cell.put("source", random.nextInt());
            case 4 -> cell.putNull("metadata");
            case 5 -> cell.put("id", text);
            case 6 -> cell.put("cell_type", random.nextBoolean() ? "markdown" : text);
            case 7 -> cell.withObject("/metadata").put("nbgrader", text);
            case 8 -> cell.remove(List.of("id", "metadata"));
            case 9 -> cells.set(at, random.nextBoolean() ? cells.nullNode() : cells.numberNode(3));
            case 10 -> ((ObjectNode) notebook).put("nbformat", random.nextInt(6));
            case 11 -> ((ObjectNode) notebook).put("cells", text);
            case 12 -> {
                JsonNode metadata = cell.path("metadata").path("nbgrader");
                if (metadata instanceof ObjectNode nbgrader) {
                    nbgrader.put("solution", false)
                            .put("grade", true)
                            .put("points", 1e9)
                            .put("grade_id", text);
                }
            }
            case 13 -> {
                JsonNode theirs = other.path("cells");
                cells.insert(at, theirs.path(random.nextInt(theirs.size())).deepCopy());
            }
            case 14 -> cell.put("source", text.repeat(1 + 300_000 / Math.max(1, text.length())));
            case 15 -> {
                ObjectNode deep = cell.withObject("/metadata");
                for (int depth = random.nextInt(980); depth > 0; depth--) {
                    deep = deep.putObject("a");
                }
            }
            default -> cell.putArray("source").add(text).add(3).addNull().addArray();
        }
    }
}
