package recurrent.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.i18n.Language;

/**
 * All comparisons of a session, for people and for programs.
 *
 * @param comparisons one for each work
 * @param quick       whether only a small part was run
 * @param repeat      runs of each
 * @param threads     threads the baselines were allowed
 * @param stopped     whether it was stopped before its last run
 */
public record Report(List<Comparison> comparisons, boolean quick, int repeat, int threads, boolean stopped) {
    private static final double QUIET = 0.25; // processors that others may use before the reader is warned

    /**
     * One run that is over.
     *
     * @param work   what was done
     * @param series the runs of one contender so far
     * @param repeat runs that there will be
     * @return one line without its end
     */
    public static String run(Work work, Series series, int repeat) {
        String what = work.name() + "  " + series.who() + "  ";
        if (!series.failure().isEmpty()) {
            return what + Language.pick("failed: ", "ha fallado: ") + series.failure();
        }
        int done = series.seconds().size();
        return what + done + "/" + repeat + "  " + seconds(series.seconds().get(done - 1))
                + Language.pick(" per ", " por ") + unit(work);
    }

    /**
     * The table for people.
     *
     * @return lines, the last one ended
     */
    public String text() {
        StringBuilder out = new StringBuilder();
        for (Comparison comparison : comparisons) {
            if (!out.isEmpty()) {
                out.append(System.lineSeparator());
            }
            table(comparison, out);
        }
        double busy = busiest();
        if (stopped) {
            line(
                    out,
                    Language.pick(
                            "Stopped: the table has the runs that were over by then.",
                            "Detenido: la tabla tiene las ejecuciones que habían acabado."));
        }
        if (quick) {
            line(
                    out,
                    Language.pick(
                            "Quick: small parts of the works, to see that all runs. The times mean little.",
                            "Rápido: partes pequeñas de los trabajos, para ver que todo funciona. Los tiempos dicen poco."));
        }
        if (busy > QUIET) {
            line(
                    out,
                    String.format(
                            Locale.ROOT,
                            Language.pick(
                                    "Other programs kept %.1f of %d processors busy: trust ratios more than seconds, and both little.",
                                    "Otros programas ocuparon %.1f de %d procesadores: fíate más de los cocientes que de los segundos, y poco"
                                            + " de ambos."),
                            busy,
                            Runtime.getRuntime().availableProcessors()));
        }
        return out.toString();
    }

    private static void table(Comparison comparison, StringBuilder out) {
        Work work = comparison.work();
        line(out, work.name() + ": " + work.title());
        int width = 9;
        for (Series series : comparison.baseline()) {
            width = Math.max(width, series.who().length());
        }
        String head = "  %-" + width + "s  %12s  %12s";
        String heading = String.format(
                head,
                Language.pick("seconds per ", "segundos por ") + unit(work),
                Language.pick("median", "mediana"),
                Language.pick("minimum", "mínimo"));
        line(
                out,
                comparison.baseline().isEmpty()
                        ? heading
                        : heading
                                + Language.pick(
                                        "  times ours (median, minimum)", "  veces lo nuestro (mediana, mínimo)"));
        line(out, row(head, comparison.ours()));
        losses(comparison.ours(), out);
        if (comparison.baseline().isEmpty()) {
            line(
                    out,
                    comparison.ours().details().entrySet().stream()
                            .map(fact -> fact.getKey() + " " + fact.getValue())
                            .collect(Collectors.joining(", ", "  ", "")));
        }
        for (Series series : comparison.baseline()) {
            if (!series.failure().isEmpty()) {
                line(
                        out,
                        String.format("  %-" + width + "s  ", series.who())
                                + Language.pick("failed: ", "ha fallado: ")
                                + series.failure());
                continue;
            }
            if (series.seconds().isEmpty()) {
                line(
                        out,
                        String.format("  %-" + width + "s  ", series.who())
                                + Language.pick("no run", "ninguna ejecución"));
                continue;
            }
            line(
                    out,
                    row(head, series)
                            + String.format(
                                    Locale.ROOT,
                                    "  %10.2f %10.2f",
                                    comparison.medianRatio(series),
                                    comparison.minimumRatio(series)));
            losses(series, out);
        }
    }

    /** Where the last run of a training ended; one that did not reach its loss says when it gave up. */
    private static void losses(Series series, StringBuilder out) {
        Map<String, Object> details = series.details();
        if (!details.containsKey("reached")) {
            return;
        }
        line(
                out,
                String.format(
                                Locale.ROOT,
                                Language.pick(
                                        "    validation loss %.4f, training loss %.4f, %s epochs",
                                        "    pérdida de validación %.4f, de entrenamiento %.4f, %s épocas"),
                                details.get("val_loss"),
                                details.get("train_loss"),
                                details.get("epochs"))
                        + (details.get("reached").equals("yes")
                                ? ""
                                : Language.pick(
                                        "; the loss wanted was not reached", "; no llegó a la pérdida pedida")));
    }

    private static String row(String format, Series series) {
        return String.format(format, series.who(), seconds(series.median()), seconds(series.minimum()));
    }

    private static String unit(Work work) {
        return switch (work.unit()) {
            case "epoch" -> Language.pick("epoch", "época");
            case "step" -> Language.pick("step", "paso");
            case "character" -> Language.pick("character", "carácter");
            case "training" -> Language.pick("training", "entrenamiento");
            default -> work.unit();
        };
    }

    /** Four digits with the prefix that suits them. */
    static String seconds(double value) {
        if (value >= 1) {
            return String.format(Locale.ROOT, "%.3f s", value);
        }
        return value >= 1e-3
                ? String.format(Locale.ROOT, "%.2f ms", value * 1e3)
                : String.format(Locale.ROOT, "%.2f µs", value * 1e6);
    }

    private static void line(StringBuilder out, String text) {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }

    private double busiest() {
        double busiest = Double.NaN;
        for (Comparison comparison : comparisons) {
            List<Series> all = new ArrayList<>(comparison.baseline());
            all.add(comparison.ours());
            for (Series series : all) {
                busiest = Double.isNaN(busiest) || series.busy() > busiest ? series.busy() : busiest;
            }
        }
        return busiest;
    }

    /**
     * One object for programs: machine, quick, repeat, threads, stopped, works; each work has name, title, unit and series; each
     * series has who, median_s, min_s, runs_s, others_cpus, details, and for baselines ratio_median and ratio_min
     * (theirs over ours), or failure.
     *
     * @return JSON on one line
     */
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "machine",
                Map.of(
                        "os", System.getProperty("os.name"),
                        "arch", System.getProperty("os.arch"),
                        "processors", Runtime.getRuntime().availableProcessors(),
                        "java", System.getProperty("java.version")));
        all.put("quick", quick);
        all.put("repeat", repeat);
        all.put("baseline_threads", threads);
        all.put("stopped", stopped);
        List<Object> works = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            Map<String, Object> work = new LinkedHashMap<>();
            work.put("name", comparison.work().name());
            work.put("title", comparison.work().title());
            work.put("unit", comparison.work().unit());
            List<Object> series = new ArrayList<>();
            series.add(object(comparison.ours()));
            for (Series baseline : comparison.baseline()) {
                Map<String, Object> object = object(baseline);
                object.put("ratio_median", finite(comparison.medianRatio(baseline)));
                object.put("ratio_min", finite(comparison.minimumRatio(baseline)));
                series.add(object);
            }
            work.put("series", series);
            works.add(work);
        }
        all.put("works", works);
        try {
            return new ObjectMapper().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps, lists, numbers and strings can be written
        }
    }

    private static Map<String, Object> object(Series series) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("who", series.who());
        object.put("median_s", finite(series.median()));
        object.put("min_s", finite(series.minimum()));
        object.put("runs_s", series.seconds());
        object.put("others_cpus", finite(series.busy()));
        object.put("details", series.details());
        if (!series.failure().isEmpty()) {
            object.put("failure", series.failure());
        }
        return object;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
