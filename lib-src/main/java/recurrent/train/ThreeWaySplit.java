package recurrent.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Examples in three parts: to learn from, to choose by, to judge at the end. What one chooses by, epochs or sizes, fits
 * those examples a little; so the last part is looked at once, when all is chosen. Chapters 03 and 16.
 *
 * @param train      to learn from
 * @param validation to choose by
 * @param test       to judge at the end
 * @param <E>        an example
 */
public record ThreeWaySplit<E>(List<E> train, List<E> validation, List<E> test) {

    /** Keeps copies of the lists. */
    public ThreeWaySplit {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * Shuffles examples and cuts them in three. Every example goes to exactly one part.
     *
     * @param examples           at least three; the list is not changed
     * @param validationFraction of all examples, above 0
     * @param testFraction       of all examples, above 0; both together leave something to learn from
     * @param seed               the same seed gives the same parts
     * @param <E>                an example
     * @return the parts; each has at least one example, sizes are rounded
     * @throws IllegalArgumentException if there are too few examples, or fractions that do not fit
     */
    public static <E> ThreeWaySplit<E> of(List<E> examples, double validationFraction, double testFraction, long seed) {
        if (!(validationFraction > 0) || !(testFraction > 0) || !(validationFraction + testFraction < 1)) {
            throw new IllegalArgumentException("validationFraction, testFraction: expected two numbers above 0 that"
                    + " leave something for training, got " + validationFraction + " and " + testFraction);
        }
        int size = examples.size();
        int validation = Math.max(1, (int) Math.round(size * validationFraction));
        int test = Math.max(1, (int) Math.round(size * testFraction));
        int train = size - validation - test;
        if (train < 1) {
            throw new IllegalArgumentException("examples: " + size + " are too few for parts of " + validationFraction
                    + " and " + testFraction + " and something to learn from");
        }
        List<E> order = new ArrayList<>(examples);
        Collections.shuffle(order, new Random(seed));
        return new ThreeWaySplit<>(
                order.subList(0, train),
                order.subList(train, train + validation),
                order.subList(train + validation, size));
    }

    @Override
    public String toString() {
        return "ThreeWaySplit(" + train.size() + " to train, " + validation.size() + " to validate, " + test.size()
                + " to test)";
    }
}
