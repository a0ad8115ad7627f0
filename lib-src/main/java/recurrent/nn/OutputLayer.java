package recurrent.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * From a state to one score for each symbol: {@code O = H·Whq + bq}. Chapter 07.
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
     * A new layer: normal weights, zero biases.
     *
     * @param h     hidden units that it reads
     * @param V     symbols that it scores
     * @param sigma standard deviation of the weights
     * @param type  FLOAT to train, DOUBLE to check
     * @param seed  the same seed gives the same layer
     * @return the layer
     */
    public static OutputLayer random(int h, int V, double sigma, DataType type, long seed) {
        return new OutputLayer(Init.normal(new Random(seed), sigma, type, h, V), Init.zeros(type, V));
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
        /**
         * The gradients of the parameters, under the parameters' names.
         *
         * @return Whq, bq
         */
        public Parameters parameters() {
            return named(dWhq, dbq);
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

    /**
     * The parameters under their names.
     *
     * @return Whq, bq: the arrays themselves
     */
    public Parameters parameters() {
        return named(Whq, bq);
    }

    @Override
    public String toString() {
        return "OutputLayer(" + Whq.size(0) + " → " + Whq.size(1) + ", "
                + parameters().count() + " parameters)";
    }

    private static Parameters named(INDArray Whq, INDArray bq) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("Whq", Whq);
        arrays.put("bq", bq);
        return Parameters.of(arrays);
    }
}
