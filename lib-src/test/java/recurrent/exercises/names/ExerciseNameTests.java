package recurrent.exercises.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The name of an exercise")
class ExerciseNameTests {
    @Test
    @DisplayName("says which class it has, and the class says which exercise it is")
    void bothWays() {
        ExerciseName name = ExerciseName.of("07.12");
        assertEquals(new ExerciseName("07", 12), name);
        assertEquals("07.12", name.id());
        assertEquals("recurrent.exercises.ch07.Exercise07_12", name.className());
        assertEquals(Optional.of(name), ExerciseName.ofClass(name.className()));
        assertEquals("recurrent.exercises.ch07.Exercise07Tests", ExerciseName.tables("07"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.2", "07", "07.", "07.0", "07.02", "07_2", "07.123", " 07.2", "07.2;"})
    @DisplayName("is refused when it is written in another way")
    void refused(String id) {
        assertThrows(IllegalArgumentException.class, () -> ExerciseName.of(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recurrent.exercises.Exercise07_2",
                "recurrent.exercises.ch08.Exercise07_2",
                "recurrent.exercises.ch07.Exercise07_2$Read",
                "recurrent.exercises.ch07.Exercise07Tests",
                "recurrent.exercises.fixtures.ByHand"
            })
    @DisplayName("is not found in the name of another class")
    void otherClasses(String type) {
        assertEquals(Optional.empty(), ExerciseName.ofClass(type));
    }

    @Test
    @DisplayName("is known from the types inside its class, which may cross to students' code")
    void members() {
        assertTrue(ExerciseName.isMember("recurrent.exercises.ch07.Exercise07_2$Read"));
        assertFalse(ExerciseName.isMember("recurrent.exercises.ch07.Exercise07_2"));
        assertFalse(ExerciseName.isMember("recurrent.exercises.ch08.Exercise07_2$Read"));
        assertFalse(ExerciseName.isMember("recurrent.exercises.fixtures.ByHand$Read"));
    }
}
