package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine;
import recurrent.i18n.Language;

/** {@code run} with the real kernel, on small notebooks made here. */
@Tag("system")
class RunCommandTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    private int run(String... arguments) {
        CommandLine line = new Main().commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all =
                new ArrayList<>(List.of("run", "--out", folder.resolve("out").toString()));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    /** A notebook: what begins with # is text, the rest code; the last cell is the result. */
    private Path notebook(String name, String... sources) throws IOException {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            boolean text = sources[i].startsWith("#");
            Map<String, Object> metadata = i == sources.length - 1 ? Map.of("tags", List.of("result")) : Map.of();
            cells.add(
                    text
                            ? Map.of("id", "c" + i, "cell_type", "markdown", "metadata", Map.of(), "source", sources[i])
                            : new java.util.HashMap<>(Map.of(
                                    "id",
                                    "c" + i,
                                    "cell_type",
                                    "code",
                                    "metadata",
                                    metadata,
                                    "source",
                                    sources[i],
                                    "outputs",
                                    List.of())) {
                                private static final long serialVersionUID = 1;

                                {
                                    put("execution_count", null);
                                }
                            });
        }
        Path file = folder.resolve(name + ".ipynb");
        Files.writeString(
                file,
                JSON.writeValueAsString(Map.of(
                        "cells",
                        cells,
                        "nbformat",
                        4,
                        "nbformat_minor",
                        5,
                        "metadata",
                        Map.of("kernelspec", Map.of("name", "java", "display_name", "Java", "language", "java")))));
        return file;
    }

    @Test
    void executesAndShowsTheResultAndLeavesBothFiles() throws IOException {
        Path corpus = Files.writeString(folder.resolve("corpus.txt"), "some words");
        Path notebook = notebook(
                "good",
                "# A title\n\nWith $\\frac{a}{b}$.",
                "int a = 20;",
                "System.out.println(a + 22 + \" ñ \" + System.getenv(\"RECURRENT_EPOCHS\") + \" \" + System.getenv(\"RECURRENT_CORPUS\"));");
        assertEquals(0, run(notebook.toString(), "--epochs", "3", "--corpus", corpus.toString()), err.toString());
        assertEquals("42 ñ 3 " + corpus, out.toString().strip());
        assertTrue(JSON.readTree(folder.resolve("out/good.ipynb").toFile())
                .path("cells")
                .path(2)
                .path("outputs")
                .toString()
                .contains("42 ñ"));
        String page = Files.readString(folder.resolve("out/good.html"));
        assertTrue(
                page.contains("<title>A title</title>") && page.contains("<mfrac>"),
                "formulas are drawn without a script");
        assertFalse(
                page.matches("(?s).*<(script|link|img)[^>]*(src|href)=\"(?!data:).*"),
                "the page needs nothing from outside");
        assertFalse(page.contains("import(\"http"), "nor fetches it later");
    }

    @Test
    void aFailingCellIsNamed() throws IOException {
        Path notebook = notebook("bad", "int a = 1;", "## The weights", "int[] z = new int[2];\nz[5] = 1;", "a");
        assertEquals(1, run(notebook.toString()));
        String message = err.toString();
        assertTrue(message.contains("cell 2 (The weights)") && message.contains("Index 5 out of bounds"), message);
        assertEquals(1, message.lines().count(), message);
        assertTrue(Files.exists(folder.resolve("out/bad.ipynb")));
        assertFalse(Files.exists(folder.resolve("out/bad.html")));
    }

    @Test
    void aCellThatDoesNotCompileGivesTheCompilersReason() throws IOException {
        assertEquals(1, run(notebook("wrong", "int a = \"text\";").toString()));
        assertTrue(err.toString().contains("incompatible types"), err.toString());
    }

    @Test
    void aBrokenNotebookIsRefused() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.ipynb"), "{\"cells\": [");
        assertEquals(1, run(broken.toString()));
        assertTrue(err.toString().contains("not a notebook"), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void theResultNeverOverwritesTheSource() throws IOException {
        Path notebook = notebook("same", "int a = 1;");
        String before = Files.readString(notebook);
        assertEquals(2, run("--out", folder.toString(), notebook.toString()));
        assertEquals(before, Files.readString(notebook));
    }
}
