package recurrent.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import recurrent.check.Score;
import recurrent.i18n.Language;
import recurrent.io.Home;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/** Notebooks as students hand them in, and a grader for one of them. */
final class Classroom {
    private static final Path ROOT = Home.root();

    private Classroom() {}

    static Course course() throws IOException {
        try (Stream<Path> jars = Files.list(ROOT.resolve("target/lib"))) {
            return Course.read(ROOT, ROOT.resolve("target/classes"), jars.toList(), "test");
        }
    }

    static Notebook solved(String chapter) throws IOException {
        return notebook("solutions", chapter);
    }

    static Notebook untouched(String chapter) throws IOException {
        return notebook("exercises", chapter);
    }

    private static Notebook notebook(String kind, String chapter) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(kind).resolve("en"))) {
            return Notebook.read(files.filter(f -> f.getFileName().toString().startsWith(chapter + "-"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** The notebook with other sources in some cells. */
    static Notebook with(Notebook notebook, Map<String, String> sources) {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : notebook.cells()) {
            cells.add(sources.containsKey(cell.id()) ? cell.withSource(sources.get(cell.id())) : cell);
        }
        return notebook.withCells(cells);
    }

    /** The solution in a cell. */
    static String source(String chapter, String id) throws IOException {
        return solved(chapter).cells().stream()
                .filter(cell -> cell.id().equals(id))
                .findFirst()
                .orElseThrow()
                .source();
    }

    /** The solution in a cell with other code in one place; it must be there, or the test would grade a right answer. */
    static String edited(String chapter, String id, String code, String other) throws IOException {
        String source = source(chapter, id);
        if (!source.contains(code)) {
            throw new IllegalArgumentException(id + ": there is no «" + code + "» in\n" + source);
        }
        return source.replace(code, other);
    }

    /** What came of a notebook. */
    record Graded(List<Score> scores, List<String> outputs, int children) {}

    /** Grades one notebook in one child and its successors. */
    static Graded gradeAll(Course course, String chapter, Notebook submitted, Limits limits, Sandbox sandbox) {
        Course.Release release = course.releases().get("en/" + chapter);
        Transplant answers = Transplant.of(release.notebook(), submitted);
        try (Session session =
                new Session(() -> Child.start(course, sandbox, limits, Language.EN), limits, answers.cells())) {
            Marker marker = new Marker(session, answers, limits, Language.EN);
            List<Score> scores = new ArrayList<>();
            List<String> outputs = new ArrayList<>();
            for (Cell cell : release.checks()) {
                scores.add(marker.mark(cell, 0));
                outputs.add(session.output());
            }
            return new Graded(scores, outputs, session.children());
        }
    }

    static List<Score> grade(Course course, String chapter, Notebook submitted, Limits limits, Sandbox sandbox) {
        return gradeAll(course, chapter, submitted, limits, sandbox).scores();
    }
}
