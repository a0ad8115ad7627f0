package recurrent.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.i18n.Language;

@DisplayName("Notebook files")
class NotebookTests {
    /** As Jupyter saves it: keys in order, one space of indentation, empty lists and objects closed. */
    static final String SAVED =
            """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "title",
               "metadata": {},
               "source": [
                "# Tïtle \\"quoted\\"\\n",
                "\\n",
                "η ∂ 🙂"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "setup",
               "metadata": {
                "nbgrader": {
                 "points": 2.5,
                 "schema_version": 3
                },
                "tags": []
               },
               "outputs": [],
               "source": []
              }
             ],
             "metadata": {
              "kernelspec": {
               "display_name": "Java",
               "language": "java",
               "name": "java"
              }
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }
            """;

    private final Language language = Language.current();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void back() {
        Language.use(language);
    }

    private static Notebook parse(String json) throws IOException {
        return Notebook.parse(json.getBytes(StandardCharsets.UTF_8), "x.ipynb");
    }

    @Test
    @DisplayName("are written byte for byte as Jupyter saves them")
    void roundTrip(@TempDir Path folder) throws IOException {
        Notebook notebook = parse(SAVED);
        assertEquals("# Tïtle \"quoted\"\n\nη ∂ 🙂", notebook.cells().get(0).source());
        assertEquals(SAVED, notebook.toJson());
        Path file = folder.resolve("new/x.ipynb");
        notebook.write(file);
        notebook.write(file);
        assertEquals(SAVED, Files.readString(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList(), "nothing else is left behind");
        }
    }

    @Test
    @DisplayName("may have keys in any order, text as one string, a byte order mark, pictures inside")
    void variants() throws IOException {
        String json =
                "\uFEFF{\"nbformat_minor\": 5, \"nbformat\": 4, \"metadata\": {}, \"cells\": [{\"source\": \"a\\nb\", \"metadata\": {},"
                        + " \"id\": \"m\", \"cell_type\": \"markdown\", \"attachments\": {\"p.png\": {\"image/png\": \"AAAA\"}}}]}";
        Notebook notebook = parse(json);
        assertEquals("a\nb", notebook.cells().get(0).source());
        assertTrue(notebook.toJson().contains("\"image/png\": \"AAAA\""));
        assertEquals(notebook.toJson(), parse(notebook.toJson()).toJson());
    }

    @Test
    @DisplayName("that are none say why")
    void broken() {
        assertMessage("the file is empty", "");
        assertMessage("the file is cut off in line 14", SAVED.substring(0, SAVED.indexOf("\"cell_type\": \"code\"")));
        assertMessage("this is no JSON: ", "<html></html>");
        assertMessage("this is no JSON: ", SAVED + "}");
        assertMessage("JSON, but no notebook", "[1, 2]");
        assertMessage("JSON, but no notebook", "{\"cells\": []}");
        assertMessage("expected nbformat 4, got 3", SAVED.replace("\"nbformat\": 4", "\"nbformat\": 3"));
        assertMessage("no list of cells", "{\"nbformat\": 4}");
        assertMessage("cell 1 has no cell_type", "{\"nbformat\": 4, \"cells\": [7]}");
        String message = assertThrows(
                        NotebookException.class, () -> Notebook.parse(new byte[] {'{', (byte) 0xe9, '}'}, "x.ipynb"))
                .getMessage();
        assertEquals("x.ipynb: the text is not UTF-8", message);
    }

    private static void assertMessage(String part, String json) {
        String message =
                assertThrows(NotebookException.class, () -> parse(json)).getMessage();
        assertTrue(message.startsWith("x.ipynb: ") && message.contains(part), message);
    }
}
