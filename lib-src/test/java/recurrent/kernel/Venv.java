package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.io.Home;

/** The Python environment that {@code ./course} made, for tests that need a real Jupyter. */
public final class Venv {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Venv() {}

    /** Its Python; the test is skipped where it is missing. */
    public static Path python() {
        Path python = Home.root()
                .resolve(
                        System.getProperty("os.name").startsWith("Windows")
                                ? ".venv/Scripts/python.exe"
                                : ".venv/bin/python");
        Path kernel = Home.root().resolve(".venv/share/jupyter/kernels/java/kernel.json");
        Assumptions.assumeTrue(
                Files.isExecutable(python) && Files.exists(kernel),
                "skipped: .venv is missing; run ./course doctor once, it makes it");
        return python;
    }

    /** Executes cells in a kernel; see execute_cells.py. */
    static JsonNode execute(Map<String, Object> task, Map<String, String> environment) throws Exception {
        Path script = Path.of(Venv.class.getResource("execute_cells.py").toURI());
        Path answer = Files.createTempFile("cells", ".json");
        Path errors = Files.createTempFile("cells", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(python().toString(), script.toString())
                    .redirectOutput(answer.toFile())
                    .redirectError(errors.toFile());
            builder.environment().remove("RECURRENT_FAST");
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                JSON.writeValue(in, task);
            }
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertEquals(0, ended ? process.exitValue() : -1, () -> read(errors));
            return JSON.readTree(answer.toFile());
        } finally {
            Files.deleteIfExists(answer);
            Files.deleteIfExists(errors);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
