package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.io.Sha256;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

@DisplayName("A graded notebook")
class GradedNotebookTests {
    private static Course course;
    private static Notebook release;

    @BeforeAll
    static void read() throws IOException {
        course = Classroom.course();
        release = Classroom.untouched("07");
    }

    private static Notebook graded(Notebook submitted, String tests) {
        byte[] bytes = submitted.toJson().getBytes(StandardCharsets.UTF_8);
        Submission submission = new Submission(
                "ana", List.of(new Submission.File("en", "homework.ipynb", bytes, bytes.length)), List.of());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("student", "ana").put("fingerprint", "f").put("tests", tests);
        ObjectNode notebook = result.putArray("notebooks")
                .addObject()
                .put("assignment", "en")
                .put("file", "homework.ipynb")
                .put("sha256", Sha256.of(bytes))
                .put("chapter", "07")
                .put("language", "en")
                .put("release", "en/07-rnn-from-scratch.ipynb")
                .put("reason", "");
        notebook.putArray("flags").add("a <b>remark</b>");
        ObjectNode exercise = notebook.putArray("exercises")
                .addObject()
                .put("exercise", "07.1")
                .put("points", 3.5)
                .put("max", 5)
                .put("output", "printed 0.125");
        var all = exercise.putArray("tests");
        all.addObject().put("status", "FAIL").put("message", "got 0.125").put("hint", "look at the bias");
        all.addObject().put("status", "NOT_RUN").put("message", "not run: shape has to pass first");
        Map<String, Notebook> notebooks = GradedNotebook.of(course, submission, result);
        assertEquals(List.of("en/07-rnn-from-scratch.ipynb"), List.copyOf(notebooks.keySet()));
        return notebooks.values().iterator().next();
    }

    private static Cell cell(Notebook notebook, String id) {
        return notebook.cells().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String report(Notebook notebook) {
        return cell(notebook, "ex07-1-check")
                .outputs()
                .path(0)
                .path("data")
                .path("text/html")
                .asText();
    }

    @Test
    @DisplayName("is the release with the answers in their cells; other text of the student is not in it")
    void transplanted() {
        List<Cell> cells = new ArrayList<>(Classroom.with(release, Map.of("ex07-1", "class OneStep {}\0\r\n"))
                .cells());
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        cells.add(Cell.markdown("words", "<script>words</script>", none));
        cells.add(Cell.code("mine", "int mine = 1;", none));
        cells.set(1, cells.get(1).withSource("System.exit(0); Course.start(\"07\", \"en\");"));
        Notebook notebook = graded(release.withCells(cells), "public");
        int own = notebook.cells().size() - release.cells().size();
        assertAll(
                () -> assertEquals(
                        "class OneStep {}\uFFFD\n", cell(notebook, "ex07-1").source()),
                () -> assertEquals(
                        release.cells().stream().map(Cell::id).toList(),
                        notebook.cells().stream()
                                .map(Cell::id)
                                .limit(release.cells().size())
                                .toList()),
                () -> assertEquals(
                        "Course.start(\"07\", \"en\");", cell(notebook, "setup").source()),
                () -> assertFalse(notebook.toJson().contains("<script>")),
                () -> assertEquals(3, own, "a heading, and two cells of code that are not the release's"),
                () -> assertEquals(
                        "int mine = 1;",
                        notebook.cells().get(notebook.cells().size() - 1).source()),
                () -> assertTrue(notebook.toJson().contains("a &lt;b&gt;remark&lt;/b&gt;")));
    }

    @Test
    @DisplayName("has one number and one report below a check, and nothing where nobody graded")
    void outputs() {
        Notebook notebook = graded(release, "public");
        Cell check = cell(notebook, "ex07-1-check");
        assertAll(
                () -> assertEquals(1, check.outputs().size()),
                () -> assertEquals(
                        "execute_result",
                        check.outputs().get(0).path("output_type").asText()),
                () -> assertEquals(
                        "3.5",
                        check.outputs().get(0).path("data").path("text/plain").asText()),
                () -> assertTrue(report(notebook).contains("got 0.125")),
                () -> assertTrue(report(notebook).contains("printed 0.125")),
                () -> assertTrue(cell(notebook, "ex07-2-check").outputs().isEmpty()));
    }

    @Test
    @DisplayName("tells nothing of hidden numbers but the hint")
    void hidden() {
        Notebook notebook = graded(release, "hidden");
        assertAll(
                () -> assertFalse(notebook.toJson().contains("0.125")),
                () -> assertTrue(report(notebook).contains("look at the bias")),
                () -> assertTrue(report(notebook).contains("shape has to pass first")));
    }

    @Test
    @DisplayName("cuts a cell that no page would show")
    void cut() {
        String answer = "//" + "x".repeat(GradedNotebook.LONGEST + 10);
        Notebook notebook = graded(Classroom.with(release, Map.of("ex07-1", answer)), "public");
        String source = cell(notebook, "ex07-1").source();
        assertTrue(
                source.length() < GradedNotebook.LONGEST + 100 && source.endsWith("left out: 12"),
                source.length() + "");
    }
}
