package recurrent.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Sends what a running cell shows, on a thread that nobody interrupts. The thread that trains is interrupted when the
 * reader stops the cell; if that happened within a message, the message would break, and the training's history with it.
 */
final class Publisher {
    private static final Executor THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "show");
        thread.setDaemon(true);
        return thread;
    });

    private Publisher() {}

    /** Sends a message and waits for it, even if interrupted; the interrupt stays noted. */
    static void publish(Runnable message) {
        CompletableFuture.runAsync(message, THREAD).join();
    }
}
