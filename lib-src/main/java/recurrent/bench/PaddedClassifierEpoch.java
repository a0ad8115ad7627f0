package recurrent.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.i18n.Language;
import recurrent.nn.Bidirectional;
import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.Inputs;
import recurrent.nn.LstmCell;
import recurrent.nn.Mask;
import recurrent.nn.OutputLayer;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.text.Padding;
import recurrent.train.LabelledBatch;
import recurrent.train.SequenceClassifier;

/**
 * An epoch of a text classifier that reads both ways: 2,000 random sequences of 20 to 100 symbols out of 20,000, batches
 * of 32 padded to their longest, a frozen table of 100 numbers a symbol, bidirectional LSTM(64), the mean over what is not
 * padding, two scores; Adam.
 */
record PaddedClassifierEpoch() implements Work {
    private static final int EXAMPLES = 2_000;
    private static final int SHORTEST = 20;
    private static final int LENGTHS = 81;
    private static final int STRIDE =
            37; // has no factor in common with LENGTHS, so that all lengths come equally often
    private static final int BATCH = 32;
    private static final int SYMBOLS = 20_000;
    private static final int WIDTH = 100;
    private static final int HIDDEN = 64;
    private static final int PADDING = 0;

    @Override
    public String name() {
        return "bi-classifier";
    }

    @Override
    public String title() {
        return Language.pick(
                "an epoch of a classifier with bidirectional LSTM(64): 2,000 texts of 20 to 100 symbols, padded batches of 32",
                "una época de un clasificador con LSTM(64) bidireccional: 2.000 textos de 20 a 100 símbolos,"
                        + " lotes de 32 con relleno");
    }

    @Override
    public String unit() {
        return "epoch";
    }

    @Override
    public Measured run(boolean quick) {
        Init init = Init.normal(0.05);
        SequenceClassifier model = SequenceClassifier.of(
                        Embedding.random(SYMBOLS, WIDTH, init, DataType.FLOAT, 1)
                                .frozen(),
                        Bidirectional.concat(lstm(init, 2), lstm(init, 3)),
                        OutputLayer.random(2 * HIDDEN, 2, init, DataType.FLOAT, 4))
                .withPooling(Pooling.MEAN);
        List<LabelledBatch> texts = texts();
        return Timing.epochs(model, texts, quick).with("symbols", symbols(texts));
    }

    private static RecurrentLayer lstm(Init init, long seed) {
        return LstmCell.random(WIDTH, HIDDEN, init, DataType.FLOAT, seed).layer();
    }

    /** The lengths are the same in every library; the symbols are random. */
    static List<LabelledBatch> texts() {
        Random random = new Random(5);
        int[][] ids = new int[EXAMPLES][];
        Arrays.setAll(ids, i -> random.ints(SHORTEST + i * STRIDE % LENGTHS, PADDING + 1, SYMBOLS)
                .toArray());
        List<LabelledBatch> batches = new ArrayList<>();
        for (int from = 0; from < EXAMPLES; from += BATCH) {
            int to = Math.min(EXAMPLES, from + BATCH);
            Padding padded = Padding.toLongest(Arrays.copyOfRange(ids, from, to), PADDING);
            int[] labels = random.ints(to - from, 0, 2).toArray();
            batches.add(new LabelledBatch(Inputs.of(padded.ids()), Mask.of(padded.mask()), labels));
        }
        return batches;
    }

    /** How many symbols are read that are not padding: tells that all libraries read the same. */
    static int symbols(List<LabelledBatch> batches) {
        return batches.stream()
                .mapToInt(b -> b.mask().array().sumNumber().intValue())
                .sum();
    }
}
