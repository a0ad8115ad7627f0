package recurrent.nn;

import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * From a state to one score for each symbol: {@code O = H·Whq + bq}. A {@link DenseLayer} without activation does the
 * same; this one has the names and the gradients that chapters 07 to 09 speak of. Chapter 07.
 *
 * @param Whq weights, shape (h, V); some texts call them Why
 * @param bq  biases, shape (1, V)
 */
public record OutputLayer(INDArray Whq, INDArray bq) {

    /** Checks that the arrays fit together. */
    public OutputLayer {
        Shapes.require("Whq", Whq, -1, -1);
        Shapes.require("bq", bq, 1, Whq.size(1));
    }

    /**
     * A layer of given arrays.
     *
     * @param arrays Whq, bq
     * @return the layer; it shares the arrays
     */
    public static OutputLayer of(Parameters arrays) {
        return new OutputLayer(arrays.get("Whq"), arrays.get("bq"));
    }

    /**
     * A new layer, its biases zero.
     *
     * @param h    hidden units that it reads
     * @param V    symbols that it scores
     * @param init first weights
     * @param type FLOAT to train, DOUBLE to check
     * @param seed the same seed gives the same layer
     * @return the layer
     */
    public static OutputLayer random(int h, int V, Init init, DataType type, long seed) {
        return new OutputLayer(init.draw(new Random(seed), type, h, V), Init.zeros(type, V));
    }

    /**
     * A new layer with the first values of the course: normal numbers with σ = 0.01, FLOAT.
     *
     * @param h    hidden units that it reads
     * @param V    symbols that it scores
     * @param seed the same seed gives the same layer
     * @return the layer
     */
    public static OutputLayer random(int h, int V, long seed) {
        return random(h, V, Init.normal(0.01), DataType.FLOAT, seed);
    }

    /** {@return what it reads: h} */
    public int inputs() {
        return (int) Whq.size(0);
    }

    /** {@return what it scores: V symbols, or classes} */
    public int outputs() {
        return (int) Whq.size(1);
    }

    /**
     * The scores (logits) of states.
     *
     * @param H states, shape (m, h)
     * @return scores, shape (m, V)
     * @throws IllegalArgumentException if H does not have h columns
     */
    public INDArray forward(INDArray H) {
        Shapes.require("H", H, -1, Whq.size(0));
        return H.mmul(Whq).addiRowVector(bq);
    }

    /**
     * The gradient of the loss with respect to everything that went into {@link #forward}.
     *
     * @param dWhq shape (h, V)
     * @param dbq  shape (1, V)
     * @param dH   shape (m, h)
     */
    public record Gradients(INDArray dWhq, INDArray dbq, INDArray dH) {
        /** {@return the gradients of the parameters, under the parameters' names: Whq, bq} */
        public Parameters parameters() {
            return Parameters.of("Whq", dWhq, "bq", dbq);
        }
    }

    /**
     * Back through the layer: {@code dWhq = Hᵀ·dO}, {@code dbq = Σ dO}, {@code dH = dO·Whqᵀ}.
     *
     * @param H  what {@link #forward} read, shape (m, h)
     * @param dO gradient of the loss with respect to the scores, shape (m, V)
     * @return the gradients
     */
    public Gradients backward(INDArray H, INDArray dO) {
        Shapes.require("dO", dO, H.size(0), Whq.size(1));
        return new Gradients(H.transpose().mmul(dO), dO.sum(true, 0), dO.mmul(Whq.transpose()));
    }

    /** {@return the parameters under their names: Whq, bq: the arrays themselves} */
    public Parameters parameters() {
        return Parameters.of("Whq", Whq, "bq", bq);
    }

    @Override
    public String toString() {
        return "OutputLayer(" + Whq.size(0) + " → " + Whq.size(1) + ", "
                + parameters().count() + " parameters)";
    }
}
