package recurrent.train;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.Parameters;
import recurrent.nn.fast.FastRnn;
import recurrent.text.Batch;

/**
 * How a batch is computed: by the algebra that the chapters show, or by the fast path. Both give the same numbers, and
 * a test holds them to it. Chapter 09.
 */
public interface BatchPass {
    /**
     * The mean cross-entropy of a batch.
     *
     * @param batch n sequences of T symbols and their targets
     * @return in nats
     */
    double loss(Batch batch);

    /**
     * The mean cross-entropy of a batch and its gradients.
     *
     * @param batch n sequences of T symbols and their targets
     * @return loss and gradients; the gradients may be overwritten by the next call
     */
    LossAndGradients lossAndGradients(Batch batch);

    /**
     * The readable way, in ND4J algebra.
     *
     * @param model its parameters are read at every call
     * @return the pass
     */
    static BatchPass algebra(RnnLanguageModel model) {
        return new BatchPass() {
            @Override
            public double loss(Batch batch) {
                return model.loss(batch);
            }

            @Override
            public LossAndGradients lossAndGradients(Batch batch) {
                return model.lossAndGradients(batch);
            }
        };
    }

    /**
     * The fast way, on primitive arrays.
     *
     * @param model its parameters are read at every call; FLOAT
     * @return the pass
     */
    static BatchPass fast(RnnLanguageModel model) {
        FastRnn fast = new FastRnn(model.symbols(), model.hidden());
        Parameters parameters = model.parameters();
        Parameters gradients = parameters.zerosLike();
        return new BatchPass() {
            @Override
            public double loss(Batch batch) {
                return fast.loss(parameters, batch.inputs(), batch.targets());
            }

            @Override
            public LossAndGradients lossAndGradients(Batch batch) {
                double loss = fast.lossAndGradients(parameters, batch.inputs(), batch.targets(), gradients);
                return new LossAndGradients(loss, gradients);
            }
        };
    }

    /**
     * The fast way where there is one, for FLOAT; the readable one for DOUBLE.
     *
     * @param model its parameters are read at every call
     * @return the pass
     */
    static BatchPass of(RnnLanguageModel model) {
        return model.cell().Wxh().dataType() == DataType.FLOAT ? fast(model) : algebra(model);
    }
}
