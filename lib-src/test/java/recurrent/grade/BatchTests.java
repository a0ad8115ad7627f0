package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;

/** Submissions here are broken or untouched: for those no process is started. */
@DisplayName("A class is graded")
class BatchTests {
    private static final Limits LIMITS = Limits.defaults();
    private static Course course;
    private static byte[] untouched;

    @TempDir
    private Path folder;

    private final List<String> graded = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        course = Classroom.course();
        untouched = Classroom.untouched("07").toJson().getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void submissions() throws IOException {
        submit("ana", untouched);
        submit("=cmd|' /C calc'!A0", "not a notebook, \"at all\"".getBytes(StandardCharsets.UTF_8));
        submit("../evil", new byte[0]);
        Files.createDirectories(folder.resolve("in/nobody"));
    }

    private void submit(String student, byte[] bytes) throws IOException {
        Path file = folder.resolve("in").resolve(student.replace("/", "∕")).resolve("en/07-rnn-from-scratch.ipynb");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Batch.Summary grade(Salt salt, Batch.Again again, String... only) throws IOException, InterruptedException {
        graded.clear();
        try (Grading grading = new Grading(course, new ProcessSandbox(LIMITS), LIMITS, salt, Language.EN)) {
            return grade(grading, again, only);
        }
    }

    private Batch.Summary grade(Grading grading, Batch.Again again, String... only)
            throws IOException, InterruptedException {
        return new Batch(grading, course, folder.resolve("out"))
                .run(
                        Ingest.read(folder.resolve("in")),
                        Set.of("zoe"),
                        Set.of(only),
                        Set.of(),
                        again,
                        2,
                        (student, done, of, result) -> {
                            synchronized (graded) {
                                graded.add(student);
                            }
                        });
    }

    private JsonNode result(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(folder.resolve("out/students").resolve(name + ".json")));
    }

    @Test
    @DisplayName("with a row for everybody, whatever was handed in")
    void rows() throws Exception {
        Batch.Summary summary = grade(Salt.none(), Batch.Again.ALL);
        List<String> wide = Files.readAllLines(folder.resolve("out/grades-wide.csv"));
        assertAll(
                () -> assertEquals(4, summary.graded()),
                () -> assertEquals(0, summary.trouble()),
                () -> assertEquals(6, wide.size(), wide::toString),
                () -> assertTrue(wide.get(0).startsWith("student,points,max,07.1,07.2"), wide.get(0)),
                () -> assertTrue(
                        wide.stream().anyMatch(r -> r.startsWith("'=cmd|' ∕C calc'!A0,0,35,,")), wide::toString),
                () -> assertTrue(
                        wide.stream().anyMatch(r -> r.startsWith("ana,0,35,0,0,0,0,0,0,0,graded,no")), wide::toString),
                () -> assertTrue(wide.stream().anyMatch(r -> r.startsWith("zoe,0,35,") && r.contains("not submitted"))),
                () -> assertTrue(wide.stream().anyMatch(r -> r.startsWith("nobody,") && r.contains("no notebook"))),
                () -> assertEquals("public", result("ana").path("tests").asText()),
                () -> assertEquals(
                        7,
                        result("ana").path("notebooks").get(0).path("exercises").size()));
        String report = Files.readString(folder.resolve("out/students/ana.html"));
        assertTrue(report.contains("is not written: the notebook holds it as it was handed out"), report);
        assertFalse(report.contains("cell above") || report.contains("kernel"), report);
        List<String> tall = Files.readAllLines(folder.resolve("out/grades.csv"));
        assertTrue(tall.contains("ana,07.1,shape,0,1,NOT_RUN,graded,no"), tall::toString);
        assertTrue(tall.stream().anyMatch(r -> r.startsWith("zoe,07.1,,0,5,NOT_SUBMITTED")), tall::toString);
        try (var files = Files.list(folder.resolve("out/students"))) {
            assertTrue(files.allMatch(f -> f.getFileName().toString().matches("[\\w.-]+")));
        }
    }

    @Test
    @DisplayName("the same inputs give the same bytes, but for the time")
    void deterministic() throws Exception {
        grade(Salt.none(), Batch.Again.ALL);
        ObjectNode first = (ObjectNode) result("ana");
        String csv = Files.readString(folder.resolve("out/grades.csv"));
        String html = Files.readString(folder.resolve("out/students/ana.html"));
        String overview = Files.readString(folder.resolve("out/overview.html"));
        grade(Salt.none(), Batch.Again.ALL);
        ObjectNode second = (ObjectNode) result("ana");
        assertTrue(
                first.remove("time").has("graded_at") && second.remove("time").has("seconds"));
        assertEquals(first.toString(), second.toString());
        assertEquals(csv, Files.readString(folder.resolve("out/grades.csv")));
        assertEquals(html, Files.readString(folder.resolve("out/students/ana.html")));
        assertEquals(overview, Files.readString(folder.resolve("out/overview.html")));
    }

    @Test
    @DisplayName("again only where something changed: the submission, or anything that the result follows from")
    void again() throws Exception {
        grade(Salt.none(), Batch.Again.ALL);
        assertEquals(0, grade(Salt.none(), Batch.Again.UNFINISHED).graded());
        assertEquals(0, grade(Salt.none(), Batch.Again.CHANGED).graded());
        Files.delete(folder.resolve("out/students/ana.json"));
        Files.writeString(folder.resolve("out/students/nobody.json"), "{\"schema\": 1, \"stu"); // killed while it wrote
        grade(Salt.none(), Batch.Again.UNFINISHED);
        assertEquals(Set.of("ana", "nobody"), Set.copyOf(graded));
        submit("ana", new byte[] {1});
        grade(Salt.none(), Batch.Again.CHANGED);
        assertEquals(List.of("ana"), graded);
        Path salt = Files.writeString(folder.resolve("salt"), "0123456789abcdef\n");
        assertEquals(0, grade(Salt.read(salt), Batch.Again.CHANGED).graded());
        assertEquals(4, grade(Salt.read(salt), Batch.Again.UNFINISHED).graded());
        grade(Salt.read(salt), Batch.Again.ALL, "ana");
        assertEquals(List.of("ana"), graded);
        assertEquals(
                6, Files.readAllLines(folder.resolve("out/grades-wide.csv")).size());
    }

    @Test
    @DisplayName("a secret gives every student and exercise other numbers, always the same")
    void salt() throws Exception {
        Salt salt = Salt.read(Files.writeString(folder.resolve("salt"), "0123456789abcdef"));
        assertEquals(salt.variant("07.1", "ana"), salt.variant("07.1", "ana"));
        assertNotEquals(salt.variant("07.1", "ana"), salt.variant("07.1", "bo"));
        assertNotEquals(salt.variant("07.1", "ana"), salt.variant("07.2", "ana"));
        assertEquals(0, Salt.none().variant("07.1", "ana"));
        assertFalse(salt.id().contains("0123"));
        assertThrows(IOException.class, () -> Salt.read(Files.writeString(folder.resolve("short"), "abc")));
    }

    @Test
    @DisplayName("two graders do not write to one folder")
    void lock() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        try (var channel = java.nio.channels.FileChannel.open(
                        folder.resolve("out/.lock"),
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertTrue(lock.isValid());
            assertThrows(IOException.class, () -> grade(Salt.none(), Batch.Again.ALL));
        }
    }

    @Test
    @DisplayName("pages are whole, say their language and hold no code of a student")
    void pages() throws Exception {
        submit("<script>alert(1)</script>", "<img src=x onerror=alert(1)>".getBytes(StandardCharsets.UTF_8));
        grade(Salt.none(), Batch.Again.ALL);
        try (var files = Files.walk(folder.resolve("out"))) {
            for (Path page : files.filter(f -> f.toString().endsWith(".html")).toList()) {
                String html = Files.readString(page);
                assertAll(
                        page.toString(),
                        () -> assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">")),
                        () -> assertFalse(html.contains("<script>alert") || html.contains("<img src=x")),
                        () -> assertFalse(page.getParent().endsWith("students") && html.contains("<script")),
                        () -> assertEquals(1, html.split("<h1>", -1).length - 1),
                        () -> assertTrue(!html.contains("<table") || html.contains("<th scope=\"col\">")));
            }
        }
        JsonNode gradescope = new ObjectMapper().readTree(Files.readString(folder.resolve("out/gradescope/ana.json")));
        assertEquals(0, gradescope.path("score").asDouble());
        assertEquals(
                35,
                gradescope.path("tests").findValues("max_score").stream()
                        .mapToDouble(JsonNode::asDouble)
                        .sum());
    }

    @Test
    @DisplayName("names become file names that differ even where case does not")
    void names() {
        Map<String, String> names = Names.of(List.of("ana", "Ana", "con", "..", "a/b", "x".repeat(300), "José"));
        assertEquals("ana", names.get("ana"));
        assertEquals(
                7,
                Set.copyOf(names.values().stream().map(String::toLowerCase).toList())
                        .size());
        assertTrue(names.values().stream().allMatch(n -> n.matches("[A-Za-z0-9_@+-][\\w.@+-]{0,90}")), names::toString);
        assertNotEquals("con", names.get("con"));
    }
}
