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

    @BeforeAll
    static void read() throws IOException {
        course = Classroom.course();
        solved = JSON.readTree(Classroom.solved("07").toJson());
    }

    @Test
    @DisplayName("2,000 notebooks with something broken in each")
    void fuzz() throws IOException {
        int readable = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            byte[] bytes = broken(new Random(seed));
            int number = seed;
            Submission.File file = new Submission.File("en", "07-rnn-from-scratch.ipynb", bytes, bytes.length);
            Reading reading = Reading.of(file, course.releases().values());
            if (!reading.reason().isEmpty()) {
                continue;
            }
            readable++;
            assertNotNull(reading.notebook());
            Course.Release release = course.releases().get("en/" + reading.chapter());
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

    private static byte[] broken(Random random) throws IOException {
        JsonNode notebook = solved.deepCopy();
        for (int i = random.nextInt(4); i >= 0; i--) {
            cell(notebook, random);
        }
        byte[] bytes = JSON.writeValueAsBytes(notebook);
        switch (random.nextInt(8)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                for (int i = 0; i < 3; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> bytes = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
            default -> {}
        }
        return bytes;
    }

    private static void cell(JsonNode notebook, Random random) {
        if (!(notebook.path("cells") instanceof ArrayNode cells) || cells.isEmpty()) {
            return;
        }
        int at = random.nextInt(cells.size());
        if (!(cells.get(at) instanceof ObjectNode cell)) {
            return;
        }
        String text = TEXTS[random.nextInt(TEXTS.length)];
        switch (random.nextInt(14)) {
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
            default -> cell.putArray("source").add(text).add(3).addNull().addArray();
        }
    }
}
