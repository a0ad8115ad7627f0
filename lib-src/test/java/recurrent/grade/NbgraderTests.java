package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.io.Home;
import recurrent.kernel.Browser;
import recurrent.kernel.Venv;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/** The real nbgrader with this course's configuration, from its command line to its web pages. */
@Tag("system")
@DisplayName("nbgrader keeps the book of what the grader found")
class NbgraderTests {
    private static final String NAME = "01-neuron-and-activations";
    private static final String FILE = NAME + ".ipynb";
    private static final List<String> UNTOUCHED = List.of("ida", "kim", "lea", "max", "nora", "otto", "pia");
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    private Notebook release;

    @Test
    @DisplayName("for a class with everything in it that stops nbgrader, and no code of a student runs")
    void classroom() throws Exception {
        Path python = Venv.python();
        Files.createDirectories(folder.resolve("solutions/en"));
        Files.copy(Home.root().resolve("nbgrader_config.py"), folder.resolve("nbgrader_config.py"));
        Files.copy(
                Home.root().resolve("solutions/en").resolve(FILE),
                folder.resolve("solutions/en").resolve(FILE));
        release = Classroom.untouched("01");
        Path marker = folder.resolve("ran");
        submissions(marker);
        assertSaid(0, nbgrader(python, "generate_assignment", "en"), "");

        grade();
        hand("ida", FILE, release.toJson() + "\n");
        hand("jon", FILE, release.toJson());
        Path link =
                Files.createSymbolicLink(submitted("kim").resolve("notes.txt"), folder.resolve("nbgrader_config.py"));

        tamper();

        // nobody can know the grades of these yet; they stop nobody, and nbgrader says what to do
        String said = assertSaid(1, nbgrader(python, "autograde", "en"), "");
        assertAll(
                () -> assertTrue(said.contains("ida: something else was handed in since"), said),
                () -> assertTrue(said.contains("jon: no result in "), said),
                () -> assertTrue(
                        said.contains("./course grade grading/submitted --out grading/results --resume"), said),
                () -> assertTrue(said.contains("notes.txt is a link"), said),
                () -> assertTrue(said.contains("lea: the grader had trouble with this submission"), said),
                () -> assertTrue(said.contains("points, got 99.0. The gradebook and ./course grade do not"), said),
                () -> assertTrue(said.contains("points, got nan. The gradebook and ./course grade do not"), said),
                () -> assertTrue(said.contains("belongs to another run of the grader"), said),
                () -> assertTrue(said.contains("notebooks/pia/en/" + FILE + " is missing"), said),
                () -> assertTrue(said.contains("flo: no points: " + FILE + ": unreadable: "), said),
                () -> assertEquals(Set.of("ana", "bo", "carla", "dan", "eve", "flo", "gil"), autograded()),
                () -> assertFalse(Files.exists(marker), "code of a student ran"));

        Files.delete(link);
        for (String student : UNTOUCHED) {
            Files.deleteIfExists(folder.resolve("grading/results/students/" + student + ".json"));
        }
        grade();
        assertSaid(0, nbgrader(python, "autograde", "en"), "");
        assertSaid(0, nbgrader(python, "generate_feedback", "en"), "");
        assertSaid(0, nbgrader(python, "export", "--to", "grades.csv"), "");
        assertFalse(Files.exists(marker), "code of a student ran");

        Map<String, Double> points = exported();
        double max = worth("");
        double first = worth("ex01-1-check");
        assertAll(
                () -> assertEquals(results(), points, "the book has what the grader found"),
                () -> assertEquals(max, points.get("ana"), "the solution"),
                () -> assertTrue(points.get("bo") > 0 && points.get("bo") < first, points::toString),
                () -> assertEquals(
                        List.of(first, first, first, 0.0, 0.0, 0.0),
                        Stream.of("carla", "dan", "eve", "flo", "gil", "jon")
                                .map(points::get)
                                .toList()),
                () -> UNTOUCHED.forEach(student -> assertEquals(0, points.get(student), student)));
        feedback();
        pages(python, points, max);
    }

    private void submissions(Path marker) throws IOException {
        Map<String, String> solved = new TreeMap<>();
        Classroom.solved("01").cells().stream()
                .filter(cell -> cell.course("role").equals("solution"))
                .forEach(cell -> solved.put(cell.id(), cell.source()));
        String right = solved.get("ex01-1");
        hand("ana", FILE, Classroom.with(release, solved).toJson());
        hand("bo", FILE, "\uFEFF" + with("ex01-1", right.replace("A.mul(A).rsub(1)", "A.mul(A)")));
        Files.write(
                submitted("carla").resolve("my homework.ipynb"),
                with("ex01-1", "// señal\n" + right).getBytes(StandardCharsets.ISO_8859_1));
        // copies of the locked cell and of the answer: nbgrader alone stops here, for the whole class
        List<Cell> copied = new ArrayList<>();
        for (Cell cell : Classroom.with(release, Map.of("ex01-1", right)).cells()) {
            copied.add(cell);
            if (cell.id().equals("ex01-1-check") || cell.id().equals("ex01-1")) {
                copied.add(cell);
            }
        }
        hand("dan", FILE, release.withCells(copied).toJson());
        hand("eve", FILE, hostile(right, marker));
        hand("flo", FILE, with("ex01-1", right).substring(0, 2000));
        Files.write(submitted("gil").resolve("photo.jpg"), new byte[] {1, 2, 3});
        for (String student : UNTOUCHED) {
            hand(student, FILE, release.toJson());
        }
    }

    /** Results that nbgrader would take for points, or that belong to something else. */
    private void tamper() throws IOException {
        replace("students/lea.json", "\"trouble\" : false", "\"trouble\" : true");
        replace("notebooks/max/en/" + FILE, "\"text/plain\": \"0.0\"", "\"text/plain\": \"99.0\"");
        replace("notebooks/nora/en/" + FILE, "\"text/plain\": \"0.0\"", "\"text/plain\": \"NaN\"");
        replace("notebooks/otto/en/" + FILE, "\"fingerprint\": \"", "\"fingerprint\": \"0");
        Files.delete(folder.resolve("grading/results/notebooks/pia/en").resolve(FILE));
    }

    private void replace(String name, String old, String other) throws IOException {
        Path file = folder.resolve("grading/results").resolve(name);
        String text = Files.readString(file);
        assertTrue(text.contains(old), () -> name + " has no " + old + ":\n" + text);
        Files.writeString(file, text.replace(old, other));
    }

    /** Writes a file when it runs, forges its check, its points, its outputs, and brings code for the browser. */
    private String hostile(String right, Path marker) {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : Classroom.with(release, Map.of("ex01-1", right)).cells()) {
            ObjectNode metadata = cell.metadata().deepCopy();
            if (metadata.path("nbgrader") instanceof ObjectNode nbgrader) {
                nbgrader.remove("schema_version"); // nbgrader alone stops here, too
                if (nbgrader.has("points")) {
                    nbgrader.put("points", 700);
                }
            }
            Cell forged = cell.withMetadata(metadata);
            if (cell.course("role").equals("check")) {
                var outputs = JsonNodeFactory.instance.arrayNode();
                outputs.addObject()
                        .put("output_type", "execute_result")
                        .putNull("execution_count")
                        .put("metadata", "")
                        .putObject("data")
                        .put("text/plain", "7.0")
                        .put("text/html", "<script>document.title='forged'</script>");
                forged = forged.withSource("7.0").withOutputs(outputs);
            }
            cells.add(forged);
        }
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        cells.add(
                2,
                Cell.code("mine", "java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + marker + "\"));", none));
        cells.add(Cell.markdown("words", "<script>document.title='forged'</script>", none));
        return release.withCells(cells).toJson();
    }

    /** The points of a check cell of the release, or of all. */
    private double worth(String id) {
        return release.cells().stream()
                .filter(cell -> id.isEmpty() || cell.id().equals(id))
                .mapToDouble(
                        cell -> cell.metadata().path("nbgrader").path("points").asDouble())
                .sum();
    }

    private String with(String id, String source) {
        return Classroom.with(release, Map.of(id, source)).toJson();
    }

    private Path submitted(String student) throws IOException {
        return Files.createDirectories(
                folder.resolve("grading/submitted").resolve(student).resolve("en"));
    }

    private void hand(String student, String name, String text) throws IOException {
        Files.writeString(submitted(student).resolve(name), text);
    }

    /** {@code ./course grade grading/submitted --out grading/results --resume}. */
    private void grade() throws Exception {
        Path root = Home.root();
        Grader.grade(
                new Grader.Options(
                        root,
                        root.resolve("target/classes"),
                        root.resolve("target/lib"),
                        "test",
                        folder.resolve("grading/submitted"),
                        folder.resolve("grading/results"),
                        null,
                        null,
                        Set.of(),
                        Set.of(),
                        "auto",
                        null,
                        "unfinished",
                        2,
                        Duration.ofSeconds(20)),
                line -> {});
    }

    private ProcessBuilder process(Path python, List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-m").directory(folder.toFile());
        builder.command().addAll(arguments);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(Set.of("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"));
        environment.put("PYTHONUTF8", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("RECURRENT_HOME", Home.root().toString());
        environment.put("JUPYTER_CONFIG_DIR", folder.resolve("jupyter").toString());
        environment.put("JUPYTER_DATA_DIR", folder.resolve("jupyter/data").toString());
        environment.put("IPYTHONDIR", folder.resolve("jupyter/ipython").toString());
        // it calls alembic by its name
        environment.merge(
                "PATH", python.getParent().toString(), (path, programs) -> programs + File.pathSeparator + path);
        return builder.redirectErrorStream(true);
    }

    private record Said(int status, String text) {}

    private Said nbgrader(Path python, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("nbgrader"));
        all.addAll(List.of(arguments));
        Process process = process(python, all).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static String assertSaid(int status, Said said, String words) {
        assertEquals(status, said.status(), said::text);
        assertTrue(said.text().contains(words), said::text);
        return said.text();
    }

    private Set<String> names(String place) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(place))) {
            return Set.copyOf(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private Set<String> autograded() throws IOException {
        Path all = folder.resolve("grading/autograded");
        return Set.copyOf(names("grading/autograded").stream()
                .filter(student -> Files.exists(all.resolve(student).resolve("en")))
                .toList());
    }

    private Map<String, Double> exported() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("grades.csv"));
        List<String> head = List.of(lines.get(0).split(","));
        Map<String, Double> points = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            points.put(fields[head.indexOf("student_id")], Double.valueOf(fields[head.indexOf("score")]));
        }
        return points;
    }

    private Map<String, Double> results() throws IOException {
        Map<String, Double> points = new TreeMap<>();
        for (String name : names("grading/results/students")) {
            if (name.endsWith(".json")) {
                JsonNode result = new ObjectMapper()
                        .readTree(folder.resolve("grading/results/students")
                                .resolve(name)
                                .toFile());
                points.put(
                        result.path("student").asText(), result.path("points").asDouble());
            }
        }
        return points;
    }

    private String feedback(String student) throws IOException {
        return Files.readString(folder.resolve("grading/feedback")
                .resolve(student)
                .resolve("en")
                .resolve(NAME + ".html"));
    }

    private void feedback() throws IOException {
        String bo = feedback("bo");
        String eve = feedback("eve");
        assertAll(
                () -> assertTrue(bo.contains("aria-label=\"01.1 "), "our report"),
                () -> assertTrue(bo.contains("<strong>FAIL</strong>") && bo.contains("Hint: "), "verdicts and hints"),
                () -> assertTrue(feedback("carla").contains("read as windows-1252"), "remarks"),
                () -> assertTrue(feedback("flo").contains("<strong>No points: there is nothing"), "the reason"),
                () -> assertTrue(feedback("flo").contains("the file is cut off in line "), "the reason"),
                () -> assertTrue(feedback("gil").contains("another file: photo.jpg"), "the reason"),
                () -> assertTrue(eve.contains("Exercise01_1"), "the check of the release is back"),
                () -> assertFalse(eve.contains("forged"), "what a student brought for browsers"));
    }

    /** What an instructor sees in the browser. */
    private void pages(Path python, Map<String, Double> points, double max) throws Exception {
        Path pictures = Home.root().resolve("target/nbgrader");
        int port = Browser.freePort();
        Process server = process(
                        python,
                        List.of(
                                "jupyter_server",
                                "--no-browser",
                                "--allow-root",
                                "--port=" + port,
                                "--IdentityProvider.token=" + TOKEN,
                                "--ServerApp.root_dir=" + folder))
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        String address = "http://127.0.0.1:" + port;
        String base = address + "/formgrader/";
        try (Browser browser = new Browser(1200, 900)) {
            awaitServer(server, browser, address + "/login?token=" + TOKEN + "&next=/formgrader/manage_submissions/en");
            JsonNode rows = rows(browser);
            browser.screenshot(pictures.resolve("submissions.png"));
            assertEquals(points.size(), rows.size(), rows::toString);
            for (JsonNode row : rows) {
                String student = row.get(0).asText();
                boolean look = student.equals("flo") || student.equals("gil");
                assertEquals(
                        look ? "needs manual grading" : "graded", row.get(1).asText(), rows::toString);
                assertEquals(
                        Csv.number(points.get(student)) + " / " + Csv.number(max),
                        row.get(2).asText(),
                        rows::toString);
            }
            browser.open(base + "manage_students/bo/en");
            String page = browser.await(
                            "const link = document.querySelector('td.name a[href*=\"/submissions/\"]');"
                                    + "return link ? link.href : false",
                            Duration.ofSeconds(30))
                    .asText();
            browser.open(page);
            String report = browser.await(
                            "const report = document.querySelector('section[lang=en] table');"
                                    + "if (!report) return false; report.scrollIntoView({block: 'center'});"
                                    + "return report.textContent",
                            Duration.ofSeconds(30))
                    .asText();
            browser.screenshot(pictures.resolve("formgrader.png"));
            assertTrue(report.contains("FAIL") && report.contains("Hint: "), report);
            assertEquals(
                    Csv.number(points.get("bo")),
                    browser.script("return document.querySelector('input.score').placeholder || "
                                    + "document.querySelector('input.score').value")
                            .asText());
            browser.open(folder.resolve("grading/feedback/bo/en/" + NAME + ".html")
                    .toUri()
                    .toString());
            String told = browser.script("const report = document.querySelector('section[lang=en] table');"
                            + "report.scrollIntoView({block: 'center'}); return report.textContent")
                    .asText();
            browser.screenshot(pictures.resolve("feedback.png"));
            assertEquals(report, told, "teacher and student read the same");

            // the button of the page: what was handed in later has no grade, and the page says what to do
            hand("ana", FILE, release.toJson());
            browser.open(base + "manage_submissions/en");
            rows(browser);
            browser.script("document.querySelector('td.student-id[data-order=ana]').closest('tr')"
                    + ".querySelector('.autograde a').click()");
            String log = browser.await(
                            "const body = document.querySelector('.modal-body'); return body ? body.textContent : false",
                            Duration.ofSeconds(30))
                    .asText();
            browser.screenshot(pictures.resolve("refused.png"));
            assertTrue(log.contains("ana: something else was handed in") && log.contains("Run: ./course grade"), log);
            browser.open(base + "manage_submissions/en");
            assertEquals(
                    "[\"ana\",\"needs autograding\",\"\"]", rows(browser).get(0).toString());
        } finally {
            server.destroy();
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
            }
        }
    }

    /** The table of submissions: student, status, score. */
    private static JsonNode rows(Browser browser) throws IOException, InterruptedException {
        return browser.await(
                "const rows = [...document.querySelectorAll('td.student-id')].map(id => id.closest('tr'));"
                        + "const text = (row, name) => row.querySelector('td.' + name).textContent.trim();"
                        + "return rows.length && rows.every(row => text(row, 'status'))"
                        + " ? rows.map(row => ['student-id', 'status', 'score'].map(name => text(row, name))) : false",
                Duration.ofSeconds(30));
    }

    private void awaitServer(Process server, Browser browser, String address) throws Exception {
        for (int i = 0; ; i++) {
            try {
                browser.open(address);
                return;
            } catch (IOException e) { // nobody listens yet
                assertTrue(server.isAlive() && i < 200, () -> "the server did not start:\n" + log());
                Thread.sleep(200);
            }
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
