package recurrent.bench;

import java.io.IOException;
import java.util.List;

/** Something the course computes and that can be timed. {@link Works} lists them all; a new one is added there. */
public interface Work {
    /**
     * How it is called on the command line.
     *
     * @return lower-case words with hyphens, for instance {@code rnn-100}
     */
    String name();

    /**
     * What it is, in one line.
     *
     * @return in the language in use
     */
    String title();

    /**
     * What its seconds are counted by.
     *
     * @return {@code epoch}, {@code step}, {@code character}, {@code training}, {@code check} or {@code submission}
     */
    String unit();

    /**
     * Runs it once, preparation not timed.
     *
     * @param quick a small part of it, to see that everything works
     * @return its seconds
     * @throws IOException if its data is not there; the message says how to get it
     */
    Measured run(boolean quick) throws IOException;

    /**
     * Whether it is run where no work is named.
     *
     * @return false if it takes many minutes
     */
    default boolean usual() {
        return true;
    }

    /**
     * The same work with another limit of time; most works have none.
     *
     * @param minutes when to give up, above 0
     * @return the work
     */
    default Work within(double minutes) {
        return this;
    }

    /**
     * The same work in other libraries.
     *
     * @return baselines of the same unit; empty if there are none
     */
    default List<Baseline> baselines() {
        return Baselines.of(name());
    }
}
