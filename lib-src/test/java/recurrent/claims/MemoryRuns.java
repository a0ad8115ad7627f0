package recurrent.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Features;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.RnnCell;
import recurrent.train.Adam;
import recurrent.train.Batches;
import recurrent.train.LabelledBatch;
import recurrent.train.SequenceClassifier;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;

/**
 * Which cell remembers one symbol through how many others? The first of T symbols is one of four cues, all others are
 * one of four distractors; at the end the network must say the cue. 16 hidden units, Adam at 0.01, clipping at 1, 600
 * batches of 64 new sequences; chance is 0.25.
 *
 * <p>Run it to repeat the table of docs/behaviour.md: {@code main} takes the lengths, for instance 20 40.
 */
final class MemoryRuns {
    /** The cells of the table. */
    enum Contestant {
        RNN,
        LSTM_0,
        LSTM_1,
        LSTM_3,
        GRU;

        RecurrentLayer layer(long seed) {
            Init init = Init.normal(1 / Math.sqrt(UNITS));
            return switch (this) {
                case RNN -> RnnCell.random(8, UNITS, init, DataType.FLOAT, seed).layer();
                case GRU -> GruCell.random(8, UNITS, init, DataType.FLOAT, seed).layer();
                case LSTM_0, LSTM_1, LSTM_3 ->
                    LstmCell.random(8, UNITS, init, DataType.FLOAT, seed)
                            .withForgetBias(Integer.parseInt(name().substring(5)))
                            .layer();
            };
        }
    }

    private static final int UNITS = 16;
    private static final int UPDATES = 600;
    private static final int BATCH = 64;

    private MemoryRuns() {}

    /** Accuracy on a thousand new sequences after training. */
    static double accuracy(Contestant contestant, int T, long seed) {
        Init init = Init.normal(1 / Math.sqrt(UNITS));
        SequenceClassifier model = SequenceClassifier.of(
                new Features(8), contestant.layer(seed), OutputLayer.random(UNITS, 4, init, DataType.FLOAT, seed + 1));
        Random random = new Random(1_000 + seed);
        List<LabelledBatch> batches = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            batches.add(batch(BATCH, T, random));
        }
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(1)
                .withOptimizer(Adam.standard())
                .withRate(0.01);
        Trainer.fit(model, Batches.of(batches), options);
        return model.accuracy(List.of(batch(1_000, T, new Random(2_000 + seed))));
    }

    private static LabelledBatch batch(int n, int T, Random random) {
        float[] X = new float[T * n * 8];
        int[] cues = new int[n];
        for (int i = 0; i < n; i++) {
            cues[i] = random.nextInt(4);
            X[i * 8 + cues[i]] = 1;
            for (int t = 1; t < T; t++) {
                X[(t * n + i) * 8 + 4 + random.nextInt(4)] = 1;
            }
        }
        return LabelledBatch.ofFeatures(Nd4j.createFromArray(X).reshape(T, n, 8), cues);
    }

    /** Prints a line for each cell and length: three seeds. */
    public static void main(String[] lengths) {
        for (String length : lengths) {
            for (Contestant contestant : Contestant.values()) {
                double[] found = {
                    accuracy(contestant, Integer.parseInt(length), 1),
                    accuracy(contestant, Integer.parseInt(length), 2),
                    accuracy(contestant, Integer.parseInt(length), 3)
                };
                System.out.println(
                        String.format(Locale.ROOT, "%-7s T = %-4s %s", contestant, length, Arrays.toString(found)));
            }
        }
    }
}
