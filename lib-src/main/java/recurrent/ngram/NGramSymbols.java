package recurrent.ngram;

import java.util.Arrays;

/**
 * The symbols of an n-gram model: 0 … V−1 are those of the vocabulary; a model of sentences has two more, their end V
 * and their beginning V+1. Chapter 06.
 */
record NGramSymbols(int V, boolean sentences) {
    /** How many symbols can come next: the end of a sentence can be predicted, its beginning cannot. */
    int outcomes() {
        return sentences ? V + 1 : V;
    }

    int end() {
        if (!sentences) {
            throw new IllegalStateException(
                    "this model was counted on one long text and knows no sentences; use NGramModel.ofSentences");
        }
        return V;
    }

    int begin() {
        return end() + 1;
    }

    /** A sentence as it is counted and judged: n−1 beginnings, the sentence, its end. */
    int[] bounded(int[] sentence, int n) {
        int[] all = new int[sentence.length + n];
        Arrays.fill(all, 0, n - 1, begin());
        System.arraycopy(sentence, 0, all, n - 1, sentence.length);
        all[all.length - 1] = end();
        return all;
    }

    /** The part of a context that a model of order n looks at: at most n−1 symbols, the beginning filled in. */
    int[] context(int[] before, int n) {
        int limit = sentences ? V + 2 : V;
        for (int i = 0; i < before.length; i++) {
            if (before[i] < 0 || before[i] >= limit) {
                throw new IllegalArgumentException(
                        "context[" + i + "]: expected 0 … " + (limit - 1) + ", got " + before[i]);
            }
        }
        int size = n - 1;
        if (before.length >= size) {
            return Arrays.copyOfRange(before, before.length - size, before.length);
        }
        if (!sentences) {
            return before.clone();
        }
        int[] padded = new int[size];
        Arrays.fill(padded, begin());
        System.arraycopy(before, 0, padded, size - before.length, before.length);
        return padded;
    }

    void require(int[] ids, String name) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= V) {
                throw new IllegalArgumentException(name + ": expected indices 0 … " + (V - 1) + ", got " + ids[i]
                        + " at place " + i + "; was the text encoded with another vocabulary?");
            }
        }
    }
}
