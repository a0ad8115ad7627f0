package recurrent.nn.fast;

import java.util.Arrays;

/**
 * Output layer, softmax and cross-entropy of one chunk: {@value #BLOCK} predictions at a time, so that their scores stay
 * in the cache from the product to the gradients.
 */
final class Scores {
    private static final int BLOCK = 256;

    private final OutputWeights weights;
    private final Store scores; // (padded, block): a row for each symbol, so that loops over predictions run along it
    private final float[] s;
    private final float[] max = new float[BLOCK];
    private final float[] sum = new float[BLOCK];
    private final Store dWhq;
    private final Store dbq;
    private final Store ones;

    Scores(OutputWeights weights) {
        this.weights = weights;
        this.scores = new Store(weights.padded * BLOCK);
        this.s = new float[weights.padded * BLOCK];
        this.dWhq = new Store(weights.h * weights.padded);
        this.dbq = new Store(weights.padded);
        this.ones = new Store(BLOCK);
        Arrays.fill(sum, 1f);
        ones.put(0, sum, 0, BLOCK);
    }

    /**
     * The sum of the cross-entropies of some rows.
     *
     * @param Y       what was said, one row each
     * @param rows    how many
     * @param targets what is right for each of them
     * @param to      receives the gradients of the layer; null if none are wanted
     * @param weight  of one prediction in the loss
     * @param dY      receives the gradient of each row
     */
    double run(Block Y, int rows, int[] targets, OutputWeights.Gradients to, float weight, Store dY) {
        int h = weights.h;
        int P = weights.padded;
        double loss = 0;
        for (int from = 0; from < rows; from += BLOCK) {
            int r = Math.min(BLOCK, rows - from);
            Blas.productTATB(P, r, h, weights.Whq, P, Y.store().at(Y.at() + from * h), h, 0f, scores.at(0), r);
            scores.get(0, s, 0, P * r);
            loss += crossEntropy(targets, from, r);
            if (to != null) {
                gradient(targets, from, r, weight);
                scores.put(0, s, 0, P * r);
                float beta = from == 0 ? 0f : 1f;
                Blas.productTATB(h, P, r, Y.store().at(Y.at() + from * h), h, scores.at(0), r, beta, dWhq.at(0), P);
                Blas.rows(P, r, scores.at(0), r, ones.at(0), beta, dbq.at(0));
                Blas.productTATB(r, h, P, scores.at(0), r, weights.Whq, P, 0f, dY.at(from * h), h);
            }
        }
        if (to != null) {
            dWhq.get(0, to.dWhq(), 0, h * P);
            dbq.get(0, to.dbq(), 0, P);
        }
        return loss;
    }

    /** From scores to their exponentials, with the sums beside them. */
    private double crossEntropy(int[] targets, int from, int r) {
        Arrays.fill(max, 0, r, Float.NEGATIVE_INFINITY);
        for (int v = 0; v < weights.V; v++) {
            Vector.addAndMax(s, v * r, weights.bq[v], max, r);
        }
        double loss = 0;
        for (int i = 0; i < r; i++) {
            loss += max[i] - s[targets[from + i] * r + i];
        }
        for (int v = 0; v < weights.V; v++) {
            Vector.subtract(s, v * r, max, r);
        }
        Vector.exp(s, weights.V * r);
        Arrays.fill(sum, 0, r, 0f);
        for (int v = 0; v < weights.V; v++) {
            Vector.add(sum, 0, s, v * r, r);
        }
        return loss + sumOfLogs(sum, r);
    }

    /** From exponentials to the gradient: weight · (softmax − one-hot target). */
    private void gradient(int[] targets, int from, int r, float weight) {
        for (int i = 0; i < r; i++) {
            sum[i] = weight / sum[i];
        }
        for (int v = 0; v < weights.V; v++) {
            Vector.scale(s, v * r, sum, r);
        }
        for (int i = 0; i < r; i++) {
            s[targets[from + i] * r + i] -= weight;
        }
    }

    /** Σ ln x[i] with few logarithms: the numbers are multiplied as long as the product fits into a double. */
    private static double sumOfLogs(float[] x, int length) {
        double logs = 0;
        double product = 1;
        for (int i = 0; i < length; i++) {
            product *= x[i];
            if (!(product < 1e200)) {
                logs += Math.log(product);
                product = 1;
            }
        }
        return logs + Math.log(product);
    }
}
