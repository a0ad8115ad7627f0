package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.io.Home;

/** One class, one run of the grader with real processes; every student is a way in which things go wrong. */
@Tag("system")
@DisplayName("Whatever is handed in has a row and the points that it deserves, and costs nobody else any")
class HandedInTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RIGHT = HandedIn.answer("");

    @TempDir
    private static Path folder;

    private static Course course;
    private static Path out;
    private static List<String> wide;
    private static String overview;

    @BeforeAll
    static void grade() throws Exception {
        course = HandedIn.course();
        out = folder.resolve("out");
        HandedIn all = new HandedIn(course);
        all.student("honest", RIGHT, n -> {})
                .student("edited-check", RIGHT, n -> {
                    check(n).put("source", "System.out.println(300)");
                    ((ObjectNode) check(n).path("metadata").path("nbgrader")).put("points", 300);
                })
                .student("edited-and-wrong", HandedIn.instead("return null;"), n -> check(n).put("source", "5.0"))
                .student("flipped", RIGHT, n -> {
                    nbgrader(check(n)).put("grade", false).put("solution", true).put("locked", false);
                    nbgrader(answer(n)).put("grade", true).put("solution", false);
                })
                .student(
                        "fake-score",
                        HandedIn.instead(
                                "System.out.println(\"{\\\"score\\\": 5, \\\"points\\\": 5.0}\"); System.out.println(5.0); return H.mul(0);"),
                        n -> ((ArrayNode) check(n).path("outputs"))
                                .addObject()
                                .put("output_type", "execute_result")
                                .put("execution_count", 1)
                                .putObject("data")
                                .put("text/plain", "5.0"))
                .student("nan", HandedIn.instead("return H.mul(Double.NaN);"), n -> {})
                .student("infinite", HandedIn.instead("return H.mul(0).add(Double.POSITIVE_INFINITY);"), n -> {})
                .student("null", HandedIn.instead("return null;"), n -> {})
                .student(
                        "shadow",
                        HandedIn.instead("return null;")
                                + "\nclass Exercise07_1 { static Object check(Object o) { return 5.0; } }"
                                + "\nclass Expect { static void close(Object... o) {} }"
                                + "\nclass recurrent { static class exercises { static class Exercise07_1 {} } }",
                        n -> {})
                .student("debug", HandedIn.answer("System.err.println(\"debug \" + Xt);"), n -> {})
                .student(
                        "background",
                        HandedIn.answer(
                                "new Thread(() -> { while (true) { System.err.println(\"later\"); try { Thread.sleep(5); } catch (InterruptedException e) {} } }).start();"),
                        n -> {})
                .student(
                        "flood",
                        HandedIn.answer("for (int i = 0; i < 100000; i++) System.out.println(\"again and again\");"),
                        n -> {})
                .student("sleeps", RIGHT + "\nThread.sleep(10_000_000);", n -> {})
                .student("python", RIGHT, n -> ((ObjectNode) n.path("metadata"))
                        .putObject("kernelspec")
                        .put("name", "python3")
                        .put("language", "python")
                        .put("display_name", "Python 3"))
                .student("copied", RIGHT, n -> {
                    ArrayNode cells = (ArrayNode) n.path("cells");
                    cells.add(check(n).deepCopy());
                    cells.insert(0, answer(n).deepCopy().put("source", stub()));
                })
                .student("no-schema", RIGHT, n -> {
                    nbgrader(answer(n)).remove("schema_version");
                    nbgrader(check(n)).remove("schema_version");
                })
                .student("renamed", RIGHT, n -> {
                    nbgrader(answer(n)).put("grade_id", "mine");
                    answer(n).put("id", "mine");
                })
                .student("no-check", RIGHT, n -> remove(n, "ex07-1-check"))
                .student("no-answer", RIGHT, n -> remove(n, "ex07-1"))
                .student("stripped", RIGHT, n -> {
                    n.set("metadata", JSON.createObjectNode());
                    int number = 0;
                    for (JsonNode cell : n.path("cells")) {
                        ((ObjectNode) cell).put("id", "cell" + number++).set("metadata", JSON.createObjectNode());
                    }
                })
                .student(
                        "attachments", RIGHT, n -> ((ObjectNode) n.path("cells").get(0))
                                .putObject("attachments")
                                .putObject("a.png")
                                .put("image/png", "A".repeat(3_000_000)))
                .student("nbformat3", RIGHT, n -> n.put("nbformat", 3))
                .student("nbformat5", RIGHT, n -> n.put("nbformat", 5))
                .student("no-cells", RIGHT, n -> n.putArray("cells"))
                .student("=HYPERLINK(\"x\")", RIGHT, n -> {})
                .student("../../../evil", RIGHT, n -> {});
        byte[] right = all.bytes(RIGHT, n -> {});
        byte[] spanish = all.bytes(HandedIn.answer("// año"), n -> {});
        String path = "/en/" + HandedIn.NAME;
        all.file("bom" + path, bytes("\uFEFF" + new String(right, StandardCharsets.UTF_8)))
                .file(
                        "latin-1" + path,
                        new String(spanish, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1))
                .file("truncated" + path, Arrays.copyOf(right, right.length / 2))
                .file("empty" + path, new byte[0])
                .file("text" + path, bytes("I could not open it, sorry"))
                .file("nested" + path, bytes("[".repeat(200_000)))
                .file("large" + path, new byte[Ingest.MAX_BYTES + 5])
                .file("other-name/tarea final (2).ipynb", right)
                .file("other-name/notes.docx", new byte[10]);
        HandedIn.grade(course, all.zip(folder.resolve("class.zip")), out, Batch.Again.ALL, 2);
        wide = Files.readAllLines(out.resolve("grades-wide.csv"));
        overview = Files.readString(out.resolve("overview.html"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String stub() {
        return course.releases().get("en/07").notebook().cells().stream()
                .filter(cell -> cell.id().equals("ex07-1"))
                .findFirst()
                .orElseThrow()
                .source();
    }

    private static ObjectNode answer(ObjectNode notebook) {
        return HandedIn.cell(notebook, "ex07-1");
    }

    private static ObjectNode check(ObjectNode notebook) {
        return HandedIn.cell(notebook, "ex07-1-check");
    }

    private static ObjectNode nbgrader(ObjectNode cell) {
        return (ObjectNode) cell.path("metadata").path("nbgrader");
    }

    private static void remove(ObjectNode notebook, String id) {
        ArrayNode cells = (ArrayNode) notebook.path("cells");
        for (int i = cells.size() - 1; i >= 0; i--) {
            if (cells.get(i).path("id").asText().equals(id)) {
                cells.remove(i);
            }
        }
    }

    private static JsonNode result(String student) {
        try (Stream<Path> files = Files.list(out.resolve("students"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                JsonNode json = JSON.readTree(Files.readString(file));
                if (json.path("student").asText().equals(student)) {
                    return json;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("no result of " + student);
    }

    private static void points(double points, String student) {
        JsonNode result = result(student);
        assertEquals(points, result.path("points").asDouble(), 0, result::toPrettyString);
        assertFalse(result.path("trouble").asBoolean(), result::toPrettyString);
    }

    private static void remark(String student, String words) {
        List<String> remarks = Gradebook.remarks(result(student));
        assertTrue(remarks.stream().anyMatch(remark -> remark.contains(words)), () -> student + ": " + remarks);
        assertTrue(result(student).path("needs_review").asBoolean());
    }

    private static void unreadable(String student, String reason) {
        points(0, student);
        remark(student, reason);
        assertTrue(wide.stream().anyMatch(r -> r.startsWith(student + ",0,5,") && r.contains("unreadable")));
    }

    @Test
    @DisplayName("everybody has a row, also who handed in nothing; honest work keeps its points")
    void rows() {
        assertEquals(35, wide.size() - 1, () -> String.join("\n", wide));
        points(5, "honest");
        assertEquals("[]", result("honest").path("flags").toString());
        assertFalse(result("honest").path("needs_review").asBoolean());
        assertTrue(wide.stream().anyMatch(r -> r.startsWith("nobody,0,5,,not submitted")), wide::toString);
    }

    @Test
    @DisplayName("check cells, points, flags, kernels and outputs of a submission count for nothing")
    void metadata() {
        points(5, "edited-check");
        points(0, "edited-and-wrong");
        points(5, "flipped");
        points(5, "python");
        points(5, "no-schema");
        points(5, "no-check");
        assertEquals(5, result("edited-check").path("max").asDouble());
    }

    @Test
    @DisplayName("printed scores, NaN, infinity, null and classes with the names of ours earn nothing")
    void tricks() {
        // its shape is right and it leaves its arguments alone; nothing that is about numbers passes
        for (String student : List.of("fake-score", "nan", "infinite")) {
            points(2, student);
            for (JsonNode test : result(student)
                    .path("notebooks")
                    .get(0)
                    .path("exercises")
                    .get(0)
                    .path("tests")) {
                assertEquals(
                        List.of("shape", "leavesItsArguments")
                                        .contains(test.path("name").asText())
                                ? "PASS"
                                : "FAIL",
                        test.path("status").asText());
            }
        }
        points(0, "null");
        points(0, "shadow");
    }

    @Test
    @DisplayName("what is printed, now or by a thread later, changes no points; a statement that sleeps is left out")
    void printed() {
        points(5, "debug");
        points(5, "background");
        points(5, "flood");
        points(5, "sleeps");
        assertTrue(result("flood").findValue("output").asText().length() < 30_000);
    }

    @Test
    @DisplayName("copied, renamed, deleted cells and cells without metadata")
    void cells() {
        points(5, "copied");
        remark("copied", "is there 2 times");
        points(5, "renamed");
        remark("renamed", "found by what it declares");
        points(5, "stripped");
        remark("stripped", "found by what it declares");
        points(0, "no-answer");
        remark("no-answer", "cell ex07-1 is missing");
        assertEquals("missing", result("no-answer").findValue("state").asText());
    }

    @Test
    @DisplayName("files that cannot be read say why, and files from other programs are read")
    void files() {
        points(5, "bom");
        points(5, "latin-1");
        remark("latin-1", "read as windows-1252");
        points(5, "attachments");
        unreadable("truncated", "cut off");
        unreadable("empty", "empty");
        unreadable("text", "unreadable");
        unreadable("nested", "unreadable");
        unreadable("large", "larger than 20 MB");
        unreadable("nbformat3", "nbformat");
        unreadable("nbformat5", "nbformat");
        points(0, "no-cells");
        points(5, "other-name");
        assertEquals(List.of("another file: notes.docx"), Gradebook.remarks(result("other-name")));
    }

    @Test
    @DisplayName("names are names: no path, no formula")
    void names() throws IOException {
        points(5, "=HYPERLINK(\"x\")");
        assertTrue(wide.stream().anyMatch(r -> r.startsWith("\"'=HYPERLINK(\"\"x\"\")\",5,5,")), wide::toString);
        points(5, "evil");
        try (Stream<Path> files = Files.walk(folder)) {
            assertTrue(files.filter(f -> f.toString().contains("evil"))
                    .allMatch(f -> Stream.of("students", "gradescope", "notebooks")
                            .anyMatch(each -> f.startsWith(out.resolve(each)))));
        }
        assertFalse(overview.contains("=HYPERLINK(\"x\")"), "not escaped");
    }

    @Test
    @DisplayName("thirty garbled notebooks: a row for each, no trouble, and honest work keeps its points")
    void garbled(@TempDir Path own) throws Exception {
        HandedIn fuzzed = new HandedIn(course);
        JsonNode whole = JSON.readTree(fuzzed.bytes(RIGHT, n -> {}));
        JsonNode other = JSON.readTree(Classroom.untouched("01").toJson());
        for (int seed = 0; seed < 30; seed++) {
            fuzzed.file(
                    "fuzz" + seed + "/en/" + HandedIn.NAME, FuzzTests.broken(whole, other, new Random(10_000 + seed)));
        }
        fuzzed.student("honest", RIGHT, n -> {});
        Batch.Summary summary =
                HandedIn.grade(course, fuzzed.zip(own.resolve("class.zip")), own.resolve("out"), Batch.Again.ALL, 2);
        assertEquals(31, summary.graded());
        assertEquals(0, summary.trouble());
        assertEquals(33, Files.readAllLines(own.resolve("out/grades-wide.csv")).size());
        assertEquals(
                result("honest").path("notebooks"),
                JSON.readTree(Files.readString(own.resolve("out/students/honest.json")))
                        .path("notebooks"));
    }

    @Test
    @DisplayName("a grader that is killed loses nothing that was finished, and goes on to the same results")
    void killed(@TempDir Path own) throws Exception {
        HandedIn three = new HandedIn(course);
        for (String student : List.of("ana", "bo", "carla")) {
            three.student(student, RIGHT, n -> {});
        }
        Path zip = three.zip(own.resolve("class.zip"));
        Process grader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Drecurrent.home=" + Home.root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HandedIn.class.getName(),
                        zip.toString(),
                        own.resolve("out").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        File first = own.resolve("out/students/ana.json").toFile();
        while (grader.isAlive() && !first.exists()) {
            Thread.sleep(5);
        }
        grader.destroyForcibly().waitFor(); // SIGKILL: no time to tidy up
        assertTrue(
                first.exists() && !own.resolve("out/grades-wide.csv").toFile().exists());
        List<String> done = new ArrayList<>();
        for (String student : List.of("ana", "bo", "carla")) {
            Path file = own.resolve("out/students/" + student + ".json");
            if (Files.exists(file)) {
                assertEquals(
                        5, JSON.readTree(Files.readString(file)).path("points").asDouble());
                done.add(student);
            }
        }
        assertTrue(done.size() < 3, "it was killed too late to show anything");
        Batch.Summary rest = HandedIn.grade(course, zip, own.resolve("out"), Batch.Again.UNFINISHED, 2);
        assertEquals(3 - done.size(), rest.graded());
        HandedIn.grade(course, zip, own.resolve("again"), Batch.Again.ALL, 2);
        for (String file : List.of("grades.csv", "grades-wide.csv", "students/ana.html")) {
            assertEquals(
                    Files.readString(own.resolve("again").resolve(file)),
                    Files.readString(own.resolve("out").resolve(file)));
        }
        for (String student : List.of("ana", "bo", "carla")) {
            assertEquals(withoutTime(own.resolve("again"), student), withoutTime(own.resolve("out"), student));
        }
    }

    private static TreeMap<String, JsonNode> withoutTime(Path results, String student) throws IOException {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        JSON.readTree(Files.readString(results.resolve("students/" + student + ".json")))
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue()));
        assertTrue(fields.remove("time").has("graded_at"));
        return fields;
    }

    @Test
    @DisplayName("when a file came is on record, beside its hash")
    void received() {
        JsonNode result = result("honest");
        assertTrue(result.path("submission_sha256").asText().matches("[0-9a-f]{64}"));
        assertTrue(
                result.path("time").path("received").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
                result.path("time")::toString);
    }
}
