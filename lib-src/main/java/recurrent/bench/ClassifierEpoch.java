package recurrent.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.i18n.Language;
import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.train.LabelledBatch;
import recurrent.train.SequenceClassifier;

/**
 * An epoch of a text classifier: 2,000 random sequences of 100 symbols out of 20,000, a frozen table of 100 numbers a
 * symbol, one recurrent layer, its last state, two scores; batch 128, Adam.
 *
 * @param kind  lstm, gru or rnn
 * @param units hidden units
 */
record ClassifierEpoch(String kind, int units) implements Work {
    private static final int EXAMPLES = 2_000;
    private static final int LENGTH = 100;
    private static final int BATCH = 128;
    private static final int SYMBOLS = 20_000;
    private static final int WIDTH = 100;

    @Override
    public String name() {
        return kind + "-classifier";
    }

    @Override
    public String title() {
        String cell = kind.toUpperCase() + "(" + units + ")";
        return Language.pick(
                "an epoch of a classifier with " + cell + ": 2,000 texts of 100 symbols, frozen table of 100",
                "una época de un clasificador con " + cell + ": 2.000 textos de 100 símbolos, tabla fija de 100");
    }

    @Override
    public String unit() {
        return "epoch";
    }

    @Override
    public Measured run(boolean quick) {
        Init init = Init.normal(0.05);
        SequenceClassifier model = SequenceClassifier.of(
                Embedding.random(SYMBOLS, WIDTH, init, DataType.FLOAT, 1).frozen(),
                layer(init),
                OutputLayer.random(units, 2, init, DataType.FLOAT, 2));
        return Timing.epochs(model, texts(), quick)
                .with("recurrent_params", model.layer().parameters().count());
    }

    private RecurrentLayer layer(Init init) {
        return switch (kind) {
            case "lstm" ->
                LstmCell.random(WIDTH, units, init, DataType.FLOAT, 3).layer();
            case "gru" ->
                ResetAfterGruCell.random(WIDTH, units, init, DataType.FLOAT, 3).layer();
            default -> RnnCell.random(WIDTH, units, init, DataType.FLOAT, 3).layer();
        };
    }

    private static List<LabelledBatch> texts() {
        Random random = new Random(4);
        int[][] ids = new int[EXAMPLES][LENGTH];
        for (int[] text : ids) {
            Arrays.setAll(text, t -> random.nextInt(SYMBOLS));
        }
        List<LabelledBatch> batches = new ArrayList<>();
        for (int from = 0; from < EXAMPLES; from += BATCH) {
            int to = Math.min(EXAMPLES, from + BATCH);
            int[] labels = new int[to - from];
            Arrays.setAll(labels, i -> random.nextInt(2));
            batches.add(LabelledBatch.ofSymbols(Arrays.copyOfRange(ids, from, to), labels));
        }
        return batches;
    }
}
