package recurrent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import recurrent.check.ProgressFile;
import recurrent.course.Standing.Chapter;
import recurrent.course.Standing.Task;
import recurrent.exercises.Exercises;
import recurrent.i18n.Language;
import recurrent.io.Home;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;
import recurrent.notebook.StoredOutputs;
import recurrent.plot.CourseMap;

@DisplayName("Where you are")
class StandingTests {
    @TempDir
    private Path folder;

    private final Language language = Language.current();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void back() {
        Language.use(language);
    }

    @Test
    @DisplayName("says how many stored results are lost")
    void broken() {
        Standing standing = Standing.of(folder, new ProgressFile(Map.of("07.1", 2.0), 6));
        assertTrue(standing.toString().contains("6 stored results could not be read"), standing::toString);
        assertTrue(standing.html().contains("6 stored results could not be read"), standing::html);
    }

    @Test
    @DisplayName("is at the beginning without a file")
    void missing() {
        Standing standing = Standing.of(Home.root().resolve("notebooks/en"), ProgressFile.EMPTY);
        assertTrue(standing.toString().startsWith("0 of "), standing::toString);
        assertTrue(standing.toString().contains("Begin with "), standing::toString);
        assertFalse(standing.toString().contains("✔ 0"), standing::toString);
    }

    @Test
    @DisplayName("knows every exercise and every chapter of the course, with titles in the language of the messages")
    void course() throws IOException {
        Language.use(Language.ES);
        Standing standing = Standing.of(Home.root().resolve("notebooks/es"), ProgressFile.EMPTY);
        List<String> ids = standing.chapters().stream()
                .flatMap(c -> c.exercises().stream())
                .map(Task::id)
                .toList();
        assertEquals(Exercises.all().stream().map(Exercises.Entry::id).toList(), ids);
        Chapter rnn = standing.chapters().stream()
                .filter(c -> c.number().equals("07"))
                .findFirst()
                .orElseThrow();
        assertEquals("Una red recurrente desde cero", rnn.title());
        assertEquals("07-rnn-from-scratch.ipynb", rnn.file());
        assertTrue(rnn.exercises().stream()
                .allMatch(task -> task.of() > 0 && !task.title().isBlank()));
        assertTrue(standing.html().contains("<a href=\"07-rnn-from-scratch.ipynb\">"), standing::html);
        assertTrue(
                standing.html().contains("<a href=\"../../exercises/es/07-rnn-from-scratch.ipynb\">"), standing::html);
        assertTrue(standing.toString().contains("ejercicios hechos"), standing::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    @DisplayName("is stored in the notebook where the course begins as it is now, and so is the map")
    void landing(String code) throws IOException {
        Language.use(Language.of(code));
        Path file = Home.root().resolve("notebooks").resolve(code).resolve("index.ipynb");
        Notebook notebook = Notebook.read(file);
        Map<String, String> now = Map.of(
                "map", CourseMap.course().chart().alt(),
                "standing", Standing.of(file.getParent(), ProgressFile.EMPTY).toString());
        int found = 0;
        for (Cell cell : notebook.cells()) {
            if (now.containsKey(cell.id())) {
                found++;
                StringBuilder stored = new StringBuilder();
                cell.outputs().path(0).path("data").path("text/plain").forEach(line -> stored.append(line.asText()));
                if (!StoredOutputs.none(notebook)) {
                    assertEquals(now.get(cell.id()), stored.toString(), "./course render index brings it up to date");
                }
            }
        }
        assertEquals(2, found, "the cells map and standing are there");
    }

    @Test
    @DisplayName("says in shapes and words what is done, begun, tried in vain and open, and what comes next")
    void words() {
        Standing standing = new Standing(
                List.of(
                        new Chapter("00", "Set-up", "00-a.ipynb", List.of()),
                        new Chapter(
                                "07",
                                "A & B",
                                "07-b.ipynb",
                                List.of(
                                        new Task("07.1", "One", 4, 4, true),
                                        new Task("07.2", "Two", 2.5, 4, true),
                                        new Task("07.3", "Three", 0, 2, true),
                                        new Task("07.4", "Four", 0, 3, false)))),
                0);
        assertEquals(
                """
                1 of 4 exercises done, 6.5 of 13 points. Next: 07.3 Three (0 of 2 so far).
                00  Set-up
                07  ■■■■■□□□□□    6.5 / 13   ✔ 07.1  ◐ 07.2 (2.5/4)  ✘ 07.3  ○ 07.4
                ✔ all points   ◐ some points   ✘ tried, no points   ○ not tried yet""",
                standing.toString());
        assertTrue(standing.html().contains("07 A &amp; B"), standing::html);
        assertFalse(standing.html().contains("color"), "nothing is said by colour");
        Standing done = new Standing(
                List.of(new Chapter("07", "A", "", List.of(new Task("07.1", "One", 0.1 + 0.2, 0.3, true)))), 1);
        assertTrue(
                done.toString().startsWith("1 of 1 exercises done, 0.3 of 0.3 points. Everything is done."),
                done::toString);
        assertTrue(done.toString().contains("1 stored result could not be read and does not count"), done::toString);
    }
}
