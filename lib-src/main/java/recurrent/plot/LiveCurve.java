package recurrent.plot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

import recurrent.train.History;
import recurrent.train.RnnLanguageModel;
import recurrent.train.TrainingListener;

/**
 * Draws the perplexity while a model trains: one figure that grows in place, and one line under it that says the epoch,
 * both perplexities, the gradient norm, the rate, the time left and what the model writes by now.
 *
 * <p>At most one drawing and four lines a second; the first and the last epoch are always shown. Outside a notebook it
 * is a {@link ProgressLine}. One object is for one training.
 */
public final class LiveCurve implements TrainingListener, ObjIntConsumer<History> {
    private static final long LINE_NANOS = 250_000_000L;
    private static final long CURVE_NANOS = 1_000_000_000L; // the page draws it anew: costly, and it blinks

    private final Map<String, Double> baselines;
    private final Function<RnnLanguageModel, String> sample; // null: the sample of the epoch, if it has one
    private final Screen screen;
    private final LongSupplier clock;
    private final ProgressLine terminal = new ProgressLine();
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
     * @param baselines name and perplexity of models that do not learn, such as "bigram" and 11.2
     */
    public LiveCurve(Map<String, Double> baselines) {
        this(baselines, null);
    }

    /**
     * A curve over baselines, with what the model writes by now at the end of the line.
     *
     * @param baselines name and perplexity of models that do not learn
     * @param sample    lets the model write a few characters; asked up to four times a second
     */
    public LiveCurve(Map<String, Double> baselines, Function<RnnLanguageModel, String> sample) {
        this(baselines, sample, Screen.current(), System::nanoTime);
    }

    LiveCurve(
            Map<String, Double> baselines,
            Function<RnnLanguageModel, String> sample,
            Screen screen,
            LongSupplier clock) {
        this.baselines = new LinkedHashMap<>(baselines);
        this.sample = sample;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void epochFinished(RnnLanguageModel model, History history, int totalEpochs) {
        show(history, totalEpochs, sample == null ? null : () -> sample.apply(model));
    }

    /**
     * The same for a model of any kind: what {@link recurrent.train.Fit} calls. What the model writes by now is what
     * the training was told to ask it.
     *
     * @param history     all epochs so far
     * @param totalEpochs how many there will be
     */
    @Override
    public void accept(History history, int totalEpochs) {
        show(history, totalEpochs, null);
    }

    private void show(History history, int totalEpochs, Supplier<String> written) {
        if (!screen.live()) {
            terminal.accept(history, totalEpochs);
            return;
        }
        long now = clock.getAsLong();
        boolean last = history.last().number() >= totalEpochs;
        if (curve == null) {
            curve = screen.show(PerplexityChart.of(history, baselines, totalEpochs));
            line = screen.show(words(history, totalEpochs, written));
            // after showing: a slow page must not eat the time of the training
            curveDrawn = clock.getAsLong();
            lineWritten = curveDrawn;
            return;
        }
        if (last || now - curveDrawn >= CURVE_NANOS) {
            screen.update(curve, PerplexityChart.of(history, baselines, totalEpochs));
            curveDrawn = clock.getAsLong();
        }
        if (last || now - lineWritten >= LINE_NANOS) {
            screen.update(line, words(history, totalEpochs, written));
            lineWritten = clock.getAsLong();
        }
    }

    private static Note words(History history, int totalEpochs, Supplier<String> written) {
        return new Note(Progress.line(
                history, totalEpochs, written == null ? history.last().sample() : written.get()));
    }
}
