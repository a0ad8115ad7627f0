package recurrent.train;

/** What a training is watched by. Chapters 09 and 16. */
public enum Measure {
    /** The mean loss. */
    LOSS {
        @Override
        public double train(Epoch epoch) {
            return epoch.trainLoss();
        }

        @Override
        public double validation(Epoch epoch) {
            return epoch.validationLoss();
        }
    },
    /** Its exponential, where the loss is a cross-entropy: symbols that a language model hesitates between. */
    PERPLEXITY {
        @Override
        public double train(Epoch epoch) {
            return epoch.trainPerplexity();
        }

        @Override
        public double validation(Epoch epoch) {
            return epoch.validationPerplexity();
        }
    },
    /** The share of right answers, in validation alone. */
    ACCURACY {
        @Override
        public double train(Epoch epoch) {
            return Double.NaN;
        }

        @Override
        public double validation(Epoch epoch) {
            return epoch.metrics().getOrDefault("accuracy", Double.NaN);
        }
    };

    /**
     * Its value in training.
     *
     * @param epoch an epoch
     * @return the value; NaN if it is not known
     */
    public abstract double train(Epoch epoch);

    /**
     * Its value in validation.
     *
     * @param epoch an epoch
     * @return the value; NaN if there was no validation
     */
    public abstract double validation(Epoch epoch);
}
