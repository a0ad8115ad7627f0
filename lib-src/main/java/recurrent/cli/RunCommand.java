package recurrent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recurrent.data.Dataset;
import recurrent.data.Datasets;
import recurrent.data.TextFiles;
import recurrent.i18n.Language;

/** {@code ./course run}: executes notebooks in the real kernel, without a browser. */
@Command(
        name = "run",
        sortOptions = false,
        description = {
            "Execute notebooks with the Java kernel and show their results.",
            "By default the main one: chapter 09 trains a character model and lets it write."
        },
        footer = {
            "",
            "Leaves the executed notebook and a page that needs no network in the folder of --out.",
            "",
            "Example: ./course run --corpus letters.txt --epochs 20"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NOTEBOOK", arity = "0..*", description = "Files, or numbers of chapters (09).")
    private List<String> notebooks = new ArrayList<>();

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Train on this UTF-8 text, or on a data set that ./course data list shows.")
    private String corpus;

    @Option(names = "--epochs", paramLabel = "N", description = "Train for N epochs.")
    private Integer epochs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where to leave the results (${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (epochs != null && epochs < 1) {
            throw new UsageException(
                    Language.pick("--epochs: expected 1 or more, got ", "--epochs: se esperaba 1 o más, vino ")
                            + epochs);
        }
        Map<String, String> environment = environment();
        List<Path> files = notebooks.isEmpty()
                ? List.of(chapter("09"))
                : notebooks.stream().map(RunCommand::notebook).toList();
        Map<Path, String> names = names(files);
        Files.createDirectories(out);
        Setup.ensure();
        for (Path file : files) {
            execute(file, names.get(file), environment);
        }
        return 0;
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        if (corpus != null) {
            Path file = Datasets.all().stream().map(Dataset::name).anyMatch(corpus::equals)
                    ? Datasets.path(corpus, System.err)
                    : Path.of(corpus);
            TextFiles.read(file); // a wrong file is refused now, not by a cell in the middle of the notebook
            environment.put("RECURRENT_CORPUS", file.toAbsolutePath().toString());
        }
        if (epochs != null) {
            environment.put("RECURRENT_EPOCHS", String.valueOf(epochs));
        }
        return environment;
    }

    /** The file that an argument means: itself, or the chapter with this number in the language of the messages. */
    private static Path notebook(String argument) {
        if (argument.matches("\\d{1,2}")) {
            return chapter(argument.length() == 1 ? "0" + argument : argument);
        }
        Path file = Path.of(argument);
        if (Files.isRegularFile(file) && argument.endsWith(".ipynb")) {
            return file;
        }
        throw new CommandFailure(
                Files.exists(file)
                        ? argument
                                + Language.pick(
                                        " is not a notebook (.ipynb); a text to train on goes with --corpus",
                                        " no es un cuaderno (.ipynb); un texto con el que entrenar va con --corpus")
                        : Language.pick("there is no notebook ", "no existe el cuaderno ") + argument + chapters());
    }

    private static Path chapter(String number) {
        Path folder = Project.root().resolve("notebooks").resolve(Language.current() == Language.ES ? "es" : "en");
        return list(folder).stream()
                .filter(f -> f.getFileName().toString().startsWith(number + "-"))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Language.pick("there is no chapter ", "no existe el capítulo ") + number + chapters()));
    }

    private static String chapters() {
        Path folder = Project.root().resolve("notebooks").resolve(Language.current() == Language.ES ? "es" : "en");
        List<Path> all = list(folder);
        return all.isEmpty()
                ? Language.pick("; there are none in ", "; no hay ninguno en ") + folder
                : Language.pick("; there are ", "; hay ")
                        + String.join(
                                ", ",
                                all.stream()
                                        .map(f -> Project.root().relativize(f).toString())
                                        .toList());
    }

    static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * The name of each result; two notebooks of one name (the same chapter in two languages) get their folder's before
     * it.
     */
    private static Map<Path, String> names(List<Path> files) {
        Map<Path, String> names = new LinkedHashMap<>();
        for (Path file : files) {
            String name = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
            boolean twice = files.stream()
                            .filter(f -> f.getFileName().equals(file.getFileName()))
                            .distinct()
                            .count()
                    > 1;
            names.put(file, twice ? file.toAbsolutePath().getParent().getFileName() + "-" + name : name);
        }
        return names;
    }

    private void execute(Path file, String name, Map<String, String> environment) throws IOException {
        Path executed = out.resolve(name + ".ipynb").toAbsolutePath();
        Path page = out.resolve(name + ".html").toAbsolutePath();
        if (Files.exists(executed) && Files.isSameFile(executed, file)) {
            throw new UsageException(Language.pick(
                    "--out: the result would overwrite the notebook itself; choose another folder",
                    "--out: el resultado sustituiría al propio cuaderno; elige otra carpeta"));
        }
        System.err.println(Language.pick("Executing ", "Se ejecuta ") + file);
        Execution.run(
                file,
                executed,
                page,
                "",
                env -> env.putAll(environment),
                spec.commandLine().getOut());
        System.err.println(
                Language.pick("Left: ", "Queda: ") + out.resolve(name + ".ipynb") + ", " + out.resolve(name + ".html"));
    }
}
