package recurrent.ngram;

import java.util.Arrays;

/**
 * How counts become a probability: k is added to each count, and the estimates of the orders 1 … n are mixed with
 * weights. With k = 0 and all weight on order n this is maximum likelihood. Chapter 06.
 */
record Smoothing(double k, double[] weights) {
    private static final double SUM_TOLERANCE = 1e-9;

    static Smoothing none(int n) {
        double[] weights = new double[n];
        weights[n - 1] = 1;
        return new Smoothing(0, weights);
    }

    Smoothing withK(double k) {
        if (!(k >= 0) || Double.isInfinite(k)) {
            throw new IllegalArgumentException("k: expected 0 or more, got " + k);
        }
        return new Smoothing(k, weights);
    }

    Smoothing withWeights(double... weights) {
        if (weights.length != order()) {
            throw new IllegalArgumentException(
                    "weights: expected " + order() + ", one for each order from the unigram on, got " + weights.length);
        }
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException("weights: expected numbers in [0, 1], got " + weight);
            }
            sum += weight;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException("weights: expected a sum of 1, got " + sum + "; divide each by it");
        }
        return new Smoothing(k, weights.clone());
    }

    int order() {
        return weights.length;
    }

    /** p(next | context), or NaN where no order with a weight has an estimate. */
    double estimate(NGramCounts counts, int next, int[] context, int outcomes) {
        double[] usable = usable(context.length + 1);
        double sum = 0;
        double used = 0;
        for (int order = 1; order <= usable.length; order++) {
            double weight = usable[order - 1];
            if (weight > 0) {
                int[] last = Arrays.copyOfRange(context, context.length - order + 1, context.length);
                double p = share(counts.row(last), next, outcomes);
                if (!Double.isNaN(p)) {
                    sum += weight * p;
                    used += weight;
                }
            }
        }
        return used == 0 ? Double.NaN : sum / used;
    }

    /** Add-k of one order: {@code (count + k) / (total + k·outcomes)}, which is 0/0, NaN, for an unseen context. */
    private double share(NGramCounts.Row row, int next, int outcomes) {
        int count = row == null ? 0 : row.count(next);
        int total = row == null ? 0 : row.total();
        return (count + k) / (total + k * outcomes);
    }

    /** The weights of the orders that a context is long enough for; if all are 0, the longest of them is used. */
    private double[] usable(int orders) {
        double[] usable = Arrays.copyOf(weights, orders);
        if (Arrays.stream(usable).sum() == 0) {
            usable[orders - 1] = 1;
        }
        return usable;
    }
}
