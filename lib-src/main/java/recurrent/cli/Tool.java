package recurrent.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Runs another program and reads its lines. It ends with us: an interrupted command leaves nothing running. */
final class Tool {
    private Tool() {}

    /**
     * Runs a program to its end.
     *
     * @param builder what to run; standard error is read together with standard output unless it was redirected
     * @param line    gets every line, without its end
     * @return its exit status
     * @throws IOException if it cannot be started
     */
    static int run(ProcessBuilder builder, Consumer<String> line) throws IOException {
        if (builder.redirectError() == ProcessBuilder.Redirect.PIPE) {
            builder.redirectErrorStream(true);
        }
        builder.redirectInput(new File(Project.WINDOWS ? "NUL" : "/dev/null"));
        builder.environment().putAll(JvmSettings.environment());
        builder.environment().put("PYTHONUTF8", "1"); // Windows would write and read in the code page of the system
        builder.environment().put("PYTHONUNBUFFERED", "1");
        Process process = builder.start();
        Thread hook = new Thread(() -> stop(process));
        Runtime.getRuntime().addShutdownHook(hook);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line.accept(text);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        } finally {
            stop(process);
            removeHook(hook);
        }
    }

    /** The output of a short program, or {@code null} where it cannot be started or fails. */
    static String output(List<String> command) {
        StringBuilder all = new StringBuilder();
        try {
            return run(new ProcessBuilder(command), line -> all.append(line).append('\n')) == 0
                    ? all.toString().strip()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** A program in the course's own Python. */
    static ProcessBuilder python(List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Project.venvPython().toString());
        builder.command().addAll(arguments);
        // what the user has installed elsewhere must not shine through
        builder.environment()
                .keySet()
                .removeAll(List.of("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"));
        builder.environment().put("PYTHONNOUSERSITE", "1");
        Path jupyter = Project.state().resolve("jupyter");
        Files.createDirectories(jupyter);
        builder.environment()
                .put("JUPYTER_CONFIG_DIR", jupyter.resolve("config").toString());
        builder.environment().put("JUPYTER_DATA_DIR", jupyter.resolve("data").toString());
        builder.environment().put("IPYTHONDIR", jupyter.resolve("ipython").toString());
        builder.environment().put("RECURRENT_HOME", Project.root().toString());
        return builder;
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // already ending: the hook is doing its work
        }
    }
}
