package recurrent.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import recurrent.check.ProgressFile;
import recurrent.exercises.Exercises;
import recurrent.i18n.Language;
import recurrent.io.Home;
import recurrent.io.Html;
import recurrent.notebook.Notebook;

/**
 * What a reader has done so far: every chapter with its exercises and their points. The best result of an exercise
 * counts, so trying again costs nothing. Symbols of different shape, no colours.
 *
 * @param chapters of the course, in order
 * @param broken   lines of the stored results that could not be read
 */
public record Standing(List<Chapter> chapters, int broken) {
    private static final Pattern NOTEBOOK = Pattern.compile("(\\d\\d)-.*\\.ipynb");
    private static final int BAR = 10;

    /**
     * A chapter.
     *
     * @param number    such as "07"
     * @param title     in the language of the messages
     * @param file      name of its notebook; empty if there is none
     * @param exercises in order; may be empty
     */
    public record Chapter(String number, String title, String file, List<Task> exercises) {
        double points() {
            return exercises.stream().mapToDouble(Task::points).sum();
        }

        double of() {
            return exercises.stream().mapToDouble(Task::of).sum();
        }
    }

    /**
     * An exercise.
     *
     * @param id     such as "07.2"
     * @param title  in the language of the messages
     * @param points the most it ever got
     * @param of     what it can get
     * @param tried  whether it was ever checked
     */
    public record Task(String id, String title, double points, double of, boolean tried) {
        boolean done() {
            return points >= of;
        }
    }

    /** Keeps a copy. */
    public Standing {
        chapters = List.copyOf(chapters);
    }

    /** The standing by the results that were kept until now. */
    static Standing now() {
        return Home.find()
                .map(root ->
                        of(root.resolve("notebooks").resolve(Language.current().code()), ProgressFile.of(root)))
                .orElseGet(() -> new Standing(List.of(), 0));
    }

    static Standing of(Path folder, ProgressFile progress) {
        Map<String, Path> notebooks = notebooks(folder);
        Map<String, List<Task>> tasks = new TreeMap<>();
        notebooks.keySet().forEach(number -> tasks.put(number, new ArrayList<>()));
        Exercises.all().forEach(exercise -> tasks.computeIfAbsent(exercise.chapter(), number -> new ArrayList<>())
                .add(task(exercise, progress.best())));
        List<Chapter> chapters = new ArrayList<>();
        tasks.forEach((number, exercises) -> {
            Path file = notebooks.get(number);
            chapters.add(new Chapter(
                    number,
                    file == null ? "" : title(file),
                    file == null ? "" : file.getFileName().toString(),
                    exercises));
        });
        return new Standing(chapters, progress.broken());
    }

    /** The notebooks by the numbers of their chapters. */
    private static Map<String, Path> notebooks(Path folder) {
        Map<String, Path> notebooks = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted().forEach(file -> {
                    Matcher name = NOTEBOOK.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        notebooks.putIfAbsent(name.group(1), file);
                    }
                });
            } catch (IOException e) {
                return Map.of(); // the exercises stand here without them
            }
        }
        return notebooks;
    }

    /** The heading of a notebook without its number. */
    private static String title(Path file) {
        try {
            return Notebook.read(file).cells().stream()
                    .flatMap(cell -> cell.source().lines())
                    .filter(line -> line.startsWith("# "))
                    .findFirst()
                    .map(line ->
                            line.substring(2).replaceFirst("^\\d\\d[. ·]*", "").strip())
                    .orElse("");
        } catch (IOException e) {
            return ""; // somebody is writing it
        }
    }

    private static Task task(Exercises.Entry exercise, Map<String, Double> best) {
        return new Task(
                exercise.id(),
                exercise.title(),
                Math.min(exercise.points(), best.getOrDefault(exercise.id(), 0.0)),
                exercise.points(),
                best.containsKey(exercise.id()));
    }

    private List<Task> all() {
        return chapters.stream().flatMap(c -> c.exercises().stream()).toList();
    }

    /** How much is done, in one sentence. */
    private String sum() {
        List<Task> all = all();
        long done = all.stream().filter(Task::done).count();
        return String.format(
                Locale.ROOT,
                Language.pick(
                        "%d of %d exercises done, %s of %s points.", "%d de %d ejercicios hechos, %s de %s puntos."),
                done,
                all.size(),
                number(all.stream().mapToDouble(Task::points).sum()),
                number(all.stream().mapToDouble(Task::of).sum()));
    }

    /** Where to go on: after the last exercise that was tried, else the first that is open. */
    private String next() {
        List<Task> all = all();
        int last = -1;
        for (int i = 0; i < all.size(); i++) {
            last = all.get(i).tried() ? i : last;
        }
        Predicate<Task> open = task -> !task.done();
        Task next = Stream.concat(all.stream().skip(Math.max(0, last)), all.stream())
                .filter(open)
                .findFirst()
                .orElse(null);
        if (next == null) {
            return all.isEmpty()
                    ? Language.pick("There are no exercises here.", "Aquí no hay ejercicios.")
                    : Language.pick("Everything is done.", "Está todo hecho.");
        }
        return (last < 0 ? Language.pick("Begin with ", "Empieza por ") : Language.pick("Next: ", "Sigue con "))
                + next.id() + " " + next.title()
                + (next.tried()
                        ? " (" + number(next.points()) + Language.pick(" of ", " de ") + number(next.of())
                                + Language.pick(" so far)", " hasta ahora)")
                        : "")
                + ".";
    }

    private String lost() {
        return broken == 0
                ? ""
                : Language.pick(
                        broken + (broken == 1 ? " stored result" : " stored results")
                                + " could not be read and does not count; the rest does.",
                        broken
                                + (broken == 1
                                        ? " resultado guardado no se puede leer y no cuenta; los demás sí."
                                        : " resultados guardados no se pueden leer y no cuentan; los demás sí."));
    }

    private static String legend() {
        return Language.pick(
                "✔ all points   ◐ some points   ✘ tried, no points   ○ not tried yet",
                "✔ todos los puntos   ◐ algunos puntos   ✘ probado, sin puntos   ○ aún sin probar");
    }

    private static String mark(Task task) {
        return task.done() ? "✔" : task.points() > 0 ? "◐" : task.tried() ? "✘" : "○";
    }

    /** An exercise in a few characters: its mark, its number, its points where they are neither none nor all. */
    private static String brief(Task task) {
        return mark(task) + " " + task.id()
                + (task.points() > 0 && !task.done()
                        ? " (" + number(task.points()) + "/" + number(task.of()) + ")"
                        : "");
    }

    private static String bar(Chapter chapter) {
        int full = chapter.of() == 0 ? 0 : (int) Math.floor(BAR * chapter.points() / chapter.of());
        return "■".repeat(full) + "□".repeat(BAR - full);
    }

    private static String number(double points) {
        double rounded = Math.round(points * 100) / 100.0; // sums of tenths are not exact
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /**
     * A table for a notebook, with links; it says the same without colours and to a screen reader.
     *
     * @return HTML
     */
    public String html() {
        String code = Language.current().code();
        StringBuilder html = new StringBuilder("<section lang=\"" + code + "\">\n<p><strong>" + Html.text(sum())
                + "</strong> " + Html.text(next()) + "</p>\n");
        if (!lost().isEmpty()) {
            html.append("<p>").append(Html.text(lost())).append("</p>\n");
        }
        html.append("<table>\n<thead><tr>");
        for (String head : new String[] {
            Language.pick("Chapter", "Capítulo"),
            Language.pick("Points", "Puntos"),
            "",
            Language.pick("Exercises", "Ejercicios")
        }) {
            html.append("<th style=\"text-align:left\">").append(head).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (Chapter chapter : chapters) {
            boolean some = !chapter.exercises().isEmpty();
            String name = Html.text(chapter.number() + " " + chapter.title());
            html.append("<tr><th scope=\"row\" style=\"text-align:left;font-weight:normal\">")
                    .append(
                            chapter.file().isEmpty()
                                    ? name
                                    : "<a href=\"" + Html.text(chapter.file()) + "\">" + name + "</a>")
                    .append("</th><td style=\"text-align:left;white-space:nowrap\">")
                    .append(some ? number(chapter.points()) + " / " + number(chapter.of()) : "–")
                    .append("</td><td aria-hidden=\"true\">")
                    .append(some ? bar(chapter) : "")
                    .append("</td><td style=\"text-align:left\">");
            for (Task task : chapter.exercises()) {
                html.append("<span style=\"white-space:nowrap\" title=\"")
                        .append(Html.text(task.title()))
                        .append("\">")
                        .append(Html.text(brief(task)))
                        .append("</span> &nbsp; ");
            }
            if (some && !chapter.file().isEmpty()) {
                html.append("<a href=\"../../exercises/")
                        .append(code)
                        .append('/')
                        .append(Html.text(chapter.file()))
                        .append("\">")
                        .append(Language.pick("open", "abrir"))
                        .append("</a>");
            }
            html.append("</td></tr>\n");
        }
        return html.append("</tbody>\n</table>\n<p>")
                .append(Html.text(legend()))
                .append("</p>\n</section>")
                .toString();
    }

    /** The same as lines of text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(sum()).append(' ').append(next()).append('\n');
        if (!lost().isEmpty()) {
            text.append(lost()).append('\n');
        }
        for (Chapter chapter : chapters) {
            text.append(chapter.number());
            if (chapter.exercises().isEmpty()) {
                text.append("  ").append(chapter.title()).append('\n');
                continue;
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %s  %5s / %-4s %s\n",
                    bar(chapter),
                    number(chapter.points()),
                    number(chapter.of()),
                    String.join(
                            "  ",
                            chapter.exercises().stream().map(Standing::brief).toList())));
        }
        return text.append(legend()).toString();
    }
}
