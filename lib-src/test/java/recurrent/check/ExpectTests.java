package recurrent.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.i18n.Language;

@DisplayName("An expectation says what came, what was expected, and why")
class ExpectTests {
    private static final INDArray A = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 60}});
    private final Language language = Language.current();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void back() {
        Language.use(language);
    }

    private static String message(Executable expectation) {
        return assertThrows(AssertionError.class, expectation).getMessage();
    }

    @Test
    @DisplayName("equal numbers pass, also in views and other orders")
    void passes() {
        Expect.close(A, A.dup(), 0);
        Expect.close(A, A.transpose().dup().transpose(), 0);
        Expect.close(A.getColumn(2, true), A.dup('f').getColumn(2, true), 0);
        Expect.close(1, 1 + 1e-11, 1e-10);
        Expect.close(1e6, 1e6 + 1e-3, 1e-8);
        Expect.close(new double[] {1, 2}, new double[] {1, 2}, 0);
        Expect.close(new double[0], new double[0], 0);
        Expect.equal(3, 3);
        Expect.equal(List.of(1), List.of(1));
        Expect.above(1, 1.5);
        Expect.below(1, 0.5);
    }

    @Test
    @DisplayName("finite first: NaN and infinity never pass, whatever the tolerance")
    void finite() {
        INDArray bad = A.dup();
        bad.putScalar(1, 1, Double.NaN);
        assertEquals(
                "got NaN at [1, 1]: an overflow, a division by zero or the logarithm of zero?",
                message(() -> Expect.close(A, bad, 1e9)));
        assertTrue(message(() -> Expect.close(1, Double.NEGATIVE_INFINITY, 1e9)).startsWith("got -Infinity"));
        assertTrue(message(() -> Expect.close(new double[] {1}, new double[] {Double.NaN}, 1e9))
                .startsWith("got NaN at [0]"));
        assertThrows(IllegalArgumentException.class, () -> Expect.close(bad, bad, 1));
        assertThrows(IllegalArgumentException.class, () -> Expect.close(Double.NaN, Double.NaN, 1));
        assertThrows(AssertionError.class, () -> Expect.above(0, Double.NaN));
        assertThrows(AssertionError.class, () -> Expect.above(0, Double.POSITIVE_INFINITY));
        assertThrows(AssertionError.class, () -> Expect.below(0, Double.NaN));
    }

    @Test
    @DisplayName("then the shape, then the type")
    void shapeAndType() {
        assertEquals(
                "got shape (3, 2), expected (2, 3); it lies the other way round: a transpose too many or too few",
                message(() -> Expect.close(A, A.transpose(), 0)));
        assertEquals("got shape (6), expected (2, 3)", message(() -> Expect.shape(A.reshape(6), 2, 3)));
        assertEquals(
                "got numbers of type FLOAT, expected DOUBLE",
                message(() -> Expect.close(A, A.castTo(DataType.FLOAT), 1)));
        assertEquals("got null: nothing was returned", message(() -> Expect.close(A, null, 0)));
        assertEquals("got 1 numbers, expected 2", message(() -> Expect.close(new double[2], new double[1], 0)));
    }

    @Test
    @DisplayName("then the numbers: the worst place, both numbers, error and tolerance")
    void values() {
        INDArray wrong = A.dup();
        wrong.putScalar(0, 1, 2.001);
        wrong.putScalar(1, 2, 61);
        assertEquals(
                "got 61.0000 at [1, 2], expected 60.0000 (error 1.6e-02, allowed 1e-06)",
                message(() -> Expect.close(A, wrong, 1e-6)));
        assertEquals(
                "got 0.123456789, expected 0.123456780 (error 9.0e-09, allowed 1e-10)",
                message(() -> Expect.close(0.12345678, 0.123456789, 1e-10)));
        assertEquals("got 2, expected 3", message(() -> Expect.equal(3, 2)));
        assertEquals("got \"b\", expected \"a\"", message(() -> Expect.equal("a", "b")));
        assertEquals("got [1, 2], expected [1]", message(() -> Expect.equal(new int[] {1}, new int[] {1, 2})));
    }

    @Test
    @DisplayName("and what the numbers betray")
    void causes() {
        assertTrue(message(() -> Expect.close(A, A.neg(), 1e-9)).endsWith("All signs are the wrong way round"));
        assertTrue(
                message(() -> Expect.close(A, A.mul(6), 1e-9)).contains("All numbers are 6.000 times the right ones"));
        assertTrue(message(() -> Expect.close(A, A.mul(0), 1e-9)).endsWith("All numbers are 0"));
        assertTrue(message(() -> Expect.close(A, A.transpose().dup().reshape(2, 3), 1e-9))
                .contains("in other places"));
        INDArray squared = A.mul(A);
        assertTrue(message(() -> Expect.close(
                        A,
                        squared.dup(),
                        1e-9,
                        new Cause(A.add(1), "one too many", "uno de más"),
                        new Cause(squared, "it is squared", "está al cuadrado")))
                .endsWith("It looks as if: it is squared"));
    }

    @Test
    @DisplayName("numbers with a fraction are never compared for equality")
    void noEquality() {
        assertThrows(IllegalArgumentException.class, () -> Expect.equal(1.0, 1.0));
        assertThrows(IllegalArgumentException.class, () -> Expect.equal(A, A));
    }

    @Test
    @DisplayName("a changed argument and a missing refusal are named")
    void others() {
        INDArray changed = A.dup().putScalar(0, 0, 7);
        assertTrue(message(() -> Expect.unchanged("Xt", A, changed)).startsWith("Xt was changed"));
        Expect.unchanged("Xt", A, A.dup());
        Expect.rejects(IllegalArgumentException.class, () -> {
            throw new IllegalArgumentException();
        });
        assertEquals(
                "nothing was thrown, expected IllegalArgumentException",
                message(() -> Expect.rejects(IllegalArgumentException.class, () -> {})));
        assertThrows(
                UnsupportedOperationException.class,
                () -> Expect.rejects(RuntimeException.class, () -> {
                    throw new UnsupportedOperationException("07.2: write me");
                }),
                "a stub must not pass as a refusal");
        assertDoesNotThrow(() -> Expect.yes(true));
        assertEquals("no", message(() -> Expect.yes(false, "no", "no")));
    }
}
