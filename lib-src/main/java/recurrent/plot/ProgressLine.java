package recurrent.plot;

import java.io.PrintStream;
import java.util.function.Function;
import java.util.function.LongSupplier;

import recurrent.train.RunningEpoch;
import recurrent.train.TrainingListener;
import recurrent.train.TrainingResult;

/**
 * Reports a training in a terminal: one line on standard error that is written over again and again, in a long epoch too.
 * Where that is not a terminal, a line for about every tenth of the epochs, and one a minute in an epoch that lasts longer.
 */
public final class ProgressLine implements TrainingListener {
    private final Function<TrainingResult, String> sample;
    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private final long predictions;
    private final LongSupplier clock;
    private long next; // nanoseconds of the clock: not before then is an epoch that runs reported
    private int tenth = -1;

    /** Reports on standard error. */
    public ProgressLine() {
        this(now -> "");
    }

    /**
     * Reports on standard error, with what the model writes by now at the end of the line.
     *
     * @param sample lets the model write a few characters; asked whenever a line is written
     */
    public ProgressLine(Function<TrainingResult, String> sample) {
        this(sample, 0);
    }

    /**
     * Reports on standard error, and says of an epoch that runs how much of it is done.
     *
     * @param sample      lets the model write a few characters
     * @param predictions about how many predictions an epoch trains on; 0 if that is not known
     */
    public ProgressLine(Function<TrainingResult, String> sample, long predictions) {
        this(sample, predictions, System.err, isTerminal(), columns(System.getenv("COLUMNS")), System::nanoTime);
    }

    ProgressLine(
            Function<TrainingResult, String> sample,
            long predictions,
            PrintStream out,
            boolean terminal,
            int columns,
            LongSupplier clock) {
        this.predictions = predictions;
        this.clock = clock;
        this.next = clock.getAsLong() + pause(terminal);
        this.sample = sample;
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void epochFinished(TrainingResult now) {
        int totalEpochs = now.options().epochs();
        int number = now.history().last().number();
        boolean last = number >= totalEpochs;
        if (terminal) {
            over(Progress.line(now, sample.apply(now)), last);
            next = clock.getAsLong() + pause(true);
            return;
        }
        int reached = (int) (10L * number / totalEpochs);
        if (reached > tenth || last) {
            tenth = reached;
            out.println(Progress.line(now, sample.apply(now)));
        }
    }

    @Override
    public void batchFinished(TrainingResult before, RunningEpoch now) {
        if (clock.getAsLong() - next < 0) {
            return;
        }
        String line =
                Progress.line(before.model().measure(), now, before.options().epochs(), predictions);
        if (terminal) {
            over(line, false);
        } else {
            out.println(line);
        }
        next = clock.getAsLong() + pause(terminal);
    }

    private static long pause(boolean terminal) {
        return terminal ? 500_000_000L : 60_000_000_000L;
    }

    /** Writes a line over the one before. */
    private void over(String line, boolean last) {
        // a line longer than the window would wrap, and \r only goes back to the start of its last row
        String fits = line.codePointCount(0, line.length()) < columns
                ? line
                : line.substring(0, line.offsetByCodePoints(0, columns - 2)) + "…";
        out.print("\r\033[K" + fits + (last ? System.lineSeparator() : ""));
        out.flush();
    }

    private static boolean isTerminal() {
        String term = System.getenv("TERM");
        return System.console() != null && term != null && !term.equals("dumb");
    }

    private static int columns(String told) {
        try {
            return Math.max(40, Integer.parseInt(told == null ? "" : told.strip()));
        } catch (NumberFormatException e) {
            return 120;
        }
    }
}
