package recurrent.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import recurrent.i18n.Language;
import recurrent.notebook.Notebook;
import recurrent.notebook.NotebookException;
import recurrent.notebook.NotebookLint;
import recurrent.notebook.Parity;

/**
 * Makes {@code exercises/{en,es}} from {@code solutions/{en,es}}: solutions become stubs, cells for teachers go, check
 * cells are locked. All or nothing: if one notebook breaks a rule, or one exercise does not grade as it must, no file
 * changes.
 */
public final class Release {
    private static final List<String> LANGUAGES = List.of("en", "es");
    private static final String NAME = "\\d\\d-[a-z0-9-]+\\.ipynb";

    /**
     * What a release did, or would do.
     *
     * @param problems broken rules; if there are any, nothing was written
     * @param written  files that were made or changed, relative to the root
     * @param removed  exercises that no solution stands behind any more
     */
    public record Result(List<String> problems, List<Path> written, List<Path> removed) {
        /** Keeps copies. */
        public Result {
            problems = List.copyOf(problems);
            written = List.copyOf(written);
            removed = List.copyOf(removed);
        }
    }

    private final Path root;
    private final List<String> problems = new ArrayList<>();
    private final Map<Path, Notebook> files = new LinkedHashMap<>();
    private final Map<String, ExerciseNotebook> tried = new LinkedHashMap<>();

    private Release(Path root) {
        this.root = root;
    }

    /**
     * Writes all exercises that are not up to date, and completes the metadata of their solutions. Before that, tries
     * every exercise: the solution must get all points, the untouched exercise none, and each wrong answer of its table
     * must lose what the table says. The tables are test classes, which have to be on the class path.
     *
     * @param root folder of the course
     * @return what was done
     * @throws IOException if a file cannot be read or written
     */
    public static Result run(Path root) throws IOException {
        Release release = new Release(root);
        Result plan = release.plan();
        if (plan.problems().isEmpty()) {
            List<String> failed = release.trial();
            if (!failed.isEmpty()) {
                return new Result(failed, List.of(), List.of());
            }
            for (Path file : plan.written()) {
                release.files.get(file).write(root.resolve(file));
            }
            for (Path file : plan.removed()) {
                Files.delete(root.resolve(file));
            }
        }
        return plan;
    }

    /**
     * Looks whether the exercises are what their solutions give. Writes nothing, and tries no answer.
     *
     * @param root folder of the course
     * @return one sentence for each broken rule and each file that is not up to date; empty if all is well
     * @throws IOException if a file cannot be read
     */
    public static List<String> check(Path root) throws IOException {
        Result plan = new Release(root).plan();
        List<String> all = new ArrayList<>(plan.problems());
        plan.written()
                .forEach(file -> all.add(unix(file)
                        + (Files.exists(root.resolve(file))
                                ? ": is not what solutions/ give; run ./course release"
                                : ": is missing; run ./course release")));
        plan.removed().forEach(file -> all.add(unix(file) + ": no solution stands behind it; run ./course release"));
        return all;
    }

    private List<String> trial() {
        List<String> failed = new ArrayList<>();
        TreeSet<String> exercises = new TreeSet<>();
        tried.forEach((name, notebook) -> {
            Trial.notebook(notebook.completed(), notebook.released())
                    .forEach(problem -> failed.add(name + ": " + problem));
            notebook.released().cells().stream()
                    .filter(cell -> cell.course("role").equals("check"))
                    .forEach(cell -> exercises.add(cell.course("exercise")));
        });
        failed.addAll(Trial.wrongAnswers(exercises));
        return failed;
    }

    private Result plan() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String language : LANGUAGES) {
            names.addAll(list(root.resolve("solutions").resolve(language)));
        }
        if (names.isEmpty()) {
            problems.add("solutions/: no notebook in " + root);
        }
        for (String name : names) {
            notebook(name);
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<Path, Notebook> file : files.entrySet()) {
            Path target = root.resolve(file.getKey());
            if (!Files.exists(target)
                    || !Files.readString(target).equals(file.getValue().toJson())) {
                written.add(file.getKey());
            }
        }
        List<Path> removed = new ArrayList<>();
        for (String language : LANGUAGES) {
            for (String name : list(root.resolve("exercises").resolve(language))) {
                if (!names.contains(name)) {
                    removed.add(Path.of("exercises", language, name));
                }
            }
        }
        return new Result(problems, written, removed);
    }

    private void notebook(String name) throws IOException {
        if (!name.matches(NAME)) {
            problems.add("solutions/*/" + name + ": expected a name such as 07-rnn-from-scratch.ipynb");
            return;
        }
        Map<String, ExerciseNotebook> made = new LinkedHashMap<>();
        Map<String, Notebook> sources = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            Path file = Path.of("solutions", language, name);
            if (!Files.exists(root.resolve(file))) {
                problems.add(unix(file) + ": is missing; every notebook comes in both languages");
                continue;
            }
            try {
                Notebook source = Notebook.parse(Files.readAllBytes(root.resolve(file)), unix(file));
                ExerciseNotebook exercises = new ExerciseNotebook(source, name.substring(0, 2), Language.of(language));
                sources.put(language, source);
                made.put(language, exercises);
                setup(source, name.substring(0, 2), language, file);
                exercises.problems().forEach(problem -> problems.add(unix(file) + ": " + problem));
                // outputs and execution counts are cleared anyway
                NotebookLint.check(exercises.completed(), NotebookLint.Kind.SOLUTION)
                        .forEach(problem -> problems.add(unix(file) + ": " + problem));
            } catch (NotebookException e) {
                problems.add(e.getMessage());
            }
        }
        if (made.size() == LANGUAGES.size()) {
            Parity.check(sources.get("en"), sources.get("es"))
                    .forEach(problem -> problems.add("solutions/*/" + name + ": " + problem));
        }
        made.forEach((language, exercises) -> {
            // a text in the code can break it in one of the two
            tried.put("solutions/" + language + "/" + name, exercises);
            files.put(Path.of("solutions", language, name), exercises.completed());
            files.put(Path.of("exercises", language, name), exercises.released());
        });
    }

    private void setup(Notebook notebook, String chapter, String language, Path file) {
        String expected = "Course.start(\"" + chapter + "\", \"" + language + "\");";
        notebook.cells().stream()
                .filter(cell -> cell.isCode())
                .findFirst()
                .filter(cell -> !cell.source().strip().equals(expected))
                .ifPresent(cell -> problems.add(unix(file) + ": the first code cell must be " + expected));
    }

    private static List<String> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    private static String unix(Path file) {
        return file.toString().replace('\\', '/');
    }
}
