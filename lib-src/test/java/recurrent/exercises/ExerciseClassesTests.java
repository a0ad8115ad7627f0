package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import recurrent.check.Exercise;
import recurrent.check.NeedsPassed;
import recurrent.check.Points;
import recurrent.exercises.names.ExerciseName;
import recurrent.io.Home;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

@DisplayName("Every exercise")
class ExerciseClassesTests {
    private static List<Class<?>> exercises() {
        List<Class<?>> all = new ArrayList<>();
        Exercises.all().forEach(exercise -> all.add(exercise.type()));
        assertFalse(all.isEmpty(), "no exercises found");
        return all;
    }

    @Test
    @DisplayName("is found by its name: no class with @Exercise lies where the course does not look for it")
    void inItsPlace() {
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("recurrent").stream()
                        .filter(type -> type.isAnnotatedWith(Exercise.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> {
                            String id = type.getAnnotation(Exercise.class).id();
                            assertTrue(
                                    exercises().contains(type),
                                    type.getName() + " is exercise " + id + ", so it must be called "
                                            + ExerciseName.of(id).className());
                        });
    }

    @TestFactory
    @DisplayName("says in both languages what it asks")
    Stream<DynamicTest> complete() {
        return exercises().stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    Exercise exercise = type.getAnnotation(Exercise.class);
                    assertEquals(
                            type.getSimpleName(), "Exercise" + exercise.id().replace('.', '_'));
                    assertFalse(exercise.en().isBlank() || exercise.es().isBlank(), "no title");
                    Map<String, Integer> orders = new HashMap<>();
                    for (Method method : type.getDeclaredMethods()) {
                        Points points = method.getAnnotation(Points.class);
                        assertEquals(
                                points != null,
                                method.isAnnotationPresent(Test.class),
                                method + ": @Test and @Points go together");
                        if (points != null) {
                            texts(method.getName(), points);
                            orders.put(method.getName(), points.order());
                        }
                    }
                    assertEquals(
                            orders.size(),
                            Set.copyOf(orders.values()).size(),
                            "two tests have the same order: " + orders);
                    for (Method method : type.getDeclaredMethods()) {
                        NeedsPassed needs = method.getAnnotation(NeedsPassed.class);
                        for (String name : needs == null ? new String[0] : needs.value()) {
                            assertTrue(
                                    orders.getOrDefault(name, Integer.MAX_VALUE) < orders.get(method.getName()),
                                    method.getName() + " needs " + name + ", which does not run before it");
                        }
                    }
                }));
    }

    private static void texts(String name, Points points) {
        assertAll(
                name,
                () -> assertTrue(points.value() > 0),
                () -> assertTrue(Stream.of(points.en(), points.es(), points.hintEn(), points.hintEs())
                        .noneMatch(String::isBlank)),
                () -> assertNotEquals(points.en(), points.es(), "not translated"),
                () -> assertNotEquals(points.hintEn(), points.hintEs(), "not translated"));
    }

    @Test
    @DisplayName("has a check cell in a notebook")
    void used() throws IOException {
        Set<String> checked = new HashSet<>();
        Path folder = Home.root().resolve("solutions/en");
        for (String name : Arrays.asList(folder.toFile().list())) {
            if (name.endsWith(".ipynb")) {
                Notebook.read(folder.resolve(name)).cells().stream()
                        .filter(cell -> cell.course("role").equals("check"))
                        .map((Cell cell) -> cell.course("exercise"))
                        .forEach(checked::add);
            }
        }
        for (Class<?> type : exercises()) {
            assertTrue(
                    checked.contains(type.getAnnotation(Exercise.class).id()),
                    type.getSimpleName() + " stands in no notebook");
        }
    }

    @Test
    @DisplayName("is imported when a kernel starts: its package stands in startup.jshell, and no other does")
    void imported() throws IOException {
        Set<String> packages = new TreeSet<>();
        exercises().forEach(type -> packages.add("import " + type.getPackageName() + ".*;"));
        String script = Files.readString(Home.root().resolve("lib-src/main/resources/recurrent/kernel/startup.jshell"));
        assertEquals(
                packages,
                script.lines()
                        .filter(line -> line.startsWith("import recurrent.exercises."))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
