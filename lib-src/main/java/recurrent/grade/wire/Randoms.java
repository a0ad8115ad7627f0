package recurrent.grade.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Random;

/**
 * The state of a generator as a number. A generator is copied to the other side and its state comes back with the
 * result: asking for each number from there would take a message for each, and dropout wants 100,000.
 */
final class Randoms {
    /** What {@link Random#setSeed} mixes into the seed. */
    private static final long MIX = 0x5DEECE66DL;

    /** How an object of Random ends in a stream: a boolean, a double, the state, the end of its data. */
    private static final int TAIL = 1 + 8 + 8 + 1;

    private Randoms() {}

    /** Whether it is Java's own generator, whose state is one number. */
    static boolean isPlain(Object value) {
        return value != null && value.getClass() == Random.class;
    }

    /** The seed that makes another generator go on as this one; a second Gaussian that it has in store is lost. */
    static long seed(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(random); // the only way that Java offers to look at the state
        } catch (IOException e) {
            throw new WireException("cannot happen in memory", e);
        }
        byte[] all = bytes.toByteArray();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all, all.length - TAIL, TAIL))) {
            in.readBoolean();
            in.readDouble();
            return in.readLong() ^ MIX;
        } catch (IOException e) {
            throw new WireException("cannot happen in memory", e);
        }
    }
}
