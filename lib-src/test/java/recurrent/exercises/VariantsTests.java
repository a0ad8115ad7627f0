package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import recurrent.check.Conditions;
import recurrent.check.Numbers;
import recurrent.check.Score;
import recurrent.i18n.Language;

@Tag("system")
@DisplayName("With the numbers and sizes of a salt")
class VariantsTests {
    /** The lowest bits of the size of a variant: each of the four sizes once. */
    private static final long[] VARIANTS = {0x123456789ABC0001L, 0x55AA10F0E0D0C081L, 0x0FEDCBA987654101L, -0x7E7FL};

    private static Stream<String> chapters() {
        return Exercises.all().stream().map(Exercises.Entry::chapter).distinct();
    }

    @TestFactory
    @DisplayName("a right answer gets all points, an untouched exercise none, and no wrong answer all")
    Stream<DynamicTest> everyTable() {
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

    /** Whether any test of the exercise, or its constructor, asks for numbers. */
    private static boolean varies(String exercise) {
        Class<?> type = Exercises.find(exercise).type();
        return Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors())
                .flatMap(Stream::of)
                .anyMatch(each -> List.of(each.getParameterTypes()).contains(Numbers.class));
    }
}
