package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recurrent.course.Course;
import recurrent.grade.Grader;
import recurrent.i18n.Language;

/** {@code ./course grade}: grades what students handed in. */
@Command(
        name = "grade",
        description = "Grade submitted notebooks: only the answers are taken, and they run in a process of their own.",
        footer = {
            "",
            "SUBMISSIONS is nbgrader's folder (student/assignment/file.ipynb), a folder with a folder or a file for each "
                    + "student, or the ZIP file of Moodle or Canvas. In --out: overview.html, grades.csv (a row for each "
                    + "test), grades-wide.csv (a row for each student), students/*.json and *.html, notebooks/ (answers with "
                    + "their reports, also for nbgrader), gradescope/*.json.",
            "",
            "With --json the last line of standard output is one object: graded, kept, review, trouble, points, seconds, "
                    + "per_minute, isolation, tests (public or hidden), out.",
            "",
            "Exit status 1 if somebody has to be graded again. Example: ./course grade submitted --out results --resume"
        })
final class GradeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SUBMISSIONS", description = "A folder or a ZIP file.")
    private Path submissions;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/grades",
            description = "Results (${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--jobs", paramLabel = "N", description = "Students at once (by default, one for each processor).")
    private Integer jobs;

    @Option(
            names = "--student",
            paramLabel = "ID",
            description = "Grade only this student; may be given several times.")
    private List<String> students = List.of();

    @Option(
            names = "--chapter",
            paramLabel = "NN",
            split = ",",
            description = "Chapters that count (by default, those that were handed in).")
    private List<String> chapters = List.of();

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description = "Students who should have handed in something, one a line.")
    private Path roster;

    @Option(
            names = "--salt-file",
            paramLabel = "FILE",
            description = "A secret, for instance of openssl rand -hex 32: the tests then use other numbers for each "
                    + "student.")
    private Path salt;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            defaultValue = "auto",
            description =
                    "auto, process, linux or container (${DEFAULT-VALUE}: the best that works here but containers).")
    private String isolation;

    @Option(names = "--image", paramLabel = "IMAGE", description = "The container's image, with a JDK 17 or newer.")
    private String image;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Processor time for one call of an answer (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--only-changed",
            description = "Keep the results of those who handed in nothing else since they were graded.")
    private boolean changed;

    @Option(
            names = "--resume",
            description = "Go on where a run was stopped: keep what this very grader found for this very submission.")
    private boolean resume;

    @Option(names = "--json", description = "Print the summary as one JSON object, and all else to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1) {
            throw new UsageException("--time: expected at least 1 second, got " + seconds);
        }
        int workers = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (workers < 1) {
            throw new UsageException("--jobs: expected at least 1, got " + workers);
        }
        StatusLine line = new StatusLine();
        PrintWriter err = spec.commandLine().getErr();
        Grader.Summary summary;
        try {
            summary = Grader.grade(
                    new Grader.Options(
                            Project.root(),
                            Project.library(),
                            Project.root().resolve("target/lib"),
                            Course.version(),
                            submissions,
                            out.toAbsolutePath(),
                            salt,
                            roster,
                            new TreeSet<>(students),
                            Set.copyOf(chapters),
                            isolation.toLowerCase(Locale.ROOT),
                            image,
                            resume ? "unfinished" : changed ? "changed" : "all",
                            workers,
                            Duration.ofSeconds(seconds)),
                    text -> {
                        line.show(text);
                        if (!line.active()) {
                            err.println(text);
                            err.flush();
                        }
                    });
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        } finally {
            line.clear();
        }
        report(summary);
        return summary.trouble() == 0 ? 0 : 1;
    }

    private void report(Grader.Summary summary) throws IOException {
        double perMinute = summary.graded() == 0 ? 0 : 60 * summary.graded() / summary.seconds();
        PrintWriter people =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        people.println(String.format(
                Locale.ROOT,
                Language.pick(
                        "%d graded, %d kept, %d to look at, %d to grade again · %.0f s, %.0f a minute",
                        "%d corregidos, %d conservados, %d por revisar, %d por repetir · %.0f s, %.0f por minuto"),
                summary.graded(),
                summary.kept(),
                summary.review(),
                summary.trouble(),
                summary.seconds(),
                perMinute));
        people.println(Language.pick("isolation: ", "aislamiento: ")
                + summary.level()
                + (summary.hidden()
                        ? Language.pick(" · hidden tests", " · pruebas ocultas")
                        : Language.pick(
                                " · public tests only (no --salt-file)",
                                " · solo las pruebas públicas (sin --salt-file)")));
        people.println(out.resolve("overview.html"));
        people.flush();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("graded", summary.graded())
                    .put("kept", summary.kept())
                    .put("review", summary.review())
                    .put("trouble", summary.trouble())
                    .put("points", summary.points())
                    .put("seconds", Math.round(summary.seconds() * 10) / 10.0)
                    .put("per_minute", Math.round(perMinute * 10) / 10.0)
                    .put("isolation", summary.level())
                    .put("tests", summary.hidden() ? "hidden" : "public")
                    .put("out", out.toString());
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.println(object);
            stdout.flush();
        }
    }
}
