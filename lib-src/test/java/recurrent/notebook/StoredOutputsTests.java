package recurrent.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.notebook.NotebookLint.Kind;

@DisplayName("Stored outputs")
class StoredOutputsTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRINTED = "{'output_type': 'stream', 'name': 'stdout', 'text': 'trained in %s s\\n'}";
    private static final String RESULT =
            "{'output_type': 'execute_result', 'execution_count': 7, 'metadata': {}, 'data': {'text/plain': '%s'}}";
    private static final String FIGURE = "{'output_type': 'display_data', 'metadata': {}, 'data': {"
            + "'application/vnd.plotly.v1+json': {'data': [{'y': [%s]}], 'layout': {}, 'config': {}},"
            + "'text/plain': 'It falls.'}}";

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode outputs(String... all) throws IOException {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        for (String output : all) {
            outputs.add(JSON.readTree(output.replace('\'', '"')));
        }
        return outputs;
    }

    private static Cell ran(Cell cell, ArrayNode outputs) {
        return new Cell("code", cell.id(), cell.source(), cell.metadata(), outputs, true, json());
    }

    private static Notebook notebook() {
        ObjectNode metadata = json();
        metadata.putObject("kernelspec").put("name", "java");
        return new Notebook(
                metadata,
                5,
                List.of(
                        Cell.markdown("title", "# T", json()),
                        Cell.code("setup", "Course.start(\"07\", \"en\");", json()),
                        Cell.markdown("text", "words", json()),
                        Cell.code("train", "train();", json()),
                        Cell.code("draw", "figure", json()),
                        Cell.markdown("more", "words", json()),
                        Cell.code("result", "6 * 7", json())));
    }

    private static Notebook run(Notebook stored, String seconds, String height, String result) throws IOException {
        List<Cell> cells = new ArrayList<>(stored.cells());
        cells.set(3, ran(cells.get(3), outputs(PRINTED.formatted(seconds))));
        cells.set(4, ran(cells.get(4), outputs(FIGURE.formatted(height))));
        cells.set(6, ran(cells.get(6), outputs(RESULT.formatted(result))));
        return stored.withCells(cells);
    }

    private static Notebook rendered(Notebook stored, Notebook run) {
        Map<String, Figures.Picture> pictures = new java.util.HashMap<>(Figures.pictures(stored));
        Figures.live(run)
                .keySet()
                .forEach(hash -> pictures.putIfAbsent(hash, new Figures.Picture("png of " + hash, 760, 400)));
        return StoredOutputs.merge(stored, Figures.withPictures(run, pictures));
    }

    @Test
    @DisplayName("keep text and pictures, without counts and live figures, and satisfy all rules")
    void stores() throws IOException {
        Notebook before = notebook();
        Notebook after = rendered(before, run(before, "1.2", "3, 2, 1", "42"));
        String text = after.toJson();
        assertFalse(text.contains("plotly") || text.contains("7,"), text);
        assertTrue(text.contains("\"image/png\"") && text.contains("\"alt\": \"It falls.\""), text);
        assertTrue(text.contains("\"42\"") && text.contains("trained in 1.2 s"), text);
        assertEquals(List.of(), NotebookLint.check(after, Kind.CHAPTER));
        assertEquals(
                text,
                Notebook.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "x")
                        .toJson());
        assertTrue(StoredOutputs.none(before));
        assertFalse(StoredOutputs.none(after));
    }

    @Test
    @DisplayName("stay byte for byte when a second run differs in nothing but times")
    void secondRunChangesNothing() throws IOException {
        Notebook once = rendered(notebook(), run(notebook(), "1.2", "3, 2, 1", "42"));
        Notebook twice = rendered(once, run(once, "13.4", "3, 2, 1", "42"));
        assertEquals(once.toJson(), twice.toJson());
        assertEquals(
                List.of(),
                StoredOutputs.differences(once, Figures.withPictures(run(once, "9", "3, 2, 1", "42"), Map.of())));
    }

    @Test
    @DisplayName("change where a result or a figure changes, and there only")
    void changes() throws IOException {
        Notebook once = rendered(notebook(), run(notebook(), "1.2", "3, 2, 1", "42"));
        Notebook other = run(once, "1.3", "3, 2, 0", "43");
        assertEquals(
                List.of(
                        "cell 5 (draw): output 1 differs",
                        "cell 7 (result): output 1 differs: stored \"42\", now \"43\""),
                StoredOutputs.differences(once, Figures.withPictures(other, Map.of())).stream()
                        .map(problem -> problem.startsWith("cell 5") ? problem.split(": stored")[0] : problem)
                        .toList());
        Notebook twice = rendered(once, other);
        assertEquals(once.cells().get(3), twice.cells().get(3), "the old time stays");
        assertNotEquals(once.cells().get(4), twice.cells().get(4));
        assertNotEquals(once.cells().get(6), twice.cells().get(6));
        assertEquals(List.of(), StoredOutputs.check(twice));
        Notebook fewer = once.withCells(new ArrayList<>(once.cells()));
        List<Cell> cells = new ArrayList<>(fewer.cells());
        cells.set(6, ran(cells.get(6), outputs()));
        assertEquals(
                List.of("cell 7 (result): 1 outputs are stored, the run gave 0"),
                StoredOutputs.differences(once, once.withCells(cells)));
    }

    @Test
    @DisplayName("are found to be old when the code above them changed, cleared, edited, or made by hand")
    void check() throws IOException {
        Notebook good = rendered(notebook(), run(notebook(), "1.2", "3, 2, 1", "42"));
        assertEquals(List.of(), StoredOutputs.check(good));
        assertEquals(
                List.of(
                        "cell 4 (train): the code has changed since the outputs were made, here or above",
                        "2 more cells after it have outputs of older code"),
                with(good, 3, good.cells().get(3).withSource("train(2);")));
        assertEquals(
                List.of("cell 7 (result): the outputs are not those that were stored"),
                with(good, 6, good.cells().get(6).withoutOutputs()));
        Cell byHand = ran(good.cells().get(6), outputs(RESULT.formatted("42")));
        assertEquals(
                List.of(
                        "cell 7 (result): an execution count is stored",
                        "cell 7 (result): the outputs are not those that were stored"),
                with(good, 6, byHand));
        assertEquals(
                List.of(
                        "cell 5 (draw): an output of type application/vnd.plotly.v1+json is stored",
                        "cell 5 (draw): the outputs are not those that were stored"),
                with(good, 4, ran(good.cells().get(4), outputs(FIGURE.formatted("1")))));
        assertEquals(
                List.of(
                        "cell 7 (result): an error is stored",
                        "cell 7 (result): the outputs are not those that were stored"),
                with(
                        good,
                        6,
                        ran(good.cells().get(6), outputs("{'output_type': 'stream', 'name': 'stderr', 'text': 'x'}"))));
        Cell never = good.cells().get(6).withMetadata(json());
        assertEquals(List.of("cell 7 (result): has outputs that ./course render did not make"), with(good, 6, never));
        assertEquals(
                List.of("cell 7 (result): was never rendered, other cells were"),
                with(good, 6, never.withoutOutputs()));
        assertEquals(List.of(), with(good, 2, good.cells().get(2).withSource("other words")), "text is free");
        assertEquals(List.of(), StoredOutputs.check(notebook()), "a notebook that was never rendered");
    }

    private static List<String> with(Notebook notebook, int place, Cell cell) {
        List<Cell> cells = new ArrayList<>(notebook.cells());
        cells.set(place, cell);
        return StoredOutputs.check(notebook.withCells(cells));
    }

    @Test
    @DisplayName("are refused in exercises and solutions")
    void onlyChapters() throws IOException {
        Notebook good = rendered(notebook(), run(notebook(), "1.2", "3, 2, 1", "42"));
        List<String> said = NotebookLint.check(good, Kind.EXERCISE);
        assertEquals(
                4, said.stream().filter(s -> s.endsWith("an output is stored")).count(), said::toString);
    }

    @Test
    @DisplayName("may be of any content, not of other kinds, in a cell with the tag varies")
    void varies() throws IOException {
        ObjectNode tagged = json();
        tagged.putArray("tags").add("varies");
        List<Cell> cells = new ArrayList<>(notebook().cells());
        cells.set(6, cells.get(6).withMetadata(tagged));
        Notebook before = notebook().withCells(cells);
        Notebook once = rendered(before, run(before, "1", "1", "0.123"));
        assertEquals(
                List.of(),
                StoredOutputs.differences(once, Figures.withPictures(run(once, "1", "1", "0.456"), Map.of())));
        Notebook other = run(once, "1", "1", "0.456");
        List<Cell> changed = new ArrayList<>(other.cells());
        changed.set(6, ran(changed.get(6), outputs(PRINTED.formatted("1"))));
        assertEquals(
                1,
                StoredOutputs.differences(once, Figures.withPictures(once.withCells(changed), Map.of()))
                        .size());
    }

    @Test
    @DisplayName("do not make two languages drift apart")
    void parity() throws IOException {
        Notebook en = notebook();
        List<Cell> cells = new ArrayList<>(en.cells());
        cells.set(0, cells.get(0).withSource("# Título"));
        cells.set(1, cells.get(1).withSource("Course.start(\"07\", \"es\");"));
        cells.set(2, cells.get(2).withSource("palabras"));
        cells.set(5, cells.get(5).withSource("palabras"));
        Notebook es = en.withCells(cells);
        assertEquals(
                List.of(), Parity.check(rendered(en, run(en, "1", "1", "2")), rendered(es, run(es, "2", "2", "3"))));
    }

    @Test
    @DisplayName("come from the same cells")
    void sameCells() {
        Notebook other = notebook().withCells(notebook().cells().subList(0, 3));
        assertThrows(IllegalArgumentException.class, () -> StoredOutputs.merge(notebook(), other));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            done in 12.3 s              | done in 4 s
            epoch 3  1:05 min           | epoch 3  12:59 min
            91,234 symbols/s            | 8 symbols/s
            12.000 símbolos/s           | 9 símbolos/s
            0.8 ms, 11 µs               | 0.7 ms, 12 µs
            in 15.9 seconds             | in 6.9 seconds
            18188 bytes, true           | 18147 bytes, true
            memory 2.0 GB · Java 17     | memory 1.9 GB · Java 21
            Recurrent 0.1.0 · x         | Recurrent dev · x
            Object@1b2c3d4e             | Object@9f8e7d6c
            """)
    @DisplayName("are compared without times and rates")
    void steady(String a, String b) {
        assertEquals(OutputText.steady(a), OutputText.steady(b));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            loss 0.693                  | loss 0.694
            [2, 3]                      | [2, 4]
            é has 2 bytes               | é has 3 bytes
            9 symbols                   | 8 symbols
            perplexity 9.4 at step 12   | perplexity 9.4 at step 13
            seed 42 · x                 | seed 43 · x
            chapter 07 is               | chapter 08 is
            """)
    @DisplayName("are compared with all other numbers")
    void notSteady(String a, String b) {
        assertNotEquals(OutputText.steady(a), OutputText.steady(b));
    }

    @Test
    @DisplayName("of a table are compared without the columns of times")
    void tables() {
        String table = "<table><thead><tr><th>epoch</th><th style=\"x\">seconds</th></tr></thead>"
                + "<tbody><tr><td>%s</td><td>%s</td></tr></tbody></table>";
        assertEquals(
                OutputText.steadyTable(table.formatted("1", "0.1234")),
                OutputText.steadyTable(table.formatted("1", "0.9876")));
        assertNotEquals(
                OutputText.steadyTable(table.formatted("1", "0.1")),
                OutputText.steadyTable(table.formatted("2", "0.1")));
    }
}
