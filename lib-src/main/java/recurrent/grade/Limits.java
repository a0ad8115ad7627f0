package recurrent.grade;

import java.time.Duration;

/**
 * What one child may use, and how long a test may take.
 *
 * @param heapMegabytes    of Java objects
 * @param nativeMegabytes  of arrays
 * @param processMegabytes of the whole process, where the system can hold it to that
 * @param test             processor time for one call of an answer; four times as long by the clock
 * @param start            processor time for starting a child; four times as long by the clock
 */
record Limits(int heapMegabytes, int nativeMegabytes, int processMegabytes, Duration test, Duration start) {
    static Limits defaults() {
        return new Limits(384, 384, 2048, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    Limits withTest(Duration time) {
        return new Limits(heapMegabytes, nativeMegabytes, processMegabytes, time, start);
    }

    Limits withStart(Duration time) {
        return new Limits(heapMegabytes, nativeMegabytes, processMegabytes, test, time);
    }
}
