package recurrent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A training until a loss is reached")
class BookTrainingTests {
    /** Long enough for 50 strips of 50 characters to learn from and to judge by. */
    private static final String BOOK = "abcdefghij".repeat(5_100);

    private static Measured train(double target, double minutes, int epochs) {
        return new BookTraining("test", Text.NONE, target, minutes).train(BOOK, epochs);
    }

    @Test
    @DisplayName("it ends with the first epoch that is good enough, and leaves no interrupt behind")
    void target() {
        Measured measured = train(100, 10, 5);
        assertEquals(1, measured.details().get("epochs"));
        assertEquals("yes", measured.details().get("reached"));
        assertEquals(11, measured.details().get("symbols"));
        assertFalse(Thread.interrupted());
    }

    @Test
    @DisplayName("when its time is over it ends too, and says that it did not get there")
    void time() {
        Measured measured = train(0, 1e-9, 5);
        assertEquals(1, measured.details().get("epochs"));
        assertEquals("no", measured.details().get("reached"));
    }

    @Test
    @DisplayName("it tells the loss of each epoch; where each letter follows from the one before, it falls")
    void losses() {
        String[] losses = ((String) train(0, 10, 2).details().get("val_losses")).split(" ");
        assertEquals(2, losses.length);
        assertTrue(Double.parseDouble(losses[1]) < Double.parseDouble(losses[0]), String.join(" ", losses));
        assertTrue(Double.parseDouble(losses[0]) < Math.log(11));
    }
}
