package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import recurrent.check.Exercise;
import recurrent.check.Score;
import recurrent.check.Status;

/**
 * Proves that an exercise grades: the right answer gets all points, an untouched exercise none, and each wrong answer
 * loses exactly the tests of its misconception.
 */
public final class ExerciseHarness {
    private static final int WRONG_ANSWERS_NEEDED = 3;

    private static final ThreadLocal<List<ExerciseHarness>> COLLECTED = new ThreadLocal<>();

    private record Wrong(String misconception, Supplier<Score> check, Set<String> lost) {}

    private final String id;
    private Supplier<Score> right;
    private Supplier<Score> untouched;
    private final List<Wrong> wrong = new ArrayList<>();

    private ExerciseHarness(String id) {
        this.id = id;
    }

    public static ExerciseHarness of(Class<?> exercise) {
        Exercise annotation = exercise.getAnnotation(Exercise.class);
        return new ExerciseHarness(Objects.requireNonNull(annotation, () -> exercise + " has no @Exercise")
                .id());
    }

    /** What the generated stub does. */
    public static <T> T notWritten(String id) {
        throw new UnsupportedOperationException(id + ": write me");
    }

    public ExerciseHarness right(Supplier<Score> check) {
        right = check;
        return this;
    }

    public ExerciseHarness untouched(Supplier<Score> check) {
        untouched = check;
        return this;
    }

    public ExerciseHarness wrong(String misconception, Supplier<Score> check, String... lost) {
        wrong.add(new Wrong(misconception, check, new LinkedHashSet<>(List.of(lost))));
        return this;
    }

    public Stream<DynamicTest> tests() {
        Objects.requireNonNull(right, id + ": right(…) is missing");
        Objects.requireNonNull(untouched, id + ": untouched(…) is missing");
        if (wrong.size() < WRONG_ANSWERS_NEEDED) {
            throw new IllegalStateException(
                    id + ": expected at least " + WRONG_ANSWERS_NEEDED + " wrong answers, got " + wrong.size());
        }
        if (COLLECTED.get() != null) {
            COLLECTED.get().add(this);
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(
                        dynamicTest(id + ": the right answer gets all points", this::rightGetsAll),
                        dynamicTest(
                                id + ": an untouched exercise gets none and is told so kindly",
                                this::untouchedGetsNone)),
                wrong.stream().map(w -> dynamicTest(id + ": " + w.misconception(), () -> loses(w))));
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
        all.add(new Tables.Answer(id, "an untouched exercise", untouched, null));
        wrong.forEach(w -> all.add(new Tables.Answer(id, w.misconception(), w.check(), w.lost())));
        return all;
    }

    private void rightGetsAll() {
        Score score = right.get();
        assertEquals(List.of(), score.lost(), score::text);
        assertTrue(score.full(), score::text);
        assertEquals(score.max(), score.points(), 0, score::text);
    }

    private void untouchedGetsNone() {
        Score score = untouched.get();
        assertAll(
                () -> assertEquals(0, score.points(), 0, score::text),
                () -> assertTrue(score.tests().stream().allMatch(t -> t.status() == Status.NOT_RUN), score::text),
                () -> assertFalse(score.notice().isEmpty(), score::text),
                () -> assertFalse(score.html().contains("<table"), "one sentence is enough: " + score.html()));
    }

    private static void loses(Wrong wrong) {
        assertFalse(wrong.lost().isEmpty(), "name the tests that it must lose");
        Score score = wrong.check().get();
        assertEquals(new TreeSet<>(wrong.lost()), new TreeSet<>(score.lost()), score::text);
        assertTrue(score.points() < score.max(), score::text);
        assertTrue(score.tests().stream().anyMatch(t -> t.status() == Status.FAIL), score::text);
    }
}
