package recurrent.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

import recurrent.train.AdaGrad;
import recurrent.train.Adam;
import recurrent.train.Momentum;
import recurrent.train.Optimizer;
import recurrent.train.RmsProp;
import recurrent.train.Sgd;

/** What {@code --optimizer} takes, with a first learning rate for each cell: docs/training.md tells how it was found. */
enum OptimizerKind {
    SGD(Sgd::new, 1, 1, 4, 4),
    MOMENTUM(Momentum::standard, 1, 0.2, 0.6, 0.6),
    ADAGRAD(AdaGrad::standard, 5, 0.02, 0.05, 0.05),
    RMSPROP(RmsProp::standard, 5, 0.005, 0.01, 0.005),
    ADAM(Adam::standard, 5, 0.01, 0.01, 0.01);

    private final Supplier<Optimizer> make;
    private final double clip;
    private final double rnn;
    private final double lstm;
    private final double gru;

    OptimizerKind(Supplier<Optimizer> make, double clip, double rnn, double lstm, double gru) {
        this.make = make;
        this.clip = clip;
        this.rnn = rnn;
        this.lstm = lstm;
        this.gru = gru;
    }

    Optimizer make() {
        return make.get();
    }

    /**
     * The largest norm of the gradients: small where a step is as long as the gradient, which explodes in some batches.
     */
    double clip() {
        return clip;
    }

    /** The learning rate that a short training did best with. */
    double rate(CellKind cell) {
        return switch (cell) {
            case RNN -> rnn;
            case LSTM -> lstm;
            case GRU -> gru;
        };
    }

    /** The kind of a word on the command line. */
    static OptimizerKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--optimizer: expected 'sgd', 'momentum', 'adagrad', 'rmsprop' or 'adam', got '" + word + "'"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
