package recurrent.check;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Catches what runs print on System.out and System.err, up to a limit, and gives them nothing to read. Threads that
 * were left behind in an endless loop are kept from printing for good.
 */
final class Captured implements AutoCloseable {
    private static final int MAX_BYTES = 8_192;
    private static final int MAX_LINES = 100;

    /** Threads that no test waits for any more. */
    private static final Set<Thread> LEFT_BEHIND =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final Limited caught = new Limited();

    Captured() {
        PrintStream stream = new PrintStream(caught, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        System.setIn(InputStream.nullInputStream());
    }

    /** Ends a thread that nobody waits for as soon as it prints. */
    static void leaveBehind(Thread thread) {
        LEFT_BEHIND.add(thread);
    }

    /** What was printed so far. */
    String text() {
        return caught.text();
    }

    @Override
    public void close() {
        boolean guard = !LEFT_BEHIND.isEmpty();
        System.setOut(guard ? Gate.before(out) : out);
        System.setErr(guard ? Gate.before(err) : err);
        System.setIn(in);
    }

    private static void stopThoseLeftBehind() {
        if (!LEFT_BEHIND.isEmpty() && LEFT_BEHIND.contains(Thread.currentThread())) {
            throw new LeftBehind();
        }
    }

    /** Ends a loop in student's code from inside; an Error, since answers sometimes catch every Exception. */
    private static final class LeftBehind extends Error {
        private static final long serialVersionUID = 1;

        LeftBehind() {
            super("this code ran out of time", null, false, false);
        }
    }

    /** The stream there was before, closed to threads that were left behind. */
    private static final class Gate extends OutputStream {
        private final PrintStream behind;

        private Gate(PrintStream behind) {
            this.behind = behind;
        }

        static PrintStream before(PrintStream stream) {
            return stream instanceof GatedStream ? stream : new GatedStream(new Gate(stream));
        }

        @Override
        public void write(int b) {
            stopThoseLeftBehind();
            behind.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            stopThoseLeftBehind();
            behind.write(bytes, from, length);
        }

        @Override
        public void flush() {
            behind.flush();
        }
    }

    private static final class GatedStream extends PrintStream {
        GatedStream(Gate gate) {
            super(gate, true, StandardCharsets.UTF_8);
        }
    }

    private static final class Limited extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private int lines;
        private long lost;

        @Override
        public synchronized void write(int b) {
            stopThoseLeftBehind();
            if (lines >= MAX_LINES || kept.size() >= MAX_BYTES) {
                lost++;
                return;
            }
            kept.write(b);
            if (b == '\n') {
                lines++;
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }

        synchronized String text() {
            String text = kept.toString(StandardCharsets.UTF_8);
            return lost == 0 ? text : text + (text.endsWith("\n") ? "" : "\n") + "… (+" + lost + " B)";
        }
    }
}
