package recurrent.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** How to choose a symbol from scores. Chapters 09 and 15. */
public final class Sampling {
    private Sampling() {}

    /**
     * Scores into probabilities at a temperature: {@code p ∝ exp(o/T)}. T = 1 is the model as it is; a smaller T
     * sharpens, a larger one flattens. T = 1/α is the same as raising every probability to the power α.
     *
     * @param logits      scores; minus infinity rules a symbol out
     * @param temperature above 0
     * @return probabilities that sum to 1
     * @throws IllegalArgumentException if the temperature is not above 0
     */
    public static double[] softmax(double[] logits, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature: expected a number above 0, got " + temperature
                    + "; for the most likely symbol use greedy");
        }
        double max = logits[greedy(logits)];
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp((logits[i] - max) / temperature);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /**
     * Every probability to the power α, made to sum to 1 again: {@code p ← pᵅ / Σ pᵅ}. The same as a temperature of 1/α:
     * α above 1 sharpens, below 1 flattens, 0 makes all possible symbols equal.
     *
     * @param p     probabilities that sum to 1
     * @param alpha at least 0
     * @return probabilities that sum to 1; what was impossible stays impossible
     * @throws IllegalArgumentException if α is below 0
     */
    public static double[] power(double[] p, double alpha) {
        if (!(alpha >= 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha: expected a number from 0, got " + alpha);
        }
        double max = Arrays.stream(p).max().orElse(0);
        double[] powers = Arrays.stream(p)
                .map(value -> value > 0 ? Math.pow(value / max, alpha) : 0) // over the largest: no underflow of all
                .toArray();
        return normalised(powers);
    }

    /**
     * Keeps the k most probable symbols and rules out the rest. Of equals the first ones stay.
     *
     * @param p probabilities that sum to 1
     * @param k how many may be chosen from, at least 1
     * @return probabilities that sum to 1, at most k of them above 0
     * @throws IllegalArgumentException if k is below 1
     * @see <a href="https://arxiv.org/abs/1805.04833">A. Fan, M. Lewis, Y. Dauphin, Hierarchical neural story
     *     generation, 2018</a>
     */
    public static double[] topK(double[] p, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k: expected at least 1, got " + k);
        }
        Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -p[i])); // stable: of equals the first
        double[] kept = new double[p.length];
        for (int i = 0; i < Math.min(k, p.length); i++) {
            kept[order[i]] = p[order[i]];
        }
        return normalised(kept);
    }

    private static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /**
     * The place of the largest number; the first one if there are several.
     *
     * @param scores at least one number
     * @return its index
     * @throws IllegalArgumentException if there is no number, or one is NaN
     */
    public static int greedy(double[] scores) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("scores: expected at least one");
        }
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException(
                        "scores[" + i + "]: NaN; the model's parameters are broken, train it again");
            }
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }

    /**
     * Draws an index.
     *
     * @param p      probabilities that sum to 1
     * @param random where the randomness comes from
     * @return index i with probability p[i]
     */
    public static int draw(double[] p, RandomGenerator random) {
        double u = random.nextDouble();
        int last = 0; // rounding may leave a rest: it goes to the last symbol that is possible at all
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                last = i;
                u -= p[i];
                if (u < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    /**
     * How undecided probabilities are: {@code −Σ p ln p}, 0 for certainty, ln V for a uniform guess.
     *
     * @param p probabilities that sum to 1
     * @return entropy in nats
     */
    public static double entropy(double[] p) {
        double entropy = 0;
        for (double value : p) {
            if (value > 0) {
                entropy -= value * Math.log(value);
            }
        }
        return entropy;
    }
}
