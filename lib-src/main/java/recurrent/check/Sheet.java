package recurrent.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;

import recurrent.i18n.Language;

/**
 * What an exercise asks, read from the annotations of its class: the points are known before any test has run.
 *
 * @param id    such as "07.2"
 * @param title in the language that was asked for
 * @param tasks its tests in the order in which they run
 */
public record Sheet(String id, String title, List<Task> tasks) {

    /**
     * One test.
     *
     * @param name   of its method
     * @param points what it is worth
     * @param order  in which it runs
     * @param asked  the end of the sentence "Your answer …"
     * @param hint   what to try when it fails
     */
    public record Task(String name, double points, int order, String asked, String hint) {}

    /**
     * Reads the annotations.
     *
     * @param tests    the class of an exercise
     * @param language of the texts
     * @return what it asks
     * @throws IllegalArgumentException if the class is no complete exercise; the message names what is wrong
     */
    public static Sheet of(Class<?> tests, Language language) {
        Exercise exercise = tests.getAnnotation(Exercise.class);
        if (exercise == null) {
            throw new IllegalArgumentException(tests.getName() + " has no @Exercise(id, en, es)");
        }
        boolean es = language == Language.ES;
        List<Task> tasks = new ArrayList<>();
        for (Method method : tests.getDeclaredMethods()) {
            Points points = method.getAnnotation(Points.class);
            if (method.isAnnotationPresent(Test.class) != (points != null)) {
                throw new IllegalArgumentException(
                        tests.getName() + "." + method.getName() + " needs both @Test and @Points, or neither");
            }
            if (points == null) {
                continue;
            }
            if (!(points.value() > 0) || Double.isInfinite(points.value())) {
                throw new IllegalArgumentException(
                        tests.getName() + "." + method.getName() + ": expected points above 0, got " + points.value());
            }
            tasks.add(new Task(
                    method.getName(),
                    points.value(),
                    points.order(),
                    es ? points.es() : points.en(),
                    es ? points.hintEs() : points.hintEn()));
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(tests.getName() + " has no test with @Points");
        }
        tasks.sort(Comparator.comparingInt(Task::order).thenComparing(Task::name));
        return new Sheet(exercise.id(), es ? exercise.es() : exercise.en(), List.copyOf(tasks));
    }

    /** What all tests are worth together. */
    public double max() {
        return tasks.stream().mapToDouble(Task::points).sum();
    }

    /** What a test asks; its name if it is not on the sheet. */
    String asked(String name) {
        return tasks.stream()
                .filter(task -> task.name().equals(name))
                .map(Task::asked)
                .findFirst()
                .orElse(name);
    }
}
