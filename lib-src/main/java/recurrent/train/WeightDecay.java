package recurrent.train;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.nn.Parameters;

/**
 * A price for large weights, added to the loss: {@code λ₁·Σ|w| + ½·λ₂·Σw²}. Small weights make smooth functions, which
 * overfit less. L1 pushes every weight by the same amount and makes many of them 0; L2 pushes large ones more. Biases
 * cost nothing. Chapter 03.
 *
 * <p>With the ½ the gradient of L2 is λ₂·w. Texts that leave it out mean half of this λ₂.
 *
 * @param l1 λ₁, from 0
 * @param l2 λ₂, from 0
 */
public record WeightDecay(double l1, double l2) {

    /** Checks the numbers. */
    public WeightDecay {
        Ranges.requireFromZero("l1", l1);
        Ranges.requireFromZero("l2", l2);
    }

    /**
     * The price of absolute values (lasso).
     *
     * @param lambda λ₁, from 0
     * @return the penalty
     */
    public static WeightDecay l1(double lambda) {
        return new WeightDecay(lambda, 0);
    }

    /**
     * The price of squares (ridge).
     *
     * @param lambda λ₂, from 0
     * @return the penalty
     */
    public static WeightDecay l2(double lambda) {
        return new WeightDecay(0, lambda);
    }

    /**
     * No price.
     *
     * @return the penalty that is always 0
     */
    public static WeightDecay none() {
        return new WeightDecay(0, 0);
    }

    // tag::weightDecay[]
    /**
     * What the weights cost at the moment: the number to add to the loss.
     *
     * @param parameters weights and biases
     * @return {@code λ₁·Σ|w| + ½·λ₂·Σw²}
     */
    public double penalty(Parameters parameters) {
        double sum = 0;
        for (String name : weights(parameters)) {
            INDArray w = parameters.get(name);
            double length = w.norm2Number().doubleValue();
            sum += l1 * w.norm1Number().doubleValue() + 0.5 * l2 * length * length;
        }
        return sum;
    }

    /**
     * Adds the gradient of the penalty, in place: {@code g ← g + λ₁·sign(w) + λ₂·w}. Each weight gets its own number.
     *
     * @param parameters weights and biases; not changed
     * @param gradients  of the loss, same names and shapes; those of biases stay as they are
     */
    public void addTo(Parameters parameters, Parameters gradients) {
        for (String name : weights(parameters)) {
            INDArray w = parameters.get(name);
            INDArray g = gradients.get(name);
            if (l1 != 0) {
                g.addi(Transforms.sign(w, true).muli(l1));
            }
            if (l2 != 0) {
                g.addi(w.mul(l2));
            }
        }
    }
    // end::weightDecay[]

    /**
     * Whether a parameter is a bias: its name, behind the last dot, starts with a small b.
     *
     * @param name for instance b1, bh or layer1.bh
     * @return whether the penalty leaves it out
     */
    public static boolean isBias(String name) {
        return name.startsWith("b", name.lastIndexOf('.') + 1);
    }

    private static List<String> weights(Parameters parameters) {
        return parameters.names().stream().filter(name -> !isBias(name)).toList();
    }
}
