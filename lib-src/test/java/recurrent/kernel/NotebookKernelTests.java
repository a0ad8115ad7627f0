package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

@Tag("system")
@DisplayName("In the real kernel")
class NotebookKernelTests {
    private static final List<String> CELLS = List.of(
            "Course.start(\"07\", \"en\");",
            "Nd4j.ones(DataType.FLOAT, 2, 3)",
            "new double[][] {{1, 2}, {3, 4}}",
            "Charts.lines(\"Decay\", \"step\", \"state\", \"It decays.\", Series.of(\"h\", new double[] {1, Double.NaN, 0.25}))",
            "Table.create(\"t\", DoubleColumn.create(\"p\", 0.5))",
            "Exercise07_1.check((Xt, H, Wxh, Whh, bh) -> Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh))",
            // tanh is missing
            "Corpus corpus = Corpus.ofCharacters(\"the machine went on and on and did not stop. \".repeat(40));\n"
                    + "LanguageModel model = LanguageModel.rnn(corpus.vocabulary().size(), 16, 1);\n"
                    + "TrainingOptions options = TrainingOptions.defaults().withBatch(64).withWindows(1000, 300);\n"
                    + "double bigram = 4.5;",
            "TrainingResult result = Trainer.fit(model, corpus, options.withEpochs(30), new LiveCurve(Map.of(\"bigram\", bigram)));",
            "result.history()",
            "TrainingResult stopped = Trainer.fit(model, corpus, options.withEpochs(1_000_000), new LiveCurve());",
            // the kernel answers before the interrupted code has come to its end
            "for (int i = 0; i < 300 && stopped == null; i++) { Thread.sleep(100); }\n"
                    + "stopped.interrupted() && stopped.history().epochs().size() > 0",
            "int square(int x) { return x * x; }\nsquare(7)");
    private static final int CHART = 3;
    private static final int SCORE = 5;
    private static final int FIT = 7;
    private static final int STOPPED = 9;

    private static JsonNode answer;

    @BeforeAll
    static void execute() throws Exception {
        answer = Venv.execute(Map.of("kernel", "java", "cells", CELLS, "interrupt", STOPPED), Map.of());
    }

    private static List<JsonNode> outputs(int cell) {
        return StreamSupport.stream(answer.path("outputs").get(cell).spliterator(), false)
                .toList();
    }

    private static JsonNode only(int cell, String type) {
        List<JsonNode> all = outputs(cell);
        assertEquals(1, all.size(), all.toString());
        assertEquals(type, all.get(0).path("type").asText(), all.toString());
        return all.get(0);
    }

    @Test
    @DisplayName("no cell writes to the red stream, and none fails but the interrupted one")
    void clean() {
        for (int cell = 0; cell < CELLS.size(); cell++) {
            for (JsonNode output : outputs(cell)) {
                assertFalse(output.path("name").asText().equals("stderr"), CELLS.get(cell) + " → " + output);
                assertFalse(
                        output.path("type").asText().equals("error") && cell != STOPPED,
                        CELLS.get(cell) + " → " + output);
            }
        }
    }

    @Test
    @DisplayName("the set-up cell prints one line")
    void start() {
        assertTrue(only(0, "stream").path("text").asText().startsWith("Recurrent "));
    }

    @Test
    @DisplayName("arrays show shape and numbers")
    void arrays() {
        assertEquals(
                "(2, 3) float\n[[1, 1, 1]\n [1, 1, 1]]",
                only(1, "execute_result").path("data").path("text/plain").asText());
        assertEquals(
                "(2, 2) double[][]\n[[1, 2]\n [3, 4]]",
                only(2, "execute_result").path("data").path("text/plain").asText());
    }

    @Test
    @DisplayName("a figure is one output with Plotly JSON and its alternative text")
    void chart() {
        JsonNode data = only(CHART, "execute_result").path("data");
        JsonNode y = data.path(Rendering.PLOTLY).path("data").get(0).path("y");
        assertEquals("[1.0,null,0.25]", y.toString());
        assertEquals(
                "Decay",
                data.path(Rendering.PLOTLY)
                        .path("layout")
                        .path("title")
                        .path("text")
                        .asText());
        assertEquals("It decays.", data.path("text/plain").asText());
    }

    @Test
    @DisplayName("a score is one output: the report for the student, the bare number for the grader")
    void score() {
        JsonNode data = only(SCORE, "execute_result").path("data");
        assertTrue(
                data.path("text/plain").asText().matches("\\d+(\\.\\d+)?"),
                data.path("text/plain").asText());
        assertTrue(data.path("text/html").asText().contains("07.1"), data.toString());
    }

    @Test
    @DisplayName("the curve is shown once and grows in place, its line too")
    void live() {
        List<String> ids = new ArrayList<>();
        List<Integer> points = new ArrayList<>();
        for (JsonNode output : outputs(FIT)) {
            String id = output.path("transient").path("display_id").asText();
            boolean shown = output.path("type").asText().equals("display_data");
            assertTrue(shown || output.path("type").asText().equals("update_display_data"), output.toString());
            assertEquals(shown, !ids.contains(id), "shown once, then updated");
            ids.add(id);
            if (output.path("data").has(Rendering.PLOTLY)) {
                points.add(output.path("data")
                        .path(Rendering.PLOTLY)
                        .path("data")
                        .get(0)
                        .path("y")
                        .size());
            }
        }
        assertEquals(2, ids.stream().distinct().count());
        assertEquals(points.stream().sorted().distinct().toList(), points, "it only grows");
        assertEquals(1, points.get(0));
        assertEquals(30, points.get(points.size() - 1));
    }

    @Test
    @DisplayName("a history shows as a table")
    void history() {
        assertTrue(only(8, "execute_result")
                .path("data")
                .path("text/html")
                .asText()
                .contains("30 rows"));
    }

    @Test
    @DisplayName("interrupting a cell stops the training and keeps history and kernel")
    void interrupt() {
        List<JsonNode> all = outputs(STOPPED);
        assertEquals("error", all.get(all.size() - 1).path("type").asText(), all.toString());
        assertEquals(
                "true",
                only(10, "execute_result").path("data").path("text/plain").asText());
        assertEquals(
                "49", only(11, "execute_result").path("data").path("text/plain").asText());
    }

    @Test
    @DisplayName("the first cell answers within a minute of starting the kernel, on any machine that tests run on")
    void startUp() {
        System.out.printf(
                "kernel ready after %.1f s, first cell after %.1f s%n",
                answer.path("ready").asDouble(), answer.path("first").asDouble());
        assertTrue(answer.path("first").asDouble() < 60, answer.path("first").asText());
    }
}
