package recurrent.grade;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** ND4J's native libraries, unpacked once for all children. */
final class Natives {
    private Natives() {}

    /**
     * Unpacks them, unless they are there.
     *
     * @param folder  where to keep them
     * @param library class path of a child
     * @return the folder that holds them
     * @throws IOException if it fails
     */
    static synchronized Path make(Path folder, ChildLibrary library) throws IOException {
        String jars = library.classpath().stream()
                .skip(1)
                .map(jar -> jar.getFileName().toString())
                .collect(Collectors.joining("\n"));
        Path natives = folder.resolve("native-" + new Hashes().add(jars).hex().substring(0, 16));
        Path done = natives.resolve(".complete");
        if (Files.exists(done)) {
            return natives;
        }
        Files.createDirectories(natives);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + natives,
                        "-cp",
                        library.classpath().stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        "recurrent.grade.child.Warm"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("ND4J's libraries cannot be unpacked to " + natives
                        + "; is there room for 500 MB? ./course doctor looks");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Atomic.write(done, "");
        return natives;
    }
}
