package recurrent.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import recurrent.i18n.Language;

/** The instructor's grader, as the command uses it. */
public final class Grader {
    private Grader() {}

    /**
     * What to grade, and how.
     *
     * @param root        folder of the course
     * @param library     the library's jar, or its classes
     * @param jars        folder of the jars that the library needs
     * @param version     of the course
     * @param submissions a folder or a ZIP file
     * @param results     folder for the results
     * @param salt        file with the instructor's secret; null for the public tests
     * @param roster      file with a student in each line; null for none
     * @param students    to grade; empty for all
     * @param chapters    that count; empty for those that were handed in
     * @param level       "auto", "process", "linux" or "container"
     * @param image       of the container; null if there is none
     * @param again       "all", "unfinished" or "changed"
     * @param jobs        students at once
     * @param test        processor time for one call
     */
    public record Options(
            Path root,
            Path library,
            Path jars,
            String version,
            Path submissions,
            Path results,
            Path salt,
            Path roster,
            Set<String> students,
            Set<String> chapters,
            String level,
            String image,
            String again,
            int jobs,
            Duration test) {}

    /**
     * What came of it.
     *
     * @param graded  students who were graded now
     * @param kept    students whose result was there
     * @param review  students whose result a teacher should look at
     * @param trouble students who have to be graded again, because the grader failed
     * @param points  of all
     * @param seconds that it took
     * @param level   of isolation
     * @param hidden  whether hidden tests ran
     */
    public record Summary(
            int graded,
            int kept,
            int review,
            int trouble,
            double points,
            double seconds,
            String level,
            boolean hidden) {}

    /**
     * Grades.
     *
     * @param options  what and how
     * @param progress gets a line for each student
     * @return counts; everything else stands in the folder of results
     * @throws IOException              if something cannot be read or written
     * @throws IllegalArgumentException if the options make no sense
     * @throws InterruptedException     if it is stopped; what is finished stays
     */
    public static Summary grade(Options options, Consumer<String> progress) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<Submission> submissions = Ingest.read(options.submissions());
        if (submissions.isEmpty() && options.roster() == null) {
            throw new IOException(options.submissions() + ": there is nothing in it");
        }
        Set<String> roster = new TreeSet<>();
        if (options.roster() != null) {
            Files.readAllLines(options.roster()).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(roster::add);
        }
        Set<String> known =
                submissions.stream().map(Submission::student).collect(Collectors.toCollection(TreeSet::new));
        for (String student : options.students()) {
            if (!known.contains(student)) {
                throw new IllegalArgumentException(
                        "--student: there is no submission of \"" + student + "\"; there are " + known.size()
                                + ", such as " + known.stream().limit(3).collect(Collectors.joining(", ")));
            }
        }
        Limits limits = Limits.defaults().withTest(options.test());
        Sandbox sandbox = Sandboxes.of(options.level(), options.image(), limits);
        List<Path> jars;
        try (Stream<Path> files = Files.list(options.jars())) {
            jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
        Course course = Course.read(options.root(), options.library(), jars, options.version());
        Salt salt = options.salt() == null ? Salt.none() : Salt.read(options.salt());
        Batch.Again again =
                switch (options.again()) {
                    case "unfinished" -> Batch.Again.UNFINISHED;
                    case "changed" -> Batch.Again.CHANGED;
                    default -> Batch.Again.ALL;
                };
        long start = System.nanoTime();
        Batch.Summary summary;
        try (Grading grading = new Grading(course, sandbox, limits, salt, Language.current())) {
            summary = new Batch(grading, course, options.results())
                    .run(
                            submissions,
                            roster,
                            options.students(),
                            options.chapters(),
                            again,
                            options.jobs(),
                            (student, done, of, result) -> {
                                long left = (System.nanoTime() - start) / done * (of - done) / 1_000_000_000;
                                progress.accept(done + "/" + of + "  " + student + "  "
                                        + Csv.number(result.path("points").asDouble()) + "/"
                                        + Csv.number(result.path("max").asDouble())
                                        + (result.path("needs_review").asBoolean()
                                                ? Language.pick("  look at it", "  por revisar")
                                                : "")
                                        + (done < of
                                                ? String.format(
                                                        Language.pick("  %d:%02d left", "  faltan %d:%02d"),
                                                        left / 60,
                                                        left % 60)
                                                : ""));
                            });
        }
        return new Summary(
                summary.graded(),
                summary.kept(),
                summary.review(),
                summary.trouble(),
                summary.points(),
                (System.nanoTime() - begin) / 1e9,
                sandbox.level(),
                !salt.isNone());
    }
}
