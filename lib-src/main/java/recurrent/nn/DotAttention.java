package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Attention by dot products: each query is compared with every key, and gets the mean of the values, weighted by how
 * well their keys fit. For each sequence of the batch
 *
 * <pre>
 * A = softmax(Q·Kᵀ · s)      row by row; s = 1, or 1/√h for scaled attention
 * context = A·V
 * </pre>
 *
 * <p>In an encoder–decoder the queries are the states of the decoder, and keys and values both are what the encoder
 * said. There is nothing to learn here: that is left to the layers around it. Chapter 17.
 *
 * @param scaled whether scores are divided by √h, which keeps them from growing with the width
 * @see <a href="https://arxiv.org/abs/1508.04025">M.-T. Luong, H. Pham, C. D. Manning, Effective approaches to
 *      attention-based neural machine translation, 2015</a>
 * @see <a href="https://arxiv.org/abs/1706.03762">A. Vaswani and others, Attention is all you need, 2017</a>
 */
public record DotAttention(boolean scaled) {
    private static final double NEVER = -1e9; // a score whose exponential is 0 beside any other

    /**
     * What a forward pass leaves behind.
     *
     * @param Q       the queries, shape (T', n, h)
     * @param K       the keys, shape (T, n, h)
     * @param V       the values, shape (T, n, v)
     * @param weights how much query t' of sequence i looks at step t, shape (n, T', T); every row sums to 1, and
     *                {@code weights.slice(i)} is the heatmap of sequence i
     * @param context what each query gets, shape (T', n, v)
     */
    public record Attended(INDArray Q, INDArray K, INDArray V, INDArray weights, INDArray context) {}

    // tag::forward[]
    /**
     * Looks at the values.
     *
     * @param Q    the queries, shape (T', n, h)
     * @param K    the keys, shape (T, n, h)
     * @param V    the values, shape (T, n, v)
     * @param mask which steps may be looked at: those that are not padded
     * @return weights and context
     * @throws IllegalArgumentException if a shape does not fit
     */
    public Attended forward(INDArray Q, INDArray K, INDArray V, Mask mask) {
        Shapes.require("Q", Q, -1, -1, -1);
        Shapes.require("K", K, -1, Q.size(1), Q.size(2));
        Shapes.require("V", V, K.size(0), Q.size(1), -1);
        mask.require(K);
        INDArray scores = product(bySequence(Q), false, bySequence(K), true).muli(scale(Q));
        if (!mask.isNone()) {
            scores.addi(paddingScores(mask, Q));
        }
        INDArray weights = Softmax.of(rows(scores)).reshape(scores.shape());
        return new Attended(Q, K, V, weights, byStep(product(weights, false, bySequence(V), false)));
    }
    // end::forward[]

    /**
     * The gradient of the loss with respect to everything that went into a forward pass.
     *
     * @param dQ shape (T', n, h)
     * @param dK shape (T, n, h)
     * @param dV shape (T, n, v); where one array is both keys and values, its gradient is dK + dV
     */
    public record Gradients(INDArray dQ, INDArray dK, INDArray dV) {}

    // tag::backward[]
    /**
     * Back through the attention. Through a softmax, row by row: {@code dS = A ⊙ (dA − Σ dA ⊙ A)}.
     *
     * @param run      what {@link #forward} returned
     * @param dContext gradient of the loss with respect to the context, shape (T', n, v)
     * @return the gradients
     */
    public Gradients backward(Attended run, INDArray dContext) {
        Shapes.require("dContext", dContext, run.context().shape());
        INDArray A = run.weights();
        INDArray dC = bySequence(dContext);
        INDArray dA = product(dC, false, bySequence(run.V()), true);
        INDArray dS = Softmax.backward(rows(A), rows(dA)).muli(scale(run.Q())).reshape(A.shape());
        return new Gradients(
                byStep(product(dS, false, bySequence(run.K()), false)),
                byStep(product(dS, true, bySequence(run.Q()), false)),
                byStep(product(A, true, dC, false)));
    }
    // end::backward[]

    private double scale(INDArray Q) {
        return scaled ? 1 / Math.sqrt(Q.size(2)) : 1;
    }

    /** From (steps, n, features) to (n, steps, features), a copy: a matrix for each sequence. */
    private static INDArray bySequence(INDArray X) {
        return X.permute(1, 0, 2).dup('c');
    }

    /** The other way round. */
    private static INDArray byStep(INDArray X) {
        return X.permute(1, 0, 2).dup('c');
    }

    /** The product of two matrices for each sequence, turned or not. */
    private static INDArray product(INDArray a, boolean turnA, INDArray b, boolean turnB) {
        return Nd4j.matmul(a, b, turnA, turnB, false);
    }

    /** All rows below each other. */
    private static INDArray rows(INDArray X) {
        return X.reshape(X.size(0) * X.size(1), X.size(2));
    }

    /** 0 for a symbol, a score that never wins for padding; shape (n, 1, T). */
    private static INDArray paddingScores(Mask mask, INDArray like) {
        INDArray padded = mask.array().transpose().castTo(like.dataType()).rsub(1);
        return padded.muli(NEVER).reshape(padded.size(0), 1, padded.size(1));
    }
}
