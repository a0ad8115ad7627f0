package recurrent.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One work, by the course and by the baselines, in turn: ours, theirs, ours, theirs. What disturbs the machine for a
 * while disturbs all of them.
 *
 * @param work     what was measured
 * @param ours     the course
 * @param baseline the others; empty if none were asked for
 */
public record Comparison(Work work, Series ours, List<Series> baseline) {
    /** Makes a copy of the list. */
    public Comparison {
        baseline = List.copyOf(baseline);
    }

    /** Runs a baseline once. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Runs it.
         *
         * @param baseline what to run
         * @return what it has measured
         * @throws IOException if it failed; the message is one line
         */
        Measured run(Baseline baseline) throws IOException;
    }

    /**
     * Measures.
     *
     * @param work      what to measure
     * @param baselines what to measure it against
     * @param repeat    runs of each, at least 1
     * @param quick     whether a small part will do
     * @param runner    runs a baseline; one that fails is not run again
     * @param progress  hears what comes next
     * @param finished  hears of every run that is over, with all runs so far
     * @return all runs
     * @throws IOException if the work itself cannot be done
     */
    public static Comparison measure(
            Work work,
            List<Baseline> baselines,
            int repeat,
            boolean quick,
            Runner runner,
            Consumer<String> progress,
            BiConsumer<Series, Comparison> finished)
            throws IOException {
        Series ours = Series.empty("Recurrent");
        List<Series> theirs = new ArrayList<>();
        baselines.forEach(b -> theirs.add(Series.empty(b.title())));
        for (int round = 1; round <= repeat; round++) {
            String where = work.name() + ", " + round + "/" + repeat + ": ";
            progress.accept(where + ours.who());
            Processors before = Processors.now();
            Measured run = work.run(quick);
            ours = ours.plus(run, Processors.now().othersSince(before));
            finished.accept(ours, new Comparison(work, ours, theirs));
            for (int i = 0; i < theirs.size(); i++) {
                Series series = theirs.get(i);
                if (!series.failure().isEmpty()) {
                    continue;
                }
                progress.accept(where + series.who());
                Processors start = Processors.now();
                try {
                    Measured measured = runner.run(baselines.get(i));
                    theirs.set(i, series.plus(measured, Processors.now().othersSince(start)));
                } catch (IOException e) {
                    theirs.set(i, series.failed(e.getMessage()));
                }
                finished.accept(theirs.get(i), new Comparison(work, ours, theirs));
            }
        }
        return new Comparison(work, ours, theirs);
    }

    /**
     * How many times as long as the course a baseline takes, by the medians.
     *
     * @param series one of {@link #baseline}
     * @return above 1 where the course is faster; NaN if one of them has no runs
     */
    public double medianRatio(Series series) {
        return series.median() / ours.median();
    }

    /**
     * How many times as long as the course a baseline takes, by the fastest runs.
     *
     * @param series one of {@link #baseline}
     * @return above 1 where the course is faster; NaN if one of them has no runs
     */
    public double minimumRatio(Series series) {
        return series.minimum() / ours.minimum();
    }

    /**
     * Whether a baseline failed.
     *
     * @return true if one has no complete set of runs
     */
    public boolean failed() {
        return baseline.stream().anyMatch(s -> !s.failure().isEmpty());
    }
}
