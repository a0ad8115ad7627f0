package recurrent.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.exercises.ch04.Exercise04_3;
import recurrent.exercises.ch98.Exercise98_1;

@DisplayName("The right answers")
class SolutionsTests {
    @Test
    @DisplayName("are the functions of the solution notebook, in the order of its check cell")
    void functions() {
        assertEquals(6, Solutions.of(Exercise04_3.Turn.class).length(1, 4));
        assertEquals(2, Solutions.all(Exercise04_3.Count.class).size());
        assertEquals(
                2 * 3 * 5 + 5, Solutions.all(Exercise04_3.Count.class).get(0).parameters(2, 3, 5));
        assertEquals(
                3 * 5 + 5 * 5 + 5,
                Solutions.all(Exercise04_3.Count.class).get(1).parameters(2, 3, 5));
    }

    @Test
    @DisplayName("are refused with a sentence where there is none, or more than one")
    void refused() {
        String several = assertThrows(IllegalArgumentException.class, () -> Solutions.of(Exercise04_3.Count.class))
                .getMessage();
        assertTrue(several.endsWith("hands over 2 of them; all(…) has them in order"), several);
        assertEquals(
                "solutions/en has no chapter 98",
                assertThrows(IllegalStateException.class, () -> Solutions.of(Exercise98_1.Half.class))
                        .getMessage());
    }
}
