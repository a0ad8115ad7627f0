package recurrent.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The start-up script, which both kernels share: IJava runs it as it is, JJava only its imports. */
final class Startup {
    private Startup() {}

    static String imports() {
        return script().lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
    }

    static String script() {
        try (InputStream in = Startup.class.getResourceAsStream("startup.jshell")) {
            if (in == null) {
                throw new IllegalStateException("startup.jshell is missing from the library's jar; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
