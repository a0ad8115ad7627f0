package recurrent.train;

/**
 * The learning rate over time. What a number counts, epochs or updates, is up to the loop that asks. Chapter 03.
 *
 * <p>Large steps at first to get near, small ones later to get in.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The learning rate.
     *
     * @param number which epoch or update, from 0
     * @return the rate, above 0
     */
    double rate(long number);

    /**
     * Always the same rate.
     *
     * @param rate above 0
     * @return the schedule
     */
    static Schedule constant(double rate) {
        Memory.requirePositive("rate", rate);
        return number -> rate;
    }

    /**
     * A stair: {@code rate·factor^⌊number/every⌋}.
     *
     * @param rate   the first rate, above 0
     * @param factor what each step multiplies by, above 0; 0.5 halves
     * @param every  how long a step is, at least 1
     * @return the schedule
     */
    static Schedule stepDecay(double rate, double factor, long every) {
        Memory.requirePositive("rate", rate);
        Memory.requirePositive("factor", factor);
        requireAtLeastOne("every", every);
        return number -> rate * Math.pow(factor, number / every);
    }

    /**
     * The same quotient from each number to the next: {@code rate·factor^number}.
     *
     * @param rate   the first rate, above 0
     * @param factor above 0; 0.99 takes away one per cent each time
     * @return the schedule
     */
    static Schedule exponential(double rate, double factor) {
        return stepDecay(rate, factor, 1);
    }

    /**
     * Half a wave from the first rate to the lowest: {@code low + (rate − low)·(1 + cos(π·number/total)) / 2}; slow at
     * both ends. From {@code total} on the lowest.
     *
     * @param rate  the first rate, above 0
     * @param low   the lowest rate, above 0
     * @param total when it is reached, at least 1
     * @return the schedule
     * @see <a href="https://arxiv.org/abs/1608.03983">I. Loshchilov, F. Hutter, SGDR: stochastic gradient descent with
     *     warm restarts, 2017</a>
     */
    static Schedule cosine(double rate, double low, long total) {
        Memory.requirePositive("rate", rate);
        Memory.requirePositive("low", low);
        requireAtLeastOne("total", total);
        return number -> low + (rate - low) * (1 + Math.cos(Math.PI * Math.min(number, total) / total)) / 2;
    }

    /**
     * A straight climb to the first rate of another schedule, and then that schedule from its beginning. Averages such
     * as those of {@link Adam} are rough in the first updates; small steps give them time.
     *
     * @param length how long it climbs, at least 1: the rate at number k is (k + 1)/length of the first
     * @param then   what follows
     * @return the schedule
     */
    static Schedule warmUp(long length, Schedule then) {
        requireAtLeastOne("length", length);
        return number -> number < length ? then.rate(0) * (number + 1) / length : then.rate(number - length);
    }

    private static void requireAtLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
        }
    }
}
