package recurrent.plot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

import recurrent.train.Measure;
import recurrent.train.TrainingListener;
import recurrent.train.TrainingResult;

/**
 * Draws a training while it goes on: one figure that grows in place, and one line under it that says the epoch, the
 * measure in training and validation, the gradient norm, the rate, the time left and what the model writes by now.
 *
 * <p>What is drawn follows the model: perplexity for a language model, loss for another one; {@link #of(Measure)} chooses.
 * At most one drawing and four lines a second; the first and the last epoch are always shown. Outside a notebook it is a
 * {@link ProgressLine}. One object is for one training.
 */
public final class LiveCurve implements TrainingListener {
    private static final long LINE_NANOS = 250_000_000L;
    private static final long CURVE_NANOS = 1_000_000_000L; // the page draws it anew: costly, and it blinks

    private final Optional<Measure> measure; // nothing: that of the model
    private final Map<String, Double> baselines;
    private final Function<TrainingResult, String> sample;
    private final Screen screen;
    private final LongSupplier clock;
    private final ProgressLine terminal;
    private String curve;
    private String line;
    private long curveDrawn;
    private long lineWritten;

    /** A curve without baselines. */
    public LiveCurve() {
        this(Map.of());
    }

    /**
     * A curve over baselines.
     *
     * @param baselines name and value of models that do not learn, such as "bigram" and 11.2
     */
    public LiveCurve(Map<String, Double> baselines) {
        this(baselines, now -> "");
    }

    /**
     * A curve over baselines, with what the model writes by now at the end of the line.
     *
     * @param baselines name and value of models that do not learn
     * @param sample    lets the model write a few characters, for instance
     *                  {@code now -> Generator.of(now).predict("it has", 30)}; asked up to four times a second
     */
    public LiveCurve(Map<String, Double> baselines, Function<TrainingResult, String> sample) {
        this(Optional.empty(), baselines, sample, Screen.current(), System::nanoTime);
    }

    LiveCurve(
            Optional<Measure> measure,
            Map<String, Double> baselines,
            Function<TrainingResult, String> sample,
            Screen screen,
            LongSupplier clock) {
        this.measure = measure;
        this.baselines = new LinkedHashMap<>(baselines);
        this.sample = sample;
        this.screen = screen;
        this.clock = clock;
        this.terminal = new ProgressLine(sample);
    }

    /**
     * A curve of a certain measure.
     *
     * @param measure what to draw, such as {@link Measure#ACCURACY}
     * @return the curve, without baselines
     */
    public static LiveCurve of(Measure measure) {
        return new LiveCurve(Optional.of(measure), Map.of(), now -> "", Screen.current(), System::nanoTime);
    }

    @Override
    public void epochFinished(TrainingResult now) {
        if (!screen.live()) {
            terminal.epochFinished(now);
            return;
        }
        long time = clock.getAsLong();
        boolean last = now.history().last().number() >= now.options().epochs();
        if (curve == null) {
            curve = screen.show(chart(now));
            line = screen.show(words(now));
            // after showing: a slow page must not eat the time of the training
            curveDrawn = clock.getAsLong();
            lineWritten = curveDrawn;
            return;
        }
        if (last || time - curveDrawn >= CURVE_NANOS) {
            screen.update(curve, chart(now));
            curveDrawn = clock.getAsLong();
        }
        if (last || time - lineWritten >= LINE_NANOS) {
            screen.update(line, words(now));
            lineWritten = clock.getAsLong();
        }
    }

    private Chart chart(TrainingResult now) {
        return TrainingChart.of(
                now.history(),
                measure.orElse(now.model().measure()),
                baselines,
                now.options().epochs());
    }

    private Note words(TrainingResult now) {
        return new Note(Progress.line(now, sample.apply(now)));
    }
}
