package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import recurrent.check.Score;
import recurrent.check.Status;
import recurrent.data.Home;
import recurrent.grade.child.Cells;
import recurrent.i18n.Language;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

@Tag("system")
@DisplayName("An answer in a child gets the points that it gets in the notebook")
class RingsTests {
    private static final Limits LIMITS = Limits.defaults();
    private static Course course;

    @BeforeAll
    static void read() throws IOException {
        course = Classroom.course();
    }

    @Test
    @DisplayName("all of them for the solutions of chapter 07")
    void solved() throws IOException {
        List<Score> scores = Classroom.grade(course, "07", Classroom.solved("07"), LIMITS, new ProcessSandbox(LIMITS));
        assertEquals(7, scores.size());
        for (Score score : scores) {
            assertTrue(score.full(), score::text);
        }
    }

    @Test
    @DisplayName("none for an untouched notebook")
    void untouched() throws IOException {
        for (Score score :
                Classroom.grade(course, "07", Classroom.untouched("07"), LIMITS, new ProcessSandbox(LIMITS))) {
            assertEquals(0, score.points(), 0, score::text);
        }
    }

    @Test
    @DisplayName("all of them for the solutions of chapter 09")
    void solved09() throws IOException {
        List<Score> scores = Classroom.grade(course, "09", Classroom.solved("09"), LIMITS, new ProcessSandbox(LIMITS));
        for (Score score : scores) {
            assertTrue(score.full(), score::text);
        }
    }

    @TestFactory
    @DisplayName("the same verdict for every test of wrong answers")
    Stream<DynamicTest> mutants() {
        return IntStream.range(Integer.getInteger("from", 0), Mutants.CHAPTER_07.size())
                .mapToObj(i -> DynamicTest.dynamicTest("notebook " + (i + 1), () -> {
                    Notebook wrong = Classroom.with(Classroom.untouched("07"), Mutants.CHAPTER_07.get(i));
                    List<Score> here = notebook(wrong);
                    List<Score> there = Classroom.grade(course, "07", wrong, LIMITS, new ProcessSandbox(LIMITS));
                    for (int k = 0; k < here.size(); k++) {
                        Score a = here.get(k);
                        Score b = there.get(k);
                        assertEquals(verdicts(a), verdicts(b), () -> a.text() + "\n" + b.text());
                        assertEquals(a.points(), b.points(), 0);
                    }
                    assertTrue(there.stream().mapToDouble(Score::points).sum() < 35);
                }));
    }

    @Test
    @DisplayName("and with hidden numbers too; numbers that the solution fails with are not held against anybody")
    void hidden(@TempDir Path folder) throws IOException {
        Salt salt = Salt.read(Files.writeString(folder.resolve("salt"), "a secret of the teacher"));
        Course.Release release = course.releases().get("en/07");
        Notebook broken = Classroom.with(
                Classroom.solved("07"),
                Map.of("ex07-1", Mutants.CHAPTER_07.get(0).get("ex07-1")));
        Course wrong = new Course(
                Map.of("en/07", new Course.Release(release.name(), "07", Language.EN, release.notebook(), broken)),
                course.library(),
                course.home(),
                course.made(),
                "test");
        Notebook submitted = Classroom.with(
                broken, Map.of("ex07-7", Mutants.CHAPTER_07.get(1).get("ex07-7")));
        byte[] bytes = submitted.toJson().getBytes(StandardCharsets.UTF_8);
        Submission submission = new Submission(
                "ana", List.of(new Submission.File("en", release.name(), bytes, bytes.length)), List.of());
        try (Grading grading = new Grading(wrong, new ProcessSandbox(LIMITS), LIMITS, salt, Language.EN)) {
            JsonNode notebook = grading.grade(submission).path("notebooks").get(0);
            assertEquals(
                    "[\"exercise 07.1: the solution loses oneUnit, loops, bias too\"]",
                    notebook.path("flags").toString());
            for (JsonNode exercise : notebook.path("exercises")) {
                String id = exercise.path("exercise").asText();
                boolean full = exercise.path("points").asDouble()
                        == exercise.path("max").asDouble();
                assertEquals(!id.equals("07.1") && !id.equals("07.7"), full, exercise::toString);
            }
        }
    }

    private static Map<String, Status> verdicts(Score score) {
        Map<String, Status> verdicts = new TreeMap<>();
        score.tests().forEach(test -> verdicts.put(test.name(), test.status()));
        return verdicts;
    }

    /** What the cells of a notebook give in a kernel: JShell and the tests in one process. */
    private static List<Score> notebook(Notebook submitted) throws IOException {
        Language.use(Language.EN);
        String startup =
                Files.readString(Home.root().resolve("lib-src/main/resources/recurrent/kernel/startup.jshell"));
        List<Score> scores = new ArrayList<>();
        try (Cells cells = new Cells(
                System.getProperty("java.class.path"),
                startup.lines().filter(line -> line.startsWith("import ")).toList())) {
            for (Cell cell : course.releases().get("en/07").notebook().cells()) {
                if (cell.course("role").equals("solution")) {
                    submitted.cells().stream()
                            .filter(c -> c.id().equals(cell.id()))
                            .forEach(c -> cells.load(c.source(), false));
                } else if (cell.course("role").equals("check")) {
                    scores.add(check(cells, cell));
                }
            }
        }
        return scores;
    }

    /** A check cell whose call does not compile shows an error in the notebook: no points. */
    private static Score check(Cells cells, Cell cell) {
        Method method = Marker.method(cell.course("exercise"));
        List<String> expressions = CheckCell.arguments(cell.source());
        Object[] functions = new Object[expressions.size()];
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < functions.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            functions[i] = cells.bind(expressions.get(i), type.getCanonicalName(), problems);
            if (functions[i] == null) {
                functions[i] = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> {
                    throw new IllegalStateException("the call does not compile");
                });
            }
        }
        try {
            return (Score) method.invoke(null, functions);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
