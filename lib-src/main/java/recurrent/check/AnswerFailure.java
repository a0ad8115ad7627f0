package recurrent.check;

/** What an answer that runs in another process did instead of giving a result. */
public final class AnswerFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;
    private final boolean thrown;

    private AnswerFailure(String type, boolean thrown, String message) {
        super(message);
        this.type = type;
        this.thrown = thrown;
    }

    /**
     * The answer threw an exception of a class that is not known here.
     *
     * @param type    name of the class
     * @param message of the exception; may be empty
     * @return a failure that says so
     */
    public static AnswerFailure thrown(String type, String message) {
        return new AnswerFailure(type, true, message);
    }

    /**
     * There will be no result: time ran out, the process ended, or there is no answer that could be called.
     *
     * @param explanation a sentence for the student
     * @return a failure that says so
     */
    public static AnswerFailure of(String explanation) {
        return new AnswerFailure("", false, explanation);
    }

    /** Name of the exception's class; empty if none was thrown. */
    String type() {
        return type;
    }

    /** Whether the answer itself threw an exception. */
    boolean isThrown() {
        return thrown;
    }

    /** A failure as the part that is not written yet makes it. */
    static boolean isNoResult(Throwable failure) {
        return failure instanceof AnswerFailure f && !f.thrown;
    }
}
