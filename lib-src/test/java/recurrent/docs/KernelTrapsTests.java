package recurrent.docs;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.io.Home;

/** What the cheat sheets say of the kernel, in the real one; and each sheet on its sheet of paper. */
@Tag("system")
@DisplayName("The cheat sheets")
class KernelTrapsTests {
    private static final Path PYTHON = Home.root()
            .resolve(
                    System.getProperty("os.name").startsWith("Windows")
                            ? ".venv/Scripts/python.exe"
                            : ".venv/bin/python");

    @TempDir
    private Path folder;

    private String python(String script, String... arguments) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(PYTHON), "skipped: .venv is missing; run ./course doctor once, it makes it");
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), script(script)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONUTF8", "1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static String script(String name) {
        try {
            return Path.of(KernelTrapsTests.class.getResource(name).toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("tell the traps of the kernel as they are")
    void traps() throws Exception {
        List<String> cells = Sheet.read("en", "kernel-traps").blocks();
        Path task = folder.resolve("cells.json");
        new ObjectMapper().writeValue(task.toFile(), cells);
        JsonNode outputs = new ObjectMapper().readTree(python("cells.py", task.toString()));
        List<Executable> all = new ArrayList<>();
        int told = 0;
        for (int i = 0; i < cells.size(); i++) {
            int arrow = cells.get(i).indexOf("// → ");
            String expected = arrow < 0 ? "" : cells.get(i).substring(arrow + 5).strip();
            String got = outputs.path(i).asText().replaceAll("\\s+", " ");
            String cell = cells.get(i);
            told += arrow < 0 ? 0 : 1;
            all.add(() -> assertTrue(
                    expected.isEmpty() ? got.isEmpty() : got.startsWith(expected) || got.contains(" " + expected),
                    () -> cell + "\ngave: " + got));
        }
        assertTrue(told >= 6, "most traps show what came out");
        assertAll(all);
    }

    @TestFactory
    @DisplayName("fit on one printed page each")
    Stream<DynamicTest> pages() {
        return Stream.of("en", "es").flatMap(language -> Sheet.NAMES.stream()
                .map(name -> DynamicTest.dynamicTest(language + "/" + name, () -> {
                    Path html = folder.resolve(language + name + ".html");
                    Path pdf = folder.resolve(language + name + ".pdf");
                    String said =
                            python("print.py", Sheet.file(language, name).toString(), html.toString(), pdf.toString());
                    Assumptions.assumeTrue(
                            !said.contains("no browser"),
                            "skipped: Chromium is missing (Debian: apt install chromium)");
                    assertEquals("1 page", said.lines().reduce((a, b) -> b).orElse(""), said);
                })));
    }
}
