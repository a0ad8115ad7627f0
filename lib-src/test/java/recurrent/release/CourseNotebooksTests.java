package recurrent.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import recurrent.io.Home;
import recurrent.notebook.Notebook;
import recurrent.notebook.NotebookLint;
import recurrent.notebook.NotebookLint.Kind;
import recurrent.notebook.Parity;
import recurrent.notebook.StoredOutputs;

@DisplayName("The notebooks of the course")
class CourseNotebooksTests {
    private static final Path ROOT = Home.root();

    private static List<Path> notebooks(String folder) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<DynamicTest> each(String folder, Kind kind) throws IOException {
        List<Path> files = new ArrayList<>(notebooks(folder + "/en"));
        files.addAll(notebooks(folder + "/es"));
        assertFalse(files.isEmpty(), folder + " has no notebooks");
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(), () -> {
                    Notebook notebook = Notebook.read(file);
                    assertEquals("", String.join("\n", NotebookLint.check(notebook, kind)));
                    assertEquals(notebook.toJson(), Files.readString(file), "not written as Jupyter writes it");
                }));
    }

    @TestFactory
    @DisplayName("chapters keep the rules")
    Stream<DynamicTest> chapters() throws IOException {
        return each("notebooks", Kind.CHAPTER);
    }

    @TestFactory
    @DisplayName("chapters with their outputs are small enough for the pages that show them")
    Stream<DynamicTest> sizes() throws IOException {
        List<Path> files = new ArrayList<>(notebooks("notebooks/en"));
        files.addAll(notebooks("notebooks/es"));
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(), () -> {
                    assertTrue(Files.size(file) <= StoredOutputs.MOST_BYTES, Files.size(file) + " bytes");
                    if (StoredOutputs.none(Notebook.read(file))) {
                        System.err.println(
                                ROOT.relativize(file) + ": no stored outputs yet; ./course render makes them");
                    }
                }));
    }

    @TestFactory
    @DisplayName("solutions keep the rules")
    Stream<DynamicTest> solutions() throws IOException {
        return each("solutions", Kind.SOLUTION);
    }

    @TestFactory
    @DisplayName("exercises keep the rules")
    Stream<DynamicTest> exercises() throws IOException {
        return each("exercises", Kind.EXERCISE);
    }

    @TestFactory
    @DisplayName("have the same cells and the same code in English and Spanish")
    Stream<DynamicTest> parity() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("notebooks", "solutions", "exercises")) {
            TreeSet<String> names = new TreeSet<>();
            notebooks(folder + "/en")
                    .forEach(file -> names.add(file.getFileName().toString()));
            notebooks(folder + "/es")
                    .forEach(file -> names.add(file.getFileName().toString()));
            for (String name : names) {
                tests.add(DynamicTest.dynamicTest(
                        folder + "/*/" + name,
                        () -> assertEquals(
                                "",
                                String.join(
                                        "\n",
                                        Parity.check(
                                                Notebook.read(ROOT.resolve(folder)
                                                        .resolve("en")
                                                        .resolve(name)),
                                                Notebook.read(ROOT.resolve(folder)
                                                        .resolve("es")
                                                        .resolve(name)))))));
            }
        }
        return tests.stream();
    }

    @Test
    @DisplayName("exercises are what ./course release makes of the solutions")
    void released() throws IOException {
        assertEquals("", String.join("\n", Release.check(ROOT)));
    }
}
