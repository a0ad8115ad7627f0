package recurrent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of every Java program the course starts: the commands, the kernel, the tests.
 *
 * <p>The options stand in {@code jvm.args} and {@code jvm-24.args} beside this class, which {@code ./course} reads as
 * they are; surefire's in {@code pom.xml} repeat those that matter there.
 */
final class JvmSettings {
    private JvmSettings() {}

    /** The options of a Java program on the JDK that runs now. */
    static List<String> arguments() {
        List<String> all = new ArrayList<>(read("jvm.args"));
        if (Runtime.version().feature()
                >= 24) { // both silence warnings about ND4J's native library; older ones know neither
            all.addAll(read("jvm-24.args"));
        }
        return all;
    }

    /** The options of the notebook kernel: the same, and what makes it start sooner. */
    static List<String> kernelArguments() {
        List<String> all = new ArrayList<>(arguments());
        all.addAll(read("jvm-kernel.args"));
        return all;
    }

    /**
     * One thread for the loops of ND4J and OpenBLAS: on small arrays more threads spend their time waiting for each
     * other.
     */
    static Map<String, String> environment() {
        return Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");
    }

    private static List<String> read(String name) {
        try (InputStream in = JvmSettings.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the library's jar; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
