package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import recurrent.data.Home;

@Tag("system")
@DisplayName("In JupyterLab, in a real browser")
class LabTests {
    private static final int EPOCHS = 60;
    /** How many points the first curve of a figure with a training has now; −1 before it is drawn. */
    private static final String POINTS = """
            const curves = [...document.querySelectorAll('.js-plotly-plot')].filter(f => f.data && f.layout.xaxis.range
                && f.querySelectorAll('.scatterlayer .trace path.js-line').length > 1 && f.data[0].name === 'training');
            return curves.length ? curves[0].data[0].y.length : -1;""";

    @Test
    @DisplayName("chapter 09 runs, its curve is drawn and grows while the network trains")
    void chapter() throws Exception {
        Path python = Venv.python();
        Path work = Files.createDirectories(Path.of("target/lab").toAbsolutePath());
        // a copy: JupyterLab saves what it opens
        Files.copy(notebook(), work.resolve("chapter.ipynb"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        int port = Browser.freePort();
        Path log = work.resolve("lab.log");
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-m", "jupyterlab", "--no-browser", "--allow-root",
                "--port=" + port, "--ServerApp.port_retries=0", "--IdentityProvider.token=test", "--ServerApp.root_dir=" + work,
                "--LabApp.news_url=").redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("RECURRENT_FAST");
        builder.environment().put("RECURRENT_EPOCHS", String.valueOf(EPOCHS));
        builder.environment().put("JUPYTER_CONFIG_DIR", work.resolve("config").toString());
        builder.environment().put("JUPYTERLAB_SETTINGS_DIR", work.resolve("settings").toString());
        builder.environment().put("JUPYTERLAB_WORKSPACES_DIR", work.resolve("workspaces").toString());
        Process lab = builder.start();
        try (Browser browser = new Browser(1400, 1600)) {
            awaitServer(lab, log);
            try {
                work(browser, work, port);
            } catch (Throwable e) {
                browser.screenshot(work.resolve("failed.png"));
                throw e;
            }
        } finally {
            lab.descendants().forEach(ProcessHandle::destroy);
            lab.destroy();
            if (!lab.waitFor(10, TimeUnit.SECONDS)) {
                lab.destroyForcibly();
            }
        }
    }

    private static void work(Browser browser, Path work, int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        browser.open("http://127.0.0.1:" + port + "/lab/tree/chapter.ipynb?token=test&reset");
        browser.await("return !!document.querySelector('.jp-Notebook .jp-CodeCell') "
                + "&& !document.querySelector('.jp-mod-splash, #jupyterlab-splash')", Duration.ofMinutes(1));
        runAll(browser);
        TreeSet<Integer> seen = watch(browser, Duration.ofMinutes(3));
        browser.screenshot(work.resolve("chapter.png"));
        System.out.printf("JupyterLab: curve complete %.0f s after opening the page; points seen %s%n", (System.nanoTime() - start) / 1e9, seen);
        assertTrue(seen.size() >= 3, "the curve was not seen growing; points: " + seen);
        assertEquals(EPOCHS, seen.last());
        assertEquals("", browser.script("return [...document.querySelectorAll('.jp-OutputArea-output[data-mime-type*=\"stderr\"]')]"
                + ".map(e => e.textContent).join('')").asText(), "something red");
    }

    private static Path notebook() throws IOException {
        Path chapters = Home.root().resolve("notebooks/en");
        if (Files.isDirectory(chapters)) {
            try (Stream<Path> files = Files.list(chapters)) {
                Path chapter = files.filter(f -> f.getFileName().toString().matches("09-.*\\.ipynb")).findFirst().orElse(null);
                if (chapter != null) {
                    return chapter;
                }
            }
        }
        Path small = Files.createTempFile("small", ".ipynb");
        try (InputStream in = LabTests.class.getResourceAsStream("small.ipynb")) {
            Files.write(small, in.readAllBytes());
        }
        return small;
    }

    private static void awaitServer(Process lab, Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (Files.readString(log).contains("is running at")) {
                return;
            }
            assertTrue(lab.isAlive(), () -> "JupyterLab ended at once; see " + log);
            Thread.sleep(100);
        }
        throw new AssertionError("JupyterLab did not start within a minute; see " + log);
    }

    /** Menu Run, Run All Cells: what a student does; again if nothing runs, since JupyterLab forgets it while it connects. */
    private static void runAll(Browser browser) throws IOException, InterruptedException {
        browser.await("const r = new XMLHttpRequest(); r.open('GET', '/api/sessions', false); r.send();"
                + "return JSON.parse(r.responseText).some(s => s.kernel.execution_state === 'idle' && s.kernel.connections > 0)"
                + " && !!document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=\"idle\"]')", Duration.ofMinutes(1));
        for (int attempt = 1;; attempt++) {
            browser.await("const menu = [...document.querySelectorAll('.lm-MenuBar-item')].find(e => ['Run', 'Ejecutar'].includes(e.textContent));"
                    + "if (!menu) return false; menu.id = 'test-run'; return true", Duration.ofSeconds(30));
            browser.click("#test-run");
            browser.await("const all = document.querySelector('.lm-Menu-item[data-command=\"runmenu:run-all\"]');"
                    + "if (!all) return false; all.id = 'test-run-all'; return true", Duration.ofSeconds(30));
            browser.click("#test-run-all");
            try {
                browser.await("return [...document.querySelectorAll('.jp-InputPrompt')].some(e => /\\[(\\*|\\d+)\\]/.test(e.textContent))",
                        Duration.ofSeconds(10));
                return;
            } catch (AssertionError e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    /** Keeps the cell that runs in view, as a reader does, and notes how long the curve is, until it is complete. */
    private static TreeSet<Integer> watch(Browser browser, Duration most) throws IOException, InterruptedException {
        TreeSet<Integer> seen = new TreeSet<>();
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && (seen.isEmpty() || seen.last() < EPOCHS)) {
            JsonNode points = browser.script("const figures = document.querySelectorAll('.js-plotly-plot');"
                    + "const last = figures[figures.length - 1]; if (last) last.scrollIntoView({block: 'center'});" + POINTS);
            if (points.asInt() > 0) {
                seen.add(points.asInt());
            }
            Thread.sleep(50);
        }
        return seen;
    }
}
