package recurrent.ngram;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A language model that counts: what followed the last n−1 symbols in the training text. Chapter 06.
 *
 * <p>The estimate is {@code p(w | c) = (count(c w) + k) / (count(c ·) + k·V)}, where {@code c} are the last n−1
 * symbols and {@code count(c ·)} is how often {@code c} was <em>followed by something</em>: the last symbols of a text
 * are followed by nothing and do not count, otherwise the probabilities after them would not sum to 1. With k = 0 this
 * is the maximum likelihood estimate, which {@link #of} and {@link #ofSentences} give; {@link #addK} changes k, and
 * {@link #interpolated} mixes the estimates of all orders 1 … n. Immutable: both return another model over the same
 * counts.
 *
 * <p>Symbols are indices 0 … V−1 of any vocabulary, characters or words alike; {@link TextNGrams} takes and gives text.
 * A model of sentences knows two more symbols: {@link #end()}, which can be predicted, and {@link #begin()}, which
 * cannot. A context that is shorter than n−1 is the beginning of a sentence in such a model; in a model without
 * sentences it is all that is known, and the counts of the shorter order are used.
 *
 * @see <a href="https://web.stanford.edu/~jurafsky/slp3/3.pdf">D. Jurafsky and J. H. Martin, N-gram language models</a>
 */
public final class NGramModel {
    private final NGramCounts counts;
    private final NGramSymbols symbols;
    private final Smoothing smoothing;

    private NGramModel(NGramCounts counts, NGramSymbols symbols, Smoothing smoothing) {
        this.counts = counts;
        this.symbols = symbols;
        this.smoothing = smoothing;
    }

    /**
     * Counts a text that is one long sequence.
     *
     * @param ids indices 0 … V−1
     * @param V   size of the vocabulary
     * @param n   the order: 1 looks at no context, 2 at the symbol before, 3 at the two before
     * @return the maximum likelihood model
     * @throws IllegalArgumentException if n &lt; 1, the text is shorter than n, or an index is not in 0 … V−1
     */
    public static NGramModel of(int[] ids, int V, int n) {
        requireOrder(n);
        if (ids.length < n) {
            throw new IllegalArgumentException("ids: n-grams of order " + n + " need at least " + n
                    + " symbols, the text has " + ids.length + "; use a longer text or a smaller n");
        }
        NGramSymbols symbols = new NGramSymbols(V, false);
        symbols.require(ids, "ids");
        NGramCounts counts = new NGramCounts(n);
        counts.add(ids, 0);
        return new NGramModel(counts, symbols, Smoothing.none(n));
    }

    /**
     * Counts sentences: each begins anew, and its end is something to predict.
     *
     * @param sentences sentences of indices 0 … V−1; an empty one is only its end
     * @param V         size of the vocabulary
     * @param n         the order
     * @return the maximum likelihood model, with V+1 possible outcomes: the V symbols and {@link #end()}
     * @throws IllegalArgumentException if n &lt; 1, there is no sentence, or an index is not in 0 … V−1
     */
    public static NGramModel ofSentences(int[][] sentences, int V, int n) {
        requireOrder(n);
        if (sentences.length == 0) {
            throw new IllegalArgumentException("sentences: the corpus is empty; expected at least one sentence");
        }
        NGramSymbols symbols = new NGramSymbols(V, true);
        NGramCounts counts = new NGramCounts(n);
        for (int i = 0; i < sentences.length; i++) {
            symbols.require(sentences[i], "sentences[" + i + "]");
            counts.add(symbols.bounded(sentences[i], n), n - 1);
        }
        return new NGramModel(counts, symbols, Smoothing.none(n));
    }

    /**
     * The same counts with k added to each: what never came keeps a small probability.
     *
     * @param k 0 for maximum likelihood, 1 for Laplace's rule, often less
     * @return another model
     * @throws IllegalArgumentException if k is negative or not a number
     */
    public NGramModel addK(double k) {
        return new NGramModel(counts, symbols, smoothing.withK(k));
    }

    /**
     * The same counts, with the estimates of all orders mixed: {@code p = λ₁·p₁ + … + λₙ·pₙ}. Where the estimate of an
     * order is not defined, because its context never came, its weight goes to the others in proportion.
     *
     * @param weights λ₁ … λₙ, from the unigram to the n-gram: n numbers in [0, 1] that sum to 1
     * @return another model
     * @throws IllegalArgumentException if there are not n weights, one is not in [0, 1] or they do not sum to 1
     */
    public NGramModel interpolated(double... weights) {
        return new NGramModel(counts, symbols, smoothing.withWeights(weights));
    }

    /** {@return the order n: n: the context has n−1 symbols} */
    public int order() {
        return smoothing.order();
    }

    /**
     * {@return the number of symbols that can come next: V, or V+1 in a model of sentences, which can predict {@link
     * #end()}}
     */
    public int outcomes() {
        return symbols.outcomes();
    }

    /**
     * The symbol after the last one of a sentence.
     *
     * @return V
     * @throws IllegalStateException if the model was not made of sentences
     */
    public int end() {
        return symbols.end();
    }

    /**
     * The symbol before the first one of a sentence; it comes in contexts only.
     *
     * @return V+1
     * @throws IllegalStateException if the model was not made of sentences
     */
    public int begin() {
        return symbols.begin();
    }

    /**
     * How often some symbols came in a row.
     *
     * @param gram 1 … n symbols
     * @return the count in the training text
     * @throws IllegalArgumentException if there are none or more than n
     */
    public int count(int... gram) {
        if (gram.length < 1 || gram.length > order()) {
            throw new IllegalArgumentException("gram: expected 1 … " + order() + " symbols, got " + gram.length);
        }
        NGramCounts.Row row = counts.row(Arrays.copyOf(gram, gram.length - 1));
        return row == null ? 0 : row.count(gram[gram.length - 1]);
    }

    /**
     * The number of different n-grams of an order that came in the training text: the size of its table.
     *
     * @param order 1 … n
     * @return how many counts are not zero
     */
    public int tableSize(int order) {
        if (order < 1 || order > order()) {
            throw new IllegalArgumentException("order: expected 1 … " + order() + ", got " + order);
        }
        return counts.size(order);
    }

    /**
     * The probability of the next symbol.
     *
     * @param next    a symbol 0 … outcomes−1
     * @param context the symbols before it, oldest first; only the last n−1 matter
     * @return p(next | context)
     * @throws IllegalArgumentException if an index is out of range, or the context never came and there is no smoothing
     */
    public double probability(int next, int... context) {
        if (next < 0 || next >= outcomes()) {
            throw new IllegalArgumentException("next: expected 0 … " + (outcomes() - 1) + ", got " + next);
        }
        double p = estimate(next, context);
        if (Double.isNaN(p)) {
            throw unseen(context);
        }
        return p;
    }

    /**
     * Whether the model has a distribution after a context: always with smoothing, else only after what came before.
     *
     * @param context the symbols before, oldest first; only the last n−1 matter
     * @return false where {@link #distribution} throws for want of counts
     */
    public boolean predictsAfter(int... context) {
        return !Double.isNaN(estimate(0, context));
    }

    /**
     * The probabilities of all next symbols.
     *
     * @param context the symbols before, oldest first; only the last n−1 matter
     * @return one number for each outcome; they sum to 1
     * @throws IllegalArgumentException if an index is out of range, or the context never came and there is no smoothing
     */
    public double[] distribution(int... context) {
        double[] p = new double[outcomes()];
        for (int w = 0; w < p.length; w++) {
            p[w] = estimate(w, context);
        }
        if (Double.isNaN(p[0])) {
            throw unseen(context);
        }
        return p;
    }

    /**
     * A symbol that may come next.
     *
     * @param symbol      its index
     * @param probability of coming next
     */
    public record Continuation(int symbol, double probability) {}

    /**
     * The most probable next symbols.
     *
     * @param many    how many, at least 1
     * @param context the symbols before, oldest first
     * @return the most probable first, of equal ones the smallest index; those of probability 0 are left out
     * @throws IllegalArgumentException as {@link #distribution}
     */
    public List<Continuation> top(int many, int... context) {
        if (many < 1) {
            throw new IllegalArgumentException("many: expected at least 1, got " + many);
        }
        double[] p = distribution(context);
        return IntStream.range(0, p.length)
                .mapToObj(w -> new Continuation(w, p[w]))
                .filter(c -> c.probability() > 0)
                .sorted(Comparator.comparingDouble(Continuation::probability)
                        .reversed()
                        .thenComparingInt(Continuation::symbol))
                .limit(many)
                .toList();
    }

    /**
     * The log-probability of a text, the sum of {@code ln p(next | context)}: in a model of sentences of the whole
     * sentence and its end; else of the symbols from the n-th on, given those before.
     *
     * @param ids symbols 0 … V−1
     * @return at most 0, in nats; −∞ if one step has probability 0 or, without smoothing, an unseen context
     * @throws IllegalArgumentException if an index is out of range, or there is nothing to predict
     */
    public double logLikelihood(int... ids) {
        int n = order();
        symbols.require(ids, "ids");
        if (!symbols.sentences() && ids.length < n) {
            throw new IllegalArgumentException(
                    "ids: a model of order " + n + " predicts from symbol " + n + " on, the text has " + ids.length);
        }
        int[] all = symbols.sentences() ? symbols.bounded(ids, n) : ids;
        double sum = 0;
        for (int i = n - 1; i < all.length; i++) {
            double p = estimate(all[i], Arrays.copyOfRange(all, i - n + 1, i));
            sum += Double.isNaN(p) ? Double.NEGATIVE_INFINITY : Math.log(p);
        }
        return sum;
    }

    /**
     * Between how many symbols the model hesitates on a text, on average: {@code exp(−logLikelihood / predictions)}.
     *
     * @param ids symbols 0 … V−1
     * @return 1 for certainty, V for a blind guess, infinite if the text is impossible for the model
     * @throws IllegalArgumentException as {@link #logLikelihood}
     */
    public double perplexity(int... ids) {
        return perplexity(new int[][] {ids});
    }

    /**
     * Between how many symbols the model hesitates on several texts, every prediction counted once.
     *
     * @param texts at least one text
     * @return the perplexity of all of them
     * @throws IllegalArgumentException if there is none, or as {@link #logLikelihood}
     */
    public double perplexity(int[][] texts) {
        if (texts.length == 0) {
            throw new IllegalArgumentException("texts: expected at least one");
        }
        double sum = 0;
        long predictions = 0;
        for (int[] text : texts) {
            sum += logLikelihood(text);
            predictions += symbols.sentences() ? text.length + 1 : text.length - order() + 1;
        }
        return Math.exp(-sum / predictions);
    }

    private double estimate(int next, int[] context) {
        return smoothing.estimate(counts, next, symbols.context(context, order()), outcomes());
    }

    private IllegalArgumentException unseen(int[] context) {
        return new IllegalArgumentException("context: " + Arrays.toString(symbols.context(context, order()))
                + " was never followed by anything in the training text, so maximum likelihood is 0/0 there; "
                + "use addK(k) with k > 0, or interpolated(…) with some weight on shorter orders");
    }

    private static void requireOrder(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n: expected an order of at least 1, got " + n);
        }
    }

    @Override
    public String toString() {
        return "NGramModel(n = " + order() + ", " + outcomes() + " outcomes, k = " + smoothing.k() + ", weights "
                + Arrays.toString(smoothing.weights()) + ", " + tableSize(order()) + " different " + order()
                + "-grams)";
    }
}
