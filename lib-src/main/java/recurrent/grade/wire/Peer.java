package recurrent.grade.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One of two programs that call each other's functions. The grader calls the student's answer; the answer may call back
 * functions that it was handed.
 *
 * <p>A message is a call (number, function, arguments), a result or a failure (the number of the call, the value, the
 * arguments that the call changed, what was printed). A reply to anything but the call that waits ends the connection.
 */
public final class Peer implements Wire.Exports {
    private static final int CALL = 1;
    private static final int RESULT = 2;
    private static final int FAILURE = 3;
    private static final int MAX_EXPORTS = 100_000;
    private static final long LOOK_NANOS = 200_000_000;

    /** What became of a call. */
    private record Reply(boolean failed, Object value, String printed) {}

    private record Export(Object target, Method method) {}

    private final Frames frames;
    private final Random ids;
    private final Supplier<String> printed;
    private final Function<Failures.Link, Throwable> failure;
    private final Wire wire = new Wire(this);
    private final List<Export> exports = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    private long limitNanos = Long.MAX_VALUE / 4;
    private BooleanSupplier spent = () -> false;

    /**
     * One side of a connection.
     *
     * @param frames  the connection
     * @param ids     numbers of calls; the other side should not be able to guess them
     * @param printed what was printed since it was last asked
     * @param failure makes an exception of a class that is not on the list
     */
    public Peer(Frames frames, Random ids, Supplier<String> printed, Function<Failures.Link, Throwable> failure) {
        this.frames = frames;
        this.ids = ids;
        this.printed = printed;
        this.failure = failure;
    }

    /**
     * How long a call may take.
     *
     * @param nanos from the call to its result
     * @param used  asked now and then while a call runs: whether it has used up what it may
     */
    public void limit(long nanos, BooleanSupplier used) {
        limitNanos = nanos;
        spent = used;
    }

    /** What the other side printed since this was last asked. */
    public String output() {
        String all = output.toString();
        output.setLength(0);
        return all;
    }

    /**
     * An object of this side whose calls are answered by a function of the other side.
     *
     * @param number of the function
     * @param type   a functional interface
     * @param <T>    the same
     * @return the object
     */
    public <T> T remote(int number, Class<T> type) {
        Method method = Functions.method(type);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.equals(method)) {
                return call(number, type, args);
            }
            if (called.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, called, args);
            }
            return switch (called.getName()) {
                case "hashCode" -> number;
                case "equals" -> proxy == args[0];
                default -> type.getSimpleName() + " " + number;
            };
        }));
    }

    /**
     * Calls a function of the other side.
     *
     * @param number of the function
     * @param type   its interface
     * @param args   arguments; null for none
     * @return its result, of the type that the interface says
     * @throws TimeoutException if it takes longer than {@link #limit}
     * @throws EOFException     if the other side is gone
     * @throws WireException    if the other side does not keep to the rules
     * @throws Throwable        what the failure of the function was made into
     */
    public Object call(int number, Class<?> type, Object[] args) throws Throwable {
        return check(
                call(number, args == null ? new Object[0] : args),
                Functions.method(type).getReturnType());
    }

    private static Object check(Object value, Class<?> type) {
        if (type == void.class) {
            return null;
        }
        boolean fits = type.isPrimitive()
                ? value != null && value.getClass() == Boxes.of(type)
                : value == null || type.isInstance(value);
        if (!fits) {
            throw new WireException("expected a " + type.getSimpleName() + ", got "
                    + (value == null ? "null" : value.getClass().getSimpleName()));
        }
        return value;
    }

    /** Calls a function of the other side, and meanwhile answers calls from there. */
    private synchronized Object call(int number, Object[] args) throws Throwable {
        long end = System.nanoTime() + limitNanos;
        long id = ids.nextLong();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = head(bytes, CALL, id);
        out.writeInt(number);
        out.writeInt(args.length);
        for (Object arg : args) {
            blob(out, wire.encode(arg));
        }
        frames.send(bytes.toByteArray());
        while (true) {
            long left = end - System.nanoTime();
            byte[] frame = frames.take(Math.min(left, LOOK_NANOS));
            if (frame == null) {
                if (left <= LOOK_NANOS || spent.getAsBoolean()) {
                    throw new TimeoutException();
                }
                continue;
            }
            Reply reply;
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
                int kind = in.readUnsignedByte();
                long answered = in.readLong();
                if (kind == CALL) {
                    answer(answered, in);
                    continue;
                }
                if (kind != RESULT && kind != FAILURE || answered != id) {
                    throw new WireException("a reply to a call that nobody made");
                }
                reply = reply(kind == FAILURE, in, args);
            } catch (EOFException e) {
                throw new WireException("a message that is too short", e);
            }
            if (output.length() < 100_000) {
                output.append(reply.printed());
            }
            if (reply.failed()) {
                throw Failures.rebuild(Failures.read(reply.value()), failure);
            }
            return reply.value();
        }
    }

    private Reply reply(boolean failed, DataInputStream in, Object[] args) throws IOException {
        Object value = wire.decode(blob(in));
        int changes = in.readUnsignedByte();
        for (int i = 0; i < changes; i++) {
            int index = in.readUnsignedByte();
            Object after = wire.decode(blob(in));
            if (index < args.length) {
                Changes.apply(args[index], after);
            }
        }
        return new Reply(failed, value, Wire.text(in));
    }

    /**
     * Answers calls until the other side is gone.
     *
     * @throws InterruptedException if this thread is stopped
     */
    public void serve() throws InterruptedException {
        try {
            while (true) {
                byte[] frame = frames.take(Long.MAX_VALUE / 4);
                if (frame == null) {
                    continue;
                }
                try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
                    if (in.readUnsignedByte() != CALL) {
                        return;
                    }
                    answer(in.readLong(), in);
                }
            }
        } catch (IOException e) {
            // the end
        }
    }

    private void answer(long id, DataInputStream in) throws IOException {
        int number = in.readInt();
        byte[][] sent = new byte[Math.min(255, in.readInt())][];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = blob(in);
        }
        Object[] args = new Object[sent.length];
        int kind = RESULT;
        byte[] value;
        try {
            for (int i = 0; i < sent.length; i++) {
                args[i] = wire.decode(sent[i]);
            }
            value = wire.encode(invoke(number, args));
        } catch (Throwable t) { // whatever the called code did, the caller gets an answer
            kind = FAILURE;
            value = wire.encode(Failures.describe(t));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = head(bytes, kind, id);
        blob(out, value);
        changes(out, sent, args);
        Wire.text(out, printed.get());
        frames.send(bytes.toByteArray());
    }

    private void changes(DataOutputStream out, byte[][] sent, Object[] args) throws IOException {
        byte[][] after = new byte[sent.length][];
        int changed = 0;
        for (int i = 0; i < sent.length; i++) {
            if (args[i] != null && Functions.of(args[i]) == null && !(args[i] instanceof RemoteRandom)) {
                byte[] now;
                try {
                    now = wire.encode(args[i]);
                } catch (WireException e) {
                    continue; // made into something that cannot travel
                }
                if (!Arrays.equals(sent[i], now)) {
                    after[i] = now;
                    changed++;
                }
            }
        }
        out.writeByte(changed);
        for (int i = 0; i < sent.length; i++) {
            if (after[i] != null) {
                out.writeByte(i);
                blob(out, after[i]);
            }
        }
    }

    private Object invoke(int number, Object[] args) throws Throwable {
        Export export;
        synchronized (exports) {
            if (number < 0 || number >= exports.size()) {
                throw new WireException("there is no function " + number);
            }
            export = exports.get(number);
        }
        try {
            return export.method().invoke(export.target(), args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public int number(Object function, Class<?> type) {
        try {
            return export(function, type == Random.class ? Random.class.getMethod("nextInt") : Functions.method(type));
        } catch (NoSuchMethodException e) {
            throw new WireException("cannot happen", e);
        }
    }

    private int export(Object target, Method method) {
        synchronized (exports) {
            for (int i = 0; i < exports.size(); i++) {
                if (exports.get(i).target() == target) {
                    return i;
                }
            }
            if (exports.size() >= MAX_EXPORTS) {
                throw new WireException("too many functions");
            }
            exports.add(new Export(target, method));
            return exports.size() - 1;
        }
    }

    @Override
    public Object function(int number, Class<?> type) {
        return remote(number, type);
    }

    @Override
    public Random random(int number) {
        return new RemoteRandom(() -> {
            try {
                return (Integer) check(call(number, new Object[0]), int.class);
            } catch (Throwable t) {
                throw t instanceof RuntimeException r ? r : new WireException("the generator is gone", t);
            }
        });
    }

    private static DataOutputStream head(ByteArrayOutputStream bytes, int kind, long id) throws IOException {
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(kind);
        out.writeLong(id);
        return out;
    }

    private static void blob(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] blob(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new WireException("a part of " + length + " bytes in a message with " + in.available() + " left");
        }
        return in.readNBytes(length);
    }
}
