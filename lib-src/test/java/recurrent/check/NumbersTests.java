package recurrent.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import recurrent.i18n.Language;

@DisplayName("The numbers of a test")
class NumbersTests {
    private static final Numbers NOTEBOOK = new Numbers(0);

    /** An exercise whose tests ask whether they got the numbers of the notebook. */
    @Exercise(id = "99.1", en = "Numbers", es = "Números")
    static final class Asking {
        private final int size;

        Asking(Runnable answer, Numbers numbers) {
            size = numbers.size(3);
        }

        @Test
        @Points(value = 1, order = 1, en = "a", es = "b", hintEn = "", hintEs = "")
        void inTheTest(Numbers numbers) {
            Expect.equal(3, numbers.size(3));
        }

        @Test
        @Points(value = 1, order = 2, en = "a", es = "b", hintEn = "", hintEs = "")
        void inTheConstructor() {
            Expect.equal(3, size);
        }
    }

    private static Score asked() {
        return Check.run(Asking.class, (Runnable) () -> {});
    }

    @Test
    @DisplayName("are handed to the tests and the constructor of an exercise: those of the notebook, or of a variant")
    void handed() {
        assertTrue(asked().full(), asked()::text);
        Score graded = new Conditions(Duration.ofMinutes(1), Language.EN, 1L << 7).during(NumbersTests::asked);
        assertEquals(List.of("inTheTest", "inTheConstructor"), graded.lost(), graded::text);
        Score same = new Conditions(Duration.ofMinutes(1), Language.EN, 0).during(NumbersTests::asked);
        assertTrue(same.full(), same::text);
    }

    @Test
    @DisplayName("sizes grow by 0 to 3, all of a variant by the same; in a notebook they stay")
    void sizes() {
        List<Integer> sizes = new ArrayList<>();
        for (long variant = 0; variant < 4; variant++) {
            Numbers numbers = new Numbers(variant << 7 | 1);
            sizes.add(numbers.size(3));
            assertEquals(7, numbers.size(10) - numbers.size(3));
        }
        assertEquals(List.of(3, 4, 5, 6), sizes);
        assertEquals(3, NOTEBOOK.size(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 0x123456789ABC0001L, -0x7E7FL})
    @DisplayName("numbers move by less than was said, each by another step; in a notebook they stay")
    void near(long variant) {
        double[] near = new Numbers(variant).near(0.1, 1, 1, -2);
        assertTrue(Math.abs(near[0] - 1) < 0.1 && Math.abs(near[2] + 2) < 0.1);
        assertFalse(near[0] == 1 || near[0] == near[1]);
        assertArrayEquals(near, new Numbers(variant).near(0.1, 1, 1, -2));
        assertArrayEquals(new double[] {1, -2}, NOTEBOOK.near(0.1, 1, -2));
    }

    @Test
    @DisplayName("random arrays follow from seed and variant")
    void random() {
        assertEquals(7, NOTEBOOK.seed(7));
        assertNotEquals(7, new Numbers(1).seed(7));
        assertNotEquals(new Numbers(2).seed(7), new Numbers(1).seed(7));
        assertArrayEquals(new long[] {2, 3}, NOTEBOOK.random(1, 2, 3).shape());
        assertEquals(new Numbers(1).random(1, 2, 3), new Numbers(1).random(1, 2, 3));
        assertNotEquals(new Numbers(1).random(1, 2, 3), NOTEBOOK.random(1, 2, 3));
        assertNotEquals(NOTEBOOK.random(2, 2, 3), NOTEBOOK.random(1, 2, 3));
    }
}
