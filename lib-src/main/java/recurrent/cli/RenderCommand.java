package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recurrent.i18n.Language;
import recurrent.notebook.Cell;
import recurrent.notebook.Figures;
import recurrent.notebook.Notebook;
import recurrent.notebook.StoredOutputs;

/** {@code ./course render}: executes the chapters and keeps their outputs in them. */
@Command(
        name = "render",
        sortOptions = false,
        description = {
            "Execute the chapters and store their outputs in them: text, tables, still pictures.",
            "Whoever reads a chapter on a page sees what it gives without running it."
        },
        footer = {
            "",
            "Always in full mode and without real data, so that everybody gets the same. Outputs that differ in nothing "
                    + "but times stay as they are. Figures are drawn by Plotly in the system's Chromium.",
            "",
            "Examples: ./course render 07",
            "          ./course render --check notebooks/es/07-rnn-from-scratch.ipynb"
        })
final class RenderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NOTEBOOK",
            arity = "0..*",
            description = "Files in notebooks/, or numbers of chapters (07: in both languages); by default, all.")
    private List<String> notebooks = new ArrayList<>();

    @Option(
            names = "--check",
            description = "Write nothing; fail if a stored output is not of the code above it, or if a chapter that is "
                    + "executed again gives something else: those named, else the shortest one.")
    private boolean check;

    private final Path folder;

    /** For picocli. */
    RenderCommand() {
        this(null);
    }

    /** For tests: another folder of chapters. */
    RenderCommand(Path folder) {
        this.folder = folder;
    }

    private Path folder() {
        return folder == null ? Project.root().resolve("notebooks") : folder;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> files = notebooks.isEmpty() ? all() : named();
        return check ? check(files) : render(files);
    }

    private int render(List<Path> files) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Setup.ensure();
        Drawing.requireBrowser();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String name = name(file);
            String prefix = String.format(Locale.ROOT, "%s (%d/%d)  ", name, i + 1, files.size());
            Notebook stored = Notebook.read(file);
            Notebook executed = execute(file, prefix);
            Notebook rendered = StoredOutputs.merge(stored, drawn(stored, executed, prefix));
            String json = rendered.toJson();
            int bytes = json.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > StoredOutputs.MOST_BYTES) {
                throw new CommandFailure(name + tooBig(rendered, bytes));
            }
            boolean changed = !Files.readString(file).equals(json);
            if (changed) {
                rendered.write(file);
            }
            out.println((changed
                            ? Language.pick("rendered   ", "guardado   ")
                            : Language.pick("unchanged  ", "igual      "))
                    + name
                    + String.format(Locale.ROOT, "  %d kB", bytes / 1000));
            out.flush();
        }
        return 0;
    }

    private int check(List<Path> files) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> rendered = new ArrayList<>();
        int problems = 0;
        for (Path file : files) {
            Notebook notebook = Notebook.read(file);
            List<String> found = StoredOutputs.check(notebook);
            found.forEach(problem -> out.println(name(file) + ": " + problem));
            problems += found.size();
            if (StoredOutputs.none(notebook)) {
                out.println(name(file)
                        + Language.pick(
                                ": has no stored outputs yet; ./course render makes them",
                                ": aún no tiene salidas guardadas; las hace ./course render"));
            } else if (found.isEmpty()) {
                rendered.add(file);
            }
        }
        out.flush();
        List<Path> again = notebooks.isEmpty() ? shortest(rendered) : rendered;
        if (!again.isEmpty()) {
            Setup.ensure();
        }
        for (int i = 0; i < again.size(); i++) {
            Path file = again.get(i);
            String prefix = String.format(Locale.ROOT, "%s (%d/%d)  ", name(file), i + 1, again.size());
            List<String> found = StoredOutputs.differences(
                    Notebook.read(file), Figures.withPictures(execute(file, prefix), Map.of()));
            found.forEach(problem -> out.println(name(file) + ": " + problem));
            if (found.isEmpty()) {
                out.println(name(file)
                        + Language.pick(": executed again, gives the same", ": ejecutado otra vez, da lo mismo"));
            }
            out.flush();
            problems += found.size();
        }
        if (problems > 0) {
            throw new CommandFailure(problems
                    + Language.pick(
                            " cells are not as their code makes them; ./course render mends that",
                            " celdas no son como las hace su código; ./course render lo arregla"));
        }
        return 0;
    }

    /**
     * OpenBLAS chooses its loops by the processor, and other loops round otherwise: after a hundred epochs a perplexity
     * differs in its third digit. Those for AVX2 run on every x86 processor since 2015, so all render with them.
     */
    private static void sameKernels(Map<String, String> environment) {
        if (List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))) {
            environment.putIfAbsent("OPENBLAS_CORETYPE", "Haswell");
        }
    }

    /** The same for everybody: no short trainings, no text of one's own, no data that others may lack. */
    private static Notebook execute(Path file, String prefix) throws IOException {
        Path work = Project.state().resolve("render");
        Files.createDirectories(work.resolve("no-data"));
        if (!new StatusLine().active()) {
            System.err.println(Language.pick("Executing ", "Se ejecuta ") + name(file));
        }
        Path executed = Files.createTempFile(work, "executed", ".ipynb"); // another ./course may be rendering too
        try {
            Execution.run(
                    file,
                    executed,
                    null,
                    prefix,
                    environment -> {
                        environment
                                .keySet()
                                .removeAll(List.of(
                                        "RECURRENT_FAST", "RECURRENT_CORPUS", "RECURRENT_EPOCHS", "RECURRENT_DATA"));
                        environment.put(
                                "RECURRENT_CACHE", work.resolve("no-data").toString());
                        environment.put("RECURRENT_PROGRESS", "off");
                        sameKernels(environment);
                    },
                    null);
            Notebook notebook = Notebook.read(executed);
            refuseErrors(notebook, name(file));
            return notebook;
        } finally {
            Files.deleteIfExists(executed);
        }
    }

    private static void refuseErrors(Notebook executed, String name) {
        for (Cell cell : executed.cells()) {
            for (JsonNode output : cell.outputs()) {
                if (output.path("name").asText().equals("stderr")) {
                    throw new CommandFailure(name + ": " + cell.id()
                            + Language.pick(": writes to standard error: ", ": escribe en la salida de errores: ")
                            + text(output.path("text")));
                }
            }
        }
    }

    /** Jupyter keeps text as one string or as a list of lines. */
    private static String text(JsonNode value) {
        StringBuilder text = new StringBuilder(value.asText(""));
        value.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    /** Draws the figures that the file has no picture of yet. */
    private static Notebook drawn(Notebook stored, Notebook executed, String prefix) throws IOException {
        Map<String, Figures.Picture> pictures = Figures.pictures(stored);
        Map<String, ObjectNode> missing = new LinkedHashMap<>(Figures.live(executed));
        missing.keySet().removeAll(pictures.keySet());
        Path work = Files.createTempDirectory(
                Files.createDirectories(Project.state().resolve("render")), "figures");
        try {
            pictures.putAll(Drawing.draw(missing, work, prefix));
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        return Figures.withPictures(executed, pictures);
    }

    private static String tooBig(Notebook notebook, int bytes) {
        Cell largest = notebook.cells().stream()
                .max(Comparator.comparingInt(cell -> cell.outputs().toString().length()))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                Language.pick(
                        ": would have %d kB, the limit is %d kB; the cell %s has most of it: show less there; nothing was written",
                        ": tendría %d kB, el límite son %d kB; la celda %s ocupa casi todo: enseña menos ahí; no se ha escrito nada"),
                bytes / 1000,
                StoredOutputs.MOST_BYTES / 1000,
                largest.id());
    }

    /** The one with the fewest cells: a sample that costs little. */
    private static List<Path> shortest(List<Path> files) throws IOException {
        Path best = null;
        int fewest = Integer.MAX_VALUE;
        for (Path file : files) {
            int cells = (int)
                    Notebook.read(file).cells().stream().filter(Cell::isCode).count();
            if (cells < fewest && file.getFileName().toString().matches("\\d\\d-.*")) {
                best = file;
                fewest = cells;
            }
        }
        return best == null ? List.of() : List.of(best);
    }

    private List<Path> all() {
        List<Path> files = new ArrayList<>();
        for (String language : List.of("en", "es")) {
            files.addAll(RunCommand.list(folder().resolve(language)));
        }
        return files;
    }

    private List<Path> named() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String argument : notebooks) {
            if (argument.matches("\\d{1,2}|index")) {
                String start = argument.length() == 1 ? "0" + argument : argument;
                List<Path> found = all().stream()
                        .filter(f -> f.getFileName().toString().matches(start + "[-.].*"))
                        .toList();
                if (found.isEmpty()) {
                    throw new CommandFailure(Language.pick("there is no chapter ", "no existe el capítulo ") + start);
                }
                files.addAll(found);
                continue;
            }
            Path file = Path.of(argument);
            if (!Files.isRegularFile(file)) {
                throw new CommandFailure(Language.pick("there is no notebook ", "no existe el cuaderno ") + argument);
            }
            if (!file.toRealPath().startsWith(folder().toRealPath())) {
                throw new UsageException(
                        argument
                                + Language.pick(
                                        " is not in notebooks/; only chapters keep outputs, exercises and solutions never do",
                                        " no está en notebooks/; solo los capítulos guardan salidas, los ejercicios y las soluciones nunca"));
            }
            files.add(file.toRealPath());
        }
        return files.stream().distinct().toList();
    }

    private static String name(Path file) {
        Path root = Project.root().toAbsolutePath();
        return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    }
}
