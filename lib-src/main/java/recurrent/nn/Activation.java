package recurrent.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a neuron does with its weighted sum. Without it any number of layers would be one matrix. Chapter 01.
 *
 * <p>Each derivative is computed from the <em>output</em> of the function, because that is what a forward pass keeps.
 */
public enum Activation {
    /** {@code a = z}, for scores and for regression. Derivative 1. */
    IDENTITY {
        @Override
        public INDArray of(INDArray Z) {
            return Z.dup();
        }

        @Override
        public INDArray derivative(INDArray A) {
            return A.ulike().assign(1);
        }
    },

    /** {@code a = 1 / (1 + exp(−z))}, between 0 and 1. Derivative {@code a·(1 − a)}: above 0, at most 0.25. */
    SIGMOID {
        @Override
        public INDArray of(INDArray Z) {
            return Transforms.sigmoid(Z, true);
        }

        @Override
        public INDArray derivative(INDArray A) {
            return A.rsub(1).muli(A);
        }
    },

    /** {@code a = tanh(z)}, between −1 and 1. Derivative {@code 1 − a²}, at most 1. */
    TANH {
        @Override
        public INDArray of(INDArray Z) {
            return Transforms.tanh(Z, true);
        }

        @Override
        public INDArray derivative(INDArray A) {
            return A.mul(A).rsubi(1);
        }
    },

    /** {@code a = max(0, z)}. Derivative 1 where a is above 0, and 0 elsewhere, also at the kink z = 0. */
    RELU {
        @Override
        public INDArray of(INDArray Z) {
            return Transforms.relu(Z, true);
        }

        @Override
        public INDArray derivative(INDArray A) {
            return A.gt(0).castTo(A.dataType());
        }
    };

    /**
     * The function, number by number.
     *
     * @param Z weighted sums, any shape; not changed
     * @return the outputs A, same shape; finite for every finite Z
     */
    public abstract INDArray of(INDArray Z);

    /**
     * The derivative dA/dZ, from the outputs.
     *
     * @param A what {@link #of} returned, any shape; not changed
     * @return the derivative at each number, same shape
     */
    public abstract INDArray derivative(INDArray A);
}
