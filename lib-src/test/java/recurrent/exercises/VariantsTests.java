package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import recurrent.check.Conditions;
import recurrent.check.Score;
import recurrent.check.Variant;
import recurrent.i18n.Language;
import recurrent.io.Home;

@Tag("system")
@DisplayName("With the numbers and sizes of a salt")
class VariantsTests {
    /** The lowest bits of the size of a variant: each of the four sizes once. */
    private static final long[] VARIANTS = {0x123456789ABC0001L, 0x55AA10F0E0D0C081L, 0x0FEDCBA987654101L, -0x7E7FL};

    private static Stream<String> chapters() throws IOException {
        try (Stream<Path> files = Files.walk(Home.root().resolve("lib-src/test/java/recurrent/exercises"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Exercise(?!98)\\d\\dTests\\.java"))
                    .map(name -> name.substring(8, 10))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @TestFactory
    @DisplayName("a right answer gets all points, an untouched exercise none, and no wrong answer all")
    Stream<DynamicTest> everyTable() throws IOException {
        return chapters()
                .map(chapter -> DynamicTest.dynamicTest("chapter " + chapter, () -> {
                    List<String> different = new ArrayList<>();
                    for (Tables.Answer answer : Tables.of(chapter)) {
                        if (!varies(answer.exercise())) {
                            continue; // the same numbers for everybody: the tables themselves are the test
                        }
                        boolean right = answer.lost() != null && answer.lost().isEmpty();
                        for (int i = right ? 2 : 3; i < VARIANTS.length; i++) { // sizes that are not the notebook's
                            Score score = new Conditions(Duration.ofMinutes(1), Language.EN, VARIANTS[i])
                                    .during(answer.check());
                            boolean expected =
                                    right ? score.full() : answer.lost() == null ? score.points() == 0 : !score.full();
                            if (!expected) {
                                different.add(answer.exercise() + " " + answer.name() + ", variant " + i + ": "
                                        + score.text());
                            }
                        }
                    }
                    assertEquals("", String.join("\n", different));
                }));
    }

    private static boolean varies(String exercise) throws IOException {
        String source = Files.readString(Home.root()
                .resolve("lib-src/main/java")
                .resolve(ExerciseName.of(exercise).className().replace('.', '/') + ".java"));
        return source.contains("Variant.") || source.contains("ByHand.");
    }

    @Test
    @DisplayName("sizes grow by 0 to 3, numbers move by less than was said; in a notebook both stay")
    void sizesAndNumbers() {
        List<Integer> sizes = new ArrayList<>();
        for (long variant : VARIANTS) {
            new Conditions(Duration.ofSeconds(1), Language.EN, variant).during(() -> {
                sizes.add(Variant.size(3));
                double[] near = Variant.near(0.1, 1, 1, -2);
                assertTrue(Math.abs(near[0] - 1) < 0.1 && Math.abs(near[2] + 2) < 0.1);
                assertFalse(near[0] == 1 || near[0] == near[1]);
                assertArrayEquals(near, Variant.near(0.1, 1, 1, -2));
                return null;
            });
        }
        assertEquals(List.of(3, 4, 5, 6), sizes.stream().sorted().toList());
        assertEquals(3, Variant.size(3));
        assertArrayEquals(new double[] {1, -2}, Variant.near(0.1, 1, -2));
    }

    @Test
    @DisplayName("numbers are made for each check: a static field would give everybody those of the first student")
    void nothingStatic() throws IOException {
        Pattern made = Pattern.compile("static final [^;=]*=[^;]*(Variant|ByHand)\\.");
        try (Stream<Path> files = Files.walk(Home.root().resolve("lib-src/main/java/recurrent/exercises"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(made.matcher(Files.readString(file)).find(), file.toString());
            }
        }
    }
}
