package recurrent.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Until it is over, Ctrl-C lets some code run before the program ends. */
final class CtrlC {
    private static final int PATIENCE = 60; // seconds: the longest batch, and a file to write after it

    private final Thread hook;
    private final CountDownLatch done = new CountDownLatch(1);

    private CtrlC(Runnable onCtrlC, boolean waits) {
        this.hook = new Thread(() -> {
            onCtrlC.run();
            try {
                if (waits && !done.await(PATIENCE, TimeUnit.SECONDS)) {
                    System.err.println("not over after " + PATIENCE + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Interrupts this thread, and waits until it has kept what it has: until {@link #over}. */
    static CtrlC interrupts() {
        Thread worker = Thread.currentThread();
        return new CtrlC(worker::interrupt, true);
    }

    /** Runs something in another thread, while this one goes on until the program ends. */
    static CtrlC runs(Runnable last) {
        return new CtrlC(last, false);
    }

    /** Whether the program is ending, so that what goes wrong now only goes wrong because of that. */
    static boolean ending() {
        Thread nothing = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** There is nothing left to keep. */
    void over() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is ending: the hook is running
        }
    }
}
