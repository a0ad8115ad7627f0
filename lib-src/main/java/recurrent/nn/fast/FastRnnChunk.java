package recurrent.nn.fast;

import java.util.Arrays;

/** Some sequences of a batch in {@link FastRnn}: their states and their share of the gradients. */
final class FastRnnChunk {
    final int T;
    final float[] dWxh;
    final float[] dWhh;
    final float[] dWhq;
    final float[] dbq;

    private final int V;
    private final int h;
    private final float[] WxhPlusBh;
    private final float[] Whh;
    private final float[] Whq;
    private final float[] bq;
    private final float[][] H; // H[t]: states after t steps, (m, h); H[0] stays zero
    private final float[][] dH; // dH[t]: gradient of the loss with respect to H[t], (m, h)
    private final float[] scores; // (V, m): a row for each symbol, so that loops over sequences run along the memory
    private final float[] max;
    private final float[] sum;
    private final float[] ones;

    FastRnnChunk(int V, int h, int T, int m, float[] WxhPlusBh, float[] Whh, float[] Whq, float[] bq) {
        this.V = V;
        this.h = h;
        this.T = T;
        this.WxhPlusBh = WxhPlusBh;
        this.Whh = Whh;
        this.Whq = Whq;
        this.bq = bq;
        this.H = new float[T + 1][m * h];
        this.dH = new float[T + 1][m * h];
        this.scores = new float[V * m];
        this.max = new float[m];
        this.sum = new float[m];
        this.ones = new float[m];
        Arrays.fill(ones, 1f);
        this.dWxh = new float[V * h];
        this.dWhh = new float[h * h];
        this.dWhq = new float[h * V];
        this.dbq = new float[V];
    }

    /**
     * Returns the sum of the cross-entropies of the sequences from … to−1; weight is 1 / (predictions of the whole
     * batch).
     */
    double run(int[][] inputs, int[][] targets, int from, int to, boolean gradients, float weight) {
        int m = to - from;
        int steps = inputs[from].length;
        if (gradients) {
            Arrays.fill(dWxh, 0f);
            Arrays.fill(dWhh, 0f);
            Arrays.fill(dWhq, 0f);
            Arrays.fill(dbq, 0f);
        }
        double loss = 0;
        for (int t = 0; t < steps; t++) {
            step(inputs, from, m, t);
            loss += output(targets, from, m, t, gradients, weight);
        }
        if (gradients) {
            backward(inputs, from, m, steps);
        }
        return loss;
    }

    void addGradients(FastRnnChunk other) {
        Vector.add(dWxh, 0, other.dWxh, 0, dWxh.length);
        Vector.add(dWhh, 0, other.dWhh, 0, dWhh.length);
        Vector.add(dWhq, 0, other.dWhq, 0, dWhq.length);
        Vector.add(dbq, 0, other.dbq, 0, dbq.length);
    }

    /** H[t+1] = tanh(Wxh[symbol] + bh + H[t]·Whh): a one-hot row times a matrix is a row of the matrix. */
    private void step(int[][] inputs, int from, int m, int t) {
        float[] Z = H[t + 1];
        for (int i = 0; i < m; i++) {
            System.arraycopy(WxhPlusBh, inputs[from + i][t] * h, Z, i * h, h);
        }
        if (t > 0) {
            Blas.product(m, h, h, H[t], Whh, 1f, Z);
        }
        Vector.tanh(Z, m * h);
    }

    /** Loss of step t and, if wanted, its gradients, while the scores are still in the cache. */
    private double output(int[][] targets, int from, int m, int t, boolean gradients, float weight) {
        for (int v = 0; v < V; v++) {
            Arrays.fill(scores, v * m, (v + 1) * m, bq[v]);
        }
        Blas.productTATB(V, m, h, Whq, H[t + 1], 1f, scores);
        Arrays.fill(max, 0, m, Float.NEGATIVE_INFINITY);
        for (int v = 0; v < V; v++) {
            Vector.max(max, scores, v * m, m);
        }
        double loss = 0;
        for (int i = 0; i < m; i++) {
            loss += max[i] - scores[targets[from + i][t] * m + i];
        }
        Arrays.fill(sum, 0, m, 0f);
        for (int v = 0; v < V; v++) {
            Vector.expShifted(scores, v * m, max, sum, m);
        }
        loss += sumOfLogs(sum, m);
        if (gradients) {
            for (int i = 0; i < m; i++) {
                sum[i] = weight / sum[i];
            }
            for (int v = 0; v < V; v++) {
                Vector.scale(scores, v * m, sum, m);
            }
            for (int i = 0; i < m; i++) {
                scores[targets[from + i][t] * m + i] -= weight;
            }
            Blas.productTATB(h, V, m, H[t + 1], scores, 1f, dWhq);
            Blas.addRowSums(V, m, scores, ones, dbq);
            Blas.productTATB(m, h, V, scores, Whq, 0f, dH[t + 1]);
        }
        return loss;
    }

    private void backward(int[][] inputs, int from, int m, int steps) {
        for (int t = steps; t > 0; t--) {
            // dH[t] is complete here: what the loss sent at step t, and what came back from step t+1
            float[] dZ = dH[t];
            Vector.throughTanh(dZ, H[t], m * h);
            for (int i = 0; i < m; i++) {
                Vector.add(dWxh, inputs[from + i][t - 1] * h, dZ, i * h, h);
            }
            if (t > 1) {
                Blas.productTA(h, h, m, H[t - 1], dZ, 1f, dWhh);
                Blas.productTB(m, h, h, dZ, Whh, 1f, dH[t - 1]);
            }
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
