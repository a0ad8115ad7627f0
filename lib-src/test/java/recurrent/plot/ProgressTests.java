package recurrent.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.i18n.Language;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.text.TextCodec;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.LabelledBatch;
import recurrent.train.LanguageModel;
import recurrent.train.Measure;
import recurrent.train.Model;
import recurrent.train.RunningEpoch;
import recurrent.train.SequenceClassifier;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;

@DisplayName("Watching a training")
class ProgressTests {
    private final Language before = Language.current();
    private final List<String> shown = new ArrayList<>();
    private long now;
    private String written = "";

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void restore() {
        Language.use(before);
    }

    /** A language model after some of its epochs, of the perplexities 20 / i and 22 / i, two seconds each. */
    private static TrainingResult after(int epochs, int of) {
        return result(LanguageModel.rnn(3, 2, 1), epochs, of, Map.of());
    }

    private static TrainingResult result(Model<?> model, int epochs, int of, Map<String, Double> metrics) {
        List<Epoch> all = new ArrayList<>();
        for (int i = 1; i <= epochs; i++) {
            all.add(new Epoch(i, Math.log(20.0 / i), Math.log(22.0 / i), 0.87, 2, 246_912, metrics));
        }
        return result(model, new History(all), of);
    }

    private static TrainingResult result(Model<?> model, History history, int of) {
        return new TrainingResult(
                model,
                TrainingOptions.defaults().withEpochs(of),
                history,
                false,
                Parameters.none(),
                Parameters.none(),
                TextCodec.NONE);
    }

    private LiveCurve curve(Function<TrainingResult, String> sample) {
        return new LiveCurve(Optional.empty(), Map.of(), sample, screen, () -> now);
    }

    private final Screen screen = new Screen() {
        @Override
        public String show(Object value) {
            shown.add("show " + value.getClass().getSimpleName());
            written = value.toString();
            return "id" + shown.size();
        }

        @Override
        public void update(String id, Object value) {
            int points = value instanceof Chart chart
                    ? ((List<?>) ((Map<?, ?>) ((List<?>) chart.toPlotly().get("data")).get(0)).get("y")).size()
                    : 0;
            shown.add("update " + id + (points > 0 ? " " + points : ""));
        }

        @Override
        public boolean live() {
            return true;
        }
    };

    @Test
    @DisplayName(
            "the curve is shown once, then grows in place once a second, its line four times; the last epoch is always shown")
    void throttled() {
        LiveCurve curve = curve(result -> "");
        for (int epoch = 1; epoch <= 16; epoch++) {
            curve.epochFinished(after(epoch, 16));
            now += 100_000_000L; // an epoch takes a tenth of a second
        }
        assertEquals(
                List.of(
                        "show Chart",
                        "show Note",
                        "update id2",
                        "update id2",
                        "update id2",
                        "update id1 11",
                        "update id2",
                        "update id1 16",
                        "update id2"),
                shown);
    }

    @Test
    @DisplayName("slow epochs are all shown")
    void slow() {
        LiveCurve curve = curve(result -> "");
        for (int epoch = 1; epoch <= 3; epoch++) {
            curve.epochFinished(after(epoch, 10));
            now += 1_100_000_000L;
        }
        assertEquals(
                List.of("show Chart", "show Note", "update id1 2", "update id2", "update id1 3", "update id2"), shown);
    }

    @Test
    @DisplayName("the model writes at the end of the line when it is asked to")
    void sample() {
        curve(result -> "she said ").epochFinished(after(1, 10));
        assertTrue(written.endsWith("«she said»"), written);
        curve(result -> "epoch " + result.history().last().number()).epochFinished(after(3, 10));
        assertTrue(written.endsWith("«epoch 3»"), written);
        curve(result -> "").epochFinished(after(1, 10));
        assertTrue(written.endsWith("left"), written);
    }

    @Test
    @DisplayName("the line says epoch, perplexities, norm, rate, time left and what the model writes")
    void words() {
        assertEquals(
                "epoch 2/32  train  10.00  valid  11.00  |g| 0.87  123,456 symbols/s  1:00 min left  «it has the»",
                Progress.line(after(2, 32), " it has\nthe "));
        assertEquals(
                "epoch 3/3  train   6.67  valid   7.33  |g| 0.87  123,456 symbols/s  done in 6.0 s",
                Progress.line(after(3, 3), ""));
        History blind = new History(List.of(new Epoch(1, 2, Double.NaN, 1, 1, 1, Map.of())));
        assertFalse(
                Progress.line(result(LanguageModel.rnn(3, 2, 1), blind, 2), "").contains("NaN"));
    }

    @Test
    @DisplayName("time is said in the unit that fits")
    void durations() {
        assertEquals(
                List.of("0.3 s", "10 s", "59 s", "1:00 min", "59:59 min", "2:05 h"),
                List.of(
                        Progress.duration(0.3),
                        Progress.duration(9.96),
                        Progress.duration(59.4),
                        Progress.duration(59.6),
                        Progress.duration(3599),
                        Progress.duration(7500)));
    }

    private String written(boolean terminal, int columns, int epochs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressLine line = new ProgressLine(
                result -> "it has",
                0,
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                terminal,
                columns,
                () -> now);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            line.epochFinished(after(epoch, epochs));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a terminal has one line, written over again, no longer than the window")
    void terminal() {
        String text = written(true, 60, 30);
        assertEquals(30, text.chars().filter(c -> c == '\r').count());
        assertEquals(1, text.chars().filter(c -> c == '\n').count());
        for (String line : text.strip().split("\r")) {
            assertTrue(line.replace("\033[K", "").length() < 60, line);
        }
        assertTrue(text.endsWith(System.lineSeparator()));
    }

    @Test
    @DisplayName("elsewhere there is a line for every tenth of the epochs, the last one included")
    void file() {
        String text = written(false, 80, 100);
        assertEquals(11, text.lines().count());
        assertTrue(text.lines().reduce((a, b) -> b).orElseThrow().startsWith("epoch 100/100"), text);
        assertFalse(text.contains("\r"));
    }

    @Test
    @DisplayName("an epoch that runs says how much of it is done, how good it is and how long all will take")
    void running() {
        RunningEpoch running = new RunningEpoch(2, 7, 1000 * Math.log(5), 1000, 0.5, 10);
        assertEquals(
                "epoch 2/3  25 %  train   5.00  |g| 0.50  100 symbols/s  1:10 min left",
                Progress.line(Measure.PERPLEXITY, running, 3, 4000));
        assertEquals(
                "epoch 2/3  1,000 predictions  train   1.61  |g| 0.50  100 predictions/s",
                Progress.line(Measure.LOSS, running, 3, 0));
    }

    @Test
    @DisplayName("in an epoch a terminal hears twice a second, a file once a minute")
    void runningPace() {
        for (boolean terminal : new boolean[] {true, false}) {
            now = 0;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ProgressLine line = new ProgressLine(
                    result -> "", 4000, new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, 200, () -> now);
            for (int second = 1; second <= 150; second++) {
                now += 1_000_000_000L;
                line.batchFinished(after(1, 3), new RunningEpoch(2, second, 1, 10L * second, 1, second));
                line.batchFinished(after(1, 3), new RunningEpoch(2, second, 1, 10L * second, 1, second));
            }
            String text = bytes.toString(StandardCharsets.UTF_8);
            assertEquals(terminal ? 150 : 2, text.split("epoch 2/3", -1).length - 1, text);
            assertEquals(terminal, text.contains("\r"));
        }
    }

    @Test
    @DisplayName("without a notebook the curve is a progress line and nothing is drawn")
    void withoutNotebook() {
        Screen.use(null); // whatever another test left
        assertFalse(Screen.current().live());
        Screen.use(screen);
        assertTrue(Screen.current().live());
        Screen.use(null);
        assertFalse(Screen.current().live());
    }

    private static final Model<LabelledBatch> CLASSIFIER =
            SequenceClassifier.of(RnnCell.random(3, 2, 1).layer(), 2);

    @Test
    @DisplayName(
            "a classifier's line says losses and predictions, where a language model's says perplexities and symbols")
    void classifier() {
        TrainingResult result = result(CLASSIFIER, 2, 32, Map.of("accuracy", 0.75));
        assertEquals(
                "epoch 2/32  train   2.30  valid   2.40  |g| 0.87  123,456 predictions/s  1:00 min left",
                Progress.line(result, ""));
    }

    private static JsonNode json(Chart chart) {
        return new ObjectMapper().valueToTree(chart.toPlotly());
    }

    private static double last(JsonNode trace) {
        return trace.path("y").get(trace.path("y").size() - 1).asDouble();
    }

    @Test
    @DisplayName("the chart of a training: a curve for training and one for validation, and a line for each baseline")
    void chart() {
        TrainingResult result = after(4, 10);
        Chart chart = TrainingChart.of(result.history(), Measure.PERPLEXITY, Map.of("bigram", 4.5), 10);
        JsonNode data = json(chart).path("data");
        assertEquals(3, data.size());
        assertEquals("training", data.get(0).path("name").asText());
        assertEquals(5, last(data.get(0)), 1e-12);
        assertEquals("validation", data.get(1).path("name").asText());
        assertEquals(5.5, last(data.get(1)), 1e-12);
        assertEquals("bigram 4.50", data.get(2).path("name").asText());
        assertEquals(4.5, last(data.get(2)));
        assertEquals(0, json(chart).at("/layout/xaxis/range/0").asDouble());
        assertEquals(10, json(chart).at("/layout/xaxis/range/1").asDouble());
        assertEquals(
                "Perplexity, epochs 1 to 4: training 20.00 to 5.00, validation 22.00 to 5.50; bigram 4.50.",
                chart.alt());
    }

    @Test
    @DisplayName("accuracy has no curve for training, and a training without validation none for that")
    void unknownCurves() {
        TrainingResult result = result(CLASSIFIER, 3, 3, Map.of("accuracy", 0.75));
        JsonNode data = json(TrainingChart.of(result.history(), Measure.ACCURACY, Map.of(), 3))
                .path("data");
        assertEquals(1, data.size());
        assertEquals("validation", data.get(0).path("name").asText());
        assertEquals(0.75, last(data.get(0)));
        History blind = new History(List.of(new Epoch(1, 2, Double.NaN, 1, 1, 1, Map.of())));
        data = json(TrainingChart.of(blind, Measure.LOSS, Map.of(), 3)).path("data");
        assertEquals(1, data.size());
        assertEquals("training", data.get(0).path("name").asText());
        assertThrows(
                IllegalArgumentException.class, () -> TrainingChart.of(History.empty(), Measure.LOSS, Map.of(), 3));
    }

    @Test
    @DisplayName("the measure of the curve is the model's, or the one that was asked for")
    void measure() {
        List<Object> charts = new ArrayList<>();
        Screen keep = new Screen() {
            @Override
            public String show(Object value) {
                charts.add(value);
                return "id";
            }

            @Override
            public void update(String id, Object value) {}

            @Override
            public boolean live() {
                return true;
            }
        };
        TrainingResult result = result(CLASSIFIER, 1, 9, Map.of("accuracy", 0.75));
        new LiveCurve(Optional.empty(), Map.of(), r -> "", keep, () -> now).epochFinished(result);
        new LiveCurve(Optional.of(Measure.ACCURACY), Map.of(), r -> "", keep, () -> now).epochFinished(result);
        new LiveCurve(Optional.empty(), Map.of(), r -> "", keep, () -> now).epochFinished(after(1, 9));
        assertTrue(((Chart) charts.get(0)).alt().startsWith("Loss"));
        assertTrue(((Chart) charts.get(2)).alt().startsWith("Accuracy"));
        assertTrue(((Chart) charts.get(4)).alt().startsWith("Perplexity"));
    }
}
