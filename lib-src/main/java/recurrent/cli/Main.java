package recurrent.cli;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import recurrent.i18n.Language;

/** The program behind {@code ./course}. Exit status: 0 done, 1 could not be done, 2 wrong use. */
@Command(
        name = "course",
        description = "Recurrent: neural networks that remember, built from scratch in Java notebooks.",
        sortOptions = false,
        subcommands = {
            RunCommand.class,
            LabCommand.class,
            TestCommand.class,
            TrainCommand.class,
            GenerateCommand.class,
            DataCommand.class,
            GradeCommand.class,
            ReleaseCommand.class,
            RenderCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        },
        footer = {"", "./course VERB --help tells more about a verb. Start with:  ./course lab"})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--lang",
            paramLabel = "en|es",
            scope = ScopeType.INHERIT,
            description = "Language of the messages and of the notebooks (by default, the system's).")
    private void language(String code) {
        switch (code.toLowerCase(Locale.ROOT)) {
            case "en" -> Language.use(Language.EN);
            case "es" -> Language.use(Language.ES);
            default ->
                throw new ParameterException(spec.commandLine(), "--lang: expected 'en' or 'es', got '" + code + "'");
        }
    }

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the Java stack trace of an error.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs one command in this process; what tests call. */
    static int execute(String... args) {
        // a help is written before the options are read, so its language must be known by then
        if (String.join(" ", args).toLowerCase(Locale.ROOT).matches(".*--lang[= ]es( .*)?")) {
            Language.use(Language.ES);
        }
        return new Main().commandLine().execute(args);
    }

    CommandLine commandLine() {
        CommandLine line = new CommandLine(this)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(true);
        if (Language.current() == Language.ES) {
            line.setResourceBundle(ResourceBundle.getBundle("recurrent.cli.help_es", Locale.ROOT));
        }
        line.setParameterExceptionHandler((e, args) -> wrongUse(e.getCommandLine(), e.getMessage() + suggestion(e)));
        line.setExecutionExceptionHandler((e, command, result) -> failed(command, e));
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int wrongUse(CommandLine command, String message) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr()
                .println(oneLine(command.getCommandSpec().qualifiedName(), message) + " "
                        + Language.pick(
                                "(./" + name + " --help shows the options)",
                                "(./" + name + " --help muestra las opciones)"));
        return 2;
    }

    private static String suggestion(ParameterException error) {
        List<String> near =
                error instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return near.isEmpty()
                ? ""
                : Language.pick("; did you mean ", "; ¿querías decir ") + String.join(", ", near) + "?";
    }

    private int failed(CommandLine command, Exception error) {
        PrintWriter err = command.getErr();
        if (debug) {
            error.printStackTrace(err);
        }
        if (error instanceof UsageException) {
            return wrongUse(command, error.getMessage());
        }
        err.println(oneLine(command.getCommandSpec().qualifiedName(), describe(error)));
        return 1;
    }

    /**
     * Our own exceptions say what to do; from elsewhere comes at least the kind of the error, and where to see more.
     */
    private static String describe(Exception error) {
        if (error instanceof NoSuchFileException missing) {
            return Language.pick(
                    "there is no file " + missing.getFile() + "; check the name",
                    "no existe el archivo " + missing.getFile() + "; comprueba el nombre");
        }
        String message = error.getMessage();
        boolean ours = error instanceof CommandFailure
                || error instanceof IllegalArgumentException
                || error instanceof IllegalStateException
                || error instanceof java.io.IOException
                || error instanceof java.io.UncheckedIOException;
        if (ours && message != null && !message.isBlank()) {
            return message;
        }
        return error.getClass().getSimpleName()
                + (message == null ? "" : ": " + message)
                + Language.pick("; --debug shows where", "; --debug muestra dónde");
    }

    private static String oneLine(String command, String message) {
        return command + ": "
                + message.lines().map(String::strip).filter(l -> !l.isEmpty()).collect(Collectors.joining(" "));
    }
}
