package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine;
import recurrent.i18n.Language;

@DisplayName("./course bench")
class BenchCommandTests {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... arguments) {
        Language.use(Language.EN);
        CommandLine line = new Main().commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    /** A program that stands where an environment has its Python. */
    private void python(String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("venv-torch/bin"));
        Path python = Files.writeString(bin.resolve("python"), "#!/bin/sh\n" + script + "\n");
        assertTrue(python.toFile().setExecutable(true));
    }

    @Test
    @DisplayName("--list shows works and baselines and runs nothing")
    void list() {
        assertEquals(0, bench("--list"), err.toString());
        assertTrue(out.toString().contains("rnn-100") && out.toString().contains("generate-32"), out.toString());
        assertTrue(out.toString().contains("nn.RNN") && out.toString().contains("venv-torch"), out.toString());
        assertTrue(out.toString().contains("quijote") && out.toString().contains("60 minutes"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, bench("--list", "--minutes", "7"), err.toString());
        assertTrue(out.toString().contains("7 minutes"), out.toString());
    }

    @Test
    @DisplayName("--only with a name that is none lists those that are")
    void onlyNothing() {
        assertEquals(2, bench("--only", "rnn-1000"));
        assertTrue(err.toString().contains("--only: no work is called 'rnn-1000'; there are: rnn-100"), err.toString());
    }

    @Test
    @DisplayName("numbers below 1 are wrong use")
    void numbers() {
        assertEquals(2, bench("--repeat", "0"));
        assertTrue(err.toString().contains("--repeat: expected 1 or more, got 0"), err.toString());
        assertEquals(2, bench("--threads", "0"));
        assertEquals(2, bench("--minutes", "0"));
        assertTrue(err.toString().contains("--minutes: expected a number above 0, got 0.0"), err.toString());
    }

    @Test
    @DisplayName("a missing environment is named, with the way to make it, before anything runs")
    void missingEnvironment() {
        assertEquals(1, bench("--only", "rnn-100", "--against", folder.toString()));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(
                err.toString().contains("there is no " + folder.resolve("venv-torch"))
                        && err.toString().contains("python3.11 -m venv")
                        && err.toString().contains("bench/requirements-torch.txt"),
                err.toString());
    }

    @Test
    @DisplayName("without baselines: a table, or with --json one object and the table on standard error")
    void alone() throws IOException {
        assertEquals(0, bench("--only", "generate-32", "--quick", "--repeat", "1"), err.toString());
        assertTrue(out.toString().contains("seconds per character"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, bench("--only", "generate-32", "--quick", "--repeat", "2", "--json"), err.toString());
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(
                2, json.get("works").get(0).get("series").get(0).get("runs_s").size());
        assertTrue(err.toString().contains("seconds per character"), err.toString());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands for Python")
    @DisplayName("baselines are run with their arguments and compared")
    void against() throws IOException {
        python("echo \"{\\\"unit\\\": \\\"character\\\", \\\"seconds_per_unit\\\": 1000, \\\"said\\\": \\\"$*\\\"}\"");
        assertEquals(
                0,
                bench(
                        "--only",
                        "generate-32",
                        "--quick",
                        "--repeat",
                        "1",
                        "--threads",
                        "3",
                        "--json",
                        "--against",
                        folder.toString()),
                err.toString());
        JsonNode theirs = new ObjectMapper()
                .readTree(out.toString())
                .get("works")
                .get(0)
                .get("series")
                .get(1);
        assertEquals(1000, theirs.get("median_s").asDouble());
        assertTrue(theirs.get("ratio_median").asDouble() > 1000);
        String said = theirs.get("details").get("said").asText();
        assertTrue(said.endsWith("torch_generate.py --threads 3 --hidden 32 --chars 100"), said);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands for Python")
    @DisplayName("a baseline that fails leaves our own numbers, its last words and status 1")
    void failure() throws IOException {
        python("echo Traceback >&2; echo 'ModuleNotFoundError: torch' >&2; exit 1");
        assertEquals(1, bench("--only", "generate-32", "--quick", "--repeat", "1", "--against", folder.toString()));
        assertTrue(out.toString().contains("failed: torch_generate.py: ModuleNotFoundError: torch"), out.toString());
        assertTrue(err.toString().contains("bench-failures.log"), err.toString());
        assertTrue(
                Files.readString(Project.state().resolve("bench-failures.log")).contains("Traceback"));
    }

    @Test
    @Tag("system")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a program is ended without asking it")
    @DisplayName("every run is shown when it is over, and stopping it leaves the table of those")
    void stopped() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Drecurrent.home=" + Project.root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "bench",
                        "--lang",
                        "en",
                        "--only",
                        "generate-32",
                        "--quick",
                        "--repeat",
                        "1000000")
                .start();
        try (BufferedReader shown = process.errorReader(StandardCharsets.UTF_8);
                BufferedReader table = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> runs = new ArrayList<>();
            while (runs.size() < 2) {
                String line = shown.readLine();
                assertNotNull(line, "it ended by itself");
                if (line.startsWith("generate-32")) {
                    runs.add(line);
                }
            }
            assertTrue(runs.get(1).matches("generate-32  Recurrent  2/1000000  .* per character"), runs.get(1));
            process.toHandle().destroy(); // as Ctrl-C does: it is asked to end, and may still be heard
            shown.lines().forEach(line -> {}); // or it would wait to be heard
            String all = table.lines().collect(Collectors.joining("\n"));
            assertTrue(all.contains("seconds per character") && all.contains("Recurrent"), all);
            assertTrue(all.contains("Stopped: the table has the runs that were over by then."), all);
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
