package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import recurrent.exercises.ch98.Exercise98_1;

@DisplayName("The harness of exercises")
class ExerciseHarnessTests {
    private static ExerciseHarness halves() {
        return ExerciseHarness.of(Exercise98_1.class)
                .right(() -> Exercise98_1.check(x -> x / 2))
                .untouched(() -> Exercise98_1.check(x -> ExerciseHarness.notWritten("98.1")))
                .wrong("doubles", () -> Exercise98_1.check(x -> 2 * x), "whole", "fraction")
                .wrong("divides whole numbers", () -> Exercise98_1.check(x -> (int) x / 2), "fraction");
    }

    @TestFactory
    @DisplayName("accepts an exercise that grades")
    Stream<DynamicTest> accepts() {
        return halves().wrong("returns NaN", () -> Exercise98_1.check(x -> Double.NaN), "whole", "fraction")
                .tests();
    }

    @Test
    @DisplayName("refuses wrong answers that keep their points, or lose others")
    void refuses() {
        assertEquals(
                List.of("98.1: is right after all"),
                failing(halves().wrong("is right after all", () -> Exercise98_1.check(x -> x * 0.5), "whole")));
        assertEquals(
                List.of("98.1: loses more"),
                failing(halves().wrong("loses more", () -> Exercise98_1.check(x -> 0), "whole")));
    }

    @Test
    @DisplayName("refuses right answers that are wrong, stubs that get points, and fewer than three wrong answers")
    void refusesTheRest() {
        ExerciseHarness harness = halves().wrong("0", () -> Exercise98_1.check(x -> 0), "whole", "fraction")
                .right(() -> Exercise98_1.check(x -> x))
                .untouched(() -> Exercise98_1.check(x -> 2));
        assertEquals(
                List.of(
                        "98.1: the right answer gets all points",
                        "98.1: an untouched exercise gets none and is told so kindly"),
                failing(harness));
        assertThrows(IllegalStateException.class, () -> halves().tests());
    }

    private static List<String> failing(ExerciseHarness harness) {
        List<String> names = new ArrayList<>();
        harness.tests().forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (Throwable failed) {
                names.add(test.getDisplayName());
            }
        });
        return names;
    }
}
