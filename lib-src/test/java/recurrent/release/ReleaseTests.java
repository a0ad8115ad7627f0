package recurrent.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.exercises.ch98.Exercise98Tests;
import recurrent.i18n.Language;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

@DisplayName("A release")
class ReleaseTests {
    private static final String NAME = "98-halves.ipynb";
    private static final String ANSWER =
            """
            class Half {
                static double of(double x) {
                    // BEGIN SOLUTION
                    return x / 2;
                    // END SOLUTION
                }
            }""";

    @TempDir
    private Path root;

    private Path solution;
    private Path exercise;

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode role(String role) {
        ObjectNode metadata = json();
        metadata.putObject("recurrent").put("exercise", "98.1").put("role", role);
        return metadata;
    }

    private static Notebook notebook(String language) {
        boolean en = language.equals("en");
        ObjectNode metadata = json();
        metadata.putObject("kernelspec")
                .put("display_name", "Java")
                .put("language", "java")
                .put("name", "java");
        ObjectNode why = json();
        why.putArray("tags").add("solution-only");
        return new Notebook(
                metadata,
                5,
                List.of(
                        Cell.markdown("title", en ? "# Halves and more" : "# Mitades y más", json()),
                        Cell.code("setup", "Course.start(\"98\", \"" + language + "\");", json()),
                        Cell.markdown("ex98-1-text", en ? "Write it." : "Escríbelo.", json()),
                        Cell.code("ex98-1", ANSWER, role("solution")),
                        Cell.code("ex98-1-check", "Exercise98_1.check(Half::of)", role("check")),
                        Cell.markdown(
                                "ex98-1-hints",
                                en
                                        ? "<details><summary>Hint 1</summary>x</details>"
                                        : "<details><summary>Pista 1</summary>x</details>",
                                json()),
                        Cell.markdown("ex98-1-why", en ? "Because it is." : "Porque sí.", why)));
    }

    @BeforeEach
    void write() throws IOException {
        solution = root.resolve("solutions/en").resolve(NAME);
        exercise = root.resolve("exercises/en").resolve(NAME);
        for (String language : List.of("en", "es")) {
            notebook(language).write(root.resolve("solutions").resolve(language).resolve(NAME));
        }
    }

    private void change(String id, UnaryOperator<Cell> change) throws IOException {
        for (String language : List.of("en", "es")) {
            Path file = root.resolve("solutions").resolve(language).resolve(NAME);
            List<Cell> cells = new ArrayList<>();
            Notebook notebook = Notebook.read(file);
            notebook.cells().forEach(cell -> cells.add(cell.id().equals(id) ? change.apply(cell) : cell));
            notebook.withCells(cells).write(file);
        }
    }

    private void refused(String problem) throws IOException {
        List<String> problems = Release.run(root).problems();
        assertTrue(
                problems.stream().anyMatch(p -> p.contains(problem)),
                () -> "expected: " + problem + "\ngot: " + problems);
        assertFalse(Files.exists(exercise), "nothing is written when a rule is broken");
        assertTrue(Release.check(root).stream().anyMatch(p -> p.contains(problem)));
    }

    @Test
    @DisplayName("makes stubs, locks checks, drops what is for teachers")
    void makes() throws IOException {
        Release.Result result = Release.run(root);
        assertEquals(List.of(), result.problems());
        List<Cell> cells = Notebook.read(exercise).cells();
        assertEquals(
                List.of("title", "setup", "ex98-1-text", "ex98-1", "ex98-1-check", "ex98-1-hints"),
                cells.stream().map(Cell::id).toList());
        assertEquals(
                """
                class Half {
                    static double of(double x) {
                        // YOUR CODE HERE
                        throw new UnsupportedOperationException("98.1: write me");
                    }
                }""",
                cells.get(3).source());
        assertEquals(
                "{\"recurrent\":{\"exercise\":\"98.1\",\"role\":\"solution\"},\"nbgrader\":{\"schema_version\":3,"
                        + "\"grade_id\":\"ex98-1\",\"grade\":false,\"solution\":true,\"locked\":false,\"task\":false},\"deletable\":false}",
                notebookOrder(cells.get(3)));
        assertTrue(
                notebookOrder(cells.get(4))
                        .contains("\"grade\":true,\"solution\":false,\"locked\":true,\"task\":false,\"points\":3.5}"
                                + ",\"deletable\":false,\"editable\":false"),
                notebookOrder(cells.get(4)));
        assertEquals(
                cells.get(4).metadata(),
                Notebook.read(solution).cells().get(4).metadata(),
                "solutions get the metadata too");
        assertEquals(ANSWER, Notebook.read(solution).cells().get(3).source());
    }

    /** The metadata with the keys in the order in which release makes them. */
    private static String notebookOrder(Cell cell) {
        ObjectNode ordered = json();
        for (String key : List.of("recurrent", "nbgrader", "deletable", "editable")) {
            if (cell.metadata().has(key)) {
                ordered.set(key, cell.metadata().get(key));
            }
        }
        ObjectNode nbgrader = json();
        for (String key : List.of("schema_version", "grade_id", "grade", "solution", "locked", "task", "points")) {
            if (cell.metadata().path("nbgrader").has(key)) {
                nbgrader.set(key, cell.metadata().path("nbgrader").get(key));
            }
        }
        ordered.set("nbgrader", nbgrader);
        return ordered.toString();
    }

    @Test
    @DisplayName("does nothing the second time, and sees what drifted")
    void again() throws IOException {
        assertEquals(4, Release.check(root).size(), "two exercises missing, two solutions without metadata");
        assertEquals(4, Release.run(root).written().size());
        FileTime before = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(exercise, before);
        assertEquals(List.of(), Release.check(root));
        assertEquals(List.of(), Release.run(root).written());
        assertEquals(before, Files.getLastModifiedTime(exercise));
        Files.writeString(exercise, Files.readString(exercise).replace("write me", "please"));
        assertEquals(
                List.of("exercises/en/" + NAME + ": is not what solutions/ give; run ./course release"),
                Release.check(root));
        Files.writeString(root.resolve("exercises/es/97-old.ipynb"), "{}");
        Release.Result result = Release.run(root);
        assertEquals(List.of(Path.of("exercises/es/97-old.ipynb")), result.removed());
        assertEquals(List.of(), Release.check(root));
        assertFalse(Files.exists(root.resolve("exercises/es/97-old.ipynb")));
    }

    @Test
    @DisplayName("refuses points that are not those of the class")
    void points() throws IOException {
        change("ex98-1-check", cell -> {
            ObjectNode metadata = cell.metadata().deepCopy();
            metadata.putObject("nbgrader").put("points", 5);
            return cell.withMetadata(metadata);
        });
        refused("cell 5 (ex98-1-check): metadata nbgrader.points: expected 3.5, got 5");
    }

    @Test
    @DisplayName("refuses exercises without class, of another chapter, without check or answer")
    void exercises() throws IOException {
        change("ex98-1-check", cell -> cell.withMetadata(json()));
        refused("exercise 98.1: expected one check cell, got 0");
        write();
        change("ex98-1", cell -> cell.withMetadata(json()));
        refused("exercise 98.1: no answer cell (role solution)");
        refused("cell 4 (ex98-1): metadata recurrent.role is missing");
        write();
        for (String id : List.of("ex98-1", "ex98-1-check")) {
            change(id, cell -> {
                ObjectNode metadata = cell.metadata().deepCopy();
                metadata.withObject("/recurrent").put("exercise", "98.7");
                return new Cell(
                        "code",
                        cell.id().replace("98-1", "98-7"),
                        cell.source().replace("98_1", "98_7"),
                        metadata,
                        cell.outputs(),
                        false,
                        cell.attached());
            });
        }
        refused("there is no exercise 98.7 (recurrent.exercises.ch98.Exercise98_7)");
        write();
        change(
                "ex98-1",
                cell -> new Cell(
                        "code", "answer", cell.source(), cell.metadata(), cell.outputs(), false, cell.attached()));
        refused("id: expected \"ex98-1\", got \"answer\"");
    }

    @Test
    @DisplayName("refuses check cells of several lines, hidden tests, and unknown roles")
    void cells() throws IOException {
        change("ex98-1-check", cell -> cell.withSource("int x = 1;\nExercise98_1.check(Half::of)"));
        refused("a check cell is one call, Exercise98_1.check(…)");
        write();
        change("ex98-1-text", cell -> cell.withSource(cell.source() + " BEGIN HIDDEN TESTS"));
        refused("hidden tests do not stand in notebooks");
        write();
        change("ex98-1", cell -> cell.withMetadata(role("answer")));
        refused("expected solution, check or given, got \"answer\"");
    }

    @Test
    @DisplayName("refuses notebooks that drifted, lack a language, break a rule, or are none")
    void notebooks() throws IOException {
        Notebook es = Notebook.read(root.resolve("solutions/es").resolve(NAME));
        es.withCells(es.cells().subList(0, 5))
                .write(root.resolve("solutions/es").resolve(NAME));
        refused("English has 7 cells, Spanish 5");
        Files.delete(root.resolve("solutions/es").resolve(NAME));
        refused("solutions/es/" + NAME + ": is missing");
        Files.writeString(root.resolve("solutions/es").resolve(NAME), "{");
        refused("solutions/es/" + NAME + ": ");
        write();
        change("ex98-1-text", cell -> Cell.code("ex98-1-text", "assert true;", json()));
        refused("assert does nothing");
        write();
        change("setup", cell -> cell.withSource(cell.source().replace("98", "97")));
        refused("the first code cell must be Course.start(\"98\", \"en\");");
    }

    @Test
    @DisplayName("refuses a solution that does not get all points")
    void solutionLoses() throws IOException {
        change("ex98-1", cell -> cell.withSource(ANSWER.replace("x / 2", "(int) x / 2")));
        untried("exercise 98.1: the solution gets 1.0 of 3.5 points; it loses fraction");
        change("ex98-1", cell -> cell.withSource(ANSWER.replace("x / 2", "y / 2")));
        untried("solution, a cell uses what is not defined: variable y");
    }

    @Test
    @DisplayName("refuses an untouched exercise that gets points, or that does not compile")
    void untouchedGains() throws IOException {
        change("ex98-1", cell -> cell.withSource(ANSWER.replace("return x", "// STUB: return 2;\n        return x")));
        untried("exercise 98.1: the untouched exercise gets 1.0 of 3.5 points");
        change("ex98-1", cell -> cell.withSource(ANSWER.replace("return x", "// STUB: return y;\n        return x")));
        untried("untouched notebook, a cell uses what is not defined: variable y");
        change(
                "ex98-1",
                cell -> cell.withSource(ANSWER.replace("return x", "// STUB: return \"y\";\n        return x")));
        untried("untouched notebook, exercise 98.1: line 4: incompatible types");
    }

    @Test
    @DisplayName("refuses an exercise whose wrong answers keep their points, are too few, or are not there")
    void wrongAnswersKeepPoints() throws IOException {
        try {
            Exercise98Tests.keepsItsPoints();
            untried("exercise 98.1: is right after all: expected: <[whole]> but was: <[]>");
            Exercise98Tests.tooFew();
            untried("98.1: expected at least 3 wrong answers, got 1");
            untried("exercise 98.1: Exercise98Tests has no table for it");
        } finally {
            Exercise98Tests.restore();
        }
        assertEquals(
                List.of("exercise 97.1: no wrong answers: there is no class recurrent.exercises.ch97.Exercise97Tests"),
                Trial.wrongAnswers(List.of("97.1")));
        assertEquals(List.of(), Release.run(root).problems());
        assertEquals(
                "exercise 97.1: solutions/en has no check cell for it",
                Trial.words(new ExceptionInInitializerError(
                        new IllegalStateException("exercise 97.1: solutions/en has no check cell for it"))));
    }

    /** The notebook keeps all rules, but the trial fails. */
    private void untried(String problem) throws IOException {
        assertTrue(Release.check(root).stream().allMatch(p -> p.contains("run ./course release")), "breaks a rule");
        Release.Result result = Release.run(root);
        assertTrue(
                result.problems().stream().anyMatch(p -> p.contains(problem)),
                () -> "expected: " + problem + "\ngot: " + String.join("\n", result.problems()));
        assertEquals(List.of(), result.written());
        assertFalse(Files.exists(exercise), "nothing is written");
    }

    @Test
    @DisplayName("leaves no folder without solutions unmentioned")
    void nothing(@TempDir Path empty) throws IOException {
        assertTrue(Release.check(empty).get(0).startsWith("solutions/: no notebook in "));
    }

    @Test
    @DisplayName("turns declared stubs into values")
    void declaredStubs() {
        assertEquals(
                "// YOUR CODE HERE\nString q1 = \"\";\nint n = 0;",
                Stubs.of(
                        """
                // BEGIN SOLUTION
                // STUB: String q1 = "";
                // STUB: int n = 0;
                String q1 = "B";
                int n = 3;
                // END SOLUTION""",
                        "98.1",
                        Language.EN));
    }

    @Test
    @DisplayName("speaks to students in the language of their notebook")
    void prompts() {
        String solution = "void f() {\n    // BEGIN SOLUTION\n    g();\n    // END SOLUTION\n}";
        String stub = "void f() {\n    // %s\n    throw new UnsupportedOperationException(\"98.1: write me\");\n}";
        assertEquals(stub.formatted("YOUR CODE HERE"), Stubs.of(solution, "98.1", Language.EN));
        assertEquals(stub.formatted("ESCRIBE AQUÍ TU CÓDIGO"), Stubs.of(solution, "98.1", Language.ES));
    }

    @Test
    @DisplayName("refuses solution regions that give no Java")
    void regions() {
        refusedRegion("no \"// BEGIN", "int x = 1;", "a solution cell needs");
        refusedRegion("not closed", "void f() {\n    // BEGIN SOLUTION\n    g();\n}", "is not closed");
        refusedRegion("not begun", "void f() {\n    // END SOLUTION\n}", "that did not begin");
        refusedRegion("nested", "void f() {\n    // BEGIN SOLUTION\n    // BEGIN SOLUTION\n}", "inside another one");
        refusedRegion(
                "code after it",
                ANSWER.replace("    }\n}", "        return 3;\n    }\n}"),
                "line 6: a solution region must be the end");
        refusedRegion(
                "two in a block",
                ANSWER.replace(
                        "    }\n}", "        // BEGIN SOLUTION\n        f();\n        // END SOLUTION\n    }\n}"),
                "where it can never run");
        refusedRegion(
                "empty",
                "void f() {\n    // BEGIN SOLUTION\n    // nothing\n    // END SOLUTION\n}",
                "holds no solution");
        refusedRegion(
                "outside braces",
                "// BEGIN SOLUTION\nint x = 1;\n// END SOLUTION",
                "would throw as soon as the cell runs");
        refusedRegion(
                "more on the line",
                "void f() { // BEGIN SOLUTION\n    g();\n    // END SOLUTION\n}",
                "alone on its line");
    }

    private static void refusedRegion(String what, String code, String problem) {
        String message = assertThrows(IllegalArgumentException.class, () -> Stubs.of(code, "98.1", Language.EN), what)
                .getMessage();
        assertTrue(message.contains(problem), message);
    }
}
