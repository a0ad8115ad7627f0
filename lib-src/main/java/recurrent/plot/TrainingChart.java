package recurrent.plot;

import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import recurrent.i18n.Language;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.Measure;

/** The curve of a training: perplexity, loss or accuracy after each epoch. */
final class TrainingChart {
    private TrainingChart() {}

    /** The curve so far, on an axis as long as the whole training: it grows into it. */
    static Chart of(History history, Measure measure, Map<String, Double> baselines, int totalEpochs) {
        Charts.requireSome("epochs of the history", history.epochs().size());
        Plot plot = new Plot(
                        name(measure) + Language.pick(" after each epoch", " tras cada época"),
                        Language.pick("epoch", "época"),
                        axis(measure))
                .legend(true)
                .lay("curves");
        double end = Math.max(totalEpochs, 2);
        plot.axis("x").put("autorange", false).putArray("range").add(0).add(end);
        // few epochs: a marker for each; many: small ones, so that the curves stay apart without colour
        double marker = totalEpochs <= 40 ? 7 : 4;
        if (knows(history, measure::train)) {
            add(plot, Language.pick("training", "entrenamiento"), history, measure::train, 0, marker);
        }
        if (knows(history, measure::validation)) {
            add(plot, Language.pick("validation", "validación"), history, measure::validation, 1, marker);
        }
        int i = 2;
        for (Map.Entry<String, Double> baseline : baselines.entrySet()) {
            String name = Style.literal(baseline.getKey()) + " " + number(baseline.getValue());
            double value = baseline.getValue();
            plot.curve("baseline", i++, name, new double[] {0, end}, new double[] {value, value});
        }
        return plot.chart(alt(history, measure, baselines));
    }

    private static boolean knows(History history, ToDoubleFunction<Epoch> value) {
        return history.epochs().stream().mapToDouble(value).anyMatch(v -> !Double.isNaN(v));
    }

    /** What is measured, as a heading begins. */
    private static String name(Measure measure) {
        return switch (measure) {
            case PERPLEXITY -> Language.pick("Perplexity", "Perplejidad");
            case LOSS -> Language.pick("Loss", "Pérdida");
            case ACCURACY -> Language.pick("Accuracy", "Exactitud");
        };
    }

    private static String axis(Measure measure) {
        return switch (measure) {
            case PERPLEXITY ->
                Language.pick("perplexity (symbols; lower is better)", "perplejidad (símbolos; menos es mejor)");
            case LOSS -> Language.pick("mean loss (nats; lower is better)", "pérdida media (nats; menos es mejor)");
            case ACCURACY ->
                Language.pick("share of right answers (higher is better)", "parte de aciertos (más es mejor)");
        };
    }

    private static void add(
            Plot plot, String name, History history, ToDoubleFunction<Epoch> value, int i, double marker) {
        double[] x = history.epochs().stream().mapToDouble(Epoch::number).toArray();
        double[] y = history.epochs().stream().mapToDouble(value).toArray();
        plot.curve("curve", i, name, x, y).withObject("/marker").put("size", marker);
    }

    private static String alt(History history, Measure measure, Map<String, Double> baselines) {
        Epoch first = history.epochs().get(0);
        Epoch last = history.last();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                Language.pick("%s, epochs %d to %d", "%s, épocas %d a %d"),
                name(measure),
                first.number(),
                last.number()));
        String between = ": ";
        if (knows(history, measure::train)) {
            text.append(between)
                    .append(String.format(
                            Locale.ROOT,
                            Language.pick("training %s to %s", "entrenamiento de %s a %s"),
                            number(measure.train(first)),
                            number(measure.train(last))));
            between = ", ";
        }
        if (knows(history, measure::validation)) {
            text.append(between)
                    .append(String.format(
                            Locale.ROOT,
                            Language.pick("validation %s to %s", "validación de %s a %s"),
                            number(measure.validation(first)),
                            number(measure.validation(last))));
        }
        baselines.forEach(
                (name, value) -> text.append("; ").append(name).append(' ').append(number(value)));
        return text.append('.').toString();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return Language.current() == Language.ES ? text.replace('.', ',') : text;
    }
}
