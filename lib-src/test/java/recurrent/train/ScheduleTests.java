package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Schedules of the learning rate")
class ScheduleTests {
    @Test
    @DisplayName("constant, stairs and exponential by hand")
    void falling() {
        assertEquals(0.3, Schedule.constant(0.3).rate(1_000_000));
        Schedule stairs = Schedule.stepDecay(0.8, 0.5, 10);
        assertEquals(0.8, stairs.rate(0));
        assertEquals(0.8, stairs.rate(9));
        assertEquals(0.4, stairs.rate(10));
        assertEquals(0.1, stairs.rate(39), 1e-15);
        Schedule exponential = Schedule.exponential(1, 0.9);
        assertEquals(1, exponential.rate(0));
        assertEquals(0.81, exponential.rate(2), 1e-12);
    }

    @Test
    @DisplayName("cosine: the first rate, the middle half way, the lowest at the end and after it")
    void cosine() {
        Schedule cosine = Schedule.cosine(1, 0.1, 100);
        assertEquals(1, cosine.rate(0), 1e-15);
        assertEquals(0.55, cosine.rate(50), 1e-12);
        assertEquals(0.1 + 0.9 * (1 + Math.sqrt(0.5)) / 2, cosine.rate(25), 1e-12);
        assertEquals(0.1, cosine.rate(100), 1e-12);
        assertEquals(0.1, cosine.rate(1000), 1e-12);
    }

    @Test
    @DisplayName("a warm-up climbs in equal steps to the first rate, then the other schedule begins at its beginning")
    void warmUp() {
        Schedule warm = Schedule.warmUp(4, Schedule.stepDecay(0.8, 0.5, 2));
        double[] expected = {0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.4, 0.4, 0.2};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], warm.rate(i), 1e-12, "number " + i);
        }
    }

    @Test
    @DisplayName("rates, factors and lengths that make no sense are refused")
    void refused() {
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.stepDecay(1, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> Schedule.stepDecay(1, 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.exponential(-1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, 0.1, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.warmUp(0, Schedule.constant(1)));
    }
}
