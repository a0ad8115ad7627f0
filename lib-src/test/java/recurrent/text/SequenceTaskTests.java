package recurrent.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The five shapes of problems with sequences")
class SequenceTaskTests {
    /** One word for each step: r reads, w writes, rw both, - neither. */
    private static String pattern(SequenceTask task, int inputs, int outputs) {
        return task.steps(inputs, outputs).stream()
                .map(step -> step.reads() ? step.writes() ? "rw" : "r" : step.writes() ? "w" : "-")
                .collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("read at the first steps and write at the last ones")
    void patterns() {
        assertEquals("rw", pattern(SequenceTask.ONE_TO_ONE, 1, 1));
        assertEquals("rw w w", pattern(SequenceTask.ONE_TO_MANY, 1, 3));
        assertEquals("r r rw", pattern(SequenceTask.MANY_TO_ONE, 3, 1));
        assertEquals("rw rw rw", pattern(SequenceTask.SYNCHRONISED, 3, 3));
    }

    @Test
    @DisplayName("with delay: nothing is written before everything has been read, and the lengths may differ")
    void delay() {
        assertEquals("r r r w w", pattern(SequenceTask.DELAYED, 3, 2));
        assertEquals("r w w w", pattern(SequenceTask.DELAYED, 1, 3));
        assertEquals("r w", pattern(SequenceTask.DELAYED, 1, 1));
    }

    @Test
    @DisplayName("refuse lengths that their shape cannot have, saying which it can")
    void lengths() {
        assertThrows(IllegalArgumentException.class, () -> SequenceTask.ONE_TO_ONE.steps(1, 2));
        assertThrows(IllegalArgumentException.class, () -> SequenceTask.ONE_TO_MANY.steps(2, 3));
        assertThrows(IllegalArgumentException.class, () -> SequenceTask.MANY_TO_ONE.steps(3, 2));
        assertThrows(IllegalArgumentException.class, () -> SequenceTask.DELAYED.steps(0, 2));
        assertThrows(IllegalArgumentException.class, () -> SequenceTask.DELAYED.steps(2, 0));
        String message = assertThrows(IllegalArgumentException.class, () -> SequenceTask.SYNCHRONISED.steps(3, 2))
                .getMessage();
        assertTrue(message.contains("as many") && message.contains("3 and 2"), message);
    }
}
