package recurrent.exercises.ch98;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import recurrent.exercises.ExerciseHarness;

/** The table of the exercise of the tests of releases. They can spoil it, to see that a release is refused. */
public final class Exercise98Tests {
    private static volatile UnaryOperator<ExerciseHarness> spoiled = UnaryOperator.identity();

    /** A table with a wrong answer that keeps its points. */
    public static void keepsItsPoints() {
        spoiled = table -> table.wrong("is right after all", () -> Exercise98_1.check(x -> x * 0.5), "whole");
    }

    /** A table with two wrong answers. */
    public static void tooFew() {
        spoiled = table -> ExerciseHarness.of(Exercise98_1.class)
                .right(() -> Exercise98_1.check(x -> x / 2))
                .untouched(() -> Exercise98_1.check(x -> ExerciseHarness.notWritten("98.1")))
                .wrong("doubles", () -> Exercise98_1.check(x -> 2 * x), "whole", "fraction");
    }

    /** The table as it should be. */
    public static void restore() {
        spoiled = UnaryOperator.identity();
    }

    @TestFactory
    Stream<DynamicTest> halves() {
        return spoiled.apply(ExerciseHarness.of(Exercise98_1.class)
                        .right(() -> Exercise98_1.check(x -> x / 2))
                        .untouched(() -> Exercise98_1.check(x -> ExerciseHarness.notWritten("98.1")))
                        .wrong("doubles", () -> Exercise98_1.check(x -> 2 * x), "whole", "fraction")
                        .wrong("divides whole numbers", () -> Exercise98_1.check(x -> (int) x / 2), "fraction")
                        .wrong("gives NaN", () -> Exercise98_1.check(x -> Double.NaN), "whole", "fraction"))
                .tests();
    }
}
