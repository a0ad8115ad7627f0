package recurrent.notebook;

import java.io.IOException;

/** A file that is no notebook; the message says why, for people. */
public final class NotebookException extends IOException {
    private static final long serialVersionUID = 1;

    NotebookException(String message, Throwable cause) {
        super(message, cause);
    }
}
