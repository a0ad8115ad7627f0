package recurrent.cli;

/** One line on standard error that is written over again and again; on anything but a terminal it stays silent. */
final class StatusLine {
    // ./course knows whether a person watches; java.io.Console does not when standard output goes to a file
    private final boolean terminal = System.getProperty("recurrent.terminal") != null
            && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));

    boolean active() {
        return terminal;
    }

    void show(String text) {
        if (terminal) {
            System.err.print("\r\033[K" + text);
            System.err.flush();
        }
    }

    void clear() {
        show("");
    }
}
