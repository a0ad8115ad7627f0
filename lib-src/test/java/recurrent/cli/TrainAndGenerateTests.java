package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine;
import recurrent.train.Checkpoint;
import recurrent.train.CheckpointFolder;

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
        assertEquals(
                json.get("symbols").asInt() * 8
                        + 64
                        + 8
                        + 8 * json.get("symbols").asInt()
                        + json.get("symbols").asInt(),
                json.get("params").asInt());
        assertTrue(json.get("train_ppl").asDouble() > 1 && json.get("val_ppl").asDouble() > 1, run.out());
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
        Run cell = course(small(text, 2, file, "--resume", "--cell", "lstm"));
        assertEquals(1, cell.status());
        assertTrue(cell.err().contains("--cell says lstm"), cell.err());
    }
}
