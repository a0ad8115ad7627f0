package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Training or using a network")
class ModeTests {
    @Test
    @DisplayName("in training there is something to draw from, in use there is nothing")
    void modes() {
        Random random = new Random(1);
        assertTrue(Mode.training(random).isTraining());
        assertEquals(new Random(1).nextLong(), Mode.training(random).nextSeed());
        assertThrows(IllegalStateException.class, Mode.EVALUATION::nextSeed);
        assertFalse(Mode.EVALUATION.isTraining());
        assertEquals("Mode.EVALUATION", Mode.EVALUATION.toString());
        assertEquals("Mode.training", Mode.training(random).toString());
    }

    @Test
    @DisplayName("null is refused, with what to use instead")
    void refused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Mode.training(null));
        assertEquals(
                "draws: expected a source of random numbers; where nothing is to be dropped, use Mode.EVALUATION",
                e.getMessage());
    }
}
