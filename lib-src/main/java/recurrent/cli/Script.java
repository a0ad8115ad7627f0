package recurrent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import recurrent.io.AtomicFile;

/** The few lines of Python that talk to Jupyter; they travel in the library's jar. */
final class Script {
    private Script() {}

    /**
     * Puts a script, and those it imports, where Python can read them.
     *
     * @return the file of the first one
     */
    static Path file(String name, String... imported) throws IOException {
        for (String other : imported) {
            file(other);
        }
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the library's jar; build it again");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Path file = Project.state().resolve("python").resolve(name);
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                AtomicFile.write(file, text);
            }
            return file;
        }
    }
}
