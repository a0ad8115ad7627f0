package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import recurrent.text.Vocabulary;
import recurrent.text.Windows;
import recurrent.train.Checkpoint;
import recurrent.train.DivergedException;
import recurrent.train.Epoch;
import recurrent.train.LanguageModel;
import recurrent.train.Trainer;
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
            "Example: ./course train timemachine --save model.zip",
            "         ./course train timemachine --cell lstm --checkpoints models"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TEXT", description = "A text file, or a name that ./course data list shows.")
    private String text;

    @Option(
            names = "--cell",
            paramLabel = "KIND",
            description = "'rnn', 'lstm' or 'gru' (rnn; with --resume, the one that was kept).")
    private String cell;

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

    @Option(
            names = "--checkpoints",
            paramLabel = "FOLDER",
            description = "Keep the model of every epoch in this folder, one file each.")
    private Path checkpoints;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "In that folder keep only the newest N, and the best (all).")
    private Integer keep;

    @Option(
            names = "--resume",
            description = "Go on with the training that --checkpoints or --save has kept, from its newest usable file.")
    private boolean resume;

    @Option(
            names = "--json",
            description = "Print the result as one JSON object, and everything else on standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        requireSense();
        String raw = Datasets.open(text);
        PrintWriter people =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Kept kept = new Kept(save, checkpoints, keep);
        if (!resume) {
            kept.requireNew();
        }
        Optional<CellKind> wanted = Optional.ofNullable(cell).map(CellKind::of);
        Checkpoint start = resume ? resumed(kept, wanted, raw, people) : fresh(raw, wanted.orElse(CellKind.RNN));
        Corpus corpus = Corpus.of(raw, start.text());
        people.printf(
                Locale.ROOT,
                Language.pick("%s: %,d characters, %d symbols; %s%n", "%s: %,d caracteres, %d símbolos; %s%n"),
                text,
                corpus.length(),
                corpus.vocabulary().size(),
                start.model());
        people.flush();
        TrainingResult result = train(start, corpus, kept);
        report(result, corpus, kept, people);
        return result.interrupted() ? 130 : 0;
    }

    private void requireSense() {
        if (resume && save == null && checkpoints == null) {
            throw new UsageException("--resume needs --checkpoints FOLDER or --save FILE: what to go on from");
        }
        if (keep != null && (checkpoints == null || keep < 1)) {
            throw new UsageException("--keep: expected at least 1, and --checkpoints FOLDER beside it");
        }
    }

    private Cleaning cleaning() {
        return switch (clean) {
            case "letters" -> Cleaning.LETTERS;
            case "none" -> Cleaning.NONE;
            default -> throw new UsageException("--clean: expected 'letters' or 'none', got '" + clean + "'");
        };
    }

    private Checkpoint fresh(String raw, CellKind kind) {
        Corpus corpus = Corpus.of(raw, cleaning(), new CharTokenizer());
        int available = Windows.of(corpus.ids(), steps).size();
        int train = trainWindows != null ? trainWindows : available >= 15_000 ? 10_000 : Math.max(1, available * 2 / 3);
        int validation = validationWindows != null ? validationWindows : Math.min(5_000, available - train);
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(epochs)
                .withBatch(batch)
                .withSteps(steps)
                .withWindows(train, validation)
                .withRate(rate)
                .withClip(clip)
                .withSeed(seed);
        return Checkpoint.of(kind.model(corpus.vocabulary().size(), hidden, seed), corpus)
                .withOptions(options);
    }

    /** A resumed training keeps the options it was started with; only the number of epochs may grow. */
    private Checkpoint resumed(Kept kept, Optional<CellKind> wanted, String raw, PrintWriter people)
            throws IOException {
        Checkpoint checkpoint = kept.load(wanted, people);
        Vocabulary before = checkpoint.text().vocabulary();
        Corpus corpus = Corpus.of(raw, checkpoint.text().cleaning(), new CharTokenizer());
        if (!corpus.vocabulary().tokens().equals(before.tokens())) {
            throw new IllegalArgumentException(kept + " was trained on a text with other symbols (" + before.size()
                    + ", this one has " + corpus.vocabulary().size()
                    + "); resume with the same text, or train without --resume");
        }
        return checkpoint.withEpochs(epochs);
    }

    private TrainingResult train(Checkpoint start, Corpus corpus, Kept kept) {
        String prompt = prompt(corpus);
        ProgressLine line = new ProgressLine(now -> Generator.of(now).predict(prompt, 30));
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
            return Trainer.resume(start, corpus, kept::save, line);
        } catch (DivergedException e) {
            String where = kept.nowhere() ? "" : " The last good epoch is in " + kept + ".";
            throw new IllegalArgumentException(e.getMessage() + where, e);
        } finally {
            removeHook(onCtrlC);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is already ending: the hook is running and waits for this thread
        }
    }

    /** How what the model writes begins: as the text does. */
    private static String prompt(Corpus corpus) {
        return corpus.text(0, Math.min(6, corpus.length()));
    }

    private void report(TrainingResult result, Corpus corpus, Kept kept, PrintWriter people) throws IOException {
        if (result.history().epochs().isEmpty()) {
            people.println(Language.pick(
                    "Stopped before the first epoch was over: nothing to keep.",
                    "Detenido antes de acabar la primera época: no hay nada que guardar."));
            people.flush();
            return;
        }
        LanguageModel model = result.model(LanguageModel.class);
        Epoch last = result.history().last();
        double seconds = result.history().seconds();
        double rate =
                result.history().epochs().stream().mapToLong(Epoch::predictions).sum() / seconds;
        String sample = Generator.of(result).sample(prompt(corpus), 200, 0.7, seed);
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
        if (!kept.nowhere()) {
            people.println(Language.pick("saved in ", "guardado en ")
                    + kept
                    + (result.interrupted() ? Language.pick("; go on with --resume", "; sigue con --resume") : ""));
        }
        people.flush();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("text", text);
            object.put("symbols", corpus.vocabulary().size());
            object.put("cell", CellKind.of(model).orElseThrow().toString());
            object.put("hidden", model.hidden());
            object.put("params", model.parameterCount());
            object.put("epochs", last.number());
            object.put("seed", result.options().seed());
            object.put("train_ppl", last.trainPerplexity());
            object.put("val_ppl", Double.isNaN(last.validationPerplexity()) ? null : last.validationPerplexity());
            object.put("seconds", seconds);
            object.put("tokens_per_s", Math.round(rate));
            object.put("peak_rss_mib", peakResidentMebibytes());
            object.put("sample", sample);
            object.put("saved", kept.nowhere() ? null : kept.toString());
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
