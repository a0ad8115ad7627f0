package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

import recurrent.check.Conditions;
import recurrent.check.Score;
import recurrent.check.Status;
import recurrent.check.TestResult;
import recurrent.exercises.Tables;
import recurrent.i18n.Language;
import recurrent.io.Home;
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

    @TestFactory
    @DisplayName("all of them for the solutions of a chapter, none for its untouched notebook")
    Stream<DynamicTest> solvedAndUntouched() {
        return chapters()
                .map(chapter -> DynamicTest.dynamicTest("chapter " + chapter, () -> {
                    Notebook solved = Classroom.solved(chapter);
                    Notebook untouched = Classroom.untouched(chapter);
                    Rehearsal here = Rehearsal.of(untouched, solved, Language.EN);
                    Rehearsal nothing = Rehearsal.of(untouched, untouched, Language.EN);
                    List<Score> there = Classroom.grade(course, chapter, solved, LIMITS, new ProcessSandbox(LIMITS));
                    List<Score> none = Classroom.grade(course, chapter, untouched, LIMITS, new ProcessSandbox(LIMITS));
                    assertEquals(List.of(), here.problems());
                    assertEquals(List.of(), nothing.problems());
                    for (int i = 0; i < there.size(); i++) {
                        assertTrue(there.get(i).full(), there.get(i)::text);
                        same(here.scores().get(i), there.get(i));
                        assertEquals(0, none.get(i).points(), 0, none.get(i)::text);
                        same(nothing.scores().get(i), none.get(i));
                    }
                }));
    }

    private static Stream<String> chapters() {
        return course.releases().keySet().stream()
                .filter(name -> name.startsWith("en/"))
                .map(name -> name.substring(3));
    }

    private static void same(Score a, Score b) {
        assertEquals(verdicts(a), verdicts(b), () -> a.text() + "\n" + b.text());
        assertEquals(a.points(), b.points(), 0);
    }

    /**
     * In the notebook the tables of {@code recurrent.exercises} hold each answer to the tests that it loses; here the
     * grader's tests call the same answers in a child, which reads the same tables.
     */
    @TestFactory
    @DisplayName("what the tables say, for every right and wrong answer of a chapter")
    Stream<DynamicTest> tables() {
        return chapters()
                .map(chapter -> DynamicTest.dynamicTest("chapter " + chapter, () -> {
                    Natives natives =
                            new Natives(course.natives().folder(), course.made().resolve("none.jsa"));
                    try (Session session = new Session(
                            () -> Child.start(
                                    testClasspath(),
                                    Home.root(),
                                    natives,
                                    new ProcessSandbox(LIMITS),
                                    LIMITS,
                                    Language.EN),
                            LIMITS,
                            List.of())) {
                        List<Tables.Answer> answers = Tables.of(chapter);
                        assertTrue(answers.size() >= 5, "no tables in chapter " + chapter);
                        List<String> different = new ArrayList<>();
                        for (int i = 0; i < answers.size(); i++) {
                            Tables.Answer answer = answers.get(i);
                            int number = i;
                            Conditions there = new Conditions(
                                    Duration.ofMinutes(2), Language.EN, 0, own -> moved(own, session, chapter, number));
                            Score score = there.during(answer.check());
                            Set<String> expected = answer.lost() != null
                                    ? answer.lost()
                                    : score.tests().stream()
                                            .map(TestResult::name)
                                            .collect(Collectors.toSet());
                            if (!expected.equals(Set.copyOf(score.lost()))) {
                                different.add(answer.exercise() + " " + answer.name() + ": the table says "
                                        + new TreeSet<>(expected) + ", the child " + score.text());
                            }
                        }
                        assertEquals("", String.join("\n", different));
                        assertFalse(session.trouble());
                    }
                }));
    }

    private static List<Path> testClasspath() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The same answer with functions that run in the child. */
    private static Object moved(Object own, Session session, String chapter, int answer) {
        Map<Field, Object> parts = Tables.parts(own);
        String function = "recurrent.exercises.Tables.function(\"" + chapter + "\", " + answer + ", ";
        if (parts.isEmpty()) {
            return session.function(own.getClass().getInterfaces()[0], function + "0)", "");
        }
        List<Object> moved = new ArrayList<>();
        for (Field field : parts.keySet()) {
            moved.add(session.function(field.getType(), function + moved.size() + ")", ""));
        }
        try {
            Constructor<?> constructor = Arrays.stream(own.getClass().getDeclaredConstructors())
                    .filter(c -> c.getParameterCount() == moved.size())
                    .findFirst()
                    .orElseThrow();
            constructor.setAccessible(true);
            return constructor.newInstance(moved.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    @DisplayName("the same verdict for every test of wrong answers that stand in cells")
    Stream<DynamicTest> mutants() {
        return IntStream.range(Integer.getInteger("from", 0), Mutants.CHAPTER_07.size())
                .mapToObj(i -> DynamicTest.dynamicTest("notebook " + (i + 1), () -> {
                    Notebook wrong = Classroom.with(Classroom.untouched("07"), Mutants.CHAPTER_07.get(i));
                    List<Score> here = Rehearsal.of(
                                    course.releases().get("en/07").notebook(), wrong, Language.EN)
                            .scores();
                    List<Score> there = Classroom.grade(course, "07", wrong, LIMITS, new ProcessSandbox(LIMITS));
                    for (int k = 0; k < here.size(); k++) {
                        same(here.get(k), there.get(k));
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
}
