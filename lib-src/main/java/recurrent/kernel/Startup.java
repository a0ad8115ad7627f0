package recurrent.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The start-up script of a notebook. IJava runs it as it is; JJava, the grader and whoever else runs cells only its
 * imports.
 */
public final class Startup {
    private Startup() {}

    /**
     * What every cell may use by its simple name.
     *
     * @return the import declarations, one a line
     */
    public static List<String> imports() {
        return script().lines().filter(line -> line.startsWith("import ")).toList();
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
