package recurrent.plot;

import java.time.Duration;
import java.util.Locale;

import recurrent.i18n.Language;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.Measure;
import recurrent.train.Perplexity;
import recurrent.train.RunningEpoch;
import recurrent.train.TrainingResult;

/** The words of the progress line. */
final class Progress {
    private Progress() {}

    /** Epoch, the measure in training and validation, gradient norm, rate, time left, a sample; in fixed columns. */
    static String line(TrainingResult now, String sample) {
        History history = now.history();
        Epoch last = history.last();
        Measure measure = now.model().measure();
        String validation = Double.isNaN(measure.validation(last))
                ? ""
                : String.format(
                        Locale.ROOT, Language.pick("  valid %6.2f", "  valid. %6.2f"), measure.validation(last));
        String line = String.format(
                Locale.ROOT,
                Language.pick(
                        "epoch %d/%d  train %6.2f%s  |g| %.2f  %,.0f %s/s  %s",
                        "época %d/%d  entren. %6.2f%s  |g| %.2f  %,.0f %s/s  %s"),
                last.number(),
                now.options().epochs(),
                measure.train(last),
                validation,
                last.gradientNorm(),
                last.predictionsPerSecond(),
                measure == Measure.PERPLEXITY
                        ? Language.pick("symbols", "símbolos")
                        : Language.pick("predictions", "predicciones"),
                time(history, now.options().epochs()));
        return sample.isBlank() ? line : line + "  «" + sample.strip().replaceAll("\\s+", " ") + "»";
    }

    /** The same of an epoch that runs: what share of its predictions is done, as far as it is known how many there are. */
    static String line(Measure measure, RunningEpoch now, int totalEpochs, long predictions) {
        boolean perplexity = measure == Measure.PERPLEXITY;
        String symbols =
                perplexity ? Language.pick("symbols", "símbolos") : Language.pick("predictions", "predicciones");
        boolean known = predictions >= now.predictions();
        String done = known
                ? 100 * now.predictions() / predictions + " %"
                : String.format(Locale.ROOT, "%,d %s", now.predictions(), symbols);
        double left =
                (predictions * (totalEpochs - now.number() + 1.0) - now.predictions()) / now.predictionsPerSecond();
        return String.format(
                Locale.ROOT,
                Language.pick(
                        "epoch %d/%d  %s  train %6.2f  |g| %.2f  %,.0f %s/s%s",
                        "época %d/%d  %s  entren. %6.2f  |g| %.2f  %,.0f %s/s%s"),
                now.number(),
                totalEpochs,
                done,
                perplexity ? Perplexity.of(now.trainLoss()) : now.trainLoss(),
                now.gradientNorm(),
                now.predictionsPerSecond(),
                symbols,
                known ? "  " + duration(left) + Language.pick(" left", " restantes") : "");
    }

    /** What is left, from the mean of the last ten epochs; at the end, what it took. */
    private static String time(History history, int totalEpochs) {
        int done = history.last().number();
        if (done >= totalEpochs) {
            return Language.pick("done in ", "hecho en ") + duration(history.seconds());
        }
        double mean = history.epochs().stream()
                .skip(Math.max(0, history.epochs().size() - 10L))
                .mapToDouble(Epoch::seconds)
                .average()
                .orElse(0);
        return duration(mean * (totalEpochs - done)) + Language.pick(" left", " restantes");
    }

    static String duration(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        Duration whole = Duration.ofSeconds(Math.round(seconds));
        if (whole.toMinutes() == 0) {
            return whole.toSeconds() + " s";
        }
        return whole.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d min", whole.toMinutes(), whole.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d h", whole.toHours(), whole.toMinutesPart());
    }
}
