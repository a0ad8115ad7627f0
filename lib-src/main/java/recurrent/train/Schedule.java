package recurrent.train;

import recurrent.nn.Plan;

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
     * Its settings, for a file. One written as a lambda has none: whoever goes on from the file gives it again.
     *
     * @return the plan
     */
    default Plan plan() {
        return Plan.of(UNKNOWN);
    }

    /** The kind of a schedule that no file can describe. */
    String UNKNOWN = "given-as-code";

    /**
     * Always the same rate.
     *
     * @param rate above 0
     * @return the schedule
     */
    static Schedule constant(double rate) {
        return new StepDecay(rate, 1, 1);
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
        return new StepDecay(rate, factor, every);
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
        return new Cosine(rate, low, total);
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
        return new WarmUp(length, then);
    }

    /**
     * What {@link #stepDecay}, {@link #exponential} and {@link #constant} give.
     *
     * @param rate   the first rate
     * @param factor what each step multiplies by
     * @param every  how long a step is
     */
    record StepDecay(double rate, double factor, long every) implements Schedule {
        static final String KIND = "step-decay";

        /** Checks every number. */
        public StepDecay {
            Ranges.requirePositive("rate", rate);
            Ranges.requirePositive("factor", factor);
            Ranges.requireAtLeast("every", 1, every);
        }

        @Override
        public double rate(long number) {
            return factor == 1 ? rate : rate * Math.pow(factor, number / every);
        }

        @Override
        public Plan plan() {
            return Plan.of(KIND).with("rate", rate).with("factor", factor).with("every", every);
        }

        @Override
        public String toString() {
            return rate + (factor == 1 ? "" : " · " + factor + "^⌊epoch/" + every + "⌋");
        }
    }

    /**
     * What {@link #cosine} gives.
     *
     * @param rate  the first rate
     * @param low   the lowest rate
     * @param total when it is reached
     */
    record Cosine(double rate, double low, long total) implements Schedule {
        static final String KIND = "cosine";

        /** Checks every number. */
        public Cosine {
            Ranges.requirePositive("rate", rate);
            Ranges.requirePositive("low", low);
            Ranges.requireAtLeast("total", 1, total);
        }

        @Override
        public double rate(long number) {
            return low + (rate - low) * (1 + Math.cos(Math.PI * Math.min(number, total) / total)) / 2;
        }

        @Override
        public Plan plan() {
            return Plan.of(KIND).with("rate", rate).with("low", low).with("total", total);
        }
    }

    /**
     * What {@link #warmUp} gives.
     *
     * @param length how long it climbs
     * @param then   what follows
     */
    record WarmUp(long length, Schedule then) implements Schedule {
        static final String KIND = "warm-up";

        /** Checks the length. */
        public WarmUp {
            Ranges.requireAtLeast("length", 1, length);
        }

        @Override
        public double rate(long number) {
            return number < length ? then.rate(0) * (number + 1) / length : then.rate(number - length);
        }

        @Override
        public Plan plan() {
            return Plan.of(KIND).with("length", length).with("then", then.plan());
        }
    }

    /**
     * The schedule of a plan.
     *
     * @param plan what its {@link #plan} returned
     * @return the schedule
     */
    static Schedule of(Plan plan) {
        return switch (plan.kind()) {
            case StepDecay.KIND -> new StepDecay(plan.number("rate"), plan.number("factor"), plan.whole("every"));
            case Cosine.KIND -> new Cosine(plan.number("rate"), plan.number("low"), plan.whole("total"));
            case WarmUp.KIND -> new WarmUp(plan.whole("length"), of(plan.plan("then")));
            case UNKNOWN ->
                number -> {
                    throw new IllegalStateException("schedule: the learning rate of this training was written as code,"
                            + " which a file cannot hold; give it again: options.withSchedule(…)");
                };
            default -> throw new IllegalArgumentException("schedule: this version does not know «" + plan.kind() + "»");
        };
    }
}
