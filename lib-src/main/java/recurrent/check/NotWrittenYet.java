package recurrent.check;

import java.util.regex.Pattern;

/**
 * An answer that the student has not given yet: the untouched stub throws something like it, an empty quiz throws this.
 */
final class NotWrittenYet extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Pattern STUB = Pattern.compile("(\\d\\d\\.\\d+: )?write me.*");

    NotWrittenYet() {
        super("not written yet", null, false, false);
    }

    /** Whether an exception comes from a part that is not written yet. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof NotWrittenYet
                    || t instanceof UnsupportedOperationException
                            && t.getMessage() != null
                            && STUB.matcher(t.getMessage()).matches()) {
                return true;
            }
        }
        return false;
    }
}
