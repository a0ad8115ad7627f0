package recurrent.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.check.Score;
import recurrent.check.Status;
import recurrent.check.TestResult;
import recurrent.i18n.Language;
import recurrent.io.Html;
import recurrent.io.Sha256;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/**
 * A graded submission as a notebook: the release, with the student's answers in their cells, and below each check what
 * the grader found, as the number that nbgrader reads and the report that people read. Texts, outputs and metadata of
 * the submission are not in it, so nothing of it runs in the browser of a teacher.
 */
final class GradedNotebook {
    /** Longer cells are cut: a page of a gradebook should open. */
    static final int LONGEST = 50_000;

    private final Course.Release release;
    private final Transplant answers;
    private final JsonNode graded;
    private final JsonNode result;
    private final boolean hidden;

    private GradedNotebook(Course.Release release, Transplant answers, JsonNode graded, JsonNode result) {
        this.release = release;
        this.answers = answers;
        this.graded = graded;
        this.result = result;
        hidden = result.path("tests").asText().equals("hidden");
    }

    /**
     * The notebooks of a submission that were graded.
     *
     * @param course     what students got
     * @param submission what came back
     * @param result     what the grader found
     * @return by the name of the release, such as "en/07-rnn-from-scratch.ipynb"
     */
    static Map<String, Notebook> of(Course course, Submission submission, JsonNode result) {
        Map<String, Notebook> notebooks = new LinkedHashMap<>();
        for (JsonNode graded : result.path("notebooks")) {
            Course.Release release = course.releases()
                    .get(graded.path("language").asText() + "/"
                            + graded.path("chapter").asText());
            for (Submission.File file : submission.files()) {
                if (release != null
                        && graded.path("reason").asText().isEmpty()
                        && graded.path("assignment").asText().equals(file.assignment())
                        && graded.path("file").asText().equals(file.name())
                        && graded.path("sha256").asText().equals(Sha256.of(file.bytes()))) {
                    Notebook submitted =
                            Reading.of(file, course.releases().values()).notebook();
                    Transplant answers = Transplant.of(release.notebook(), submitted);
                    notebooks.put(
                            graded.path("release").asText(),
                            Language.during(
                                    release.language(),
                                    () -> new GradedNotebook(release, answers, graded, result).notebook()));
                }
            }
        }
        return notebooks;
    }

    private Notebook notebook() {
        List<Cell> cells = new ArrayList<>();
        boolean setup = true;
        for (Cell cell : release.notebook().cells()) {
            Cell filled = cell.withSource(shown(answers.sources().getOrDefault(cell.id(), cell.source())));
            if (cell.course("role").equals("check")) {
                cells.add(report(filled));
            } else if (cell.isCode() && setup) {
                cells.add(filled.withOutputs(output("display_data", summary(), "")));
            } else {
                cells.add(filled);
            }
            setup &= !cell.isCode();
        }
        List<AnswerCell> extras = answers.cells().stream()
                .filter(cell -> cell.role().equals("extra"))
                .toList();
        if (!extras.isEmpty()) {
            cells.add(Cell.markdown(
                    "student-cells",
                    Language.pick(
                            "## Cells of the student's own\n\nMethods and classes declared here may be used by the answers.",
                            "## Celdas propias del estudiante\n\nLas respuestas pueden usar los métodos y clases que declaran."),
                    JsonNodeFactory.instance.objectNode()));
        }
        int number = 0;
        for (AnswerCell extra : extras) {
            cells.add(Cell.code(
                    "student-cell-" + ++number, shown(extra.source()), JsonNodeFactory.instance.objectNode()));
        }
        ObjectNode metadata = release.notebook().metadata().deepCopy();
        metadata.putObject("recurrent")
                .put("student", result.path("student").asText())
                .put("fingerprint", result.path("fingerprint").asText());
        return new Notebook(metadata, release.notebook().minor(), List.copyOf(cells));
    }

    /** A check cell with the report of its exercise; without a result it stays empty, which the bridge refuses. */
    private Cell report(Cell check) {
        for (JsonNode exercise : graded.path("exercises")) {
            if (exercise.path("exercise").asText().equals(check.course("exercise"))) {
                Score score = score(exercise);
                return check.withOutputs(output("execute_result", score.html(), score.toString()));
            }
        }
        return check;
    }

    /** The same as in the student's own notebook, but for what would tell hidden numbers. */
    private Score score(JsonNode exercise) {
        List<TestResult> tests = new ArrayList<>();
        for (JsonNode test : exercise.path("tests")) {
            Status status = Status.valueOf(test.path("status").asText());
            tests.add(new TestResult(
                    test.path("name").asText(),
                    test.path("asked").asText(),
                    test.path("points").asDouble(),
                    test.path("max").asDouble(),
                    status,
                    hidden && status != Status.NOT_RUN
                            ? ""
                            : test.path("message").asText(),
                    test.path("hint").asText(),
                    test.path("where").asText()));
        }
        return new Score(
                exercise.path("exercise").asText(),
                exercise.path("title").asText(),
                exercise.path("points").asDouble(),
                exercise.path("max").asDouble(),
                tests,
                exercise.path("notice").asText(),
                hidden ? "" : exercise.path("output").asText(),
                release.language());
    }

    private String summary() {
        StringBuilder html =
                new StringBuilder("<section lang=\"" + release.language().code() + "\">\n<p><strong>"
                        + Csv.number(graded.path("points").asDouble())
                        + Language.pick(" of ", " de ")
                        + Csv.number(graded.path("max").asDouble())
                        + Language.pick(" points", " puntos")
                        + "</strong></p>\n<p>"
                        + Html.text(Language.pick("Graded by Recurrent ", "Corregido con Recurrent ")
                                + result.path("grader").asText()
                                + Language.pick(", level ", ", nivel ")
                                + result.path("sandbox").path("level").asText()
                                + ". ")
                        + StudentReport.numbers(hidden)
                        + "</p>\n");
        List<String> remarks = new ArrayList<>();
        graded.path("flags").forEach(flag -> remarks.add(flag.asText()));
        result.path("flags").forEach(flag -> remarks.add(flag.asText()));
        if (!remarks.isEmpty()) {
            html.append("<p>").append(Language.pick("Remarks", "Observaciones")).append(":</p>\n<ul>\n");
            remarks.forEach(
                    remark -> html.append("<li>").append(Html.text(remark)).append("</li>\n"));
            html.append("</ul>\n");
        }
        return html.append("</section>").toString();
    }

    private static ArrayNode output(String type, String html, String plain) {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        ObjectNode output = outputs.addObject().put("output_type", type);
        if (type.equals("execute_result")) {
            output.putNull("execution_count");
        }
        output.putObject("metadata");
        ObjectNode data = output.putObject("data").put("text/html", html);
        if (!plain.isEmpty()) {
            data.put("text/plain", plain);
        }
        return outputs;
    }

    /** A student's text that every page can show: no control characters, no halves of characters, not too long. */
    private static String shown(String source) {
        int end = Math.min(source.length(), LONGEST);
        StringBuilder clean =
                new StringBuilder(Html.visible(source.substring(0, end).replace("\r\n", "\n")));
        if (end < source.length()) {
            clean.append(Language.pick(
                            "\n// cut here; characters left out: ", "\n// cortado aquí; caracteres que faltan: "))
                    .append(source.length() - end);
        }
        return clean.toString();
    }
}
