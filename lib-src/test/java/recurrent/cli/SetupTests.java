package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import recurrent.i18n.Language;
import recurrent.io.Home;

/** The set-up of Python where Python, its venv module or the network is missing. */
class SetupTests {
    @TempDir
    private Path folder;

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @Test
    void pythonMustBeNewEnough() {
        for (String good : List.of("3.11.0", "3.14.2", "4.0.0")) {
            assertTrue(Python.newEnough(good), good);
        }
        for (String bad : List.of("3.10.13", "2.7.18", "3.9.1")) {
            assertFalse(Python.newEnough(bad), bad);
        }
    }

    @Test
    void pipsTroublesBecomeOneLine() {
        assertTrue(Setup.worse(
                        null,
                        "WARNING: Retrying ... Failed to establish a new connection: [Errno -3] Temporary failure in name "
                                + "resolution')': /simple/x/")
                .startsWith("no network"));
        String full =
                Setup.worse("no network", "ERROR: Could not install packages: [Errno 28] No space left on device");
        assertTrue(full.contains("is full"), "a full disk comes before what was seen earlier: " + full);
        assertTrue(Setup.worse(null, "ERROR: No matching distribution found for x==1")
                .contains("No matching distribution found for x==1"));
        assertNull(Setup.worse(null, "Collecting jupyterlab"));
        String network = Setup.worse(null, "NewConnectionError");
        assertEquals(
                network,
                Setup.worse(network, "ERROR: No matching distribution found"),
                "the cause is kept, not what follows");
    }

    @Test
    void allDirectRequirementsArePinnedTheSameInBothLists() throws IOException {
        List<String> lock = Files.readAllLines(Home.root().resolve("constraints.txt"));
        List<String> direct = Files.readAllLines(Home.root().resolve("requirements.txt")).stream()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .toList();
        assertTrue(direct.size() >= 7);
        for (String line : direct) {
            assertTrue(line.matches("[\\w-]+==[\\w.]+"), line);
            assertTrue(lock.contains(line), line + " is not in constraints.txt");
        }
    }

    @Test
    void theKernelGetsAbsolutePathsAndTheSettings() throws IOException {
        String text = Kernelspec.content();
        var spec = new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
        assertTrue(Path.of(spec.path("argv").path(0).asText()).isAbsolute(), text);
        assertTrue(spec.path("argv").toString().contains("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"), text);
        assertTrue(spec.path("argv").toString().contains("-Xmx"), text);
        assertEquals("message", spec.path("interrupt_mode").asText());
        assertEquals("1", spec.path("env").path("OMP_NUM_THREADS").asText());
        List<String> argv = new ArrayList<>();
        spec.path("argv").forEach(argument -> argv.add(argument.asText()));
        String classpath = argv.get(argv.indexOf("-cp") + 1);
        for (String part : classpath.split(File.pathSeparator)) {
            assertTrue(Path.of(part.replace("*", "")).isAbsolute(), part);
        }
        assertTrue(classpath.contains(Home.root().resolve("target/lib").toString()), classpath);
    }

    private record Outcome(int status, String err) {}

    /**
     * Runs a verb that needs Python, in a course with nothing but its lists of packages, on a machine with this PATH.
     */
    private Outcome run(Path path, Map<String, String> more) throws Exception {
        Path course = Files.createDirectories(folder.resolve("course"));
        for (String list : List.of("requirements.txt", "constraints.txt")) {
            if (!Files.exists(course.resolve(list))) {
                Files.copy(Home.root().resolve(list), course.resolve(list));
            }
        }
        Path notebook = Files.writeString(
                folder.resolve("x.ipynb"), "{\"cells\":[],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");
        File err = folder.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drecurrent.home=" + course,
                "-Duser.language=en",
                "-cp",
                System.getProperty("java.class.path"),
                "recurrent.cli.Main",
                "run",
                notebook.toString(),
                "--out",
                folder.resolve("out").toString());
        builder.environment().put("PATH", path.toString());
        builder.environment().putAll(more);
        Process process = builder.redirectError(err)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        return new Outcome(process.exitValue(), Files.readString(err.toPath()));
    }

    private Path fakePython(String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path python = Files.writeString(bin.resolve("python3"), "#!/bin/sh\n" + script + "\n");
        assertTrue(python.toFile().setExecutable(true));
        return bin;
    }

    private void refused(Outcome outcome, String... words) {
        assertEquals(1, outcome.status(), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        for (String word : words) {
            assertTrue(outcome.err().contains(word), outcome.err());
        }
        assertFalse(Files.exists(folder.resolve("course/.venv/recurrent.stamp")));
    }

    @Test
    @Tag("system")
    void everyPinnedPackageTakesTheOldestPython() throws IOException {
        // a newer Python would install a release that refuses 3.11.2, which whole distributions still have
        String script =
                """
                from importlib.metadata import distributions
                from packaging.specifiers import SpecifierSet
                for d in distributions():
                    wants = d.metadata["Requires-Python"] or ""
                    if not SpecifierSet(wants).contains("3.11.0"):
                        print(d.name, d.version, "requires Python", wants)
                print("checked")
                """;
        List<String> lines = new ArrayList<>();
        assertEquals(0, Tool.run(Tool.python(List.of("-c", script)), lines::add));
        assertEquals(List.of("checked"), lines);
    }

    @Test
    @Tag("system")
    @DisabledOnOs(OS.WINDOWS)
    void missingAndOldPythonsAreNamed() throws Exception {
        refused(
                run(Files.createDirectories(folder.resolve("empty")), Map.of()),
                "no Python found",
                "Python 3.11 or newer");
        refused(run(fakePython("echo 3.9.2"), Map.of()), "found Python 3.9.2", "3.11 or newer");
        refused(
                run(fakePython("case \"$2\" in *venv*) exit 1 ;; *) echo 3.12.1 ;; esac"), Map.of()),
                "Python 3.12.1 has no venv module",
                "apt install python3-venv");
    }

    @Test
    @Tag("system")
    @DisabledOnOs(OS.WINDOWS)
    void withoutNetworkTheFirstUseSaysSo() throws Exception {
        Outcome outcome = run(
                Path.of(System.getenv("PATH").split(File.pathSeparator)[0]
                        + File.pathSeparator
                        + System.getenv("PATH")),
                Map.of(
                        "PIP_INDEX_URL",
                        "http://127.0.0.1:9/simple",
                        "PIP_NO_INDEX",
                        "0",
                        "PIP_FIND_LINKS",
                        "",
                        "PIP_RETRIES",
                        "1",
                        "PIP_NO_CACHE_DIR",
                        "1"));
        assertEquals(1, outcome.status());
        List<String> lines = outcome.err().lines().toList();
        assertTrue(lines.get(lines.size() - 1).startsWith("course run: no network"), outcome.err());
        assertFalse(
                Files.exists(folder.resolve("course/.venv/recurrent.stamp")),
                "half an environment is not taken for a whole one");
        assertTrue(
                Files.readString(folder.resolve("course/.recurrent/setup.log")).contains("pip install"));
    }
}
