package recurrent.grade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/** A class that hands in notebooks with one exercise, 07.1, so that many of them can be graded by real processes. */
final class HandedIn {
    static final String NAME = "07-rnn-from-scratch.ipynb";
    static final Limits LIMITS = Limits.defaults().withTest(Duration.ofSeconds(4));
    static final double MAX = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEP = "return Nd4j.math().tanh(Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh));";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Notebook release;

    HandedIn(Course course) {
        release = course.releases().get("en/07").notebook();
    }

    /** The course with the first exercise of chapter 07 and nothing else. */
    static Course course() throws IOException {
        Course whole = Classroom.course();
        Course.Release chapter = whole.releases().get("en/07");
        return new Course(
                Map.of(
                        "en/07",
                        new Course.Release(NAME, "07", Language.EN, cut(chapter.notebook()), cut(chapter.solution()))),
                whole.library(),
                whole.home(),
                whole.made(),
                "test");
    }

    private static Notebook cut(Notebook notebook) {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : notebook.cells()) {
            cells.add(cell);
            if (cell.id().equals("ex07-1-check")) {
                break;
            }
        }
        return notebook.withCells(cells);
    }

    /** A right answer that does something else first. */
    static String answer(String first) {
        return "class OneStep {\n    static INDArray step(INDArray Xt, INDArray H, INDArray Wxh, INDArray Whh, INDArray bh) {\n"
                + first + "\n        " + STEP + "\n    }\n}";
    }

    /** An answer that gives something else. */
    static String instead(String result) {
        return answer("if (true) { " + result + " }");
    }

    HandedIn file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** A notebook with an answer, changed at will. */
    HandedIn student(String student, String answer, Consumer<ObjectNode> change) {
        return file(student + "/en/" + NAME, bytes(answer, change));
    }

    byte[] bytes(String answer, Consumer<ObjectNode> change) {
        try {
            Notebook answered = Classroom.with(release, Map.of("ex07-1", answer));
            ObjectNode json = (ObjectNode) JSON.readTree(answered.toJson());
            change.accept(json);
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode cell(ObjectNode notebook, String id) {
        for (JsonNode cell : notebook.path("cells")) {
            if (cell.path("id").asText().equals(id)) {
                return (ObjectNode) cell;
            }
        }
        throw new IllegalArgumentException(id);
    }

    Path zip(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    /** Grades what is in a ZIP file. */
    static Batch.Summary grade(Course course, Path zip, Path out, Batch.Again again, int jobs)
            throws IOException, InterruptedException {
        String missing = LinuxSandbox.missing();
        Sandbox sandbox = missing.isEmpty() ? new LinuxSandbox(LIMITS) : new ProcessSandbox(LIMITS);
        try (Grading grading = new Grading(course, sandbox, LIMITS, Salt.none(), Language.EN)) {
            return new Batch(grading, course, out)
                    .run(
                            Ingest.read(zip),
                            Set.of("nobody"),
                            Set.of(),
                            Set.of("07"),
                            again,
                            jobs,
                            (student, done, of, result) -> {});
        }
    }

    /** A grader that can be killed: ZIP file and folder of results. */
    public static void main(String[] args) throws Exception {
        grade(course(), Path.of(args[0]), Path.of(args[1]), Batch.Again.ALL, 1);
    }
}
