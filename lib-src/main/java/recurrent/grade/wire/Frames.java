package recurrent.grade.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Messages with their length before them. A thread of its own reads them, so that waiting for one can end in time. */
public final class Frames implements AutoCloseable {
    /** The longest message that is taken. */
    private static final int MAX_BYTES = 64 << 20;

    private static final byte[] END = {};

    private final DataOutputStream out;
    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(4);
    private final Thread reader;
    private final Runnable atEnd;

    /**
     * Begins to read.
     *
     * @param in   where messages come from
     * @param out  where they go
     * @param name of the reading thread
     */
    public Frames(InputStream in, OutputStream out, String name) {
        this(in, out, name, () -> {});
    }

    /**
     * Begins to read.
     *
     * @param in    where messages come from
     * @param out   where they go
     * @param name  of the reading thread
     * @param atEnd what to do as soon as no more will come, whatever else goes on
     */
    public Frames(InputStream in, OutputStream out, String name, Runnable atEnd) {
        this.atEnd = atEnd;
        this.out = new DataOutputStream(out);
        reader = new Thread(() -> readAll(new DataInputStream(in)), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(DataInputStream in) {
        try {
            while (true) {
                int length = in.readInt();
                if (length <= 0 || length > MAX_BYTES) {
                    break;
                }
                byte[] frame = in.readNBytes(length); // makes room as bytes come, not as they are promised
                if (frame.length < length) {
                    break;
                }
                arrived.put(frame);
            }
        } catch (IOException | InterruptedException e) {
            // the end, as below
        }
        atEnd.run();
        try {
            arrived.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends one message. */
    synchronized void send(byte[] frame) throws IOException {
        if (frame.length > MAX_BYTES) {
            throw new WireException("a message of " + frame.length + " bytes");
        }
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
    }

    /**
     * Waits for a message.
     *
     * @param nanos how long at most
     * @return the message; null if none came in time
     * @throws EOFException if no more will come
     */
    byte[] take(long nanos) throws EOFException, InterruptedException {
        byte[] frame = arrived.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (frame == END) {
            arrived.offer(END);
            throw new EOFException("the other side is gone");
        }
        return frame;
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
