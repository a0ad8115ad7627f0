package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.check.Score;
import recurrent.io.Home;
import recurrent.notebook.Notebook;

@Tag("system")
@DisplayName("Code that does harm costs its own test")
class AbuseTests {
    private static final Limits LIMITS = Limits.defaults().withTest(Duration.ofSeconds(4));
    private static final String STEP = "return Nd4j.math().tanh(Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh));";
    private static Course course;

    @BeforeAll
    static void read() throws IOException {
        course = Classroom.course();
    }

    private static String step(String first) {
        return "class OneStep {\n static INDArray step(INDArray Xt, INDArray H, INDArray Wxh, INDArray Whh, INDArray bh) {\n"
                + first + "\n" + STEP + "\n}\n}";
    }

    private static Notebook with(String... idsAndSources) throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (int i = 0; i < idsAndSources.length; i += 2) {
            sources.put(idsAndSources[i], idsAndSources[i + 1]);
        }
        return Classroom.with(Classroom.solved("07"), sources);
    }

    private static String message(Score score, String test) {
        return score.tests().stream()
                .filter(t -> t.name().equals(test))
                .findFirst()
                .orElseThrow()
                .message();
    }

    @Test
    @DisplayName("an endless loop, an exit, too much memory, too deep a call, a flood of output, forged messages")
    void harm() throws IOException {
        Notebook notebook = with(
                "ex07-1",
                step("while (Xt.size(0) == 4) {}"),
                "ex07-2",
                Classroom.edited("07", "ex07-2", "return Nd4j.stack", "System.exit(3); return Nd4j.stack"),
                "ex07-3",
                Classroom.edited(
                        "07",
                        "ex07-3",
                        "return state",
                        "if (piece == 60) { List<long[]> all = new ArrayList<>(); while (true) all.add(new long[9999999]); }\nreturn state"),
                "ex07-4",
                Classroom.edited(
                        "07",
                        "ex07-4",
                        "INDArray reversed",
                        "if (X.size(0) == 5) effect(X, summary); INDArray reversed"),
                "ex07-5",
                Classroom.edited(
                        "07",
                        "ex07-5",
                        "double[] distances = ",
                        "for (int i = 0; i < 50000; i++) { System.out.println(\"5.0\"); System.err.println(i); } double[] distances = "),
                "ex07-6",
                Classroom.edited(
                        "07",
                        "ex07-6",
                        "return Nd4j.vstack",
                        "try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {"
                                + " out.write(new byte[] {0, 0, 0, 2, 2, 0}); out.flush(); } catch (java.io.IOException e) {}"
                                + " return Nd4j.vstack"));
        Classroom.Graded graded = Classroom.gradeAll(course, "07", notebook, LIMITS, new ProcessSandbox(LIMITS));
        List<Score> scores = graded.scores();
        assertAll(
                () -> assertEquals(List.of("bias"), scores.get(0).lost()),
                () -> assertTrue(message(scores.get(0), "bias").contains("endless loop"), scores.get(0)::text),
                () -> assertEquals(
                        List.of("scoreShape", "scoresInTheirPlace"),
                        scores.get(1).lost()),
                () -> assertTrue(
                        message(scores.get(1), "scoreShape").contains("ended the program"), scores.get(1)::text),
                () -> assertEquals(List.of("rest"), scores.get(2).lost()),
                () -> assertFalse(message(scores.get(2), "rest").contains("kernel"), scores.get(2)::text),
                () -> assertTrue(message(scores.get(2), "rest").contains("OutOfMemoryError"), scores.get(2)::text),
                () -> assertEquals(List.of("bag", "palindrome"), scores.get(3).lost()),
                () -> assertTrue(message(scores.get(3), "bag").contains("StackOverflowError"), scores.get(3)::text),
                () -> assertTrue(scores.get(4).full(), scores.get(4)::text),
                () -> assertTrue(graded.outputs().get(4).length() < 30_000),
                () -> assertEquals(
                        List.of("weightsShape", "weightsOrder"), scores.get(5).lost()),
                () -> assertTrue(scores.get(6).full(), scores.get(6)::text));
    }

    @Test
    @DisplayName("statements between the answers: a loop, an exit; classes called recurrent and Math")
    void topLevel() throws IOException {
        Notebook notebook = with(
                "ex07-1",
                step("") + "\nwhile (true) {}",
                "ex07-2",
                "System.exit(1);\n" + Classroom.source("07", "ex07-2"),
                "ex07-3",
                "class Math { static long min(long a, long b) { return a; } }\n" + Classroom.source("07", "ex07-3"),
                "ex07-7",
                Classroom.edited(
                        "07",
                        "ex07-7",
                        "class Counting {",
                        "class Counting { static { Runtime.getRuntime().halt(9); }"));
        List<Score> scores = Classroom.grade(course, "07", notebook, LIMITS, new ProcessSandbox(LIMITS));
        assertAll(
                () -> assertTrue(scores.get(0).full(), scores.get(0)::text),
                () -> assertTrue(scores.get(1).full(), scores.get(1)::text),
                () -> assertFalse(scores.get(2).full(), scores.get(2)::text),
                () -> assertTrue(scores.get(3).full(), scores.get(3)::text),
                () -> assertEquals(0, scores.get(6).points(), 0, scores.get(6)::text));
    }

    @Test
    @DisplayName(
            "on Linux it finds no network, no process, no file of others, nothing to write to or delete; no flood of"
                    + " programs or threads outlives it")
    void sandbox(@TempDir Path others) throws IOException {
        String missing = LinuxSandbox.missing();
        assumeTrue(missing.isEmpty(), missing);
        Path gradebook = Files.writeString(others.resolve("gradebook.db"), "10 points");
        String probes =
                """
                class Counting {
                    interface Probe { Object run() throws Throwable; }
                    static void probe(String name, Probe probe) {
                        String result;
                        try { result = String.valueOf(probe.run()); } catch (Throwable t) { result = "no"; }
                        System.out.println(name + "=" + result);
                    }
                    static long parameters(long V, long h) {
                        if (V == 16) {
                            probe("network", () -> { try (var s = new java.net.Socket()) {
                                s.connect(new java.net.InetSocketAddress("127.0.0.1", 22), 500); return "open"; }
                                catch (java.net.ConnectException e) { return e.getMessage().contains("refused") ? "refused" : "no"; } });
                            probe("solutions", () -> Files.exists(Path.of("%1$s/solutions")));
                            probe("home", () -> Files.list(Path.of("/root")).count());
                            probe("processes", () -> ProcessHandle.allProcesses().count() < 9);
                            probe("write", () -> Files.writeString(Path.of("/usr/x"), "x"));
                            probe("library", () -> Files.writeString(Path.of(System.getProperty("java.class.path").split(":")[0]), "x"));
                            probe("temporary", () -> Files.writeString(Files.createTempFile("a", "b"), "x") != null);
                            probe("disk", () -> { Files.write(Path.of("/tmp/large"), new byte[100 << 20]); return "written"; });
                            probe("user", () -> System.getProperty("user.name").equals("root"));
                            probe("environment", () -> System.getenv("HOME"));
                            probe("tests", () -> Class.forName("recurrent.check.Check"));
                            probe("expected", () -> Class.forName("recurrent.exercises.fixtures.ByHand"));
                            probe("gradebook", () -> Files.exists(Path.of("%2$s")));
                            probe("delete", () -> { Files.delete(Path.of("%2$s")); return "deleted"; });
                            probe("programs", () -> {
                                List<Process> started = new ArrayList<>();
                                try {
                                    while (started.size() < 700) started.add(new ProcessBuilder("sleep", "9871").start());
                                } catch (java.io.IOException e) {
                                    // no more are allowed
                                }
                                int most = started.size();
                                started.subList(1, most).forEach(Process::destroyForcibly); // one stays
                                return most < 512;
                            });
                            probe("method", () -> Class.forName("recurrent.exercises.ch07.Exercise07_1").getDeclaredMethods().length);
                        }
                        return V * h + h * h + h + h * V + V;
                    }
                    static String question1() {
                        for (int i = 0; i < 5000; i++) {
                            Thread t = new Thread(() -> {
                                try { Thread.sleep(100000); } catch (InterruptedException e) {} });
                            t.setDaemon(true);
                            t.start();
                        }
                        return "A";
                    }
                    static String question2() { return "D"; }
                }
                """
                        .formatted(Home.root(), gradebook);
        Classroom.Graded graded =
                Classroom.gradeAll(course, "07", with("ex07-7", probes), LIMITS, new LinuxSandbox(LIMITS));
        String output = graded.outputs().get(6);
        assertAll(
                output + graded.scores().get(6).text() + graded.children(),
                () -> assertTrue(output.contains("network=refused") || output.contains("network=no")),
                () -> assertTrue(output.contains("solutions=false")),
                () -> assertTrue(output.contains("home=no")),
                () -> assertTrue(output.contains("processes=true")),
                () -> assertTrue(output.contains("write=no")),
                () -> assertTrue(output.contains("library=no")),
                () -> assertTrue(output.contains("temporary=true")),
                () -> assertTrue(output.contains("disk=no")),
                () -> assertTrue(output.contains("user=false")),
                () -> assertTrue(output.contains("environment=null")),
                () -> assertTrue(output.contains("tests=no")),
                () -> assertTrue(output.contains("expected=no")),
                () -> assertTrue(output.contains("gradebook=false")),
                () -> assertTrue(output.contains("delete=no")),
                () -> assertTrue(output.contains("programs=true")),
                () -> assertEquals("10 points", Files.readString(gradebook)),
                () -> assertTrue(
                        ProcessHandle.allProcesses()
                                .noneMatch(
                                        p -> p.info().commandLine().orElse("").contains("sleep 9871")),
                        "a program outlived its child"),
                () -> assertTrue(output.contains("method=0")),
                () -> assertEquals(List.of("question1"), graded.scores().get(6).lost(), "a flood of threads"),
                () -> assertTrue(graded.scores().get(0).full(), graded.scores().get(0)::text));
    }

    /** Memory that neither Java's limits nor ND4J's know of. */
    private static final String AROUND =
            """
            if (Xt.size(0) == 4) {
                try {
                    java.lang.reflect.Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
                    field.setAccessible(true);
                    Object unsafe = field.get(null);
                    java.lang.reflect.Method allocate = unsafe.getClass().getMethod("allocateMemory", long.class);
                    java.lang.reflect.Method fill =
                            unsafe.getClass().getMethod("setMemory", long.class, long.class, byte.class);
                    for (int i = 0; i < 100; i++) { // 6.4 GB
                        fill.invoke(unsafe, allocate.invoke(unsafe, 64L << 20), 64L << 20, (byte) 1);
                    }
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(String.valueOf(e.getCause()));
                }
            }
            """;

    @Test
    @DisplayName("memory outside the heap ends at its limit: arrays, buffers and, on Linux, what goes around Java")
    void nativeMemory() throws IOException {
        Notebook notebook = with(
                "ex07-1",
                step(
                        "if (Xt.size(0) == 4) { List<INDArray> all = new ArrayList<>(); while (true) all.add(Nd4j.ones(DataType.DOUBLE, 1 << 22)); }"),
                "ex07-4",
                Classroom.edited(
                        "07",
                        "ex07-4",
                        "INDArray reversed",
                        "if (X.size(0) == 5) { List<java.nio.ByteBuffer> all = new ArrayList<>(); while (true) all.add(java.nio.ByteBuffer.allocateDirect(1 << 26)); } INDArray reversed"));
        Limits limits = Limits.defaults(); // to fill the memory takes a while
        List<Score> scores = Classroom.grade(course, "07", notebook, limits, new ProcessSandbox(limits));
        assertAll(
                () -> assertEquals(List.of("bias"), scores.get(0).lost(), scores.get(0)::text),
                () -> assertTrue(message(scores.get(0), "bias").contains("OutOfMemoryError"), scores.get(0)::text),
                () -> assertEquals(List.of("bag", "palindrome"), scores.get(3).lost(), scores.get(3)::text),
                () -> assertTrue(message(scores.get(3), "bag").contains("OutOfMemoryError"), scores.get(3)::text),
                () -> assertTrue(scores.get(4).full(), scores.get(4)::text));
        assumeTrue(LinuxSandbox.missing().isEmpty(), LinuxSandbox.missing());
        List<Score> around =
                Classroom.grade(course, "07", with("ex07-1", step(AROUND)), limits, new LinuxSandbox(limits));
        assertEquals(List.of("bias"), around.get(0).lost(), around.get(0)::text);
        String message = message(around.get(0), "bias");
        assertTrue(message.contains("OutOfMemoryError") || message.contains("program"), message);
        assertTrue(around.get(1).full(), around.get(1)::text);
    }
}
