package recurrent.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.data.TextFiles;
import recurrent.i18n.Language;
import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.text.Windows;
import recurrent.train.Adam;
import recurrent.train.FastPass;
import recurrent.train.LanguageModel;
import recurrent.train.LossAndGradients;
import recurrent.train.Model;
import recurrent.train.Optimizer;

/**
 * One training step of a character model: batch 64 of 100 characters, embedding 256, 256 hidden units, Adam. The GRU is
 * the variant that the other libraries have, with the reset gate behind the product.
 *
 * @param lstm LSTM, or else GRU
 */
record CellStep(boolean lstm) implements Work {
    static final int BATCH = 64;
    static final int STEPS = 100;
    static final int WIDTH = 256;
    private static final int WARM_UP = 5;

    @Override
    public String name() {
        return lstm ? "lstm-step" : "gru-step";
    }

    @Override
    public String title() {
        String cell = lstm ? "LSTM(256)" : "GRU(256)";
        return Language.pick(
                "a training step of " + cell + ": 64 sequences of 100 characters, embedding 256, Adam",
                "un paso de entrenamiento de " + cell + ": 64 secuencias de 100 caracteres, embedding 256, Adam");
    }

    @Override
    public String unit() {
        return "step";
    }

    @Override
    public Measured run(boolean quick) throws IOException {
        Corpus corpus = Corpus.of(TextFiles.read(TimeMachine.file()), new CharTokenizer());
        int V = corpus.vocabulary().size();
        Init init = Init.normal(0.05);
        RecurrentLayer layer = lstm
                ? LstmCell.random(WIDTH, WIDTH, init, DataType.FLOAT, 1).layer()
                : ResetAfterGruCell.random(WIDTH, WIDTH, init, DataType.FLOAT, 1)
                        .layer();
        LanguageModel model = new LanguageModel(
                Embedding.random(V, WIDTH, init, DataType.FLOAT, 2),
                layer,
                OutputLayer.random(WIDTH, V, init, DataType.FLOAT, 3));
        Model<Batch> fast = FastPass.of(model);
        Optimizer adam = Adam.standard();
        int steps = quick ? 3 : 20;
        double[] seconds = new double[steps];
        double loss = 0;
        int step = -WARM_UP;
        while (step < steps) { // an epoch may have fewer batches than we want steps
            for (Batch batch : Windows.of(corpus.ids(), STEPS).slice(0, 6_400).shuffled(BATCH, step)) {
                if (step == steps) {
                    break;
                }
                long start = System.nanoTime();
                LossAndGradients result = fast.lossAndGradients(batch, new Random(step));
                adam.update(fast.parameters(), result.gradients(), 0.001);
                if (step >= 0) {
                    seconds[step] = (System.nanoTime() - start) / 1e9;
                }
                loss = result.loss();
                step++;
            }
        }
        Arrays.sort(seconds);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("units", steps);
        details.put("hidden", WIDTH);
        details.put("params", model.parameters().count());
        details.put("loss", loss);
        return new Measured(seconds[steps / 2], details);
    }
}
