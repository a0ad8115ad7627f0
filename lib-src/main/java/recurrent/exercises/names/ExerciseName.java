package recurrent.exercises.names;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an exercise and its class are called: 07.2 is {@code recurrent.exercises.ch07.Exercise07_2}. It needs nothing of
 * the course, so that the process with students' code can have it without having the exercises' tests.
 *
 * @param chapter such as "07"
 * @param number  within the chapter, from 1
 */
public record ExerciseName(String chapter, int number) {
    private static final String PACKAGE = "recurrent.exercises.ch";
    private static final Pattern ID = Pattern.compile("(\\d\\d)\\.([1-9]\\d?)");
    private static final Pattern CLASS =
            Pattern.compile("recurrent\\.exercises\\.ch(\\d\\d)\\.Exercise\\1_([1-9]\\d?)(\\$\\w+)?");

    /**
     * Reads the name of an exercise.
     *
     * @param id such as "07.2"
     * @return its parts
     * @throws IllegalArgumentException if it is written in another way
     */
    public static ExerciseName of(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalArgumentException("an exercise is named such as \"07.2\", got \"" + id + "\"");
        }
        return new ExerciseName(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    /**
     * Reads the name of a class.
     *
     * @param name with its package
     * @return the exercise; nothing if this is no name of the class of an exercise itself
     */
    public static Optional<ExerciseName> ofClass(String name) {
        Matcher parts = CLASS.matcher(name);
        return parts.matches() && parts.group(3) == null
                ? Optional.of(new ExerciseName(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /**
     * Whether a class stands inside the class of an exercise, as the types that students' functions take do.
     *
     * @param name with its package
     */
    public static boolean isMember(String name) {
        Matcher parts = CLASS.matcher(name);
        return parts.matches() && parts.group(3) != null;
    }

    /**
     * The class with the tables of wrong answers of a chapter.
     *
     * @param chapter such as "07"
     * @return its name with its package
     */
    public static String tables(String chapter) {
        return PACKAGE + chapter + ".Exercise" + chapter + "Tests";
    }

    /** Such as "07.2". */
    public String id() {
        return chapter + "." + number;
    }

    /** The name of its class as it stands in notebooks, such as "Exercise07_2". */
    public String simpleName() {
        return "Exercise" + chapter + "_" + number;
    }

    /** The name of its class with its package. */
    public String className() {
        return PACKAGE + chapter + "." + simpleName();
    }
}
