package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/** Chapters, solutions and exercises in the real kernel. */
@Tag("system")
@DisplayName("In the real kernel")
class NotebooksTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ExecutorService two; // a kernel waits a good part of its time, so two at once end sooner

    @BeforeAll
    static void jupyter() {
        Setup.ensure();
        two = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void end() {
        two.shutdownNow();
    }

    /** A test for each notebook of a folder; two of them are executed at a time. */
    private static Stream<DynamicTest> each(String folder, BiConsumer<Path, List<JsonNode>> check) throws IOException {
        Map<Path, Future<List<JsonNode>>> runs = new LinkedHashMap<>();
        for (Path file : notebooks(folder)) {
            runs.put(file, two.submit(() -> execute(file, new ArrayList<>())));
        }
        return runs.entrySet().stream()
                .map(run -> DynamicTest.dynamicTest(
                        Project.root().relativize(run.getKey()).toString(),
                        () -> check.accept(run.getKey(), run.getValue().get())));
    }

    private static List<Path> notebooks(String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String language : List.of("en", "es")) {
            try (Stream<Path> all = Files.list(Project.root().resolve(folder).resolve(language))) {
                files.addAll(all.filter(file -> file.toString().endsWith(".ipynb"))
                        .sorted()
                        .toList());
            }
        }
        assertFalse(files.isEmpty(), folder + " has no notebooks");
        return files;
    }

    /** What the script says about a notebook. */
    private static List<JsonNode> execute(Path notebook, List<String> log) throws IOException {
        List<JsonNode> told = new ArrayList<>();
        try {
            Path script = Path.of(NotebooksTests.class.getResource("checks.py").toURI());
            ProcessBuilder python = Tool.python(List.of(script.toString(), notebook.toString()));
            python.environment().put("RECURRENT_PROGRESS", "off");
            int status = Tool.run(python, line -> {
                log.add(line);
                if (line.startsWith("{")) {
                    told.add(read(line));
                }
            });
            assertEquals(0, status, () -> String.join("\n", log));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return told;
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    @TestFactory
    @DisplayName("every chapter runs from top to bottom, draws its figures and writes nothing in red")
    Stream<DynamicTest> chapters() throws IOException {
        return each("notebooks", (file, told) -> {
            assertEquals(1, told.size(), told::toString); // anything more is trouble
            assertEquals("chapter", told.get(0).path("kind").asText(), told::toString);
            assertEquals(
                    told.get(0).path("of").asInt(), told.get(0).path("cells").asInt(), told::toString);
            assertTrue(told.get(0).path("figures").asInt() >= (file.endsWith("index.ipynb") ? 1 : 3), told::toString);
        });
    }

    private static Stream<DynamicTest> eachCheck(String folder, Consumer<JsonNode> check) throws IOException {
        return each(folder, (file, told) -> {
            assertTrue(
                    told.stream().anyMatch(cell -> cell.path("kind").asText().equals("check")),
                    "no check cell was run");
            assertAll(told.stream().map(cell -> () -> check.accept(cell)));
        });
    }

    /** One result of two forms, and nothing beside it. */
    private static void oneResult(JsonNode cell) {
        assertEquals("check", cell.path("kind").asText(), cell::toString);
        assertEquals(1, cell.path("outputs").asInt(), cell::toString);
        assertTrue(cell.path("html").asText().startsWith("<section lang=\""), cell::toString);
    }

    @TestFactory
    @DisplayName("every solution gets all points, in silence")
    Stream<DynamicTest> solutions() throws IOException {
        return eachCheck("solutions", cell -> {
            oneResult(cell);
            assertEquals(
                    cell.path("points").asDouble(),
                    Double.parseDouble(cell.path("number").asText()),
                    0,
                    cell::toString);
        });
    }

    @TestFactory
    @DisplayName("an untouched exercise gets 0 points and one kind sentence")
    Stream<DynamicTest> untouched() throws IOException {
        return eachCheck("exercises", cell -> {
            oneResult(cell);
            assertEquals("0.0", cell.path("number").asText(), cell::toString);
            String html = cell.path("html").asText();
            assertTrue(html.contains("is not written yet") || html.contains("todavía no está escrito"), html);
            assertFalse(html.contains("<table"), html);
        });
    }

    @Test
    @DisplayName("hostile answers get a report with the line of the mistake, and leave the kernel working")
    void hostile(@TempDir Path folder) throws IOException {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.code("setup", "Course.start(\"07\", \"en\");", json()));
        String parameters = "(INDArray Xt, INDArray H, INDArray Wxh, INDArray Whh, INDArray bh) {\n";
        for (String[] answer : new String[][] {
            {
                "prints",
                "System.err.println(\"debug\");\n    for (int i = 0; i < 200000; i++) System.out.println(i);\n"
                        + "    return Nd4j.math().tanh(Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh));"
            },
            {"recurses", "return recurses(Xt, H, Wxh, Whh, bh);"},
            {"misses", "Object nothing = null;\n    nothing.toString();\n    return H;"},
            {"undefined", "return notDefined(H);"},
            {"loops", "while (Xt.size(0) > 0) H = H.add(1);\n    return H;"},
            {"fine", "return Nd4j.math().tanh(Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh));"}
        }) {
            cells.add(Cell.code(answer[0], "INDArray " + answer[0] + parameters + "    " + answer[1] + "\n}", json()));
            cells.add(Cell.code(
                    answer[0] + "-check",
                    "Exercise07_1.check((x, h, a, b, c) -> " + answer[0] + "(x, h, a, b, c))",
                    check()));
        }
        ObjectNode metadata = json();
        metadata.putObject("kernelspec")
                .put("name", "java")
                .put("display_name", "Java")
                .put("language", "java");
        Path file = folder.resolve("hostile.ipynb");
        new Notebook(metadata, 5, cells).write(file);
        List<JsonNode> told = execute(file, new ArrayList<>());
        assertEquals(6, told.size(), told::toString);
        told.forEach(NotebooksTests::oneResult);
        assertAll(
                () -> assertEquals("5.0", told.get(0).path("number").asText(), told.get(0)::toString),
                () -> says(told.get(0), "What your code printed"),
                () -> says(told.get(1), "StackOverflowError: a method calls itself"),
                () -> says(told.get(1), "Where: <code>recurses, line 2 (#"),
                () -> says(told.get(2), "NullPointerException"),
                () -> says(told.get(2), "Where: <code>misses, line 3 (#"),
                () -> says(told.get(3), "not defined (yet)"),
                () -> says(told.get(4), "no result after 10 s: an endless loop?"),
                () -> says(told.get(4), "Restart the kernel"),
                () -> assertEquals("5.0", told.get(5).path("number").asText(), told.get(5)::toString));
    }

    @Test
    @DisplayName("nbgrader makes the same exercises with the course's configuration")
    void nbgrader(@TempDir Path folder) throws IOException {
        Files.copy(Project.root().resolve("nbgrader_config.py"), folder.resolve("nbgrader_config.py"));
        List<Path> solutions = notebooks("solutions").stream()
                .filter(file -> file.getParent().endsWith("es"))
                .toList();
        Files.createDirectories(folder.resolve("solutions/es"));
        for (Path solution : solutions) {
            Files.copy(solution, folder.resolve("solutions/es").resolve(solution.getFileName()));
        }
        StringBuilder log = new StringBuilder();
        ProcessBuilder python = Tool.python(List.of("-m", "nbgrader", "generate_assignment", "es"))
                .directory(folder.toFile());
        python.environment()
                .merge(
                        "PATH",
                        Project.venvPython().getParent().toString(), // it calls alembic by its name
                        (path, programs) -> programs + File.pathSeparator + path);
        int status = Tool.run(python, line -> log.append(line).append('\n'));
        assertEquals(0, status, log::toString);
        for (Path solution : solutions) {
            Path name = Path.of("es", solution.getFileName().toString());
            List<Cell> theirs = Notebook.read(folder.resolve("grading/release").resolve(name))
                    .cells();
            List<Cell> ours = Notebook.read(Project.root().resolve("exercises").resolve(name))
                    .cells();
            assertEquals(
                    ours.stream().map(Cell::id).toList(),
                    theirs.stream().map(Cell::id).toList());
            assertEquals(
                    ours.stream().map(Cell::source).toList(),
                    theirs.stream().map(Cell::source).toList());
        }
    }

    private static void says(JsonNode cell, String words) {
        assertTrue(
                cell.path("html").asText().contains(words),
                () -> words + " is not in " + cell.path("html").asText());
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode check() {
        ObjectNode metadata = json();
        metadata.putObject("recurrent").put("role", "check");
        metadata.putObject("nbgrader").put("points", 5);
        return metadata;
    }
}
