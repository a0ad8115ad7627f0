package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine;
import recurrent.i18n.Language;
import recurrent.notebook.Cell;
import recurrent.notebook.Figures;
import recurrent.notebook.Notebook;
import recurrent.notebook.NotebookLint;
import recurrent.notebook.StoredOutputs;
import recurrent.plot.Chart;
import recurrent.plot.Charts;

/** {@code render} with the real kernel and the real browser, on a small chapter made here. */
@Tag("system")
class RenderCommandTests {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    private int render(String... arguments) throws IOException {
        RenderCommand command = new RenderCommand(folder);
        new CommandLine(command).setOut(new PrintWriter(out, true)).parseArgs(arguments);
        return command.call();
    }

    private Path chapter(String... code) throws IOException {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.markdown("title", "# T", json()));
        cells.add(Cell.code("setup", "Course.start(\"07\", \"en\");", json()));
        for (int i = 0; i < code.length; i++) {
            cells.add(Cell.markdown("text" + i, "words", json()));
            cells.add(Cell.code("c" + i, code[i], json()));
        }
        ObjectNode metadata = json();
        metadata.putObject("kernelspec")
                .put("name", "java")
                .put("display_name", "Java")
                .put("language", "java");
        Path file = folder.resolve("en/07-small.ipynb");
        new Notebook(metadata, 5, cells).write(file);
        return file;
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    @DisplayName("A chapter keeps text, tables and pictures; a second run and a check change nothing")
    void renders() throws IOException {
        Path file = chapter(
                "System.out.println(\"took \" + System.nanoTime() % 1000 + \" ms\");",
                "Charts.lines(\"t\", \"x\", \"y\", \"It falls.\", Series.of(\"a\", new double[] {3, 2, 1}))",
                "Table.create(\"t\", IntColumn.create(\"n\", 1, 2))",
                "Course.fast()");
        assertEquals(0, render("--check"));
        assertTrue(out.toString().contains("has no stored outputs yet"), out.toString());
        assertEquals(0, render());
        assertTrue(out.toString().contains("rendered   "), out.toString());
        Notebook notebook = Notebook.read(file);
        assertEquals(List.of(), NotebookLint.check(notebook, NotebookLint.Kind.CHAPTER));
        assertEquals(notebook.toJson(), Files.readString(file), "written as Jupyter writes it");
        String png = notebook.cells()
                .get(5)
                .outputs()
                .path(0)
                .path("data")
                .path("image/png")
                .asText();
        byte[] picture = Base64.getDecoder().decode(png);
        assertEquals("PNG", new String(picture, 1, 3, java.nio.charset.StandardCharsets.US_ASCII));
        assertTrue(picture.length > 3_000 && picture.length < 60_000, picture.length + " bytes");
        assertTrue(notebook.cells().get(7).outputs().toString().contains("<table>"));
        assertTrue(
                notebook.cells().get(9).outputs().toString().contains("false"),
                "always in full mode, also when the tests run in fast mode");
        String first = Files.readString(file);
        assertEquals(0, render("07"));
        assertTrue(out.toString().contains("unchanged  "), out.toString());
        assertEquals(first, Files.readString(file));
        assertEquals(0, render("--check", file.toString()));
        assertTrue(out.toString().contains("executed again, gives the same"), out.toString());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(1, files.count(), "nothing else is left behind");
        }
    }

    @Test
    @DisplayName("--check names the cell whose output is another now, and writes nothing")
    void differs() throws IOException {
        Path file = chapter("Files.exists(Path.of(\"" + folder.resolve("flag") + "\"))");
        assertEquals(0, render());
        String before = Files.readString(file);
        Files.createFile(folder.resolve("flag"));
        assertThrows(CommandFailure.class, () -> render("--check"));
        assertTrue(
                out.toString().contains("cell 4 (c0): output 1 differs: stored \"false\", now \"true\""),
                out.toString());
        assertEquals(before, Files.readString(file));
    }

    @Test
    @DisplayName("--check finds code that changed after its outputs without starting a kernel")
    void changedCode() throws IOException {
        Path file = chapter("1 + 1");
        assertEquals(0, render());
        Notebook notebook = Notebook.read(file);
        List<Cell> cells = new ArrayList<>(notebook.cells());
        cells.set(3, cells.get(3).withSource("1 + 2"));
        notebook.withCells(cells).write(file);
        assertThrows(CommandFailure.class, () -> render("--check"));
        assertTrue(out.toString().contains("cell 4 (c0): the code has changed"), out.toString());
        assertFalse(out.toString().contains("executed again"), out.toString());
        assertEquals(0, render());
        assertEquals(List.of(), StoredOutputs.check(Notebook.read(file)));
        assertNotEquals(notebook, Notebook.read(file));
    }

    @Test
    @DisplayName("A cell that fails or writes to standard error leaves the file as it was")
    void failures() throws IOException {
        Path file = chapter("int[] a = new int[2];\na[5] = 1;");
        String before = Files.readString(file);
        assertTrue(assertThrows(CommandFailure.class, this::render).getMessage().contains("Index 5"));
        assertEquals(before, Files.readString(file));
        file = chapter("System.err.println(\"oh\");");
        before = Files.readString(file);
        String message = assertThrows(CommandFailure.class, this::render).getMessage();
        assertTrue(message.contains("c0: writes to standard error: oh"), message);
        assertEquals(before, Files.readString(file));
    }

    @Test
    @DisplayName("Exercises and solutions are refused, and so is what does not exist")
    void onlyChapters() {
        String exercise =
                Project.root().resolve("exercises/en/07-rnn-from-scratch.ipynb").toString();
        assertTrue(assertThrows(UsageException.class, () -> render(exercise))
                .getMessage()
                .contains("only chapters"));
        assertThrows(CommandFailure.class, () -> render("17"));
        assertThrows(CommandFailure.class, () -> render("nothing.ipynb"));
    }

    @Test
    @DisplayName("Without a browser there is one sentence with the remedy")
    void noBrowser() throws IOException {
        List<String> lines = new ArrayList<>();
        ProcessBuilder python = Tool.python(List.of(Script.file("draw.py").toString()));
        python.environment().put("BROWSER_PATH", folder.resolve("no-browser").toString());
        assertEquals(1, Tool.run(python, lines::add));
        assertEquals(List.of("{\"event\": \"error\", \"message\": \"no browser\"}"), lines);
        String message = Drawing.noBrowser();
        assertTrue(message.contains("apt install chromium") && message.contains("BROWSER_PATH"), message);
    }

    @Test
    @DisplayName("A figure with a slider is drawn at four positions, first and last among them, without its buttons")
    void slider() throws IOException {
        List<Chart> frames = new ArrayList<>();
        List<String> positions = List.of("0", "1", "2", "3", "4", "5", "6");
        for (int i = 0; i < 7; i++) {
            double[][] value = {{i / 3.0 - 1}}; // from -1, blue, to 1, vermilion
            frames.add(Charts.heatmap("Colour", "x", "y", List.of("a"), List.of("b"), value, "One colour."));
        }
        Chart chart = Charts.slider("From blue to vermilion", "n =", positions, frames, "Blue, then vermilion.");
        ObjectNode json = new ObjectMapper().valueToTree(chart.toPlotly());
        Figures.Picture picture =
                Drawing.draw(Map.of("slider", json), folder, "").get("slider");
        assertEquals(700, picture.height(), "two rows");
        BufferedImage pixels =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture.png())));
        int w = pixels.getWidth();
        int h = pixels.getHeight();
        double blue = share(pixels, 0, 0, w / 2, h / 2, 0x0072B2);
        double vermilion = share(pixels, w / 2, h / 2, w, h, 0xD55E00);
        assertTrue(blue > 0.3, "blue, top left: " + blue);
        assertTrue(vermilion > 0.3, "vermilion, bottom right: " + vermilion);
        assertEquals(0, share(pixels, w / 2, 0, w, h / 2, 0x0072B2), 0.01, "top right is a later position");
    }

    /** Which part of a region has about this colour. */
    private static double share(BufferedImage pixels, int left, int top, int right, int bottom, int color) {
        int found = 0;
        for (int x = left; x < right; x++) {
            for (int y = top; y < bottom; y++) {
                int pixel = pixels.getRGB(x, y);
                int away = 0;
                for (int shift : new int[] {0, 8, 16}) {
                    away += Math.abs((pixel >> shift & 255) - (color >> shift & 255));
                }
                found += away < 30 ? 1 : 0;
            }
        }
        return found / (double) ((right - left) * (bottom - top));
    }

    @Test
    @DisplayName("The course's own shortest chapter, executed again, gives what it stores")
    void sample() throws IOException {
        RenderCommand command = new RenderCommand(Project.root().resolve("notebooks"));
        new CommandLine(command).setOut(new PrintWriter(out, true)).parseArgs("--check");
        assertEquals(0, command.call(), out::toString);
    }
}
