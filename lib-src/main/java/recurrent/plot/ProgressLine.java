package recurrent.plot;

import java.io.PrintStream;
import java.util.function.ObjIntConsumer;

import recurrent.train.History;
import recurrent.train.RnnLanguageModel;
import recurrent.train.TrainingListener;

/**
 * Reports a training in a terminal: one line on standard error that is written over again and again. Where that is not
 * a terminal, a line for about every tenth of the epochs.
 */
public final class ProgressLine implements TrainingListener, ObjIntConsumer<History> {
    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private int tenth = -1;

    /** Reports on standard error. */
    public ProgressLine() {
        this(System.err, isTerminal(), columns(System.getenv("COLUMNS")));
    }

    ProgressLine(PrintStream out, boolean terminal, int columns) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void epochFinished(RnnLanguageModel model, History history, int totalEpochs) {
        accept(history, totalEpochs);
    }

    /**
     * The same for a model of any kind: what {@link recurrent.train.Fit} calls.
     *
     * @param history     all epochs so far
     * @param totalEpochs how many there will be
     */
    @Override
    public void accept(History history, int totalEpochs) {
        String line = Progress.line(history, totalEpochs);
        int number = history.last().number();
        boolean last = number >= totalEpochs;
        if (terminal) {
            // a line longer than the window would wrap, and \r only goes back to the start of its last row
            String fits = line.codePointCount(0, line.length()) < columns
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, columns - 2)) + "…";
            out.print("\r\033[K" + fits + (last ? System.lineSeparator() : ""));
            out.flush();
            return;
        }
        int now = (int) (10L * number / totalEpochs);
        if (now > tenth || last) {
            tenth = now;
            out.println(line);
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
