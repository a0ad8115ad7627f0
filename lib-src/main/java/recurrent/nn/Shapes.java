package recurrent.nn;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks of shapes, with messages that say what came and what was expected. Chapter 07. */
public final class Shapes {
    private Shapes() {}

    /**
     * Requires a shape.
     *
     * @param name     how the array is called in the message
     * @param array    any array
     * @param expected the sizes it must have; −1 accepts any size
     * @return the same array, so that a check can stand inside an expression
     * @throws IllegalArgumentException if the shape differs
     */
    public static INDArray require(String name, INDArray array, long... expected) {
        boolean fits = array.rank() == expected.length;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = expected[i] == -1 || expected[i] == array.size(i);
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    name + ": expected shape " + show(expected) + ", got " + show(array.shape()));
        }
        return array;
    }

    /**
     * A shape in the notation of the course.
     *
     * @param shape sizes; −1 is printed as "any"
     * @return for instance {@code (2, 32)}
     */
    public static String show(long... shape) {
        return Arrays.stream(shape)
                .mapToObj(s -> s == -1 ? "any" : Long.toString(s))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
