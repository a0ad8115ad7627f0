package recurrent.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import recurrent.exercises.names.ExerciseName;
import recurrent.grade.Rehearsal;
import recurrent.io.Home;
import recurrent.notebook.Notebook;

/**
 * The right answers: the functions of {@code solutions/en}, where each is written once. The cells of a chapter are
 * evaluated when somebody asks for the first of them, in a few seconds.
 */
public final class Solutions {
    private static final Map<String, Map<String, List<Object>>> CHAPTERS = new ConcurrentHashMap<>();

    private Solutions() {}

    /**
     * The function that the solution hands over as a type.
     *
     * @param type an interface inside the class of an exercise, which its method check takes once
     * @param <T>  the same
     * @return the function
     */
    public static <T> T of(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new IllegalArgumentException(type.getName() + ": the check cell hands over " + found.size()
                    + " of them; all(…) has them in order");
        }
        return found.get(0);
    }

    /**
     * The functions that the solution hands over as a type.
     *
     * @param type an interface inside the class of an exercise
     * @param <T>  the same
     * @return the functions in the order of the check cell
     */
    public static <T> List<T> all(Class<T> type) {
        return functions(type.getDeclaringClass()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /**
     * All that the solution of an exercise hands over.
     *
     * @param exercise its class
     * @return the arguments of its method check
     */
    static List<Object> functions(Class<?> exercise) {
        ExerciseName name = ExerciseName.ofClass(exercise.getName())
                .orElseThrow(() -> new IllegalArgumentException(exercise + " is no exercise"));
        List<Object> functions =
                CHAPTERS.computeIfAbsent(name.chapter(), Solutions::evaluate).get(name.id());
        if (functions == null) {
            throw new IllegalStateException("exercise " + name.id() + ": solutions/en has no check cell for it");
        }
        return functions;
    }

    private static Map<String, List<Object>> evaluate(String chapter) {
        try (Stream<Path> files = Files.list(Home.root().resolve("solutions/en"))) {
            Path notebook = files.filter(file -> file.getFileName().toString().startsWith(chapter + "-"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("solutions/en has no chapter " + chapter));
            return Rehearsal.functions(Notebook.read(notebook));
        } catch (IOException e) {
            throw new UncheckedIOException("the solutions of chapter " + chapter + ": " + e.getMessage(), e);
        }
    }
}
