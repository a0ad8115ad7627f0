package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.exercises.ch07.Exercise07_1;
import recurrent.exercises.names.ExerciseName;
import recurrent.i18n.Language;
import recurrent.io.Home;

@DisplayName("The list of exercises")
class ExercisesTests {
    @AfterEach
    void restore() {
        Language.use(Language.EN);
    }

    @Test
    @DisplayName("has every class that there is in the source, in order, without anybody writing it down")
    void all() throws IOException {
        Path source = Home.root().resolve("lib-src/main/java");
        List<String> written;
        try (Stream<Path> files = Files.walk(source.resolve("recurrent/exercises"))) {
            written = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Exercise\\d\\d_\\d+\\.java"))
                    .map(name -> name.replaceAll("Exercise(\\d\\d)_(\\d+)\\.java", "$1.$2"))
                    .sorted()
                    .toList();
        }
        assertEquals(written, Exercises.all().stream().map(Exercises.Entry::id).toList());
    }

    @Test
    @DisplayName("knows class, points and titles of an exercise")
    void find() {
        Exercises.Entry step = Exercises.find("07.1");
        assertEquals(Exercise07_1.class, step.type());
        assertEquals("07", step.chapter());
        assertEquals(5, step.points(), 0);
        assertEquals("One step", step.title());
        Language.use(Language.ES);
        assertEquals("Un paso", step.title());
        assertEquals("check", step.check().getName());
        assertTrue(Exercises.all().contains(step));
    }

    @Test
    @DisplayName("names those that are near when there is none, in both languages")
    void none() {
        assertEquals(
                "there is no exercise 00.9 (recurrent.exercises.ch00.Exercise00_9); "
                        + "chapter 00 has 00.1, 00.2, 00.3, 00.4",
                problem("00.9"));
        assertTrue(problem("99.1").contains("; chapters with exercises: 00, 01, "), problem("99.1"));
        assertEquals("there is no exercise 7.1; it is named 07.1", problem("7.1"));
        assertEquals("there is no exercise Exercise07_1; it is named 07.1", problem("Exercise07_1"));
        assertEquals("there is no exercise \"seven\"; they are named such as \"07.2\"", problem("seven"));
        Language.use(Language.ES);
        assertEquals("no hay ningún ejercicio 7.1; se llama 07.1", problem("7.1"));
        assertTrue(problem("00.9").endsWith("el capítulo 00 tiene 00.1, 00.2, 00.3, 00.4"), problem("00.9"));
    }

    private static String problem(String id) {
        return assertThrows(IllegalArgumentException.class, () -> Exercises.find(id))
                .getMessage();
    }

    @Test
    @DisplayName("is found in a jar as in a folder of classes; ten comes after nine")
    void places(@TempDir Path folder) throws IOException {
        List<String> classes = List.of(
                "recurrent/exercises/ch10/Exercise10_10.class",
                "recurrent/exercises/ch10/Exercise10_9.class",
                "recurrent/exercises/ch10/Exercise10_9$Step.class",
                "recurrent/exercises/ch09/Exercise09_2.class",
                "recurrent/exercises/fixtures/ByHand.class");
        Path jar = folder.resolve("library.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : classes) {
                out.putNextEntry(new ZipEntry(name));
                Path file = folder.resolve("classes").resolve(name);
                Files.createDirectories(file.getParent());
                Files.createFile(file);
            }
        }
        List<ExerciseName> expected =
                List.of(new ExerciseName("09", 2), new ExerciseName("10", 9), new ExerciseName("10", 10));
        assertEquals(expected, Exercises.in(jar));
        assertEquals(expected, Exercises.in(folder.resolve("classes")));
    }
}
