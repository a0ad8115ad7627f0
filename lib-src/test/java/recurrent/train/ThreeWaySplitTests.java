package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

@Label("A split in three parts")
class ThreeWaySplitTests {
    private static List<Integer> numbers(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    @Property(tries = 300)
    @Label("has every example exactly once, sizes that are asked for, and the same parts for the same seed")
    void parts(
            @ForAll @IntRange(min = 12, max = 300) int size,
            @ForAll @DoubleRange(min = 0.01, max = 0.45) double validation,
            @ForAll @DoubleRange(min = 0.01, max = 0.45) double test,
            @ForAll long seed) {
        ThreeWaySplit<Integer> split = ThreeWaySplit.of(numbers(size), validation, test, seed);
        List<Integer> all = new ArrayList<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        Collections.sort(all);
        assertEquals(numbers(size), all);
        assertEquals(size * validation, split.validation().size(), 1);
        assertEquals(size * test, split.test().size(), 1);
        assertTrue(!split.train().isEmpty()
                && !split.validation().isEmpty()
                && !split.test().isEmpty());
        assertEquals(split, ThreeWaySplit.of(numbers(size), validation, test, seed));
    }

    @Example
    @Label("is shuffled, and another seed gives other parts")
    void shuffled() {
        ThreeWaySplit<Integer> split = ThreeWaySplit.of(numbers(100), 0.2, 0.2, 1);
        assertEquals(60, split.train().size());
        assertTrue(!split.train().equals(numbers(60)));
        assertTrue(
                !split.test().equals(ThreeWaySplit.of(numbers(100), 0.2, 0.2, 2).test()));
    }

    @Example
    @Label("refuses fractions that leave nothing, and too few examples")
    void refusals() {
        assertThrows(IllegalArgumentException.class, () -> ThreeWaySplit.of(numbers(10), 0.5, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> ThreeWaySplit.of(numbers(10), 0, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> ThreeWaySplit.of(numbers(10), 0.1, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> ThreeWaySplit.of(numbers(2), 0.3, 0.3, 1));
    }
}
