package recurrent.plot;

import java.io.PrintStream;
import java.util.function.Function;

import recurrent.train.TrainingListener;
import recurrent.train.TrainingResult;

/**
 * Reports a training in a terminal: one line on standard error that is written over again and again. Where that is not
 * a terminal, a line for about every tenth of the epochs.
 */
public final class ProgressLine implements TrainingListener {
    private final Function<TrainingResult, String> sample;
    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
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
        this(sample, System.err, isTerminal(), columns(System.getenv("COLUMNS")));
    }

    ProgressLine(Function<TrainingResult, String> sample, PrintStream out, boolean terminal, int columns) {
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
            String line = Progress.line(now, sample.apply(now));
            // a line longer than the window would wrap, and \r only goes back to the start of its last row
            String fits = line.codePointCount(0, line.length()) < columns
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, columns - 2)) + "…";
            out.print("\r\033[K" + fits + (last ? System.lineSeparator() : ""));
            out.flush();
            return;
        }
        int reached = (int) (10L * number / totalEpochs);
        if (reached > tenth || last) {
            tenth = reached;
            out.println(Progress.line(now, sample.apply(now)));
        }
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
