package recurrent.check;

import java.util.Arrays;
import java.util.Objects;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.i18n.Language;

/**
 * What the tests of an exercise expect of an answer. Each method throws an {@link AssertionError} that says what came,
 * what was expected and, where it can, why.
 *
 * <p>Numbers are compared by {@code |a-b| / max(1, |a|, |b|)}, after making sure that they are finite: {@code NaN}
 * never passes. "Expected" must not be computed from what the student wrote.
 */
public final class Expect {
    private Expect() {}

    /**
     * An array of this shape.
     *
     * @param actual   what came back
     * @param expected the sizes
     */
    public static void shape(INDArray actual, long... expected) {
        notNull(actual);
        if (!Arrays.equals(actual.shape(), expected)) {
            String transposed = expected.length == 2
                            && expected[0] != expected[1]
                            && Arrays.equals(actual.shape(), new long[] {expected[1], expected[0]})
                    ? Language.pick(
                            "; it lies the other way round: a transpose too many or too few",
                            "; está girada: sobra o falta una traspuesta")
                    : "";
            throw new AssertionError(Language.pick("got shape ", "la forma es ")
                    + Differences.show(actual.shape())
                    + Language.pick(", expected ", ", se esperaba ")
                    + Differences.show(expected)
                    + transposed);
        }
    }

    /**
     * An array with these numbers: finite, of the same shape and type, close everywhere.
     *
     * @param expected  the right numbers
     * @param actual    what came back
     * @param tolerance the largest error allowed, relative to numbers above 1
     * @param causes    mistakes that would explain a wrong result
     */
    public static void close(INDArray expected, INDArray actual, double tolerance, Cause... causes) {
        notNull(actual);
        if (Differences.notFinite(expected) >= 0) {
            throw new IllegalArgumentException("expected: has numbers that are not finite; the exercise is wrong");
        }
        finite(actual);
        shape(actual, expected.shape());
        if (actual.dataType() != expected.dataType()) {
            throw new AssertionError(Language.pick("got numbers of type ", "los números son de tipo ")
                    + actual.dataType()
                    + Language.pick(", expected ", ", se esperaba ")
                    + expected.dataType());
        }
        double[] e = Differences.numbers(expected);
        double[] a = Differences.numbers(actual);
        int worst = Differences.worst(e, a);
        if (worst >= 0 && Differences.error(e[worst], a[worst]) > tolerance) {
            String place = Differences.index(worst, expected.shape());
            throw new AssertionError(Differences.message(e[worst], a[worst], place, tolerance)
                    + Differences.likely(e, a, tolerance, causes));
        }
    }

    /**
     * A number close to another.
     *
     * @param expected  the right number
     * @param actual    what came back
     * @param tolerance the largest error allowed, relative to numbers above 1
     */
    public static void close(double expected, double actual, double tolerance) {
        if (!Double.isFinite(expected)) {
            throw new IllegalArgumentException("expected: is " + expected + "; the exercise is wrong");
        }
        finite(actual);
        if (Differences.error(expected, actual) > tolerance) {
            throw new AssertionError(Differences.message(expected, actual, "", tolerance));
        }
    }

    /**
     * As many numbers, close everywhere.
     *
     * @param expected  the right numbers
     * @param actual    what came back
     * @param tolerance the largest error allowed, relative to numbers above 1
     */
    public static void close(double[] expected, double[] actual, double tolerance) {
        notNull(actual);
        equalLength(expected.length, actual.length);
        if (expected.length > 0) {
            close(Nd4j.createFromArray(expected), Nd4j.createFromArray(actual), tolerance);
        }
    }

    private static void equalLength(int expected, int actual) {
        if (expected != actual) {
            throw new AssertionError(Language.pick(
                    "got " + actual + " numbers, expected " + expected,
                    "son " + actual + " números, se esperaban " + expected));
        }
    }

    /**
     * Only finite numbers.
     *
     * @param actual what came back
     */
    public static void finite(INDArray actual) {
        notNull(actual);
        int bad = Differences.notFinite(actual);
        if (bad >= 0) {
            notFinite(actual.dup('c').getDouble(bad), Differences.index(bad, actual.shape()));
        }
    }

    /**
     * A finite number.
     *
     * @param actual what came back
     */
    public static void finite(double actual) {
        if (!Double.isFinite(actual)) {
            notFinite(actual, "");
        }
    }

    private static void notFinite(double number, String index) {
        throw new AssertionError(Language.pick("got ", "salió ")
                + number
                + (index.isEmpty() ? "" : Language.pick(" at ", " en ") + index)
                + Language.pick(
                        ": an overflow, a division by zero or the logarithm of zero?",
                        ": ¿un desbordamiento, una división entre cero o el logaritmo de cero?"));
    }

    /**
     * This very whole number.
     *
     * @param expected the right one
     * @param actual   what came back
     */
    public static void equal(long expected, long actual) {
        equal((Object) expected, (Object) actual);
    }

    /**
     * An equal value. For numbers with a fraction use {@link #close(double, double, double)}.
     *
     * @param expected the right one
     * @param actual   what came back
     */
    public static void equal(Object expected, Object actual) {
        if (expected instanceof Double || expected instanceof Float || expected instanceof INDArray) {
            throw new IllegalArgumentException("expected: compare numbers with a fraction with Expect.close");
        }
        if (!Objects.deepEquals(expected, actual)) {
            throw new AssertionError(Language.pick("got ", "salió ")
                    + Differences.show(actual)
                    + Language.pick(", expected ", ", se esperaba ")
                    + Differences.show(expected));
        }
    }

    /**
     * A number above a limit.
     *
     * @param limit  the answer must be larger
     * @param actual what came back
     */
    public static void above(double limit, double actual) {
        finite(actual);
        if (!(actual > limit)) {
            throw new AssertionError(Language.pick(
                            "got " + actual + ", expected more than ", "salió " + actual + ", se esperaba más de ")
                    + limit);
        }
    }

    /**
     * A number below a limit.
     *
     * @param limit  the answer must be smaller
     * @param actual what came back
     */
    public static void below(double limit, double actual) {
        finite(actual);
        if (!(actual < limit)) {
            throw new AssertionError(Language.pick(
                            "got " + actual + ", expected less than ", "salió " + actual + ", se esperaba menos de ")
                    + limit);
        }
    }

    /**
     * Something true. Prefer a method that can say what came back, or the version with words.
     *
     * @param condition that must hold
     */
    public static void yes(boolean condition) {
        yes(condition, "this is not so", "no es así");
    }

    /**
     * Something true.
     *
     * @param condition that must hold
     * @param en        what came back, if it does not hold
     * @param es        the same in Spanish
     */
    public static void yes(boolean condition, String en, String es) {
        if (!condition) {
            throw new AssertionError(Language.pick(en, es));
        }
    }

    /**
     * A value at all.
     *
     * @param actual what came back
     */
    public static void notNull(Object actual) {
        if (actual == null) {
            throw new AssertionError(
                    Language.pick("got null: nothing was returned", "salió null: no se devolvió nada"));
        }
    }

    /**
     * An argument that the answer must leave as it is.
     *
     * @param name   of the argument
     * @param before a copy from before the call
     * @param after  the array that was handed over
     */
    public static void unchanged(String name, INDArray before, INDArray after) {
        if (!before.equalsWithEps(after, 0)) {
            throw new AssertionError(Language.pick(
                    name + " was changed: it belongs to the caller. "
                            + "add, mul and dup make new arrays; addi, muli and assign write into the old one",
                    name + " ha cambiado, y es de quien llama. "
                            + "add, mul y dup hacen matrices nuevas; addi, muli y assign escriben en la antigua"));
        }
    }

    /**
     * A refusal: the answer must throw this kind of exception.
     *
     * @param type   of the exception
     * @param action a call with arguments that make no sense
     */
    public static void rejects(Class<? extends Exception> type, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            if (NotWrittenYet.isCauseOf(e) || !type.isInstance(e)) {
                throw e;
            }
            return;
        }
        throw new AssertionError(Language.pick("nothing was thrown, expected ", "no se lanzó nada, se esperaba ")
                + type.getSimpleName());
    }
}
