package recurrent.grade;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import recurrent.io.AtomicFile;
import recurrent.io.Sha256;

/**
 * What is made once so that children start soon.
 *
 * @param folder  ND4J's native libraries, unpacked (400 MB)
 * @param archive the classes of a child, ready to be mapped into memory; Java does without if it does not fit
 */
record Natives(Path folder, Path archive) {
    /**
     * Makes both, unless they are there.
     *
     * @param made    where to keep them
     * @param library class path of a child
     * @return where they are
     * @throws IOException if it fails
     */
    static synchronized Natives make(Path made, ChildLibrary library) throws IOException {
        String classpath =
                library.classpath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        String jars = library.classpath().stream()
                .skip(1)
                .map(jar -> jar.getFileName().toString())
                .collect(Collectors.joining("\n"));
        String java = System.getProperty("java.home") + " " + Runtime.version();
        Path folder = made.resolve("native-" + new Sha256().add(jars).hex().substring(0, 16));
        Path archive = made.resolve(
                "classes-" + new Sha256().add(classpath).add(java).hex().substring(0, 16) + ".jsa");
        Path done = folder.resolve(".complete");
        if (!Files.exists(done) || !Files.exists(archive)) {
            Files.createDirectories(folder);
            AtomicFile.make(
                    archive,
                    unfinished -> run(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:ArchiveClassesAtExit=" + unfinished,
                            "-XX:+UseSerialGC",
                            "-Dorg.bytedeco.javacpp.cachedir=" + folder,
                            "-cp",
                            classpath,
                            "recurrent.grade.child.Warm")));
            AtomicFile.write(done, "");
        }
        return new Natives(folder, archive);
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(
                        "ND4J's libraries cannot be unpacked to .recurrent/grader; is there room for 500 MB? "
                                + "./course doctor looks");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
