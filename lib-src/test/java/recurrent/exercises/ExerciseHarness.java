package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import recurrent.check.Conditions;
import recurrent.check.Exercise;
import recurrent.check.Score;
import recurrent.check.Status;
import recurrent.i18n.Language;

/**
 * Proves that an exercise grades: the right answer gets all points, an untouched exercise none, and each wrong answer
 * loses exactly the tests of its misconception.
 */
public final class ExerciseHarness {
    private static final int WRONG_ANSWERS_NEEDED = 3;

    /** More than a notebook gives a test: a busy machine must not make an answer wrong. */
    private static final Conditions PATIENT = new Conditions(Duration.ofMinutes(1), Language.EN, 0);

    private static final ThreadLocal<List<ExerciseHarness>> COLLECTED = new ThreadLocal<>();

    private record Wrong(String misconception, Supplier<Score> check, Set<String> lost) {}

    private final String id;
    private Supplier<Score> right;
    private Supplier<Score> untouched;
    private final Map<String, Supplier<Score>> others = new LinkedHashMap<>();
    private final List<Wrong> wrong = new ArrayList<>();

    private ExerciseHarness(String id, Supplier<Score> right) {
        this.id = id;
        this.right = right;
    }

    /** The table of an exercise. Its right answer is that of the solution notebook. */
    public static ExerciseHarness of(Class<?> exercise) {
        Exercise annotation = exercise.getAnnotation(Exercise.class);
        Objects.requireNonNull(annotation, () -> exercise + " has no @Exercise");
        return new ExerciseHarness(annotation.id(), () -> solution(exercise));
    }

    private static Score solution(Class<?> exercise) {
        String id = exercise.getAnnotation(Exercise.class).id();
        try {
            return (Score) Exercises.find(id)
                    .check()
                    .invoke(null, Solutions.functions(exercise).toArray());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException stopped) {
                throw stopped;
            }
            throw new IllegalStateException(e);
        }
    }

    /** What the generated stub does. */
    public static <T> T notWritten(String id) {
        throw new UnsupportedOperationException(id + ": write me");
    }

    /** Another right answer, for an exercise that no solution notebook has. */
    public ExerciseHarness right(Supplier<Score> check) {
        right = check;
        return this;
    }

    /** A right answer in another style: it must get all points too. */
    public ExerciseHarness alsoRight(String style, Supplier<Score> check) {
        others.put(style, check);
        return this;
    }

    /** The exercise as students get it. */
    public ExerciseHarness untouched(Supplier<Score> check) {
        untouched = check;
        return this;
    }

    /** A wrong answer, and the tests that it must lose: these and no others. */
    public ExerciseHarness wrong(String misconception, Supplier<Score> check, String... lost) {
        wrong.add(new Wrong(misconception, check, new LinkedHashSet<>(List.of(lost))));
        return this;
    }

    /** The tests of this table. */
    public Stream<DynamicTest> tests() {
        Objects.requireNonNull(untouched, id + ": untouched(…) is missing");
        if (wrong.size() < WRONG_ANSWERS_NEEDED) {
            throw new IllegalStateException(
                    id + ": expected at least " + WRONG_ANSWERS_NEEDED + " wrong answers, got " + wrong.size());
        }
        if (COLLECTED.get() != null) {
            COLLECTED.get().add(this);
            return Stream.empty();
        }
        return Stream.of(
                        Stream.of(
                                dynamicTest(id + ": the right answer gets all points", () -> getsAll(right)),
                                dynamicTest(
                                        id + ": an untouched exercise gets none and is told so kindly",
                                        this::untouchedGetsNone)),
                        others.entrySet().stream()
                                .map(o -> dynamicTest(id + ": right, " + o.getKey(), () -> getsAll(o.getValue()))),
                        wrong.stream().map(w -> dynamicTest(id + ": " + w.misconception(), () -> loses(w))))
                .flatMap(tests -> tests);
    }

    /** The tables of a test class, without running them. */
    static List<ExerciseHarness> tables(Class<?> tests) {
        List<ExerciseHarness> tables = new ArrayList<>();
        COLLECTED.set(tables);
        try {
            Constructor<?> constructor = tests.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object instance = constructor.newInstance();
            for (Method method : tests.getDeclaredMethods()) {
                if (method.isAnnotationPresent(TestFactory.class)) {
                    method.setAccessible(true);
                    method.invoke(instance);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(tests + " has tables that cannot be read", e);
        } finally {
            COLLECTED.remove();
        }
        tables.sort(Comparator.comparing(table -> table.id));
        return tables;
    }

    /** The answers of the table: the right one, the untouched exercise, the wrong ones. */
    List<Tables.Answer> answers() {
        List<Tables.Answer> all = new ArrayList<>();
        all.add(new Tables.Answer(id, "the right answer", right, Set.of()));
        others.forEach((style, check) -> all.add(new Tables.Answer(id, style, check, Set.of())));
        all.add(new Tables.Answer(id, "an untouched exercise", untouched, null));
        wrong.forEach(w -> all.add(new Tables.Answer(id, w.misconception(), w.check(), w.lost())));
        return all;
    }

    private static void getsAll(Supplier<Score> check) {
        Score score = PATIENT.during(check);
        assertEquals(List.of(), score.lost(), score::text);
        assertTrue(score.full(), score::text);
        assertEquals(score.max(), score.points(), 0, score::text);
    }

    private void untouchedGetsNone() {
        Score score = PATIENT.during(untouched);
        assertAll(
                () -> assertEquals(0, score.points(), 0, score::text),
                () -> assertTrue(score.tests().stream().allMatch(t -> t.status() == Status.NOT_RUN), score::text),
                () -> assertFalse(score.notice().isEmpty(), score::text),
                () -> assertFalse(score.html().contains("<table"), "one sentence is enough: " + score.html()));
    }

    private static void loses(Wrong wrong) {
        assertFalse(wrong.lost().isEmpty(), "name the tests that it must lose");
        Score score = PATIENT.during(wrong.check());
        assertEquals(new TreeSet<>(wrong.lost()), new TreeSet<>(score.lost()), score::text);
        assertTrue(score.points() < score.max(), score::text);
        assertTrue(score.tests().stream().anyMatch(t -> t.status() == Status.FAIL), score::text);
    }
}
