package recurrent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import recurrent.i18n.Language;
import recurrent.io.Home;

@DisplayName("Baselines in Python")
class BaselineTests {
    private static final Baseline PLAIN =
            new Baseline("PyTorch", "torch", "x.py", Text.NONE, List.of("--units", "4"), List.of("--steps", "1"));

    @Test
    @DisplayName("a command has the environment's Python, the script, threads, its own arguments and the quick ones")
    void command() throws IOException {
        Path venvs = Path.of("venvs");
        Path course = Path.of("course");
        List<String> command = PLAIN.command(venvs, course, 3, true);
        assertEquals(PLAIN.python(venvs).toString(), command.get(0));
        assertEquals(course.resolve("bench/x.py").toString(), command.get(1));
        assertEquals(List.of("--threads", "3", "--units", "4", "--steps", "1"), command.subList(2, 8));
        assertEquals(6, PLAIN.command(venvs, course, 3, false).size());
        assertTrue(PLAIN.recipe(venvs).contains("bench/requirements-torch.txt"));
    }

    @Test
    @DisplayName("its line of JSON gives seconds and details")
    void read() throws IOException {
        Measured measured = PLAIN.read(
                "{\"unit\": \"step\", \"seconds_per_unit\": 0.5, \"framework\": \"torch 2.5.1\", \"params\": 7}",
                "step");
        assertEquals(0.5, measured.secondsPerUnit());
        assertEquals("torch 2.5.1", measured.details().get("framework"));
        assertEquals(7, measured.details().get("params"));
        assertEquals(2, measured.details().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Killed", "{}", "[1]", "{\"unit\": \"epoch\", \"seconds_per_unit\": 1}", "{\"unit\": \"step\"}"})
    @DisplayName("anything else is refused with what came")
    void wrongLines(String line) {
        String message =
                assertThrows(IOException.class, () -> PLAIN.read(line, "step")).getMessage();
        assertTrue(message.startsWith("x.py: expected") && message.contains(line), message);
    }

    @Test
    @DisplayName("every baseline has its script and the list of what it needs; every work has a name of its own")
    void files() {
        Path bench = Home.root().resolve("bench");
        for (String work : List.of(
                "rnn-100",
                "generate-32",
                "lstm-step",
                "gru-step",
                "stack-step",
                "carried-step",
                "attention-step",
                "lstm-classifier",
                "gru-classifier",
                "rnn-classifier",
                "bi-classifier",
                "worlds",
                "quijote")) {
            List<Baseline> baselines = Works.named(work).baselines();
            assertTrue(!baselines.isEmpty(), work);
            for (Baseline baseline : baselines) {
                assertTrue(Files.exists(bench.resolve(baseline.script())), baseline.script());
                assertTrue(
                        Files.exists(bench.resolve("requirements-" + baseline.environment() + ".txt")),
                        baseline.environment());
            }
        }
        assertEquals(
                Works.all().size(),
                Works.all().stream().map(Work::name).distinct().count());
        assertTrue(Baselines.of("nothing").isEmpty());
    }

    @Test
    @DisplayName("a work with another limit of time hands it to its baseline; others stay as they are")
    void within() throws IOException {
        Work book = Works.named("worlds").within(1.5);
        List<String> arguments = book.baselines().get(0).arguments();
        assertEquals("1.5", arguments.get(arguments.indexOf("--minutes") + 1));
        Work step = Works.named("stack-step");
        assertEquals(step, step.within(1.5));
        assertFalse(book.usual());
        assertTrue(step.usual());
    }

    @Test
    @DisplayName("without its text the message says how to get it")
    void noText() {
        Language before = Language.current();
        Language.use(Language.EN);
        String named = assertThrows(IOException.class, () -> Text.TIME_MACHINE.require(Optional.empty()))
                .getMessage();
        String local = assertThrows(IOException.class, () -> Text.DON_QUIJOTE.require(Optional.empty()))
                .getMessage();
        Language.use(before);
        assertTrue(named.contains("./course data get timemachine"), named);
        assertTrue(local.contains("don_quijote.txt") && local.contains("RECURRENT_DATA"), local);
    }
}
