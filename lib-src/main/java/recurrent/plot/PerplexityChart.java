package recurrent.plot;

import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import recurrent.i18n.Language;
import recurrent.train.Epoch;
import recurrent.train.History;

/** The curve of a training. */
final class PerplexityChart {
    private PerplexityChart() {}

    /** The curve so far, on an axis as long as the whole training: it grows into it. */
    static Chart of(History history, Map<String, Double> baselines, int totalEpochs) {
        Charts.requireSome("epochs of the history", history.epochs().size());
        Plot plot = new Plot(
                        Language.pick("Perplexity after each epoch", "Perplejidad tras cada época"),
                        Language.pick("epoch", "época"),
                        Language.pick(
                                "perplexity (symbols; lower is better)", "perplejidad (símbolos; menos es mejor)"))
                .legend(true)
                .lay("curves");
        double end = Math.max(totalEpochs, 2);
        plot.axis("x").put("autorange", false).putArray("range").add(0).add(end);
        // few epochs: a marker for each; many: small ones, so that the curves stay apart without colour
        double marker = totalEpochs <= 40 ? 7 : 4;
        boolean validated = history.epochs().stream().anyMatch(e -> !Double.isNaN(e.validationPerplexity()));
        add(plot, Language.pick("training", "entrenamiento"), history, Epoch::trainPerplexity, 0, marker);
        if (validated) {
            add(plot, Language.pick("validation", "validación"), history, Epoch::validationPerplexity, 1, marker);
        }
        int i = 2;
        for (Map.Entry<String, Double> baseline : baselines.entrySet()) {
            String name = Style.literal(baseline.getKey()) + " " + number(baseline.getValue());
            double value = baseline.getValue();
            plot.curve("baseline", i++, name, new double[] {0, end}, new double[] {value, value});
        }
        return plot.chart(alt(history, baselines, validated));
    }

    private static void add(
            Plot plot, String name, History history, ToDoubleFunction<Epoch> value, int i, double marker) {
        double[] x = history.epochs().stream().mapToDouble(Epoch::number).toArray();
        double[] y = history.epochs().stream().mapToDouble(value).toArray();
        plot.curve("curve", i, name, x, y).withObject("/marker").put("size", marker);
    }

    private static String alt(History history, Map<String, Double> baselines, boolean validated) {
        Epoch first = history.epochs().get(0);
        Epoch last = history.last();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                Language.pick(
                        "Perplexity, epochs %d to %d: training %s to %s",
                        "Perplejidad, épocas %d a %d: entrenamiento de %s a %s"),
                first.number(),
                last.number(),
                number(first.trainPerplexity()),
                number(last.trainPerplexity())));
        if (validated) {
            text.append(String.format(
                    Locale.ROOT,
                    Language.pick(", validation %s to %s", ", validación de %s a %s"),
                    number(first.validationPerplexity()),
                    number(last.validationPerplexity())));
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
