package recurrent.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What all networks of {@link Dl4jModels} can be told. Immutable; {@code withX} gives a changed copy. Chapter 10.
 *
 * <p>DeepLearning4j adds the losses of the T steps of a sequence where the course takes their mean, so its gradient is
 * T times ours: a rate η of the course is η/T here, and a clipping threshold θ is T·θ.
 *
 * @param type    FLOAT to train, DOUBLE to check
 * @param seed    decides the first weights; the same seed gives the same network
 * @param updater DeepLearning4j's name for an optimiser, with its learning rate
 * @param clip    largest norm of the gradient of one layer (the course clips all layers together); infinity for none
 * @param tbptt   steps after which backpropagation through time is cut; 0 for the whole sequence
 */
public record Dl4jOptions(DataType type, long seed, IUpdater updater, double clip, int tbptt) {

    /** Checks every value. */
    public Dl4jOptions {
        if (type != DataType.FLOAT && type != DataType.DOUBLE) {
            throw new IllegalArgumentException("type: expected FLOAT or DOUBLE, got " + type);
        }
        if (updater == null) {
            throw new IllegalArgumentException("updater: expected one, for instance new Sgd(1) or new Adam(0.01)");
        }
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip: expected a number above 0, got " + clip);
        }
        if (tbptt < 0) {
            throw new IllegalArgumentException("tbptt: expected 0 (whole sequences) or more steps, got " + tbptt);
        }
    }

    /**
     * FLOAT, seed 1, gradient descent at rate 1, no clipping, whole sequences.
     *
     * @return the options
     */
    public static Dl4jOptions defaults() {
        return new Dl4jOptions(DataType.FLOAT, 1, new Sgd(1), Double.POSITIVE_INFINITY, 0);
    }

    /**
     * Another type of numbers.
     *
     * @param value FLOAT or DOUBLE
     * @return changed copy
     */
    public Dl4jOptions withType(DataType value) {
        return new Dl4jOptions(value, seed, updater, clip, tbptt);
    }

    /**
     * Another seed.
     *
     * @param value any number
     * @return changed copy
     */
    public Dl4jOptions withSeed(long value) {
        return new Dl4jOptions(type, value, updater, clip, tbptt);
    }

    /**
     * Another optimiser.
     *
     * @param value for instance {@code new Sgd(0.1)} or {@code new Adam(0.01)}
     * @return changed copy
     */
    public Dl4jOptions withUpdater(IUpdater value) {
        return new Dl4jOptions(type, seed, value, clip, tbptt);
    }

    /**
     * Another clipping threshold.
     *
     * @param value above 0; {@link Double#POSITIVE_INFINITY} switches clipping off
     * @return changed copy
     */
    public Dl4jOptions withClip(double value) {
        return new Dl4jOptions(type, seed, updater, value, tbptt);
    }

    /**
     * Another cut of backpropagation through time.
     *
     * @param value steps; 0 for whole sequences
     * @return changed copy
     */
    public Dl4jOptions withTbptt(int value) {
        return new Dl4jOptions(type, seed, updater, clip, value);
    }
}
