package recurrent.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What an epoch goes through, in an order that a seed decides. Chapters 03 and 05.
 *
 * @param <B> a batch
 */
@FunctionalInterface
public interface Batches<B> {
    /**
     * All batches, once.
     *
     * @param seed decides the order; the same seed gives the same order
     * @return the batches
     */
    Iterable<B> shuffled(long seed);

    /**
     * Given batches; only their order changes from epoch to epoch.
     *
     * @param batches at least one
     * @param <B>     a batch
     * @return the batches
     * @throws IllegalArgumentException if there is none
     */
    static <B> Batches<B> of(List<B> batches) {
        if (batches.isEmpty()) {
            throw new IllegalArgumentException("batches: expected at least one, got none");
        }
        List<B> kept = List.copyOf(batches);
        return seed -> {
            List<B> order = new ArrayList<>(kept);
            Collections.shuffle(order, new Random(seed));
            return order;
        };
    }
}
