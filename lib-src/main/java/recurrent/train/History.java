package recurrent.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * All epochs of a training so far. Immutable. Chapter 09.
 *
 * @param epochs in order, starting with number 1
 */
public record History(List<Epoch> epochs) {

    /** Keeps a copy of the list. */
    public History {
        epochs = List.copyOf(epochs);
    }

    /**
     * A history without epochs.
     *
     * @return the empty history
     */
    public static History empty() {
        return new History(List.of());
    }

    /**
     * One epoch more.
     *
     * @param epoch the next one
     * @return a longer copy
     */
    public History plus(Epoch epoch) {
        List<Epoch> longer = new ArrayList<>(epochs);
        longer.add(epoch);
        return new History(longer);
    }

    /**
     * The newest epoch.
     *
     * @return the last of the list
     * @throws IllegalStateException if no epoch has finished
     */
    public Epoch last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("no epoch has finished yet");
        }
        return epochs.get(epochs.size() - 1);
    }

    /**
     * {@return the history of a language model as a Tablesaw table: columns epoch, train_ppl, val_ppl, gradient_norm,
     * seconds, and one for each metric}
     */
    public Table toTable() {
        return toTable(Measure.PERPLEXITY);
    }

    /**
     * The history as a Tablesaw table.
     *
     * @param measure what to show of training and validation
     * @return columns epoch, train and val with the name of the measure ("ppl", "loss", "accuracy"), gradient_norm,
     *         seconds, and one for each metric
     */
    public Table toTable(Measure measure) {
        String name = measure == Measure.PERPLEXITY ? "ppl" : measure.name().toLowerCase(Locale.ROOT);
        Table table = Table.create(
                "history",
                IntColumn.create(
                        "epoch", epochs.stream().mapToInt(Epoch::number).toArray()),
                column("train_" + name, measure::train),
                column("val_" + name, measure::validation),
                column("gradient_norm", Epoch::gradientNorm),
                column("seconds", Epoch::seconds));
        epochs.stream()
                .flatMap(epoch -> epoch.metrics().keySet().stream())
                .distinct()
                .forEach(metric ->
                        table.addColumns(column(metric, epoch -> epoch.metrics().getOrDefault(metric, Double.NaN))));
        return table;
    }

    /** {@return how long all epochs took: seconds} */
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::seconds).sum();
    }

    private DoubleColumn column(String name, ToDoubleFunction<Epoch> value) {
        return DoubleColumn.create(name, epochs.stream().mapToDouble(value).toArray());
    }
}
