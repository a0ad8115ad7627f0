package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine;
import recurrent.nn.Parameters;
import recurrent.train.Checkpoint;
import recurrent.train.CheckpointFolder;
import recurrent.train.EarlyStopping;
import recurrent.train.Epoch;
import recurrent.train.LanguageModel;
import recurrent.train.Schedule;
import recurrent.train.WholeText;

@DisplayName("./course train and ./course generate")
class TrainAndGenerateTests {
    private static final String TEXT = "She sells sea-shells by the sea shore. ".repeat(30);

    @TempDir
    Path folder;

    private record Run(int status, String out, String err) {}

    private static Run course(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("--lang", "en"));
        all.addAll(Arrays.asList(arguments));
        CommandLine line = new Main().commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(all.toArray(String[]::new));
        return new Run(status, out.toString(), err.toString());
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private String[] small(Path text, int epochs, Path save, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                text.toString(),
                "--epochs",
                Integer.toString(epochs),
                "--steps",
                "8",
                "--batch",
                "64",
                "--hidden",
                "8",
                "--clean",
                "letters",
                "--save",
                save.toString()));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    @DisplayName("train --json ends with one object; generate writes with the saved model")
    void trainAndGenerate() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path model = folder.resolve("model.zip");
        Run run = course(small(text, 3, model, "--json"));
        assertEquals(0, run.status(), run.err());
        String[] lines = run.out().strip().split("\n");
        JsonNode json = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertEquals(1, lines.length, "with --json everything else goes to standard error");
        assertEquals(3, json.get("epochs").asInt());
        int V = json.get("symbols").asInt();
        assertEquals(4 * (V * 8 + 8 * 8 + 8) + 8 * V + V, json.get("params").asInt());
        for (String part : List.of("train_ppl", "val_ppl", "test_ppl")) {
            assertTrue(json.get(part).asDouble() > 1, run.out());
        }
        assertEquals(
                "lstm 1 adam 0",
                json.get("cell").asText() + " " + json.get("layers").asInt() + " "
                        + json.get("optimizer").asText() + " "
                        + json.get("batches").asInt());
        assertTrue(
                json.get("seconds").asDouble() > 0 && json.get("tokens_per_s").asDouble() > 0, run.out());

        Run text1 = course("generate", model.toString(), "--prompt", "She sells", "--chars", "30", "--seed", "4");
        assertEquals(0, text1.status(), text1.err());
        assertTrue(text1.out().startsWith("she sells"), text1.out());
        assertEquals("she sells".length() + 30, text1.out().strip().length());
        assertEquals(
                text1.out(),
                course("generate", model.toString(), "--prompt", "She sells", "--chars", "30", "--seed", "4")
                        .out());
    }

    @Test
    @DisplayName("3 epochs, then --resume to 6, leaves the file that 6 epochs at once leave")
    void resume() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path parts = folder.resolve("parts.zip");
        Path whole = folder.resolve("whole.zip");
        assertEquals(0, course(small(text, 3, parts)).status());
        assertEquals(0, course(small(text, 6, parts, "--resume")).status());
        assertEquals(0, course(small(text, 6, whole)).status());
        Checkpoint a = Checkpoint.load(parts);
        Checkpoint b = Checkpoint.load(whole);
        for (String name : a.model().parameters().names()) {
            assertArrayEquals(
                    b.model().parameters().get(name).reshape(-1).toFloatVector(),
                    a.model().parameters().get(name).reshape(-1).toFloatVector(),
                    name);
        }
        assertEquals(6, a.history().epochs().size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"empty, empty", "short, needs 9 symbols", "binary, UTF-8", "missing, missing.txt"})
    @DisplayName("an unusable text is refused in one line with the reason, exit status 1")
    void badText(String kind, String expected) throws IOException {
        Path text =
                switch (kind) {
                    case "empty" -> file("empty.txt", new byte[0]);
                    case "short" -> file("short.txt", "too few".getBytes());
                    case "binary" -> file("binary.bin", new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, 0, 1, 2});
                    default -> folder.resolve("missing.txt");
                };
        Run run = course(small(text, 1, folder.resolve("m.zip")));
        assertEquals(1, run.status());
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(Files.notExists(folder.resolve("m.zip")), "nothing half-written");
    }

    @Test
    @DisplayName("a prompt with an unknown symbol, a damaged or missing model: one line, exit status 1")
    void badGenerate() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path model = folder.resolve("model.zip");
        course(small(text, 1, model));
        Run unknown = course("generate", model.toString(), "--prompt", "ñandú");
        assertEquals(1, unknown.status());
        assertTrue(unknown.err().contains("ñ") && unknown.err().strip().lines().count() == 1, unknown.err());
        byte[] bytes = Files.readAllBytes(model);
        Files.write(model, Arrays.copyOf(bytes, bytes.length / 2));
        Run damaged = course("generate", model.toString(), "--prompt", "she");
        assertEquals(1, damaged.status());
        assertTrue(damaged.err().contains("not a usable checkpoint"), damaged.err());
        Run missing = course("generate", folder.resolve("none.zip").toString(), "--prompt", "she");
        assertEquals(1, missing.status());
        assertTrue(missing.err().contains("there is no file"), missing.err());
    }

    @Test
    @DisplayName("wrong use has exit status 2 and names the option")
    void wrongUse() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Run run = course("train", text.toString(), "--epochs", "many");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("--epochs"), run.err());
        assertEquals(2, course("train", text.toString(), "--resume").status());
        assertEquals(2, course("train").status());
        assertEquals(
                2,
                course("generate", "m.zip", "--prompt", "x", "--temperature", "-1")
                        .status());
    }

    @Test
    @DisplayName("resuming with a text of other symbols is refused")
    void otherText() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path model = folder.resolve("model.zip");
        course(small(text, 1, model));
        Path other = file("other.txt", "quick brown foxes jump ".repeat(40).getBytes());
        Run run = course(small(other, 2, model, "--resume"));
        assertEquals(1, run.status());
        assertTrue(run.err().contains("other symbols"), run.err());
    }

    private Path old(String name) throws IOException {
        try (var in = Checkpoint.class.getResourceAsStream(name)) {
            return file(name, in.readAllBytes());
        }
    }

    @Test
    @DisplayName(
            "a file of the version before is written with, and --resume goes on from it to where that version ended")
    void oldFile() throws IOException {
        Path text = file(
                "text.txt", "she sells sea shells by the sea shore ".repeat(8).getBytes());
        Path model = old("format-2-rnn.zip");
        Run written = course("generate", model.toString(), "--prompt", "She", "--chars", "5");
        assertEquals(0, written.status(), written.err());
        assertTrue(written.out().startsWith("she"), written.out());
        Run run = course("train", text.toString(), "--epochs", "4", "--save", model.toString(), "--resume");
        assertEquals(0, run.status(), run.err());
        Checkpoint end = Checkpoint.load(model);
        assertEquals(4, end.history().epochs().size());
        assertEquals(6.931267576419763, end.history().last().validationPerplexity(), 1e-5);
    }

    @Test
    @DisplayName("a file of another kind of model is refused in one line, to write with and to go on from")
    void otherKind() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path classifier = old("format-2-classifier.zip");
        for (Run run : List.of(
                course("generate", classifier.toString(), "--prompt", "she"),
                course(small(text, 9, classifier, "--resume")))) {
            assertEquals(1, run.status());
            assertTrue(
                    run.err().contains("not a language model of characters")
                            && run.err().strip().lines().count() == 1,
                    run.err());
        }
    }

    private String[] small(Path text, String cell, int epochs, Path checkpoints, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                text.toString(),
                "--cell",
                cell,
                "--epochs",
                Integer.toString(epochs),
                "--steps",
                "8",
                "--batch",
                "64",
                "--hidden",
                "8",
                "--clean",
                "letters",
                "--checkpoints",
                checkpoints.toString()));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceAll("ppl[0-9]+[.][0-9]+", "ppl"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"rnn", "lstm", "gru"})
    @DisplayName("--checkpoints keeps every epoch; a damaged newest file costs one epoch, not the training")
    void checkpoints(String cell) throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path parts = folder.resolve("parts");
        Path whole = folder.resolve("whole.zip");
        Run first = course(small(text, cell, 3, parts));
        assertEquals(0, first.status(), first.err());
        assertEquals(List.of(cell + "-ep001-ppl.zip", cell + "-ep002-ppl.zip", cell + "-ep003-ppl.zip"), names(parts));
        Path newest = CheckpointFolder.in(parts, cell).files().get(2);
        Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), 1000));
        Run second = course(small(text, cell, 5, parts, "--resume", "--keep", "1", "--json"));
        assertEquals(0, second.status(), second.err());
        assertTrue(second.err().contains("passed over: " + newest), second.err());
        JsonNode json = new ObjectMapper().readTree(second.out());
        assertEquals(cell, json.get("cell").asText());
        assertEquals(8, json.get("hidden").asInt());
        assertEquals(5, json.get("epochs").asInt());
        Run third = course(small(text, cell, 5, folder.resolve("other"), "--save", whole.toString()));
        assertEquals(0, third.status(), third.err());
        Checkpoint a = CheckpointFolder.in(parts, cell).latest().orElseThrow().checkpoint();
        Checkpoint b = Checkpoint.load(whole);
        for (String name : b.model().parameters().names()) {
            assertArrayEquals(
                    b.model().parameters().get(name).reshape(-1).toFloatVector(),
                    a.model().parameters().get(name).reshape(-1).toFloatVector(),
                    name);
        }
        assertEquals(5, a.history().epochs().size());
        assertTrue(names(parts).size() <= 2, names(parts).toString());

        Run written = course("generate", whole.toString(), "--prompt", "She sells", "--chars", "30", "--seed", "4");
        assertEquals(0, written.status(), written.err());
        assertTrue(written.out().startsWith("she sells"), written.out());
        assertEquals("she sells".length() + 30, written.out().strip().length());
    }

    @Test
    @DisplayName("a folder of another training is not overwritten; nothing to go on from, or another cell, is said so")
    void otherTraining() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path parts = folder.resolve("parts");
        Run nothing = course(small(text, "gru", 1, parts, "--resume"));
        assertEquals(1, nothing.status());
        assertTrue(nothing.err().contains("there is no checkpoint in"), nothing.err());
        assertEquals(0, course(small(text, "gru", 1, parts)).status());
        Run again = course(small(text, "lstm", 1, parts));
        assertEquals(1, again.status());
        assertTrue(again.err().contains("another training"), again.err());
        assertEquals(List.of("gru-ep001-ppl.zip"), names(parts));
        assertEquals(2, course(small(text, "tree", 1, parts, "--resume")).status());
        assertEquals(2, course("train", text.toString(), "--keep", "3").status());
        Path file = folder.resolve("m.zip");
        course(small(text, 1, file));
        Run cell = course(small(text, 2, file, "--resume", "--cell", "gru"));
        assertEquals(1, cell.status());
        assertTrue(cell.err().contains("--cell says gru"), cell.err());
    }

    private static void assertSame(Parameters expected, Parameters got) {
        assertEquals(expected.names(), got.names());
        for (String name : expected.names()) {
            assertArrayEquals(
                    expected.get(name).reshape(-1).toDoubleVector(),
                    got.get(name).reshape(-1).toDoubleVector(),
                    name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layers 0 | --layers: expected 1 or more, got 0",
                "--hidden 0 | --hidden: expected 1 or more, got 0",
                "--embedding -1 | --embedding: expected 0 or more, got -1",
                "--steps 0 | --steps: expected 1 or more, got 0",
                "--batch 0 | --batch: expected 1 or more, got 0",
                "--epochs 0 | --epochs: expected 1 or more, got 0",
                "--patience -1 | --patience: expected 0 or more, got -1",
                "--layers 2 --dropout 1 | --dropout: expected a number from 0 to below 1, got 1.0",
                "--dropout 0.2 | --dropout acts between two layers, and there is only one",
                "--rate 0 | --rate: expected a number above 0, got 0.0",
                "--rate NaN | --rate: expected a number above 0, got NaN",
                "--decay 1.5 | --decay: expected a number above 0, at most 1, got 1.5",
                "--decay-every 3 | --decay-every needs --decay X",
                "--decay 0.5 --decay-every 0 | --decay-every: expected 1 or more, got 0",
                "--clip 0 | --clip: expected a number above 0, or 'Infinity', got 0.0",
                "--optimizer nadam | --optimizer: expected 'sgd', 'momentum', 'adagrad', 'rmsprop' or 'adam'",
                "--cell tree | --cell: expected 'rnn', 'lstm' or 'gru', got 'tree'",
                "--clean all | --clean: expected 'none' or 'letters', got 'all'",
                "--carry --train-windows 9 | --carry reads the text from beginning to end, so it cannot go with",
                "--whole --validation-windows 9 | --whole uses all windows, so it cannot go with",
                "--validation-windows 9 | --validation-windows needs --train-windows",
                "--train-windows 9 --validation-windows 0 --patience 2 | leaves nothing to validate on"
            })
    @DisplayName("a bad value, or options that do not go together: one line that names them, exit status 2")
    void badOptions(String options, String expected) throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        List<String> arguments = new ArrayList<>(List.of("train", text.toString()));
        arguments.addAll(List.of(options.split(" ")));
        Run run = course(arguments.toArray(String[]::new));
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--carry --batch 200 --steps 8 | takes 1601 characters, and there are 1052 to train on",
                "--train-windows 2000 --steps 8 | ask for 2000 and 0 windows, and the text has",
                "--steps 60 | a sequence of 60 steps needs 61 symbols to validate on"
            })
    @DisplayName("a text that is too short for what is asked: one line with the numbers, exit status 1")
    void tooShort(String options, String expected) throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        List<String> arguments = new ArrayList<>(List.of("train", text.toString()));
        arguments.addAll(List.of(options.split(" ")));
        Run run = course(arguments.toArray(String[]::new));
        assertEquals(1, run.status(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
    }

    @Test
    @DisplayName("it says how much of the text is used, what cleaning took away and how to keep it")
    void reading() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Run whole = course(small(text, 1, folder.resolve("a.zip")));
        assertTrue(
                whole.out()
                        .contains(
                                "all of it is used: 1,026 to train, 57 to validate, 57 to test at the end; cleaning made 30"
                                        + " capitals small and took away 60 characters such as punctuation, digits and line ends"
                                        + " (--clean none keeps them)"),
                whole.out());
        Run windows =
                course(small(text, 1, folder.resolve("b.zip"), "--train-windows", "100", "--validation-windows", "20"));
        assertTrue(
                windows.out().contains("of these only the first 128 are used: 100 windows to train, 20 to validate"),
                windows.out());
        assertFalse(windows.out().contains("test "), windows.out());
        Run kept = course("train", text.toString(), "--steps", "8", "--hidden", "4", "--epochs", "1");
        assertTrue(kept.out().contains("1,170 characters, 15 symbols"), kept.out());
        assertTrue(kept.out().contains("nothing is cleaned away"), kept.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adagrad", "rmsprop", "adam"})
    @DisplayName("layers, dropout, embedding, optimiser, decay and patience end up in the file, and in the training")
    void options(String optimizer) throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path model = folder.resolve("m.zip");
        Run run = course(small(
                text,
                2,
                model,
                "--layers",
                "2",
                "--dropout",
                "0.25",
                "--embedding",
                "5",
                "--optimizer",
                optimizer,
                "--rate",
                "0.5",
                "--decay",
                "0.5",
                "--decay-every",
                "3",
                "--patience",
                "7",
                "--cell",
                "gru",
                "--clip",
                "Infinity"));
        assertEquals(0, run.status(), run.err());
        Checkpoint kept = Checkpoint.load(model);
        LanguageModel language = kept.model(LanguageModel.class);
        assertEquals(
                new Network(CellKind.GRU, 2, 8, 0.25, 5), Network.of(language).orElseThrow());
        assertEquals(optimizer, kept.options().optimizer().plan().kind());
        assertEquals(Schedule.stepDecay(0.5, 0.5, 3), kept.options().schedule());
        assertEquals(new EarlyStopping(7, 0), kept.options().stopping());
        assertEquals(Double.POSITIVE_INFINITY, kept.options().clip());
        assertEquals(new WholeText(64, 8, false), kept.options().cut());
        assertEquals(0, course("generate", model.toString(), "--prompt", "she").status());
    }

    @Test
    @DisplayName("two layers with dropout and a carried state: 2 epochs, then --resume to 4, is 4 at once, bit for bit")
    void resumeCarried() throws IOException {
        Path text = file("text.txt", TEXT.substring(0, 300).getBytes());
        Path parts = folder.resolve("parts.zip");
        Path whole = folder.resolve("whole.zip");
        String[] deep = {"--layers", "2", "--dropout", "0.2", "--carry", "--batch", "4", "--steps", "8", "--hidden", "8"
        };
        List<String> first = new ArrayList<>(List.of("train", text.toString(), "--save", parts.toString()));
        first.addAll(List.of(deep));
        first.addAll(List.of("--epochs", "2"));
        assertEquals(0, course(first.toArray(String[]::new)).status());
        Run second =
                course("train", text.toString(), "--save", parts.toString(), "--resume", "--epochs", "4", "--carry");
        assertEquals(0, second.status(), second.err());
        List<String> atOnce = new ArrayList<>(List.of("train", text.toString(), "--save", whole.toString()));
        atOnce.addAll(List.of(deep));
        atOnce.addAll(List.of("--epochs", "4"));
        assertEquals(0, course(atOnce.toArray(String[]::new)).status());
        Checkpoint a = Checkpoint.load(parts);
        Checkpoint b = Checkpoint.load(whole);
        assertSame(b.model().parameters(), a.model().parameters());
        assertSame(b.result().memory(), a.result().memory());
        assertEquals(new WholeText(4, 8, true), a.options().cut());
    }

    @Test
    @DisplayName("--resume takes the options that were kept; another value is refused, and the epochs may be left out")
    void resumeOptions() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Path model = folder.resolve("m.zip");
        course(small(text, 2, model));
        for (String[] other : new String[][] {
            {"--hidden", "9"}, {"--rate", "0.5"}, {"--optimizer", "sgd"}, {"--carry"}, {"--train-windows", "7"},
            {"--seed", "2"}, {"--layers", "2"}, {"--clean", "none"}, {"--patience", "1"}, {"--clip", "1"}
        }) {
            List<String> arguments = new ArrayList<>(List.of("train", text.toString(), "--save", model.toString()));
            arguments.add("--resume");
            arguments.addAll(List.of(other));
            Run run = course(arguments.toArray(String[]::new));
            assertEquals(2, run.status(), run.err());
            assertTrue(run.err().contains(other[0] + " ") && run.err().contains("was begun with"), run.err());
        }
        Run done = course("train", text.toString(), "--save", model.toString(), "--resume");
        assertEquals(0, done.status(), done.err());
        assertEquals(2, Checkpoint.load(model).history().epochs().size());
    }

    @Test
    @DisplayName("--patience stops, and what is said is said of the best epoch, whose parameters are kept")
    void patience() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Run run = course(small(text, 60, folder.resolve("m.zip"), "--rate", "0.2", "--patience", "1", "--json"));
        assertEquals(0, run.status(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        int epochs = json.get("epochs").asInt();
        assertTrue(epochs < 60, run.out());
        assertTrue(run.err().contains("the parameters are those of epoch " + (epochs - 1)), run.err());
        List<Epoch> history = Checkpoint.load(folder.resolve("m.zip")).history().epochs();
        assertEquals(
                history.get(epochs - 2).validationPerplexity(),
                json.get("val_ppl").asDouble());
    }

    @Test
    @DisplayName("stopped before its first batch it keeps nothing and says so")
    void stoppedAtOnce() throws IOException {
        Path text = file("text.txt", TEXT.getBytes());
        Thread.currentThread().interrupt();
        Run run = course(small(text, 3, folder.resolve("m.zip")));
        assertEquals(130, run.status(), run.err());
        assertTrue(run.out().contains("nothing to keep"), run.out());
        assertTrue(Files.notExists(folder.resolve("m.zip")));
    }

    @Test
    @DisplayName(
            "generate: --top-k 1 writes what temperature 0 writes; without a prompt it begins a line; JSON has the same")
    void topK() throws IOException {
        Path text = file("text.txt", (TEXT + "\n").repeat(4).getBytes());
        Path model = folder.resolve("m.zip");
        assertEquals(
                0,
                course(
                                "train",
                                text.toString(),
                                "--steps",
                                "8",
                                "--hidden",
                                "8",
                                "--epochs",
                                "2",
                                "--save",
                                model.toString())
                        .status());
        String[] warm = {"generate", model.toString(), "--prompt", "She", "--top-k", "1", "--temperature", "2"};
        String[] cold = {"generate", model.toString(), "--prompt", "She", "--temperature", "0"};
        assertEquals(course(cold).out(), course(warm).out());
        assertTrue(course(cold).out().startsWith("She"), "upper case is kept");
        Run line = course("generate", model.toString(), "--chars", "20", "--top-k", "3");
        assertEquals(0, line.status(), line.err());
        assertTrue(line.out().startsWith("\n"), line.out());
        JsonNode json = new ObjectMapper()
                .readTree(course("generate", model.toString(), "--chars", "20", "--top-k", "3", "--json")
                        .out());
        assertEquals(line.out(), json.get("text").asText() + System.lineSeparator());
        assertEquals(3, json.get("top_k").asInt());
        Run none = course("generate", model.toString(), "--top-k", "0");
        assertEquals(2, none.status());
        assertTrue(none.err().contains("--top-k: expected 1 or more, got 0"), none.err());
    }

    private static Process started(Path text, Path save) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("train", text.toString(), "--lang", "en", "--save", save.toString()));
        command.addAll(List.of("--layers", "2", "--dropout", "0.2", "--carry", "--batch", "4", "--steps", "8"));
        command.addAll(List.of("--hidden", "8", "--epochs", "100000"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    @Tag("system")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a program is ended without asking it")
    @DisplayName("Ctrl-C keeps what whole batches have learned, and --resume goes on from there, bit for bit")
    void stopped() throws Exception {
        Path text = file("text.txt", TEXT.substring(0, 300).getBytes());
        Path save = folder.resolve("m.zip");
        Process process = started(text, save);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            while (Files.notExists(save)) {
                assertTrue(process.isAlive(), "it ended by itself");
                Thread.sleep(5);
            }
            process.toHandle().destroy(); // as Ctrl-C does: it is asked to end, and may still be heard
            String all = said.lines().collect(Collectors.joining("\n"));
            assertTrue(all.contains("Stopped after") && all.contains("go on with --resume"), all);
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        Checkpoint stopped = Checkpoint.load(save);
        int epochs = stopped.history().epochs().size();
        assertTrue(epochs < 100_000, "it was not stopped in time");
        String end = Integer.toString(epochs + 2);
        assertEquals(
                0,
                course("train", text.toString(), "--save", save.toString(), "--resume", "--epochs", end)
                        .status());
        Path whole = folder.resolve("whole.zip");
        assertEquals(
                0,
                course(
                                "train",
                                text.toString(),
                                "--save",
                                whole.toString(),
                                "--layers",
                                "2",
                                "--dropout",
                                "0.2",
                                "--carry",
                                "--batch",
                                "4",
                                "--steps",
                                "8",
                                "--hidden",
                                "8",
                                "--epochs",
                                end)
                        .status());
        assertSame(
                Checkpoint.load(whole).model().parameters(),
                Checkpoint.load(save).model().parameters());
    }
}
