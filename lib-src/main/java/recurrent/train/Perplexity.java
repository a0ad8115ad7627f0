package recurrent.train;

/**
 * How many symbols a model hesitates between, on average: {@code exp(mean of −ln p)}. 1 is certainty; V is a blind
 * guess among V symbols. Chapters 06, 07 and 09.
 */
public final class Perplexity {
    private Perplexity() {}

    /**
     * From a mean cross-entropy.
     *
     * @param meanCrossEntropy in nats
     * @return its exponential
     */
    public static double of(double meanCrossEntropy) {
        return Math.exp(meanCrossEntropy);
    }

    /**
     * From the probabilities that a model gave to what really came.
     *
     * @param probabilities one for each symbol of the text
     * @return the perplexity; infinite if a probability is 0
     * @throws IllegalArgumentException if there is none, or one is not in [0, 1]
     */
    public static double of(double[] probabilities) {
        if (probabilities.length == 0) {
            throw new IllegalArgumentException("probabilities: expected at least one");
        }
        double sum = 0;
        for (double p : probabilities) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("probabilities: expected numbers in [0, 1], got " + p);
            }
            sum -= Math.log(p);
        }
        return of(sum / probabilities.length);
    }

    /**
     * The baseline that only counts symbols: every symbol gets its share of the training text, one added to each count.
     *
     * @param train symbols to count
     * @param test  symbols to predict
     * @param V     size of the vocabulary
     * @return perplexity on the test symbols
     */
    public static double unigram(int[] train, int[] test, int V) {
        double[] counts = new double[V];
        for (int id : train) {
            counts[id]++;
        }
        double[] p = new double[test.length];
        for (int i = 0; i < test.length; i++) {
            p[i] = (counts[test[i]] + 1) / (train.length + V);
        }
        return of(p);
    }

    /**
     * The baseline that remembers one symbol: how often each symbol followed each other one, one added to each count.
     *
     * @param train symbols to count
     * @param test  symbols to predict, from the second on
     * @param V     size of the vocabulary
     * @return perplexity on the test symbols
     */
    public static double bigram(int[] train, int[] test, int V) {
        double[][] counts = new double[V][V];
        double[] rows = new double[V];
        for (int i = 1; i < train.length; i++) {
            counts[train[i - 1]][train[i]]++;
            rows[train[i - 1]]++;
        }
        double[] p = new double[test.length - 1];
        for (int i = 1; i < test.length; i++) {
            p[i - 1] = (counts[test[i - 1]][test[i]] + 1) / (rows[test[i - 1]] + V);
        }
        return of(p);
    }
}
