package recurrent.grade.wire;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Exceptions as data: for each of a chain its class, its message and the places in the student's code. */
public final class Failures {
    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 20;
    private static final int MAX_MESSAGE = 2_000;

    /**
     * One exception of a chain.
     *
     * @param type    name of its class
     * @param message may be empty
     * @param frames  places in the student's code: class, method and line
     */
    public record Link(String type, String message, List<StackTraceElement> frames) {}

    private Failures() {}

    /**
     * An exception as data.
     *
     * @param failure any
     * @return lists of text and numbers
     */
    static Object describe(Throwable failure) {
        List<Object> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && chain.size() < MAX_CAUSES; t = t.getCause()) {
            List<Object> frames = new ArrayList<>();
            for (StackTraceElement frame : t.getStackTrace()) {
                if (frame.getClassName().startsWith("REPL.") && frames.size() < 3 * MAX_FRAMES) {
                    frames.add(frame.getClassName());
                    frames.add(frame.getMethodName());
                    frames.add(frame.getLineNumber());
                }
            }
            String message;
            try {
                message = String.valueOf(t.getMessage() == null ? "" : t.getMessage());
            } catch (Throwable broken) { // a student's own exception
                message = "";
            }
            chain.add(List.of(
                    t.getClass().getName(), message.substring(0, Math.min(MAX_MESSAGE, message.length())), frames));
        }
        return chain;
    }

    /**
     * Reads what {@link #describe} made on the other side.
     *
     * @param data from the wire
     * @return the chain, outermost first, at least one
     * @throws WireException if it is something else
     */
    public static List<Link> read(Object data) {
        try {
            List<Link> chain = new ArrayList<>();
            for (Object one : (List<?>) data) {
                List<?> parts = (List<?>) one;
                List<StackTraceElement> frames = new ArrayList<>();
                List<?> flat = (List<?>) parts.get(2);
                for (int i = 0; i + 2 < flat.size(); i += 3) {
                    frames.add(new StackTraceElement(
                            (String) flat.get(i), (String) flat.get(i + 1), null, (Integer) flat.get(i + 2)));
                }
                chain.add(new Link((String) parts.get(0), (String) parts.get(1), frames));
            }
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (ClassCastException | IndexOutOfBoundsException e) {
            throw new WireException("a failure that cannot be read", e);
        }
        throw new WireException("a failure without a cause");
    }

    /**
     * The exception that the other side threw, as far as its class is on the list.
     *
     * @param chain outermost first
     * @param other makes an exception of a class that is not on the list
     * @return an exception with the same messages and places
     */
    static Throwable rebuild(List<Link> chain, Function<Link, Throwable> other) {
        Throwable cause = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            Link link = chain.get(i);
            Throwable made = make(link);
            Throwable failure = made == null ? other.apply(link) : made;
            failure.setStackTrace(link.frames().toArray(StackTraceElement[]::new));
            if (cause != null && failure.getCause() == null) {
                try {
                    failure.initCause(cause);
                } catch (IllegalStateException e) {
                    // this one takes no cause
                }
            }
            cause = failure;
        }
        return cause;
    }

    private static Throwable make(Link link) {
        String message = link.message().isEmpty() ? null : link.message();
        return switch (link.type()) {
            case "java.lang.IllegalArgumentException" -> new IllegalArgumentException(message);
            case "java.lang.IllegalStateException" -> new IllegalStateException(message);
            case "java.lang.UnsupportedOperationException" -> new UnsupportedOperationException(message);
            case "java.lang.ArithmeticException" -> new ArithmeticException(message);
            case "java.lang.NullPointerException" -> new NullPointerException(message);
            case "java.lang.ClassCastException" -> new ClassCastException(message);
            case "java.lang.NumberFormatException" -> new NumberFormatException(message);
            case "java.lang.NegativeArraySizeException" -> new NegativeArraySizeException(message);
            case "java.lang.IndexOutOfBoundsException" -> new IndexOutOfBoundsException(message);
            case "java.lang.ArrayIndexOutOfBoundsException" -> new ArrayIndexOutOfBoundsException(message);
            case "java.lang.StringIndexOutOfBoundsException" -> new StringIndexOutOfBoundsException(message);
            case "java.util.NoSuchElementException" -> new NoSuchElementException(message);
            case "java.util.ConcurrentModificationException" -> new ConcurrentModificationException(message);
            case "java.lang.RuntimeException" -> new RuntimeException(message);
            case "java.lang.StackOverflowError" -> new StackOverflowError(message);
            case "java.lang.OutOfMemoryError" -> new OutOfMemoryError(message);
            default -> null;
        };
    }
}
