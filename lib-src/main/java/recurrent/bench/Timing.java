package recurrent.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import recurrent.train.Adam;
import recurrent.train.Batches;
import recurrent.train.FastPass;
import recurrent.train.History;
import recurrent.train.LossAndGradients;
import recurrent.train.Model;
import recurrent.train.Optimizer;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;

/** What the works that train have in common: Adam with its usual rate, the first steps or epochs not counted. */
final class Timing {
    private static final double RATE = 0.001;
    private static final int WARM_UP = 5; // steps
    private static final int STEPS = 20;
    private static final int QUICK_STEPS = 3;
    private static final int EPOCHS = 7;
    private static final int QUICK_EPOCHS = 2;

    private Timing() {}

    /** The door through which the works that make their steps themselves train, the same as the {@link Trainer}'s. */
    static <B> Model<B> fast(Model<B> model) {
        return FastPass.of(model);
    }

    /** The median of training steps; the batches begin again where an epoch has fewer of them than we want steps. */
    static <B> Measured steps(Model<B> model, Batches<B> batches, boolean quick) {
        Model<B> fast = fast(model);
        Optimizer adam = Adam.standard();
        double[] seconds = new double[quick ? QUICK_STEPS : STEPS];
        double loss = 0;
        int step = -WARM_UP;
        while (step < seconds.length) {
            for (B batch : batches.shuffled(step)) {
                if (step == seconds.length) {
                    break;
                }
                long start = System.nanoTime();
                LossAndGradients result = fast.lossAndGradients(batch, new Random(step));
                adam.update(fast.parameters(), result.gradients(), RATE);
                if (step >= 0) {
                    seconds[step] = (System.nanoTime() - start) / 1e9;
                }
                loss = result.loss();
                step++;
            }
        }
        return measured(seconds, model.parameters().count(), loss);
    }

    /** The median of epochs by the {@link Trainer}; the first third are those in which the JIT compiles. */
    static <B> Measured epochs(Model<B> model, List<B> batches, boolean quick) {
        int epochs = quick ? QUICK_EPOCHS : EPOCHS;
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(epochs)
                .withOptimizer(Adam.standard())
                .withRate(RATE);
        History history = Trainer.fit(model, Batches.of(batches), options).history();
        double[] seconds = history.epochs().stream()
                .skip(epochs / 3)
                .mapToDouble(e -> e.seconds())
                .toArray();
        return measured(seconds, model.parameters().count(), history.last().trainLoss());
    }

    private static Measured measured(double[] seconds, long parameters, double loss) {
        Arrays.sort(seconds);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("units", seconds.length);
        details.put("params", parameters);
        details.put("loss", loss);
        return new Measured(seconds[seconds.length / 2], details);
    }
}
