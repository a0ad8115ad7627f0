package recurrent.nn.fast;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How n sequences are cut into chunks of nearly the same size, which the processors share. The cut depends on the sizes
 * of the network and of the batch and not on how many processors there are, so the same batch gives the same numbers
 * everywhere.
 */
record Cut(int n, int count) {
    private static final int SMALLEST = 8; // fewer rows than this make products slow

    /**
     * Chunks whose states fit into a processor's cache, 16,384 numbers a step, but not so few sequences that the
     * products suffer; and an even number of chunks, as most machines have an even number of processors.
     */
    static Cut of(int n, int h) {
        int largest = Math.max(32, Math.min(256, 16_384 / h));
        int count = Math.max(n >= 2 * SMALLEST ? 2 : 1, (n + largest - 1) / largest);
        return new Cut(n, count > 1 ? count + count % 2 : 1);
    }

    /** The first sequence of chunk i. */
    int from(int i) {
        return (int) ((long) n * i / count);
    }

    /** How many sequences chunk i has. */
    int size(int i) {
        return from(i + 1) - from(i);
    }

    /** The most sequences that a chunk has. */
    int largest() {
        return (n + count - 1) / count;
    }

    /** Runs something for each chunk, on several processors. */
    void forEach(IntConsumer chunk) {
        if (count == 1) {
            chunk.accept(0);
        } else {
            IntStream.range(0, count).parallel().forEach(chunk);
        }
    }
}
