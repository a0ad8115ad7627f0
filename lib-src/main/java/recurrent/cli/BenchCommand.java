package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import recurrent.bench.Baseline;
import recurrent.bench.Comparison;
import recurrent.bench.Measured;
import recurrent.bench.Report;
import recurrent.bench.Series;
import recurrent.bench.Work;
import recurrent.bench.Works;
import recurrent.i18n.Language;

/** {@code ./course bench}: how fast the course computes, and how fast other libraries do the same. */
@Command(
        name = "bench",
        description = "Measure how fast the course computes, also beside Python libraries.",
        sortOptions = false,
        footer = {
            "",
            "The course and the baselines run in turn, each --repeat times; the table gives median and minimum. Each run",
            "is shown when it is over; Ctrl-C ends with the table of those.",
            "bench/README.md tells how to make the virtual environments. Let the machine do nothing else.",
            "",
            "With --json the last line of standard output is one object: machine, quick, repeat,",
            "baseline_threads, stopped, works (name, title, unit, series). A series has who, median_s, min_s, runs_s",
            "(seconds per unit), others_cpus, details, and for baselines ratio_median and ratio_min",
            "(theirs / ours), or failure.",
            "",
            "Example: ./course bench --only rnn-100 --against ~/venvs --repeat 5"
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--list", description = "Show the works and their baselines, and run nothing.")
    private boolean list;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description =
                    "Only this work; may be given several times. Works that train until a loss is reached run only if named.")
    private List<String> only = List.of();

    @Option(
            names = "--against",
            paramLabel = "FOLDER",
            description =
                    "Run the Python baselines too, in the virtual environments venv-torch, venv-tf and venv-mxnet of FOLDER.")
    private Path against;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "3", description = "Runs of each (${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the Python baselines (as many as the machine has processors).")
    private Integer threads;

    @Option(
            names = "--minutes",
            paramLabel = "X",
            description = "When 'worlds' and 'quijote', which train until a loss is reached, give up (30 and 60).")
    private Double minutes;

    @Option(names = "--quick", description = "Only a small part of each work, to see that all runs.")
    private boolean quick;

    @Option(
            names = "--json",
            description = "Print the result as one JSON object, and everything else on standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (repeat < 1) {
            throw new UsageException("--repeat: expected 1 or more, got " + repeat);
        }
        if (threads != null && threads < 1) {
            throw new UsageException("--threads: expected 1 or more, got " + threads);
        }
        if (minutes != null && !(minutes > 0)) {
            throw new UsageException("--minutes: expected a number above 0, got " + minutes);
        }
        List<Work> works = works().stream()
                .map(work -> minutes == null ? work : work.within(minutes))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            works.forEach(work -> describe(work, out));
            out.flush();
            return 0;
        }
        Map<Work, List<Baseline>> plan = plan(works);
        Runs runs = new Runs();
        CtrlC ctrlC = CtrlC.runs(() -> runs.show(true));
        try {
            measure(plan, runs);
            runs.show(false);
        } finally {
            ctrlC.over();
        }
        Report report = runs.report(false);
        if (report.comparisons().stream().anyMatch(Comparison::failed)) {
            throw new CommandFailure(Language.pick(
                            "a baseline failed; what it said is in ",
                            "un programa de comparación ha fallado; lo que dijo está en ")
                    + failures());
        }
        return 0;
    }

    private List<Work> works() {
        if (only.isEmpty()) {
            return Works.all().stream().filter(work -> list || work.usual()).toList();
        }
        List<Work> chosen = new ArrayList<>();
        for (String name : only) {
            try {
                chosen.add(Works.named(name));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--only: " + e.getMessage());
            }
        }
        return chosen.stream().distinct().toList();
    }

    private static void describe(Work work, PrintWriter out) {
        out.printf("%-16s %s%n", work.name(), work.title());
        for (Baseline baseline : work.baselines()) {
            out.printf("%16s %s (venv-%s)%n", "", baseline.title(), baseline.environment());
        }
    }

    /** Which baselines run with which work. An environment that is missing is named once, with the way to make it. */
    private Map<Work, List<Baseline>> plan(List<Work> works) {
        Map<Work, List<Baseline>> plan = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        int found = 0;
        for (Work work : works) {
            List<Baseline> there = new ArrayList<>();
            for (Baseline baseline : against == null ? List.<Baseline>of() : work.baselines()) {
                if (Files.isExecutable(baseline.python(environments()))) {
                    there.add(baseline);
                } else {
                    missing.putIfAbsent(baseline.environment(), missing(baseline));
                }
            }
            found += there.size();
            plan.put(work, there);
        }
        if (found == 0 && !missing.isEmpty()) {
            throw new CommandFailure(String.join("; ", missing.values()));
        }
        missing.values().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        return plan;
    }

    private String missing(Baseline baseline) {
        return "--against: " + Language.pick("there is no ", "no existe ") + baseline.folder(environments())
                + Language.pick("; make it with: ", "; créalo con: ") + baseline.recipe(environments());
    }

    private Path environments() {
        return against.toAbsolutePath().normalize();
    }

    private void measure(Map<Work, List<Baseline>> plan, Runs runs) throws IOException {
        Files.deleteIfExists(failures());
        StatusLine status = new StatusLine();
        try {
            for (Map.Entry<Work, List<Baseline>> entry : plan.entrySet()) {
                Work work = entry.getKey();
                Comparison.measure(
                        work,
                        entry.getValue(),
                        repeat,
                        quick,
                        baseline -> run(baseline, work.unit()),
                        status::show,
                        (series, soFar) -> {
                            status.clear();
                            runs.finished(series, soFar);
                        });
            }
        } finally {
            status.clear();
        }
    }

    /** All runs so far, shown once: at the end, or when Ctrl-C comes, by another thread while this one goes on. */
    private final class Runs {
        private final Map<Work, Comparison> all = new LinkedHashMap<>();
        private boolean shown;

        synchronized void finished(Series series, Comparison soFar) {
            if (shown || CtrlC.ending()) { // Ctrl-C reaches the baseline too, and that is no failure of it
                return;
            }
            all.put(soFar.work(), soFar);
            spec.commandLine().getErr().println(Report.run(soFar.work(), series, repeat));
            spec.commandLine().getErr().flush();
        }

        synchronized Report report(boolean stopped) {
            return new Report(List.copyOf(all.values()), quick, repeat, baselineThreads(), stopped);
        }

        synchronized void show(boolean stopped) {
            if (shown) {
                return;
            }
            shown = true;
            Report report = report(stopped);
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter people = json ? spec.commandLine().getErr() : out;
            people.print(report.text());
            people.flush();
            if (json) {
                out.println(report.json());
                out.flush();
            }
        }
    }

    private Measured run(Baseline baseline, String unit) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(baseline.command(environments(), Project.root(), baselineThreads(), quick));
        Path said = Project.state().resolve("bench.log");
        Files.createDirectories(said.getParent());
        builder.redirectError(ProcessBuilder.Redirect.to(said.toFile()));
        List<String> lines = new ArrayList<>();
        int status = Tool.run(builder, lines::add);
        if (status != 0 || lines.isEmpty()) {
            String all = String.join(" ", builder.command()) + "\n" + Files.readString(said);
            Files.writeString(failures(), all, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            throw new IOException(baseline.script() + ": " + lastLine(said, status));
        }
        return baseline.read(lines.get(lines.size() - 1), unit);
    }

    private static String lastLine(Path said, int status) throws IOException {
        List<String> lines = Files.readAllLines(said).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? "status " + status : lines.get(lines.size() - 1);
    }

    private int baselineThreads() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }

    private static Path failures() {
        return Project.state().resolve("bench-failures.log");
    }
}
