package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

@DisplayName("What students hand in")
class IngestTests {
    private static Course course;
    private static byte[] untouched;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException {
        course = Classroom.course();
        untouched = Classroom.untouched("07").toJson().getBytes(StandardCharsets.UTF_8);
    }

    private void file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static Map<String, Integer> files(List<Submission> submissions) {
        Map<String, Integer> files = new TreeMap<>();
        submissions.forEach(s -> files.put(s.student(), s.files().size()));
        return files;
    }

    private static Reading reading(String name, byte[] bytes) {
        return Reading.of(
                new Submission.File("", name, bytes, bytes.length),
                course.releases().values());
    }

    @Test
    @DisplayName("nbgrader's folders: a student, an assignment, files")
    void nbgrader() throws IOException {
        file("ana/en/07-rnn-from-scratch.ipynb", untouched);
        file("ana/en/timestamp.txt", "2026-01-01 10:00:00 UTC".getBytes(StandardCharsets.UTF_8));
        file("ana/en/.ipynb_checkpoints/07-rnn-from-scratch-checkpoint.ipynb", untouched);
        file("bo/es/07-rnn-from-scratch.ipynb", untouched);
        Files.createDirectories(folder.resolve("cy"));
        file("di/notes.txt", new byte[3]);
        List<Submission> all = Ingest.read(folder);
        assertEquals(Map.of("ana", 1, "bo", 1, "cy", 0, "di", 0), files(all));
        assertEquals("es", all.get(1).files().get(0).assignment());
        assertEquals(List.of("another file: notes.txt"), all.get(3).flags());
    }

    @Test
    @DisplayName("a flat folder, and the names that Moodle and Canvas give")
    void names() {
        assertAll(
                () -> assertEquals("ana", Ingest.name("ana.ipynb")),
                () -> assertEquals("ana", Ingest.name("ana-07-rnn-from-scratch.ipynb")),
                () -> assertEquals("Ana Sol_123", Ingest.name("Ana Sol_123_assignsubmission_file_")),
                () -> assertEquals("Ana Sol_123", Ingest.name("Ana Sol_123_assignsubmission_file_07-rnn.ipynb")),
                () -> assertEquals("solana_42", Ingest.name("solana_LATE_42_977_07-rnn-from-scratch.ipynb")));
    }

    @Test
    @DisplayName("a ZIP file, whose names are no places")
    void zip() throws IOException {
        Path zip = folder.resolve("class.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of(
                    "Ana Sol_1_assignsubmission_file/07-rnn-from-scratch.ipynb",
                    "../../evil/07-rnn-from-scratch.ipynb",
                    "__MACOSX/x.ipynb",
                    "bo.ipynb")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(untouched);
            }
        }
        assertEquals(Map.of("Ana Sol_1", 1, "bo", 1, "evil", 1), files(Ingest.read(zip)));
        assertThrows(IOException.class, () -> Ingest.read(folder.resolve("nothing")));
    }

    @Test
    @DisplayName("a link to another student's file is not followed")
    void links() throws IOException {
        file("ana/07-rnn-from-scratch.ipynb", untouched);
        Files.createDirectories(folder.resolve("bo"));
        Files.createSymbolicLink(
                folder.resolve("bo/07-rnn-from-scratch.ipynb"), folder.resolve("ana/07-rnn-from-scratch.ipynb"));
        List<Submission> all = Ingest.read(folder);
        assertEquals(Map.of("ana", 1, "bo", 0), files(all));
        assertTrue(all.get(1).flags().get(0).contains("link"));
    }

    @Test
    @DisplayName("what is no notebook has a reason, and text from elsewhere is read with a remark")
    void unreadable() {
        String text = new String(untouched, StandardCharsets.UTF_8);
        assertAll(
                () -> assertTrue(reading("a.ipynb", new byte[0]).reason().contains("empty")),
                () -> assertTrue(reading("a.ipynb", text.substring(0, 5000).getBytes(StandardCharsets.UTF_8))
                        .reason()
                        .contains("cut off")),
                () -> assertTrue(reading("a.ipynb", "[1, 2]".getBytes(StandardCharsets.UTF_8))
                        .reason()
                        .contains("nbformat")),
                () -> assertTrue(reading("a.ipynb", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8))
                        .reason()
                        .startsWith("unreadable")),
                () -> assertTrue(reading(
                                "a.ipynb",
                                text.replace("\"nbformat\": 4", "\"nbformat\": 3")
                                        .getBytes(StandardCharsets.UTF_8))
                        .reason()
                        .contains("nbformat 4")),
                () -> assertTrue(Reading.of(
                                new Submission.File("", "a.ipynb", new byte[0], 500L << 20),
                                course.releases().values())
                        .reason()
                        .contains("larger")),
                () -> assertEquals(
                        "07",
                        reading("a.ipynb", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))
                                .chapter()),
                () -> assertEquals(
                        List.of("not UTF-8; read as windows-1252"),
                        reading("a.ipynb", text.getBytes(StandardCharsets.ISO_8859_1))
                                .flags()),
                () -> assertEquals(
                        "07",
                        reading("a.ipynb", text.getBytes(StandardCharsets.UTF_16))
                                .chapter()));
    }

    @Test
    @DisplayName("answers are found by id, else by what they declare; copies, other tests and metadata do not matter")
    void transplant() throws IOException {
        Notebook release = course.releases().get("en/07").notebook();
        String answer = Classroom.source("07", "ex07-1");
        Notebook bare = new Notebook(
                release.metadata(),
                5,
                Classroom.with(release, Map.of("ex07-1", answer)).cells().stream()
                        .map(cell -> new Cell(
                                cell.type(),
                                "x" + Math.abs(cell.source().hashCode()),
                                cell.source(),
                                cell.metadata().objectNode(),
                                cell.outputs(),
                                false,
                                cell.attached()))
                        .toList());
        Transplant stripped = Transplant.of(release, bare);
        assertEquals("answered", stripped.answered().get("07.1"));
        assertEquals("untouched", stripped.answered().get("07.2"));
        assertTrue(stripped.flags().contains("cell ex07-1 was found by what it declares"));

        List<Cell> cells = new ArrayList<>(release.cells());
        Cell stub =
                cells.stream().filter(c -> c.id().equals("ex07-1")).findFirst().orElseThrow();
        cells.add(stub.withSource(answer));
        cells.removeIf(c -> c.id().equals("ex07-2"));
        cells.replaceAll(
                c -> c.id().equals("ex07-1-check") ? c.withSource("Exercise07_1.check(null) // 100 points") : c);
        Transplant copied = Transplant.of(release, release.withCells(cells));
        assertEquals("answered", copied.answered().get("07.1"));
        assertEquals("missing", copied.answered().get("07.2"));
        assertTrue(copied.cells().stream().noneMatch(c -> c.source().contains("100 points")));
        assertTrue(copied.flags().toString().contains("is there 2 times"));
    }
}
