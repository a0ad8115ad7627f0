package recurrent.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import recurrent.grade.Grader;
import recurrent.i18n.Language;
import recurrent.io.Home;

/**
 * Grading a class: every submission is the notebook of chapter 07 with its seven exercises answered, in a process of its
 * own that loads ND4J.
 */
final class Grades implements Work {
    private static final String NOTEBOOK = "07-rnn-from-scratch.ipynb";
    private static final int STUDENTS = 100;
    private static final int QUICK_STUDENTS = 6;

    @Override
    public String name() {
        return "grading";
    }

    @Override
    public String title() {
        return Language.pick(
                "a notebook of chapter 07 graded: seven exercises, a process of its own",
                "un cuaderno del capítulo 07 corregido: siete ejercicios, un proceso propio");
    }

    @Override
    public String unit() {
        return "submission";
    }

    @Override
    public Measured run(boolean quick) throws IOException {
        int students = quick ? QUICK_STUDENTS : STUDENTS;
        Path folder = Files.createTempDirectory("recurrent-grades-");
        try {
            grade(folder.resolve("one"), 1); // makes what is made once
            Grader.Summary summary = grade(folder.resolve("all"), students);
            if (summary.trouble() > 0) {
                throw new IOException(summary.trouble() + " of " + students + " could not be graded");
            }
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("units", students);
            details.put("per_minute", Math.round(600.0 * students / summary.seconds()) / 10.0);
            details.put("jobs", Runtime.getRuntime().availableProcessors());
            details.put("isolation", summary.level());
            details.put("points", summary.points());
            return new Measured(summary.seconds() / students, details);
        } finally {
            delete(folder);
        }
    }

    private static Grader.Summary grade(Path folder, int students) throws IOException {
        Path solution = Home.root().resolve("solutions/en").resolve(NOTEBOOK);
        for (int i = 0; i < students; i++) {
            Path student = folder.resolve("in").resolve("student" + i);
            Files.createDirectories(student);
            Files.copy(solution, student.resolve(NOTEBOOK));
        }
        try {
            Path library = Path.of(Grader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Grader.grade(
                    new Grader.Options(
                            Home.root(),
                            library,
                            Home.root().resolve("target/lib"),
                            "bench",
                            folder.resolve("in"),
                            folder.resolve("out"),
                            null,
                            null,
                            Set.of(),
                            Set.of(),
                            "auto",
                            null,
                            "all",
                            Runtime.getRuntime().availableProcessors(),
                            Duration.ofSeconds(20)),
                    line -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
