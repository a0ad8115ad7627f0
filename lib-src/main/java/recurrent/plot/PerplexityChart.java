package recurrent.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import recurrent.i18n.Language;
import recurrent.train.Epoch;
import recurrent.train.History;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** The curve of a training. */
final class PerplexityChart {
    private PerplexityChart() {}

    /** The curve so far, on an axis as long as the whole training: it grows into it. */
    static Chart of(History history, Map<String, Double> baselines, int totalEpochs) {
        Charts.requireSome("epochs of the history", history.epochs().size());
        List<Trace> traces = new ArrayList<>();
        boolean validated = history.epochs().stream().anyMatch(e -> !Double.isNaN(e.validationPerplexity()));
        traces.add(curve(Language.pick("training", "entrenamiento"), history, Epoch::trainPerplexity, 0, totalEpochs));
        if (validated) {
            traces.add(curve(
                    Language.pick("validation", "validación"), history, Epoch::validationPerplexity, 1, totalEpochs));
        }
        double end = Math.max(totalEpochs, 2);
        int i = 2;
        for (Map.Entry<String, Double> baseline : baselines.entrySet()) {
            String name = Style.literal(baseline.getKey()) + " " + number(baseline.getValue());
            traces.add(
                    ScatterTrace.builder(new double[] {0, end}, new double[] {baseline.getValue(), baseline.getValue()})
                            .name(name)
                            .mode(ScatterTrace.Mode.LINE)
                            .line(Line.builder()
                                    .color(Style.color(i))
                                    .width(1.5)
                                    .dash(Style.dash(i))
                                    .build())
                            .build());
            i++;
        }
        Map<String, Object> layout = Style.layout(true);
        layout.put("hovermode", "x unified");
        PlotlyJson.lay(Map.of("xaxis", Map.of("range", List.of(0, end), "autorange", false)), layout);
        return new Chart(
                Charts.figure(
                        Language.pick("Perplexity after each epoch", "Perplejidad tras cada época"),
                        Language.pick("epoch", "época"),
                        Language.pick(
                                "perplexity (symbols; lower is better)", "perplejidad (símbolos; menos es mejor)"),
                        traces.toArray(Trace[]::new)),
                alt(history, baselines, validated),
                Map.of("layout", layout));
    }

    private static Trace curve(String name, History history, ToDoubleFunction<Epoch> value, int i, int totalEpochs) {
        double[] x = history.epochs().stream().mapToDouble(Epoch::number).toArray();
        double[] y = history.epochs().stream().mapToDouble(value).toArray();
        // few epochs: a marker for each; many: small ones, so that the curves stay apart without colour
        return ScatterTrace.builder(x, y)
                .name(name)
                .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
                .line(Line.builder()
                        .color(Style.color(i))
                        .width(2)
                        .dash(Style.dash(i))
                        .build())
                .marker(Marker.builder()
                        .color(Style.color(i))
                        .symbol(Style.symbol(i))
                        .size(totalEpochs <= 40 ? 7 : 4)
                        .build())
                .build();
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
        Map<String, Double> lines = new LinkedHashMap<>(baselines);
        lines.forEach(
                (name, value) -> text.append("; ").append(name).append(' ').append(number(value)));
        return text.append('.').toString();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return Language.current() == Language.ES ? text.replace('.', ',') : text;
    }
}
