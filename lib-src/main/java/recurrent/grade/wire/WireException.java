package recurrent.grade.wire;

/** What came over the wire is not what the two sides agreed on, or a value cannot cross it. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says what is wrong.
     *
     * @param message in a sentence
     */
    public WireException(String message) {
        super(message);
    }

    WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
