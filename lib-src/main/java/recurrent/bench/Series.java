package recurrent.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * All runs of one contender: the course itself, or a baseline.
 *
 * @param who     how it stands in the table
 * @param seconds seconds per unit of each run, in order; empty if it failed
 * @param others  processors that other programs kept busy during each run; NaN where the system does not tell
 * @param details what the last run said about itself
 * @param failure why it could not be measured; empty if it could
 */
public record Series(
        String who, List<Double> seconds, List<Double> others, Map<String, Object> details, String failure) {
    /** Makes copies of the lists. */
    public Series {
        seconds = List.copyOf(seconds);
        others = List.copyOf(others);
    }

    static Series empty(String who) {
        return new Series(who, List.of(), List.of(), Map.of(), "");
    }

    Series plus(Measured run, double busy) {
        List<Double> all = new ArrayList<>(seconds);
        all.add(run.secondsPerUnit());
        List<Double> allBusy = new ArrayList<>(others);
        allBusy.add(busy);
        return new Series(who, all, allBusy, run.details(), failure);
    }

    Series failed(String why) {
        return new Series(who, seconds, others, details, why);
    }

    /**
     * The middle of the runs; of an even number, the mean of the two in the middle.
     *
     * @return seconds per unit; NaN without runs
     */
    public double median() {
        return median(seconds);
    }

    /**
     * The fastest run.
     *
     * @return seconds per unit; NaN without runs
     */
    public double minimum() {
        return seconds.stream().mapToDouble(s -> s).min().orElse(Double.NaN);
    }

    /**
     * The processors that other programs kept busy.
     *
     * @return the median over the runs; NaN where the system does not tell
     */
    public double busy() {
        return median(others);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream()
                .flatMapToDouble(DoubleStream::of)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
