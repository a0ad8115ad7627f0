package recurrent.ngram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each symbol followed each context of 0 … n−1 symbols; only what came takes memory. Chapter 06. */
final class NGramCounts {
    private final List<Map<Context, Row>> tables = new ArrayList<>(); // tables.get(j): contexts of j symbols

    NGramCounts(int n) {
        for (int j = 0; j < n; j++) {
            tables.add(new HashMap<>());
        }
    }

    /** Counts all n-grams of every order whose last symbol is at place {@code from} or later. */
    void add(int[] ids, int from) {
        for (int i = from; i < ids.length; i++) {
            for (int j = 0; j < tables.size() && j <= i; j++) {
                Context context = new Context(Arrays.copyOfRange(ids, i - j, i));
                tables.get(j).computeIfAbsent(context, c -> new Row()).add(ids[i]);
            }
        }
    }

    /** What followed a context, or {@code null} if nothing ever did. */
    Row row(int[] context) {
        return tables.get(context.length).get(new Context(context));
    }

    /** The number of different n-grams of an order. */
    int size(int order) {
        return tables.get(order - 1).values().stream()
                .mapToInt(row -> row.counts.size())
                .sum();
    }

    /** The symbols that followed one context. */
    static final class Row {
        private final Map<Integer, Integer> counts = new HashMap<>();
        private int total;

        private void add(int symbol) {
            counts.merge(symbol, 1, Integer::sum);
            total++;
        }

        int count(int symbol) {
            return counts.getOrDefault(symbol, 0);
        }

        int total() {
            return total;
        }
    }

    /** Some symbols as a key: arrays themselves compare by identity. */
    private record Context(int[] symbols) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Context context && Arrays.equals(symbols, context.symbols);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(symbols);
        }
    }
}
