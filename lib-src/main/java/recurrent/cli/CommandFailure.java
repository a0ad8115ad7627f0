package recurrent.cli;

/**
 * The command was called well and could not be done; the message says why and what to do, in one line. Exit status 1.
 */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
