package recurrent.text;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * All windows of T+1 consecutive symbols of a corpus: T to read and, one place later, T to predict. Immutable.
 *
 * <p>Window k starts at symbol k, so neighbours overlap. A window is a place in the corpus and is copied only when a
 * batch needs it: the windows of a book take no memory beyond the book. Chapters 05 and 07.
 */
public final class Windows {
    private final int[] ids;
    private final int T;
    private final int first;
    private final int count;

    private Windows(int[] ids, int T, int first, int count) {
        this.ids = ids;
        this.T = T;
        this.first = first;
        this.count = count;
    }

    /**
     * All windows of a corpus.
     *
     * @param ids the symbols of the corpus
     * @param T   time steps of a window
     * @return ids.length − T windows
     * @throws IllegalArgumentException if the corpus is shorter than one window and its last target (T+1 symbols)
     */
    public static Windows of(int[] ids, int T) {
        if (T < 1) {
            throw new IllegalArgumentException("T: expected at least 1 step, got " + T);
        }
        if (ids.length < T + 1) {
            throw new IllegalArgumentException("ids: a window of " + T + " steps needs " + (T + 1)
                    + " symbols, the text has " + ids.length + "; use a longer text or fewer steps");
        }
        return new Windows(ids, T, 0, ids.length - T);
    }

    /**
     * Some consecutive windows of a corpus.
     *
     * @param ids   the symbols of the corpus
     * @param T     time steps of a window
     * @param first the first window, counted from 0
     * @param count how many windows
     * @return the windows first … first+count−1
     */
    public static Windows of(int[] ids, int T, int first, int count) {
        return of(ids, T).slice(first, count);
    }

    /** {@return the number of windows} */
    public int size() {
        return count;
    }

    /** {@return the number of time steps of each window: T} */
    public int steps() {
        return T;
    }

    /**
     * Some of these windows.
     *
     * @param from  the first, counted from 0 within these windows
     * @param size how many, at least 1
     * @return the windows from … from+size−1
     * @throws IllegalArgumentException if they are not all there
     */
    public Windows slice(int from, int size) {
        if (from < 0 || size < 1 || size > count - from) {
            throw new IllegalArgumentException("windows: asked for " + size + " from number " + from + " on, there are "
                    + count + "; use a longer text or fewer windows");
        }
        return new Windows(ids, T, first + from, size);
    }

    /**
     * A batch of chosen windows.
     *
     * @param windows numbers of the windows, 0 … size−1
     * @return the batch, one row for each number
     */
    public Batch batch(int... windows) {
        int[] starts = new int[windows.length];
        for (int i = 0; i < windows.length; i++) {
            if (windows[i] < 0 || windows[i] >= count) {
                throw new IllegalArgumentException(
                        "windows[" + i + "]: expected 0 … " + (count - 1) + ", got " + windows[i]);
            }
            starts[i] = first + windows[i];
        }
        return cut(ids, T, starts);
    }

    /**
     * Every window once, in the order of the text.
     *
     * @param n sequences in a batch; the last batch may have fewer
     * @return the batches, made one at a time
     */
    public Iterable<Batch> inOrder(int n) {
        return batches(IntStream.range(0, count).toArray(), n);
    }

    /**
     * Every window once, in random order.
     *
     * @param n    sequences in a batch; the last batch may have fewer
     * @param seed the same seed gives the same order
     * @return the batches, made one at a time
     */
    public Iterable<Batch> shuffled(int n, long seed) {
        int[] order = IntStream.range(0, count).toArray();
        shuffle(order, new Random(seed));
        return batches(order, n);
    }

    /**
     * Windows that do not overlap, in the order of the text: each begins T symbols after the one before, so every symbol
     * is predicted at most once.
     *
     * @param n sequences in a batch; the last batch may have fewer
     * @return the batches, made one at a time
     */
    public Iterable<Batch> apart(int n) {
        return batches(every(0), n);
    }

    /**
     * Windows that do not overlap, in random order. The seed also decides which of the first T windows is the first, so
     * that with other seeds the text is cut at other places.
     *
     * @param n    sequences in a batch; the last batch may have fewer
     * @param seed the same seed gives the same windows in the same order
     * @return the batches, made one at a time
     */
    public Iterable<Batch> apart(int n, long seed) {
        Random random = new Random(seed);
        int[] order = every(random.nextInt(Math.min(T, count)));
        shuffle(order, random);
        return batches(order, n);
    }

    private int[] every(int start) {
        return IntStream.iterate(start, k -> k < count, k -> k + T).toArray();
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) { // Fisher and Yates: every order is equally likely
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    /**
     * Cuts a corpus into n long strips and reads them side by side: sequence i of batch k+1 goes on where sequence i of
     * batch k ended, so the state of the network may be carried from batch to batch. Symbols that do not fill the last
     * batch are dropped.
     *
     * @param ids the symbols of the corpus
     * @param n   sequences in a batch
     * @param T   time steps of a batch
     * @return the batches, made one at a time
     * @throws IllegalArgumentException if the corpus does not fill one batch
     */
    public static Iterable<Batch> sequential(int[] ids, int n, int T) {
        requirePositive("n", n);
        requirePositive("T", T);
        int strip = (ids.length - 1) / n; // the last symbol is only ever a target
        int batches = strip / T;
        if (batches == 0) {
            throw new IllegalArgumentException("ids: " + n + " sequences of " + T + " steps need " + (n * T + 1)
                    + " symbols, the text has " + ids.length + "; use a longer text, fewer sequences or fewer steps");
        }
        return () -> IntStream.range(0, batches)
                .mapToObj(k -> cut(
                        ids,
                        T,
                        IntStream.range(0, n).map(i -> i * strip + k * T).toArray()))
                .iterator();
    }

    private Iterable<Batch> batches(int[] order, int n) {
        requirePositive("n", n);
        return () -> new Iterator<>() {
            private int next = 0; // place in order of the first window of the next batch

            @Override
            public boolean hasNext() {
                return next < order.length;
            }

            @Override
            public Batch next() {
                int end = Math.min(next + n, order.length);
                int[] windows = Arrays.copyOfRange(order, next, end);
                next = end;
                return batch(windows);
            }
        };
    }

    private static Batch cut(int[] ids, int T, int[] starts) {
        int[][] inputs = new int[starts.length][];
        int[][] targets = new int[starts.length][];
        for (int i = 0; i < starts.length; i++) {
            inputs[i] = Arrays.copyOfRange(ids, starts[i], starts[i] + T);
            targets[i] = Arrays.copyOfRange(ids, starts[i] + 1, starts[i] + T + 1);
        }
        return new Batch(inputs, targets);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
        }
    }
}
