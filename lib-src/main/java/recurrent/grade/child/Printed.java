package recurrent.grade.child;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of what is printed between two replies and counts the rest. */
final class Printed extends OutputStream {
    private static final int MAX_BYTES = 8_192;
    private static final int MAX_LINES = 100;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int lines;
    private long lost;

    @Override
    public synchronized void write(int b) {
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
        if (lines >= MAX_LINES || kept.size() >= MAX_BYTES) {
            lost += length;
            return;
        }
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /** The text, and an empty beginning for the next. */
    synchronized String take() {
        String text = kept.toString(StandardCharsets.UTF_8);
        String all = lost == 0 ? text : text + (text.endsWith("\n") ? "" : "\n") + "… (+" + lost + " B)\n";
        kept.reset();
        lines = 0;
        lost = 0;
        return all;
    }
}
