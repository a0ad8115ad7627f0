package recurrent.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import recurrent.check.Exercise;
import recurrent.check.Score;
import recurrent.check.Sheet;
import recurrent.exercises.names.ExerciseName;
import recurrent.i18n.Language;

/**
 * The exercises that there are. Nobody keeps a list: an exercise is there when its class lies where {@link ExerciseName}
 * says, in the library's jar or its folder of classes.
 */
public final class Exercises {
    private static final Pattern ALMOST = Pattern.compile("(?:ex(?:ercise)?)?(\\d{1,2})[._-](\\d{1,2})");

    private Exercises() {}

    /**
     * An exercise.
     *
     * @param name   its chapter and number
     * @param type   the class with its tests
     * @param en     its title in English
     * @param es     its title in Spanish
     * @param points what all its tests are worth together
     */
    public record Entry(ExerciseName name, Class<?> type, String en, String es, double points) {
        private static Entry of(ExerciseName name, Class<?> type) {
            double points = Sheet.of(type, Language.EN).max();
            Exercise exercise = type.getAnnotation(Exercise.class);
            if (!exercise.id().equals(name.id())) {
                throw new IllegalArgumentException(type.getName() + ": expected @Exercise(id = \"" + name.id()
                        + "\", …), got id \"" + exercise.id() + "\"");
            }
            return new Entry(name, type, exercise.en(), exercise.es(), points);
        }

        /** Such as "07.2". */
        public String id() {
            return name.id();
        }

        /** Such as "07". */
        public String chapter() {
            return name.chapter();
        }

        /** The title in the language of the messages. */
        public String title() {
            return Language.pick(en, es);
        }

        /**
         * The method that notebooks call.
         *
         * @return {@code check(…)}, which takes the student's functions and returns a {@link Score}
         * @throws IllegalArgumentException if the class has none
         */
        public Method check() {
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("check") && method.getReturnType() == Score.class)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            type.getName() + " has no method check(…) that returns a Score"));
        }
    }

    /** All exercises of the library; read once, when somebody asks. */
    private static final class Found {
        private static final List<Entry> ALL = in(library()).stream()
                .map(name -> entry(name)
                        .orElseThrow(() -> new IllegalStateException(name.className() + " cannot be loaded")))
                .toList();
    }

    /**
     * All exercises of the course.
     *
     * @return in the order of chapters and numbers
     */
    public static List<Entry> all() {
        return Found.ALL;
    }

    /**
     * Finds an exercise.
     *
     * @param id such as "07.2"
     * @return the exercise
     * @throws IllegalArgumentException if there is none, which names those that are near; or if its class is incomplete
     */
    public static Entry find(String id) {
        Matcher parts = ALMOST.matcher(id.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException(Language.pick(
                    "there is no exercise \"" + id + "\"; they are named such as \"07.2\"",
                    "no hay ningún ejercicio «" + id + "»; se llaman como «07.2»"));
        }
        ExerciseName meant = new ExerciseName(
                String.format(Locale.ROOT, "%02d", Integer.parseInt(parts.group(1))), Integer.parseInt(parts.group(2)));
        Optional<Entry> found = entry(meant);
        if (found.isPresent() && meant.id().equals(id)) {
            return found.get();
        }
        throw new IllegalArgumentException(Language.pick("there is no exercise ", "no hay ningún ejercicio ")
                + id
                + (found.isPresent()
                        ? Language.pick("; it is named ", "; se llama ") + meant.id()
                        : " (" + meant.className() + "); " + near(meant.chapter())));
    }

    private static String near(String chapter) {
        List<String> same = all().stream()
                .filter(entry -> entry.chapter().equals(chapter))
                .map(Entry::id)
                .toList();
        return same.isEmpty()
                ? Language.pick("chapters with exercises: ", "capítulos con ejercicios: ")
                        + String.join(
                                ", ", all().stream().map(Entry::chapter).collect(Collectors.toCollection(TreeSet::new)))
                : Language.pick("chapter " + chapter + " has ", "el capítulo " + chapter + " tiene ")
                        + String.join(", ", same);
    }

    private static Optional<Entry> entry(ExerciseName name) {
        Class<?> type;
        try {
            type = Class.forName(name.className(), false, Exercises.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        return Optional.of(Entry.of(name, type));
    }

    private static Path library() {
        try {
            return Path.of(Exercises.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The exercises whose classes lie in a place.
     *
     * @param library a jar or a folder of classes
     * @return their names in order
     */
    static List<ExerciseName> in(Path library) {
        try {
            if (Files.isDirectory(library)) {
                return under(library);
            }
            try (FileSystem jar = FileSystems.newFileSystem(library)) {
                return under(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(library + ": " + e.getMessage(), e);
        }
    }

    private static List<ExerciseName> under(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("recurrent/exercises"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", "."))
                    .flatMap(type -> ExerciseName.ofClass(type).stream())
                    .sorted(Comparator.comparing(ExerciseName::chapter).thenComparing(ExerciseName::number))
                    .toList();
        }
    }
}
