package recurrent.grade;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import recurrent.check.AnswerFailure;
import recurrent.grade.wire.Frames;
import recurrent.grade.wire.Peer;
import recurrent.i18n.Language;

/** One process with a student's code in it. */
final class Child implements AutoCloseable {
    private static final Set<Child> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Child::kill), "end children"));
    }

    private final Process process;
    private final Frames frames;
    private final Peer peer;
    private final Path folder;

    private Child(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        frames = new Frames(process.getInputStream(), process.getOutputStream(), "child " + process.pid());
        peer = new Peer(
                frames,
                new SecureRandom(),
                () -> "",
                failure -> AnswerFailure.thrown(failure.type(), failure.message()));
        ALIVE.add(this);
    }

    /**
     * Starts a child; it loads ND4J and JShell while others work.
     *
     * @param course   its class path, and what it may read
     * @param sandbox  what it runs in
     * @param limits   what it may use
     * @param language of the library's messages
     * @return the running child
     * @throws IOException if it cannot be started
     */
    static Child start(Course course, Sandbox sandbox, Limits limits, Language language) throws IOException {
        return start(course.library().classpath(), course.home(), course.natives(), sandbox, limits, language);
    }

    /** Starts a child with a class path of its own. */
    static Child start(
            List<Path> classpath, Path home, Natives natives, Sandbox sandbox, Limits limits, Language language)
            throws IOException {
        Path folder = Files.createTempDirectory("recurrent-child-");
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapMegabytes() + "m",
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ActiveProcessorCount=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+DisableAttachMechanism",
                "-XX:MaxMetaspaceSize=256m",
                "-Xshare:auto",
                "-XX:SharedArchiveFile=" + natives.archive(),
                "-Dorg.bytedeco.javacpp.maxbytes=" + limits.nativeMegabytes() + "m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + limits.processMegabytes() + "m",
                "-Dorg.bytedeco.javacpp.nopointergc=false",
                "-Dfile.encoding=UTF-8",
                "-Drecurrent.home=" + home,
                "-Duser.language=" + language.code()));
        if (Runtime.version().feature() >= 24) {
            java.add("--enable-native-access=ALL-UNNAMED");
            java.add("--sun-misc-unsafe-memory-access=allow");
        }
        List<Path> reads = new ArrayList<>(classpath);
        reads.add(home);
        if (Files.exists(natives.archive())) {
            reads.add(natives.archive());
        }
        java.addAll(sandbox.javaOptions(natives.folder(), folder));
        java.add("-cp");
        java.add(classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        java.add("recurrent.grade.child.Host");
        java.add(language.code());
        java.add(sandbox.sees(ProcessHandle.current().pid()));
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(java, reads, natives.folder(), folder))
                .directory(folder.toFile())
                .redirectError(
                        System.getenv("RECURRENT_GRADE_DEBUG") == null
                                ? ProcessBuilder.Redirect.DISCARD
                                : ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear(); // nothing of the instructor's
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        String root = System.getenv("SystemRoot"); // Windows cannot open a socket or a random source without it
        if (root != null) {
            builder.environment().put("SystemRoot", root);
        }
        try {
            return new Child(builder.start(), folder);
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
    }

    Peer peer() {
        return peer;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The time of a processor that it has used, with all that it started; zero where the system does not say. */
    Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Gives the next calls a time. What counts is the processor's time, so that a busy machine costs nobody a point;
     * who only sleeps gets four times as long.
     *
     * @param time of a processor
     */
    void limit(Duration time) {
        Duration[] end = new Duration[1]; // asking costs milliseconds, so not before a call is slow
        peer.limit(time.multipliedBy(4).toNanos(), () -> {
            Duration used = processorTime();
            if (end[0] == null) {
                end[0] = used.plus(time);
            }
            return used.compareTo(end[0]) > 0;
        });
    }

    /** How the process ended; -1 if it has not within a moment. */
    int exitValue() throws InterruptedException {
        return process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        ALIVE.remove(this);
        kill();
        frames.close();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException e) throws IOException {
                    Files.delete(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // a temporary folder; the system clears it one day
        }
    }
}
