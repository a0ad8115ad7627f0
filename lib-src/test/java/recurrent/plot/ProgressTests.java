package recurrent.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.i18n.Language;
import recurrent.train.Epoch;
import recurrent.train.History;

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

    private static History history(int epochs, String sample) {
        List<Epoch> all = new ArrayList<>();
        for (int i = 1; i <= epochs; i++) {
            all.add(new Epoch(i, 20.0 / i, 22.0 / i, 0.87, 2, 123_456, sample));
        }
        return new History(all);
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
        LiveCurve curve = new LiveCurve(Map.of(), null, screen, () -> now);
        for (int epoch = 1; epoch <= 16; epoch++) {
            curve.epochFinished(null, history(epoch, ""), 16);
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
        LiveCurve curve = new LiveCurve(Map.of(), null, screen, () -> now);
        for (int epoch = 1; epoch <= 3; epoch++) {
            curve.epochFinished(null, history(epoch, ""), 10);
            now += 1_100_000_000L;
        }
        assertEquals(
                List.of("show Chart", "show Note", "update id1 2", "update id2", "update id1 3", "update id2"), shown);
    }

    @Test
    @DisplayName("the model writes at the end of the line when it is asked to")
    void sample() {
        new LiveCurve(Map.of(), model -> "she said ", screen, () -> now).epochFinished(null, history(1, ""), 10);
        assertTrue(written.endsWith("«she said»"), written);
        new LiveCurve(Map.of(), null, screen, () -> now).accept(history(1, "of the trainer"), 10);
        assertTrue(written.endsWith("«of the trainer»"), written);
    }

    @Test
    @DisplayName("the line says epoch, perplexities, norm, rate, time left and what the model writes")
    void words() {
        assertEquals(
                "epoch 2/32  train  10.00  valid  11.00  |g| 0.87  123,456 symbols/s  1:00 min left  «it has the»",
                Progress.line(history(2, " it has\nthe "), 32));
        assertEquals(
                "epoch 3/3  train   6.67  valid   7.33  |g| 0.87  123,456 symbols/s  done in 6.0 s",
                Progress.line(history(3, ""), 3));
        assertFalse(Progress.line(new History(List.of(new Epoch(1, 2, Double.NaN, 1, 1, 1, ""))), 2)
                .contains("NaN"));
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
        ProgressLine line = new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, columns);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            line.epochFinished(null, history(epoch, "it has"), epochs);
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
    @DisplayName("without a notebook the curve is a progress line and nothing is drawn")
    void withoutNotebook() {
        Screen.use(null); // whatever another test left
        assertFalse(Screen.current().live());
        Screen.use(screen);
        assertTrue(Screen.current().live());
        Screen.use(null);
        assertFalse(Screen.current().live());
    }
}
