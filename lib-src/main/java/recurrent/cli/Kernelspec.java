package recurrent.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import recurrent.i18n.Language;
import recurrent.io.AtomicFile;

/**
 * The description of the kernel {@code java} that Jupyter reads: JJava on the JDK that runs now, with the library.
 *
 * <p>All paths are absolute. It is written again whenever it would differ: another JDK, a course that was moved.
 */
final class Kernelspec {
    private Kernelspec() {}

    static Path file() {
        return folder().resolve("kernel.json");
    }

    private static Path folder() {
        return Project.venv().resolve("share/jupyter/kernels/java");
    }

    /** Writes it if it is not there or not right. */
    static void write() throws IOException {
        Path kernel = folder().resolve("jjava.jar");
        if (!Files.exists(kernel)) {
            throw new CommandFailure(Language.pick(
                    "the kernel is not in .venv (" + kernel + "): delete .venv and run again",
                    "el núcleo no está en .venv (" + kernel + "): borra .venv y repite la orden"));
        }
        String text = content();
        if (!Files.exists(file()) || !Files.readString(file()).equals(text)) {
            AtomicFile.write(file(), text);
        }
    }

    /** The JSON text for this course, this JDK and this class path. */
    static String content() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", Project.WINDOWS ? "java.exe" : "java");
        List<String> argv = new ArrayList<>(List.of(java.toString()));
        argv.addAll(JvmSettings.kernelArguments());
        argv.add("-Djava.util.logging.config.file=" + Script.file("kernel-logging.properties"));
        // JJava's own launcher would start this same program as a second process. The library is on the program's class
        // path
        // and not in JJAVA_CLASSPATH: Java's own class loader is half a second faster than JShell's.
        argv.addAll(List.of(
                "-cp",
                folder().resolve("jjava.jar") + File.pathSeparator + Project.classpath(),
                "org.dflib.jjava.distro.JJava",
                "{connection_file}"));
        Map<String, String> environment = new LinkedHashMap<>();
        JvmSettings.environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> environment.put(e.getKey(), e.getValue()));
        environment.put("RECURRENT_HOME", Project.root().toString());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", argv);
        spec.put("display_name", "Java");
        spec.put("language", "java");
        spec.put("interrupt_mode", "message");
        spec.put("env", environment);
        spec.put("metadata", Map.of());
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(spec) + "\n";
    }

    /** The kernel that an existing file would start, for {@code doctor}. */
    static String javaOf(Path file) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(file))
                .path("argv")
                .path(0)
                .asText("");
    }

    static boolean isCurrent() throws IOException {
        return Files.exists(file())
                && Files.readString(file()).equals(content())
                && new File(javaOf(file())).canExecute();
    }
}
