package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import recurrent.i18n.Language;

/** Exit status and messages of all verbs, as far as they need neither Python nor a network. */
class MainTests {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    private int run(String... arguments) {
        CommandLine line = new Main().commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private void oneLine(String... words) {
        assertEquals(1, err.toString().lines().count(), err.toString());
        for (String word : words) {
            assertTrue(err.toString().contains(word), err.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "lab", "test", "train", "generate", "data", "release", "render", "doctor", "bench"})
    void everyVerbHasHelp(String verb) {
        assertEquals(0, run(verb, "--help"));
        assertTrue(out.toString().contains("Usage: course " + verb), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void everySentenceOfTheHelpIsThereInSpanish() {
        Map<String, List<String>> english = sentences(new Main().commandLine(), new TreeMap<>());
        Language.use(Language.ES);
        Map<String, List<String>> spanish = sentences(new Main().commandLine(), new TreeMap<>());
        assertEquals(english.keySet(), spanish.keySet());
        english.forEach((key, text) -> assertNotEquals(text, spanish.get(key), key));
    }

    private static Map<String, List<String>> sentences(CommandLine line, Map<String, List<String>> all) {
        CommandLine.Model.CommandSpec spec = line.getCommandSpec();
        String name = spec.qualifiedName();
        all.put(name, List.of(spec.usageMessage().description()));
        if (spec.usageMessage().footer().length > 0) {
            all.put(name + " footer", List.of(spec.usageMessage().footer()));
        }
        spec.args()
                .forEach(arg -> all.put(
                        name + " " + (arg.isOption() ? ((OptionSpec) arg).longestName() : arg.paramLabel()),
                        List.of(arg.description())));
        line.getSubcommands().values().forEach(sub -> sentences(sub, all));
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "--nonsense, Unknown option",
        "generat, did you mean",
        "lab --port 99999, expected 1 to 65535",
        "lab --port many, port",
        "run --epochs 0, expected 1 or more",
        "train, TEXT",
        "data get, NAME",
        "--lang fr data, 'en' or 'es'"
    })
    void wrongUseIsOneLineAndStatusTwo(String arguments, String words) {
        assertEquals(2, run(arguments.split(" ")), err.toString());
        oneLine(words, "--help");
    }

    @Test
    void failuresAreOneLineAndStatusOne() throws IOException {
        assertEquals(1, run("run", "nothing.ipynb"));
        oneLine("course run: there is no notebook nothing.ipynb");
    }

    @Test
    void aTextIsNoNotebook() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "words");
        assertEquals(1, run("run", text.toString()));
        oneLine("is not a notebook", "--corpus");
    }

    @Test
    void aWrongCorpusIsRefusedBeforeAnythingStarts() throws IOException {
        assertEquals(1, run("run", "--corpus", folder.resolve("missing.txt").toString()));
        oneLine("there is no file " + folder.resolve("missing.txt"));
        err.getBuffer().setLength(0);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {1, 2, (byte) 0xFF});
        assertEquals(1, run("run", "--corpus", binary.toString()));
        oneLine("byte 0xff at position 2");
    }

    @Test
    void theStackTraceComesOnlyWhenAskedFor() {
        run("run", "nothing.ipynb");
        assertFalse(err.toString().contains("\tat "), err.toString());
        run("--debug", "run", "nothing.ipynb");
        assertTrue(err.toString().contains("\tat recurrent.cli.RunCommand"), err.toString());
    }

    @Test
    void messagesComeInSpanish() {
        assertEquals(1, run("--lang", "es", "run", "nada.ipynb"));
        oneLine("no existe el cuaderno nada.ipynb");
        err.getBuffer().setLength(0);
        assertEquals(1, run("data", "get", "timemashine", "--lang", "es"));
        oneLine("¿querías decir timemachine?");
    }

    @Test
    void dataListShowsLicencesAndPlaces() {
        assertEquals(0, run("data", "list"));
        assertTrue(out.toString().contains("timemachine") && out.toString().contains("Public domain"), out.toString());
    }
}
