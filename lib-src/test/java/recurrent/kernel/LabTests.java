package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import recurrent.io.Home;

@Tag("system")
@DisplayName("In JupyterLab, in a real browser")
class LabTests {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/lab\\S*\\?token=(\\w+)");
    private static final int EPOCHS = 60;
    /** How many points the first curve of a figure with a training has now; −1 before it is drawn. */
    private static final String POINTS =
            """
            const curves = [...document.querySelectorAll('.js-plotly-plot')].filter(f => f.data && f.layout.xaxis.range
                && f.querySelectorAll('.scatterlayer .trace path.js-line').length > 1 && f.data[0].name === 'training');
            return curves.length ? curves[0].data[0].y.length : -1;""";

    @Test
    @DisplayName("chapter 09 runs, its curve is drawn and grows while the network trains")
    void chapter() throws Exception {
        Venv.python();
        Path work = Files.createDirectories(Home.root().resolve("target/lab"));
        // a copy: JupyterLab saves what it opens
        Files.copy(notebook(), work.resolve("chapter.ipynb"), StandardCopyOption.REPLACE_EXISTING);
        Path log = work.resolve("lab.log");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Drecurrent.home=" + Home.root(),
                        "-cp",
                        classPath,
                        "recurrent.cli.Main",
                        "lab",
                        "--no-browser",
                        "--lang",
                        "en",
                        "--port",
                        String.valueOf(Browser.freePort()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("RECURRENT_FAST");
        builder.environment().put("RECURRENT_EPOCHS", String.valueOf(EPOCHS));
        Process lab = builder.start();
        try (Browser browser = new Browser(1400, 1600)) {
            Matcher address = awaitAddress(lab, log);
            try {
                watch(
                        browser,
                        address.group(1) + "/lab/tree/target/lab/chapter.ipynb?token=" + address.group(2) + "&reset",
                        work);
            } catch (Throwable e) {
                browser.screenshot(work.resolve("failed.png"));
                throw e;
            }
        } finally {
            List<ProcessHandle> all = lab.descendants().toList();
            lab.destroy();
            lab.waitFor(20, TimeUnit.SECONDS);
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static void watch(Browser browser, String address, Path work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        browser.open(address);
        browser.await(
                "return !!document.querySelector('.jp-Notebook .jp-CodeCell') "
                        + "&& !document.querySelector('.jp-mod-splash, #jupyterlab-splash')",
                Duration.ofMinutes(1));
        runAll(browser);
        TreeSet<Integer> seen = points(browser, Duration.ofMinutes(3));
        browser.screenshot(work.resolve("chapter.png"));
        System.out.printf(
                "JupyterLab: curve complete %.0f s after opening the page; points seen %s%n",
                (System.nanoTime() - start) / 1e9, seen);
        assertEquals(
                0,
                browser.script("return document.querySelectorAll('.Toastify__toast, .jp-Dialog').length")
                        .asInt(),
                "something pops up");
        assertTrue(seen.size() >= 3, "the curve was not seen growing; points: " + seen);
        assertEquals(EPOCHS, seen.last());
        slide(browser, work);
        assertEquals(
                "",
                browser.script(
                                "return [...document.querySelectorAll('.jp-OutputArea-output[data-mime-type*=\"stderr\"]')]"
                                        + ".map(e => e.textContent).join('')")
                        .asText(),
                "something red");
    }

    /** Presses the button of the figure of temperatures: the slider ends at the right, where all bars are low. */
    private static void slide(Browser browser, Path work) throws IOException, InterruptedException {
        browser.await(
                "const f = [...document.querySelectorAll('.js-plotly-plot')].find(f => f.layout && f.layout.sliders);"
                        + "if (!f || !f.querySelector('.bars')) {"
                        + "  const last = [...document.querySelectorAll('.jp-CodeCell')].filter(c => c.querySelector('.jp-OutputArea-output')).pop();"
                        + "  if (last) last.scrollIntoView({block: 'end'}); return false; }"
                        + "f.id = 'test-slider'; f.scrollIntoView({block: 'center'}); return true",
                Duration.ofMinutes(2));
        browser.screenshot(work.resolve("slider-first.png"));
        String tallest = "return Math.max(...[...document.querySelectorAll('#test-slider .bars .point path')]"
                + ".map(bar => bar.getBBox().height))";
        String height = "return document.querySelector('#test-slider').offsetHeight";
        double barBefore = browser.script(tallest).asDouble();
        int before = browser.script(height).asInt();
        browser.click("#test-slider .updatemenu-button");
        browser.await(
                "const s = document.querySelector('#test-slider').layout.sliders[0]; return s.active === s.steps.length - 1",
                Duration.ofSeconds(30));
        browser.screenshot(work.resolve("slider-last.png"));
        double barAfter = browser.script(tallest).asDouble();
        assertTrue(
                barBefore > 100 && barAfter > 1 && barAfter < barBefore / 5,
                "the tallest bar was " + barBefore + " pixels high before and " + barAfter + " after");
        assertEquals(before, browser.script(height).asInt(), "the figure keeps its height");
    }

    private static Path notebook() throws IOException {
        Path chapters = Home.root().resolve("notebooks/en");
        if (Files.isDirectory(chapters)) {
            try (Stream<Path> files = Files.list(chapters)) {
                Path chapter = files.filter(f -> f.getFileName().toString().matches("09-.*\\.ipynb"))
                        .findFirst()
                        .orElse(null);
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

    private static Matcher awaitAddress(Process lab, Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 1200; i++) {
            Matcher matcher = ADDRESS.matcher(Files.readString(log));
            if (matcher.find()) {
                return matcher;
            }
            assertTrue(lab.isAlive(), () -> "JupyterLab ended at once; see " + log);
            Thread.sleep(100);
        }
        throw new AssertionError("JupyterLab did not start within two minutes; see " + log);
    }

    /**
     * Menu Run, Run All Cells: what a student does; again if nothing runs, since JupyterLab forgets it while it
     * connects.
     */
    private static void runAll(Browser browser) throws IOException, InterruptedException {
        browser.await(
                "const r = new XMLHttpRequest(); r.open('GET', '/api/sessions', false); r.send();"
                        + "return JSON.parse(r.responseText).some(s => s.kernel.connections > 0)",
                Duration.ofMinutes(1));
        Thread.sleep(1000); // connected, but the page has yet to hear it; before, Run All asks which kernel to use
        for (int attempt = 1; ; attempt++) {
            browser.await(
                    "const menu = [...document.querySelectorAll('.lm-MenuBar-item')].find(e => ['Run', 'Ejecutar'].includes(e.textContent));"
                            + "if (!menu) return false; menu.id = 'test-run'; return true",
                    Duration.ofSeconds(30));
            browser.click("#test-run");
            browser.await(
                    "const all = document.querySelector('.lm-Menu-item[data-command=\"runmenu:run-all\"]');"
                            + "if (!all) return false; all.id = 'test-run-all'; return true",
                    Duration.ofSeconds(30));
            browser.click("#test-run-all");
            try {
                browser.await(
                        "return [...document.querySelectorAll('.jp-InputPrompt')].some(e => /\\[(\\*|\\d+)\\]/.test(e.textContent))",
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
    private static TreeSet<Integer> points(Browser browser, Duration most) throws IOException, InterruptedException {
        TreeSet<Integer> seen = new TreeSet<>();
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && (seen.isEmpty() || seen.last() < EPOCHS)) {
            JsonNode points = browser.script("const figures = document.querySelectorAll('.js-plotly-plot');"
                    + "const last = figures[figures.length - 1]; if (last) last.scrollIntoView({block: 'center'});"
                    + POINTS);
            if (points.asInt() > 0) {
                seen.add(points.asInt());
            }
            Thread.sleep(50);
        }
        return seen;
    }
}
