package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoublePredicate;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
import recurrent.train.Perplexity;
import recurrent.train.RunningEpoch;
import recurrent.train.Schedule;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;
import recurrent.train.WholeText;

/** {@code ./course train}: trains a character model on any text. */
@Command(
        name = "train",
        description = "Train a character language model on any UTF-8 text.",
        sortOptions = false,
        footer = {
            "",
            "In brackets: what is taken for any text where nothing is said. The text 'timemachine' is trained on as in "
                    + "chapter 09, unless you say --whole or --carry: rnn, 32 hidden units, 100 epochs of its first "
                    + "10,000 windows of 32 letters in batches of 1024, sgd with rate 1, clipping at 1.",
            "",
            "Ctrl-C keeps what whole batches have learned, where --save or --checkpoints say; --resume goes on with the "
                    + "next batch and ends as if nothing had happened. It takes the options that were kept; only "
                    + "--epochs may be another number.",
            "",
            "With --json the last line of standard output is one object: text, symbols, cell, layers, hidden, params, "
                    + "optimizer, rate, epochs, batches (of an epoch that was interrupted), seed, train_ppl, val_ppl, "
                    + "test_ppl (null before the end), seconds (training and validation), tokens_per_s, peak_rss_mib "
                    + "(null where the system does not tell), sample, saved, interrupted.",
            "",
            "Example: ./course train timemachine --save model.zip",
            "         ./course train book.txt --layers 2 --dropout 0.2 --carry --patience 3 --checkpoints models"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TEXT", description = "A text file, or a name that ./course data list shows.")
    private String text;

    @Option(names = "--cell", paramLabel = "KIND", description = "'rnn', 'lstm' or 'gru' (lstm).")
    private String cell;

    @Option(names = "--layers", paramLabel = "N", description = "Layers of cells, one above the other (1).")
    private Integer layers;

    @Option(names = "--hidden", paramLabel = "N", description = "Hidden units of each layer (128).")
    private Integer hidden;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description = "The part of the units that is dropped between two layers in training (0).")
    private Double dropout;

    @Option(
            names = "--embedding",
            paramLabel = "N",
            description = "Learn a vector of N numbers for each symbol; 0: one-hot symbols (0).")
    private Integer embedding;

    @Option(
            names = "--whole",
            description = "Use the whole text: 90 %% to train, the next 5 %% to validate, the last 5 %% for one test at"
                    + " the end (so by default).")
    private boolean whole;

    @Option(
            names = "--carry",
            description = "Use the whole text from beginning to end and carry the state along, instead of windows in"
                    + " random order.")
    private boolean carry;

    @Option(
            names = "--train-windows",
            paramLabel = "N",
            description = "Instead of the whole text, only its first N windows, which overlap.")
    private Integer trainWindows;

    @Option(
            names = "--validation-windows",
            paramLabel = "N",
            description = "Windows to validate on, after those (half as many).")
    private Integer validationWindows;

    @Option(names = "--steps", paramLabel = "N", description = "Time steps of a window (50).")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "Sequences in a batch (50).")
    private Integer batch;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs (20; with --resume, as many as there were to be).")
    private Integer epochs;

    @Option(
            names = "--optimizer",
            paramLabel = "KIND",
            description = "'sgd', 'momentum', 'adagrad', 'rmsprop' or 'adam' (adam).")
    private String optimizer;

    @Option(
            names = "--rate",
            paramLabel = "X",
            description = "First learning rate (a good one for the cell and the optimiser: docs/training.md).")
    private Double rate;

    @Option(
            names = "--decay",
            paramLabel = "X",
            description = "What the learning rate is multiplied by after every --decay-every epochs (1).")
    private Double decay;

    @Option(names = "--decay-every", paramLabel = "N", description = "After how many epochs the rate decays (1).")
    private Integer decayEvery;

    @Option(
            names = "--clip",
            paramLabel = "X",
            description = "Largest global norm of the gradients (5; 1 with sgd and momentum); 'Infinity' for none.")
    private Double clip;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N epochs without a lower validation loss, and keep the best epoch; 0: never (0).")
    private Integer patience;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "First weights, order of the windows, what dropout drops (1).")
    private Long seed;

    @Option(
            names = "--clean",
            paramLabel = "HOW",
            description = "'none': the text as it is; 'letters': lower case, all else becomes a space (none).")
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
        Checkpoint start = resume ? resumed(kept, raw, people) : fresh(raw);
        Corpus corpus = Corpus.of(raw, start.text());
        people.printf(
                Locale.ROOT,
                Language.pick("%s: %,d characters, %d symbols; %s%n", "%s: %,d caracteres, %d símbolos; %s%n"),
                text,
                corpus.length(),
                corpus.vocabulary().size(),
                start.model());
        people.println(Reading.line(raw, corpus, start.options().cut()));
        people.println(start.options());
        people.flush();
        CtrlC ctrlC = CtrlC.interrupts();
        try {
            TrainingResult result = train(start, corpus, kept);
            if (!result.partial().isNone()) {
                kept.save(result);
            }
            report(result, corpus, kept, people);
            return result.interrupted() ? 130 : 0;
        } finally {
            ctrlC.over();
        }
    }

    private void requireSense() {
        if (resume && save == null && checkpoints == null) {
            throw new UsageException("--resume needs --checkpoints FOLDER or --save FILE: what to go on from");
        }
        if (keep != null && (checkpoints == null || keep < 1)) {
            throw new UsageException("--keep: expected at least 1, and --checkpoints FOLDER beside it");
        }
        atLeast("--layers", 1, layers);
        atLeast("--hidden", 1, hidden);
        atLeast("--embedding", 0, embedding);
        atLeast("--train-windows", 1, trainWindows);
        atLeast("--validation-windows", 0, validationWindows);
        atLeast("--steps", 1, steps);
        atLeast("--batch", 1, batch);
        atLeast("--epochs", 1, epochs);
        atLeast("--decay-every", 1, decayEvery);
        atLeast("--patience", 0, patience);
        number("--dropout", dropout, x -> x >= 0 && x < 1, "a number from 0 to below 1");
        number("--rate", rate, x -> x > 0 && x < Double.POSITIVE_INFINITY, "a number above 0");
        number("--decay", decay, x -> x > 0 && x <= 1, "a number above 0, at most 1");
        number("--clip", clip, x -> x > 0, "a number above 0, or 'Infinity'");
        if (!resume) {
            requireTogether();
        }
    }

    /** Options that only make sense together; a resumed training has made sense already. */
    private void requireTogether() {
        if (dropout != null && dropout > 0 && (layers == null || layers == 1)) {
            throw new UsageException(
                    "--dropout acts between two layers, and there is only one; use --layers 2, or leave"
                            + " --dropout out");
        }
        if ((whole || carry) && (trainWindows != null || validationWindows != null)) {
            throw new UsageException(
                    (carry ? "--carry reads the text from beginning to end" : "--whole uses all windows")
                            + ", so it cannot go with --train-windows or --validation-windows; leave one of them out");
        }
        if (validationWindows != null && trainWindows == null && preset() == Preset.WHOLE) {
            throw new UsageException(
                    "--validation-windows needs --train-windows beside it; without both, the whole text" + " is used");
        }
        if (decayEvery != null && decay == null) {
            throw new UsageException("--decay-every needs --decay X: what the rate is multiplied by");
        }
        if (patience != null && patience > 0 && validationWindows != null && validationWindows == 0) {
            throw new UsageException("--patience waits for a lower validation loss, and --validation-windows 0 leaves"
                    + " nothing to validate on");
        }
    }

    private static void atLeast(String option, int least, Integer value) {
        if (value != null && value < least) {
            throw new UsageException(option + ": expected " + least + " or more, got " + value);
        }
    }

    private static void number(String option, Double value, DoublePredicate good, String expected) {
        if (value != null && !good.test(value)) {
            throw new UsageException(option + ": expected " + expected + ", got " + value);
        }
    }

    private Cleaning cleaning() {
        return switch (clean) {
            case "letters" -> Cleaning.LETTERS;
            case "none" -> Cleaning.NONE;
            default -> throw new UsageException("--clean: expected 'none' or 'letters', got '" + clean + "'");
        };
    }

    private Preset preset() {
        return text.equals("timemachine") && !whole && !carry ? Preset.CHAPTER_09 : Preset.WHOLE;
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private Checkpoint fresh(String raw) {
        Preset preset = preset();
        CellKind kind = cell == null ? preset.cell : CellKind.of(cell);
        OptimizerKind by = optimizer == null ? preset.optimizer(kind) : OptimizerKind.of(optimizer);
        Corpus corpus = Corpus.of(raw, clean == null ? preset.cleaning : cleaning(), new CharTokenizer());
        Network network =
                new Network(kind, or(layers, 1), or(hidden, preset.hidden), or(dropout, 0.0), or(embedding, 0));
        long first = or(seed, 1L);
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(or(epochs, preset.epochs))
                .withBatch(or(batch, preset.batch))
                .withSteps(or(steps, preset.steps))
                .withOptimizer(by.make())
                .withSchedule(Schedule.stepDecay(or(rate, preset.rate(kind, by)), or(decay, 1.0), or(decayEvery, 1)))
                .withClip(or(clip, by.clip()))
                .withEarlyStopping(or(patience, 0), 0)
                .withSeed(first);
        LanguageModel model = network.model(corpus.vocabulary().size(), preset.first(kind, network.hidden()), first);
        return Checkpoint.of(model, corpus).withOptions(cut(options, corpus, preset));
    }

    /** The whole text, or windows of its beginning: as many as were asked for, or as chapter 09 has. */
    private TrainingOptions cut(TrainingOptions options, Corpus corpus, Preset preset) {
        if (trainWindows == null && preset == Preset.WHOLE) {
            WholeText cut = new WholeText(options.batch(), options.steps(), carry);
            int train = cut.train(corpus.ids()).length;
            if (carry && train <= options.batch() * options.steps()) {
                throw new IllegalArgumentException("--carry reads " + options.batch() + " strips of " + options.steps()
                        + " steps side by side, which takes " + (options.batch() * options.steps() + 1)
                        + " characters, and there are " + train + " to train on; use a smaller --batch or --steps");
            }
            return options.withWholeText(carry);
        }
        int available = Windows.of(corpus.ids(), options.steps()).size();
        int train = or(trainWindows, Math.min(options.trainWindows(), Math.max(1, available * 2 / 3)));
        int validation = or(validationWindows, Math.max(0, Math.min(train / 2, available - train)));
        if (train > available - validation) {
            throw new IllegalArgumentException("--train-windows and --validation-windows ask for " + train + " and "
                    + validation + " windows, and the text has " + available + "; use fewer");
        }
        return options.withWindows(train, validation);
    }

    /** A resumed training keeps the options it was started with; only the number of epochs may be another. */
    private Checkpoint resumed(Kept kept, String raw, PrintWriter people) throws IOException {
        Checkpoint checkpoint = kept.load(Optional.ofNullable(cell).map(CellKind::of), people);
        requireSame(checkpoint, kept);
        Vocabulary before = checkpoint.text().vocabulary();
        Corpus corpus = Corpus.of(raw, checkpoint.text().cleaning(), new CharTokenizer());
        if (!corpus.vocabulary().tokens().equals(before.tokens())) {
            throw new IllegalArgumentException(kept + " was trained on a text with other symbols (" + before.size()
                    + ", this one has " + corpus.vocabulary().size()
                    + "); resume with the same text, or train without --resume");
        }
        return epochs == null ? checkpoint : checkpoint.withEpochs(epochs);
    }

    private void requireSame(Checkpoint checkpoint, Kept kept) {
        Map<String, Object> values = values(checkpoint);
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            Object value = values.get(option.longestName());
            if (value != null && !value.equals(option.getValue())) {
                throw new UsageException(option.longestName() + " " + option.getValue() + ": the training in " + kept
                        + " was begun with " + value + "; leave the option out, or train without --resume");
            }
        }
    }

    /** The options that a training was begun with, by their names, as far as this command has words for them. */
    private static Map<String, Object> values(Checkpoint checkpoint) {
        TrainingOptions options = checkpoint.options();
        Map<String, Object> values = new LinkedHashMap<>();
        Network.of(checkpoint.model(LanguageModel.class)).ifPresent(network -> {
            values.put("--layers", network.layers());
            values.put("--hidden", network.hidden());
            values.put("--dropout", network.dropout());
            values.put("--embedding", network.embedding());
        });
        if (options.schedule() instanceof Schedule.StepDecay schedule) {
            values.put("--rate", schedule.rate());
            values.put("--decay", schedule.factor());
            values.put("--decay-every", (int) schedule.every());
        }
        boolean whole = options.cut() instanceof WholeText;
        values.put("--whole", whole);
        values.put("--carry", whole && ((WholeText) options.cut()).carry());
        values.put("--train-windows", whole ? "the whole text" : options.trainWindows());
        values.put("--validation-windows", whole ? "the whole text" : options.validationWindows());
        values.put("--steps", options.steps());
        values.put("--batch", options.batch());
        values.put("--optimizer", options.optimizer().plan().kind());
        values.put("--clip", options.clip());
        values.put("--patience", options.stopping().patience());
        values.put("--seed", options.seed());
        values.put("--clean", checkpoint.text().cleaning().name().toLowerCase(Locale.ROOT));
        return values;
    }

    private TrainingResult train(Checkpoint start, Corpus corpus, Kept kept) {
        String prompt = prompt(corpus);
        long predictions = start.options().cut() instanceof WholeText cut
                ? cut.predictions(corpus.ids())
                : (long) start.options().trainWindows() * start.options().steps();
        ProgressLine line = new ProgressLine(now -> Generator.of(now).predict(prompt, 30), predictions);
        try {
            return Trainer.resume(start, corpus, kept::save, line);
        } catch (DivergedException e) {
            String where = kept.nowhere() ? "" : " The last good epoch is in " + kept + ".";
            throw new IllegalArgumentException(e.getMessage() + where, e);
        }
    }

    /** How what the model writes begins: as the text does. */
    private static String prompt(Corpus corpus) {
        return corpus.text(0, Math.min(6, corpus.length()));
    }

    private void report(TrainingResult result, Corpus corpus, Kept kept, PrintWriter people) throws IOException {
        List<Epoch> done = result.history().epochs();
        RunningEpoch begun = result.partial().epoch();
        if (done.isEmpty() && begun.batches() == 0) {
            people.println(Language.pick(
                    "Stopped before the first batch was over: nothing to keep.",
                    "Detenido antes de acabar el primer lote: no hay nada que guardar."));
            people.flush();
            return;
        }
        double seconds = result.history().seconds() + begun.seconds();
        double rate = (done.stream().mapToLong(Epoch::predictions).sum() + begun.predictions()) / seconds;
        String sample = Generator.of(result)
                .sample(prompt(corpus), 200, 0.7, result.options().seed());
        people.println(ending(result, seconds, rate, !kept.nowhere()));
        Perplexities perplexities = Perplexities.of(result, corpus);
        people.println(perplexities + Language.pick(" (guessing blindly: ", " (adivinando a ciegas: ")
                + corpus.vocabulary().size() + ")");
        people.println(Language.pick("it writes:  ", "escribe:  ") + sample);
        if (!kept.nowhere()) {
            people.println(Language.pick("saved in ", "guardado en ")
                    + kept
                    + (result.interrupted() ? Language.pick("; go on with --resume", "; sigue con --resume") : ""));
        }
        people.flush();
        if (json) {
            LanguageModel model = result.model(LanguageModel.class);
            Optional<Network> network = Network.of(model);
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("text", text);
            object.put("symbols", corpus.vocabulary().size());
            object.put("cell", network.map(n -> n.cell().toString()).orElse(null));
            object.put("layers", network.map(Network::layers).orElse(null));
            object.put("hidden", model.hidden());
            object.put("params", model.parameterCount());
            object.put("optimizer", result.options().optimizer().plan().kind());
            object.put("rate", result.options().rate());
            object.put("epochs", done.size());
            object.put("batches", begun.batches());
            object.put("seed", result.options().seed());
            object.put("train_ppl", finite(perplexities.train()));
            object.put("val_ppl", finite(perplexities.validation()));
            object.put("test_ppl", finite(perplexities.test()));
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

    private static String ending(TrainingResult result, double seconds, double rate, boolean kept) {
        int epochs = result.history().epochs().size();
        int batches = result.partial().epoch().batches();
        String done = result.interrupted()
                ? Language.pick("Stopped after", "Detenido tras")
                : Language.pick("Trained for", "Entrenado durante");
        String line = String.format(
                Locale.ROOT,
                Language.pick(
                        "%s %d epochs in %.1f s (%,.0f characters/s)", "%s %d épocas en %.1f s (%,.0f caracteres/s)"),
                done,
                epochs,
                seconds,
                rate);
        if (batches > 0) {
            line += Language.pick(", in the middle of the next one", ", en medio de la siguiente")
                    + (kept
                            ? Language.pick(
                                    ": its " + batches + " whole batches are kept too",
                                    ": también se conservan sus " + batches + " lotes enteros")
                            : "");
        }
        return !result.interrupted() && result.options().stopping().isTime(result.history())
                ? line
                        + Language.pick(
                                "; validation became no better, so the parameters are those of epoch ",
                                "; la validación no mejoraba, así que los parámetros son los de la época ")
                        + result.best()
                : line;
    }

    /** What the parameters of the model say of the parts of the text; NaN for a part that was not looked at. */
    private record Perplexities(double train, double validation, double test) {
        /** The test part is looked at only when a training is over. */
        static Perplexities of(TrainingResult result, Corpus corpus) {
            List<Epoch> done = result.history().epochs();
            if (done.isEmpty()) {
                return new Perplexities(Perplexity.of(result.partial().epoch().trainLoss()), Double.NaN, Double.NaN);
            }
            boolean best = result.options().stopping().isTime(result.history());
            Epoch epoch = best ? done.get(result.best() - 1) : result.history().last();
            boolean over = !result.interrupted() && result.options().cut() instanceof WholeText;
            return new Perplexities(
                    epoch.trainPerplexity(),
                    epoch.validationPerplexity(),
                    over ? Perplexity.of(Trainer.testLoss(result, corpus)) : Double.NaN);
        }

        @Override
        public String toString() {
            return String.format(
                            Locale.ROOT,
                            Language.pick("perplexity: train %.2f", "perplejidad: entrenamiento %.2f"),
                            train)
                    + part(Language.pick(", validation %.2f", ", validación %.2f"), validation)
                    + part(Language.pick(", test %.2f", ", prueba %.2f"), test);
        }

        private static String part(String words, double perplexity) {
            return Double.isNaN(perplexity) ? "" : String.format(Locale.ROOT, words, perplexity);
        }
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
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
