package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import recurrent.io.Home;

/**
 * The script {@code course} on machines where something is missing: a folder with the script, a PATH with nothing but
 * what a test puts there, and a Maven that only pretends.
 */
@Tag("system")
@DisabledOnOs(OS.WINDOWS)
class LauncherTests {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cp",
            "chmod",
            "cksum",
            "dirname",
            "find",
            "grep",
            "head",
            "locale",
            "ls",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "tr",
            "uname");
    /** Counts its calls, takes a moment, and puts a library in place whose program prints its arguments. */
    private static final String GOOD_MAVEN =
            """
            #!/bin/sh
            echo built >>"$FIXTURE/builds"
            mkdir -p target/lib
            [ -z "$SLOW" ] || { echo half >target/lib/half.jar; sleep 60; }
            sleep 1
            echo x >target/lib/x.jar
            cp "$FIXTURE/library.jar" target/recurrent-0.1.0.jar
            """;

    @TempDir
    private Path folder;

    private Path course;
    private Path bin;

    private record Outcome(int status, String out, String err) {
        String onlyLine() {
            assertEquals(1, err.lines().count(), "one line, but there is: " + err);
            return err.strip();
        }
    }

    @BeforeEach
    void layOut() throws IOException {
        // a space and a letter beyond ASCII in the path: both have broken scripts before
        course = Files.createDirectories(folder.resolve("el curso de José"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Path source = Home.root();
        Files.copy(source.resolve("course"), course.resolve("course"));
        course.resolve("course").toFile().setExecutable(true);
        Files.writeString(course.resolve("pom.xml"), "<project/>");
        copy(source, "lib-src/main/java/recurrent/cli/Build.java");
        copy(source, "lib-src/main/resources/recurrent/cli/jvm.args");
        copy(source, "lib-src/main/resources/recurrent/cli/jvm-24.args");
        maven(GOOD_MAVEN);
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin", "/bin")) {
                if (Files.exists(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
                    program(bin.resolve(tool), "exec " + place + "/" + tool + " \"$@\"");
                }
            }
        }
    }

    private void copy(Path source, String file) throws IOException {
        Files.createDirectories(course.resolve(file).getParent());
        Files.copy(source.resolve(file), course.resolve(file));
    }

    private void maven(String script) throws IOException {
        Files.writeString(course.resolve("mvnw"), script);
    }

    private Path program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private void realJava() throws IOException {
        // a script as jenv's or macOS's: the launcher has to ask it where the JDK is
        program(bin.resolve("java"), "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' \"$@\"");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path main = folder.resolve("Main.java");
        Files.writeString(
                main,
                """
                package recurrent.cli;
                public class Main {
                    public static void main(String[] args) {
                        System.out.println(String.join("|", args) + " " + System.getProperty("recurrent.home")
                                + " " + System.getenv("OMP_NUM_THREADS"));
                    }
                }
                """);
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), main.toString()));
        assertEquals(
                0,
                java.util.spi.ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "-cf",
                                folder.resolve("library.jar").toString(),
                                "-C",
                                classes.toString(),
                                "."));
    }

    private ProcessBuilder launcher(Map<String, String> more, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(course.resolve("course").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", bin.toString(), "HOME", folder.toString(), "FIXTURE", folder.toString()));
        builder.environment().putAll(more);
        return builder.redirectInput(new File("/dev/null"));
    }

    private Outcome run(Map<String, String> more, String... arguments) throws Exception {
        File out = Files.createTempFile(folder, "out", "").toFile();
        File err = Files.createTempFile(folder, "err", "").toFile();
        Process process =
                launcher(more, arguments).redirectOutput(out).redirectError(err).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
        return new Outcome(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    private long builds() throws IOException {
        Path counted = folder.resolve("builds");
        return Files.exists(counted) ? Files.readAllLines(counted).size() : 0;
    }

    private void refused(Outcome outcome, String... words) {
        assertEquals(1, outcome.status());
        for (String word : words) {
            assertTrue(outcome.onlyLine().contains(word), outcome.err());
        }
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        refused(run(Map.of()), "no JDK found", "JDK 17 or newer", "apt install openjdk-17-jdk");
        refused(run(Map.of("LANG", "es_ES.UTF-8")), "no se encuentra un JDK", "instala");
        refused(run(Map.of("JAVA_HOME", "/nowhere")), "JAVA_HOME is /nowhere");
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        program(bin.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        refused(run(Map.of()), "found Java 11", "JDK 17 or newer");
        program(bin.resolve("java"), "echo 'java version \"1.8.0_292\"' >&2");
        refused(run(Map.of()), "found Java 8");
    }

    @Test
    void aRuntimeWithoutCompilerIsNotEnough() throws Exception {
        Path java = program(folder.resolve("jre/bin/java"), "exit 1");
        Files.writeString(folder.resolve("jre/release"), "JAVA_VERSION=\"21.0.1\"\n");
        refused(run(Map.of("JAVA_HOME", folder.resolve("jre").toString())), "without the compiler", java.toString());
    }

    @Test
    void anOldJavaHomeDoesNotHideAGoodOneInThePath() throws Exception {
        realJava();
        program(folder.resolve("old/bin/java"), "echo 'openjdk version \"11.0.2\"' >&2");
        assertEquals(
                0, run(Map.of("JAVA_HOME", folder.resolve("old").toString())).status());
    }

    @Test
    void buildsOnceAndHandsOver() throws Exception {
        realJava();
        Outcome first = run(Map.of(), "run", "a file", "ñ");
        assertEquals("run|a file|ñ " + course.toRealPath() + " 1", first.out().strip(), first.err());
        assertTrue(first.err().startsWith("First use:"), first.err());
        Outcome second = run(Map.of(), "run");
        assertEquals("", second.err());
        assertEquals(1, builds());
        Files.writeString(course.resolve("lib-src/main/java/New.java"), "class New { }");
        assertTrue(run(Map.of()).err().contains("sources have changed"));
        Files.delete(course.resolve("lib-src/main/java/New.java"));
        run(Map.of());
        assertEquals(3, builds(), "a new file and a deleted one both ask for a build");
    }

    @Test
    void aLinkToItFindsTheCourse() throws Exception {
        realJava();
        Path link = Files.createSymbolicLink(folder.resolve("link"), course.resolve("course"));
        Path log = folder.resolve("log");
        ProcessBuilder builder = launcher(Map.of(), "x");
        builder.command().set(0, link.toString());
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertTrue(Files.readString(log).contains("x " + course.toRealPath()), Files.readString(log));
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        realJava();
        Process other = launcher(Map.of(), "a")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("other").toFile())
                .start();
        Outcome outcome = run(Map.of(), "b");
        assertTrue(other.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(0, other.exitValue());
        assertEquals(1, builds());
    }

    @Test
    void anInterruptedBuildLeavesNothingAndIsDoneAgain() throws Exception {
        realJava();
        Process process = launcher(Map.of("SLOW", "1"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Path half = course.resolve("target/lib/half.jar");
        for (int i = 0; i < 300 && !Files.exists(half); i++) {
            Thread.sleep(100);
        }
        assertTrue(Files.exists(half), "the pretended Maven has begun");
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        for (ProcessHandle handle : all) {
            handle.onExit().get(20, TimeUnit.SECONDS); // nothing goes on in the background
        }
        assertFalse(Files.exists(course.resolve(".recurrent/build.stamp")));
        assertEquals(0, run(Map.of(), "x").status());
        assertFalse(Files.exists(half), "what the interrupted build left could be half a file");
    }

    @Test
    void mavensTroublesBecomeOneLine() throws Exception {
        realJava();
        troubles(
                "[ERROR] Could not transfer artifact a:b:pom:1 from/to central: Unknown host repo",
                "no network",
                "setup.log");
        troubles("java.io.IOException: No space left on device", "is full", "free about 1.5 GB");
        troubles(
                "[ERROR] " + course + "/lib-src/main/java/X.java:[3,5] cannot find symbol",
                "does not compile: lib-src/main/java/X.java:[3,5]");
        troubles("[ERROR] something nobody has thought of", "Maven failed", "setup.log");
    }

    private void troubles(String line, String... words) throws Exception {
        maven("#!/bin/sh\nsed s/x/x/ <<'END'\n" + line + "\nEND\nexit 1\n");
        Outcome outcome = run(Map.of());
        assertEquals(1, outcome.status());
        List<String> lines =
                outcome.err().lines().filter(l -> l.startsWith("course: ")).toList();
        assertEquals(1, lines.size(), outcome.err());
        for (String word : words) {
            assertTrue(lines.get(0).contains(word), outcome.err());
        }
        assertFalse(outcome.err().contains("at recurrent."), "no stack trace");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        realJava();
        Files.writeString(course.resolve(".recurrent"), "a file where the folder should be");
        refused(run(Map.of()), "cannot write in " + course.toRealPath());
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        realJava();
        Path small = Files.createDirectories(folder.resolve("small"));
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && mount("mount", "-t", "tmpfs", "-o", "size=1m", "none", small.toString()),
                "needs the right to mount a small disk");
        try {
            try (Stream<Path> files = Files.walk(course)) {
                for (Path file : files.toList()) {
                    Path to = small.resolve(course.relativize(file).toString());
                    if (!Files.exists(to)) {
                        Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
            course = small;
            refused(run(Map.of()), "is full", "free about 1.5 GB");
        } finally {
            mount("umount", small.toString());
        }
    }

    private static boolean mount(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theSettingsOfTheLauncherAreThoseOfTheLibrary() throws IOException {
        String script = Files.readString(Home.root().resolve("course"), StandardCharsets.UTF_8);
        JvmSettings.environment().forEach((name, value) -> assertTrue(script.contains(name + "=" + value), name));
    }
}
