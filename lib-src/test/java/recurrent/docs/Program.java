package recurrent.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import recurrent.kernel.Startup;

/** Java that stands in a text, compiled with the imports that a notebook has, and run. */
final class Program {
    private Program() {}

    /**
     * Runs statements.
     *
     * @param body   they may call {@code keep.accept(name, value)}
     * @param folder for the class
     * @return what was kept, in order
     */
    static Map<String, Object> run(String body, Path folder) throws Exception {
        Path source = folder.resolve("SheetProgram.java");
        Files.writeString(
                source,
                String.join("\n", Startup.imports()) + "\n"
                        + """
                public final class SheetProgram {
                    public static void run(java.util.function.BiConsumer<String, Object> keep) throws Exception {
                """
                        + body + "\n}\n}\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                folder.toString(),
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                .getJavaFileObjects(source))
                .call();
        assertTrue(compiled, () -> "the sheet does not compile:\n" + said);
        Map<String, Object> kept = new LinkedHashMap<>();
        BiConsumer<String, Object> keep = kept::put;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Program.class.getClassLoader())) {
            loader.loadClass("SheetProgram").getMethod("run", BiConsumer.class).invoke(null, keep);
        }
        return kept;
    }
}
