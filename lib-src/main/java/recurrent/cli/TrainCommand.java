package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recurrent.data.Datasets;
import recurrent.generate.Generator;
import recurrent.i18n.Language;
import recurrent.plot.ProgressLine;
import recurrent.text.CharTokenizer;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.Windows;
import recurrent.train.Checkpoint;
import recurrent.train.DivergedException;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.RnnLanguageModel;
import recurrent.train.Trainer;
import recurrent.train.TrainingListener;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;

/** {@code ./course train}: trains a character model on any text. */
@Command(
        name = "train",
        description = "Train a character language model on any UTF-8 text.",
        sortOptions = false,
        footer = {
            "",
            "With --json the last line of standard output is one object: text, symbols, cell, hidden, params, "
                    + "epochs, seed, train_ppl, val_ppl, seconds (training and validation), tokens_per_s, "
                    + "peak_rss_mib (null where the system does not tell), sample, saved, interrupted.",
            "",
            "Example: ./course train timemachine --save model.zip"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TEXT", description = "A text file, or a name that ./course data list shows.")
    private String text;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "32", description = "Hidden units (${DEFAULT-VALUE}).")
    private int hidden;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "32",
            description = "Time steps of a window (${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Sequences in a batch (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "100", description = "Epochs (${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--train-windows",
            paramLabel = "N",
            description = "Windows to train on (10000; two thirds of a text that has fewer than 15000).")
    private Integer trainWindows;

    @Option(
            names = "--validation-windows",
            paramLabel = "N",
            description = "Windows to validate on, after those (5000; the last third of a shorter text).")
    private Integer validationWindows;

    @Option(names = "--rate", paramLabel = "X", defaultValue = "1", description = "Learning rate (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--clip",
            paramLabel = "X",
            defaultValue = "1",
            description = "Largest global norm of the gradients (${DEFAULT-VALUE}); 'Infinity' for none.")
    private double clip;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "First weights and order of the windows (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--clean",
            paramLabel = "HOW",
            defaultValue = "letters",
            description =
                    "'letters': lower case, all else becomes a space; 'none': the text as it is (${DEFAULT-VALUE}).")
    private String clean;

    @Option(names = "--save", paramLabel = "FILE", description = "Keep the model in this file, after every epoch.")
    private Path save;

    @Option(names = "--resume", description = "Go on with the training that --save has kept.")
    private boolean resume;

    @Option(
            names = "--json",
            description = "Print the result as one JSON object, and everything else on standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (resume && save == null) {
            throw new UsageException("--resume needs --save FILE: the file to go on from");
        }
        Cleaning cleaning = cleaning();
        String cleaned = cleaning.apply(Datasets.open(text));
        Checkpoint start = resume ? resumed(Checkpoint.load(save), cleaned) : fresh(cleaned, cleaning);
        Corpus corpus = Corpus.of(cleaned, new CharTokenizer(), start.vocabulary());
        PrintWriter people =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        people.printf(
                Locale.ROOT,
                Language.pick("%s: %,d characters, %d symbols; %s%n", "%s: %,d caracteres, %d símbolos; %s%n"),
                text,
                corpus.length(),
                corpus.vocabulary().size(),
                start.model());
        people.flush();
        TrainingResult result = train(start, corpus);
        report(result, start, corpus, people);
        return result.interrupted() ? 130 : 0;
    }

    private Cleaning cleaning() {
        return switch (clean) {
            case "letters" -> Cleaning.LETTERS;
            case "none" -> Cleaning.NONE;
            default -> throw new UsageException("--clean: expected 'letters' or 'none', got '" + clean + "'");
        };
    }

    private Checkpoint fresh(String cleaned, Cleaning cleaning) {
        Corpus corpus = Corpus.of(cleaned, new CharTokenizer());
        int available = Windows.of(corpus.ids(), steps).size();
        int train = trainWindows != null ? trainWindows : available >= 15_000 ? 10_000 : Math.max(1, available * 2 / 3);
        int validation = validationWindows != null ? validationWindows : Math.min(5_000, available - train);
        TrainingOptions options = new TrainingOptions(epochs, batch, steps, train, validation, rate, clip, seed);
        return new Checkpoint(
                RnnLanguageModel.random(corpus.vocabulary().size(), hidden, seed),
                corpus.vocabulary(),
                cleaning,
                options,
                History.empty());
    }

    /** A resumed training keeps the options it was started with; only the number of epochs may grow. */
    private Checkpoint resumed(Checkpoint kept, String cleaned) {
        Corpus corpus = Corpus.of(cleaned, new CharTokenizer());
        if (!corpus.vocabulary().tokens().equals(kept.vocabulary().tokens())) {
            throw new IllegalArgumentException(save + " was trained on a text with other symbols ("
                    + kept.vocabulary().size() + ", this one has "
                    + corpus.vocabulary().size()
                    + "); resume with the same text, or train without --resume");
        }
        return new Checkpoint(
                kept.model(), kept.vocabulary(), kept.cleaning(), kept.options().withEpochs(epochs), kept.history());
    }

    private TrainingResult train(Checkpoint start, Corpus corpus) {
        Generator generator = new Generator(start.model(), start.vocabulary());
        String prompt = corpus.text(0, Math.min(6, corpus.length()));
        TrainingListener keep = (model, history, total) -> keep(start, history);
        TrainingListener[] listeners = save == null
                ? new TrainingListener[] {new ProgressLine()}
                : new TrainingListener[] {keep, new ProgressLine()};
        Thread training = Thread.currentThread();
        Thread onCtrlC = new Thread(() -> {
            training.interrupt();
            try {
                training.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(onCtrlC);
        try {
            return Trainer.resume(
                    start.model(),
                    corpus,
                    start.options(),
                    start.history(),
                    model -> generator.predict(prompt, 30),
                    listeners);
        } catch (DivergedException e) {
            String kept = save == null ? "" : " The last good epoch is in " + save + ".";
            throw new IllegalArgumentException(e.getMessage() + kept, e);
        } finally {
            removeHook(onCtrlC);
        }
    }

    private void keep(Checkpoint start, History history) {
        try {
            new Checkpoint(start.model(), start.vocabulary(), start.cleaning(), start.options(), history).save(save);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + save + ": " + e.getMessage() + ". Choose another place with --save", e);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is already ending: the hook is running and waits for this thread
        }
    }

    private void report(TrainingResult result, Checkpoint start, Corpus corpus, PrintWriter people) throws IOException {
        if (result.history().epochs().isEmpty()) {
            people.println(Language.pick(
                    "Stopped before the first epoch was over: nothing to keep.",
                    "Detenido antes de acabar la primera época: no hay nada que guardar."));
            people.flush();
            return;
        }
        List<Epoch> epochs = result.history().epochs();
        Epoch last = result.history().last();
        double seconds = epochs.stream().mapToDouble(Epoch::seconds).sum();
        double rate = (double) start.options().trainWindows() * start.options().steps() * epochs.size() / seconds;
        Generator generator = new Generator(result.model(), start.vocabulary());
        String sample = generator.sample(corpus.text(0, Math.min(6, corpus.length())), 200, 0.7, seed);
        String done = result.interrupted()
                ? Language.pick("Stopped after", "Detenido tras")
                : Language.pick("Trained for", "Entrenado durante");
        people.printf(
                Locale.ROOT,
                Language.pick(
                        "%s %d epochs in %.1f s (%,.0f characters/s)%n",
                        "%s %d épocas en %.1f s (%,.0f caracteres/s)%n"),
                done,
                last.number(),
                seconds,
                rate);
        people.printf(
                Locale.ROOT,
                Language.pick(
                        "perplexity: train %.2f, validation %.2f (guessing blindly: %d)%n",
                        "perplejidad: entrenamiento %.2f, validación %.2f (adivinando a ciegas: %d)%n"),
                last.trainPerplexity(),
                last.validationPerplexity(),
                corpus.vocabulary().size());
        people.println(Language.pick("it writes:  ", "escribe:  ") + sample);
        if (save != null) {
            people.println(Language.pick("saved in ", "guardado en ")
                    + save
                    + (result.interrupted() ? Language.pick("; go on with --resume", "; sigue con --resume") : ""));
        }
        people.flush();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("text", text);
            object.put("symbols", corpus.vocabulary().size());
            object.put("cell", "rnn");
            object.put("hidden", result.model().hidden());
            object.put("params", result.model().parameterCount());
            object.put("epochs", last.number());
            object.put("seed", start.options().seed());
            object.put("train_ppl", last.trainPerplexity());
            object.put("val_ppl", Double.isNaN(last.validationPerplexity()) ? null : last.validationPerplexity());
            object.put("seconds", seconds);
            object.put("tokens_per_s", Math.round(rate));
            object.put("peak_rss_mib", peakResidentMebibytes());
            object.put("sample", sample);
            object.put("saved", save == null ? null : save.toString());
            object.put("interrupted", result.interrupted());
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(object));
            spec.commandLine().getOut().flush();
        }
    }

    /** The largest resident memory of this process so far, where the system tells (Linux). */
    private static Long peakResidentMebibytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return null;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(null);
    }
}
