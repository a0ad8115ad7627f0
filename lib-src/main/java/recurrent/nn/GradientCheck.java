package recurrent.nn;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares gradients written by hand with central differences, {@code (L(w+ε) − L(w−ε)) / 2ε}, number by number.
 *
 * <p>About 1e-9 is right. About 1e-3 is a missing term; about 1 a missing transpose or a wrong sign. Chapter 08.
 */
public final class GradientCheck {
    private static final double EPSILON = 1e-5;

    private GradientCheck() {}

    /**
     * The worst difference found in each array, relative where the gradient is larger than 1:
     * {@code |a − b| / max(1, |a|, |b|)}.
     *
     * @param worst name of the array → its worst difference
     */
    public record Report(Map<String, Double> worst) {
        /** {@return the worst difference of all: the largest number in {@link #worst}; NaN if any is NaN} */
        public double max() {
            return worst.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .reduce(0, (a, b) -> Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.max(a, b));
        }

        @Override
        public String toString() {
            return worst.entrySet().stream()
                    .map(e -> String.format(Locale.ROOT, "%-4s %.1e", e.getKey(), e.getValue()))
                    .collect(Collectors.joining("\n"));
        }
    }

    /**
     * Runs the check.
     *
     * @param parameters the arrays to wiggle, DOUBLE; each is put back as it was
     * @param analytic   the gradients written by hand, same names and shapes
     * @param loss       computes the loss from the parameters as they are at the moment
     * @return the worst difference in each array
     * @throws IllegalArgumentException if the parameters are not DOUBLE, or a gradient has another shape
     */
    public static Report check(Parameters parameters, Parameters analytic, DoubleSupplier loss) {
        Map<String, Double> worst = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            INDArray w = parameters.get(name);
            INDArray g = Shapes.require("gradient of " + name, analytic.get(name), w.shape());
            if (w.dataType() != DataType.DOUBLE) {
                throw new IllegalArgumentException(name + ": a gradient check needs DOUBLE, got " + w.dataType()
                        + "; in FLOAT the differences drown in rounding");
            }
            double max = 0;
            for (long i = 0; i < w.length(); i++) {
                double kept = w.getDouble(i);
                w.putScalar(i, kept + EPSILON);
                double up = loss.getAsDouble();
                w.putScalar(i, kept - EPSILON);
                double down = loss.getAsDouble();
                w.putScalar(i, kept);
                double numeric = (up - down) / (2 * EPSILON);
                double byHand = g.getDouble(i);
                double difference =
                        Math.abs(numeric - byHand) / Math.max(1, Math.max(Math.abs(numeric), Math.abs(byHand)));
                max = Double.isNaN(difference) ? Double.NaN : Math.max(max, difference); // Math.max keeps a NaN
            }
            worst.put(name, max);
        }
        return new Report(worst);
    }
}
