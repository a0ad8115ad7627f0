package recurrent.exercises;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import recurrent.check.Conditions;
import recurrent.check.Score;
import recurrent.exercises.names.ExerciseName;
import recurrent.i18n.Language;

/**
 * The answers of all tables of a chapter, right and wrong, and the functions that they consist of: so that a grader can
 * have them called in another process. That process reads the same tables.
 */
public final class Tables {
    private static final Map<String, List<Answer>> CHAPTERS = new ConcurrentHashMap<>();
    private static final Map<String, List<Object>> FUNCTIONS = new ConcurrentHashMap<>();

    private Tables() {}

    /**
     * One answer of a table.
     *
     * @param exercise such as "07.2"
     * @param name     the misconception
     * @param check    checks it
     * @param lost     tests that it loses; null for all of them
     */
    public record Answer(String exercise, String name, Supplier<Score> check, Set<String> lost) {}

    private static final class Caught extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Object answer;

        Caught(Object answer) {
            this.answer = answer;
        }
    }

    /** The answers of the tables of a chapter, always in the same order. */
    public static List<Answer> of(String chapter) {
        return CHAPTERS.computeIfAbsent(chapter, name -> {
            try {
                List<Answer> all = new ArrayList<>();
                ExerciseHarness.tables(Class.forName(ExerciseName.tables(name)))
                        .forEach(table -> all.addAll(table.answers()));
                return List.copyOf(all);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /**
     * A function of an answer. Called from code that JShell makes.
     *
     * @param chapter such as "07"
     * @param answer  its place in the list
     * @param part    which of its functions
     * @param <T>     its interface
     * @return the function
     */
    @SuppressWarnings("unchecked")
    public static <T> T function(String chapter, int answer, int part) {
        List<Object> functions = FUNCTIONS.computeIfAbsent(chapter + " " + answer, key -> {
            try {
                Conditions stop = new Conditions(Duration.ofSeconds(1), Language.EN, 0, object -> {
                    throw new Caught(object);
                });
                stop.during(of(chapter).get(answer).check());
                throw new IllegalStateException(key + ": it was never checked");
            } catch (Caught caught) {
                Map<Field, Object> parts = parts(caught.answer);
                return parts.isEmpty() ? List.of(caught.answer) : List.copyOf(parts.values());
            }
        });
        return (T) functions.get(part);
    }

    /**
     * The functions of an answer, by the fields that hold them: an exercise that asks for several packs them into one
     * object.
     *
     * @param answer as the tests get it
     * @return fields and functions in order; empty if the answer is a function itself
     */
    public static Map<Field, Object> parts(Object answer) {
        Map<Field, Object> parts = new LinkedHashMap<>();
        if (Arrays.stream(answer.getClass().getInterfaces()).noneMatch(Tables::ofExercise)) {
            for (Field field : answer.getClass().getDeclaredFields()) {
                if (ofExercise(field.getType())) {
                    field.setAccessible(true);
                    try {
                        parts.put(field, field.get(answer));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return parts;
    }

    private static boolean ofExercise(Class<?> type) {
        return type.isInterface() && type.getName().startsWith("recurrent.exercises.");
    }
}
