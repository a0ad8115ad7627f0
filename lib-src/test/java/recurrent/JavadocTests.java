package recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The Javadoc of what students read")
class JavadocTests {
    private static final Path SOURCES = Path.of("lib-src/main/java");
    private static final List<String> PACKAGES =
            List.of("recurrent.text", "recurrent.nn", "recurrent.train", "recurrent.generate");
    private static final Pattern CHAPTER = Pattern.compile("[Cc]hapters?[\\s*]+\\d\\d");

    @TempDir
    Path pages;

    @Test
    @DisplayName("is complete: the JDK's javadoc makes pages of it and finds nothing missing or broken")
    void complete() throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(found, null, null)) {
            List<String> options = new ArrayList<>(List.of("-d", pages.toString(), "-Xdoclint:all", "-quiet"));
            options.addAll(List.of("-sourcepath", SOURCES.toString()));
            options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
            options.addAll(List.of("-Xmaxwarns", "1000"));
            List<Path> sources = new ArrayList<>();
            for (String name : PACKAGES) {
                sources.addAll(sources(name));
            }
            boolean done = javadoc.getTask(
                            null, files, found, null, options, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            List<String> complaints = new ArrayList<>();
            for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
                if (each.getKind() != Diagnostic.Kind.NOTE && !isCompactConstructor(each)) {
                    complaints.add(each.toString());
                }
            }
            assertEquals(List.of(), complaints);
            assertTrue(done, "javadoc failed without saying why");
        }
        assertTrue(Files.exists(pages.resolve("recurrent/nn/LstmCell.html")));
    }

    /** A record says at its head what its components are; javadoc wants it again at a constructor that checks them. */
    private static boolean isCompactConstructor(Diagnostic<? extends JavaFileObject> each) throws IOException {
        if (each.getSource() == null) {
            return false;
        }
        List<String> lines =
                each.getSource().getCharContent(true).toString().lines().toList();
        String line = lines.get((int) each.getLineNumber() - 1).strip();
        return line.matches("(public )?[A-Z]\\w* \\{");
    }

    @Test
    @DisplayName("names the chapter that teaches each class")
    void chapters() throws IOException {
        List<String> without = new ArrayList<>();
        for (String name : PACKAGES) {
            for (Path file : sources(name)) {
                String text = Files.readString(file);
                int head = text.indexOf("\npublic ");
                boolean named = CHAPTER.matcher(head < 0 ? text : text.substring(0, head))
                        .find();
                if (!named) {
                    without.add(file.toString());
                }
            }
        }
        assertEquals(List.of(), without);
    }

    private static List<Path> sources(String name) throws IOException {
        try (Stream<Path> all = Files.list(SOURCES.resolve(name.replace('.', '/')))) {
            return all.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}
