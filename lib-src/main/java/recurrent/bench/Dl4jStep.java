package recurrent.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

import recurrent.data.TextFiles;
import recurrent.dl4j.Dl4jCell;
import recurrent.dl4j.Dl4jModels;
import recurrent.dl4j.Dl4jOptions;
import recurrent.dl4j.Layouts;
import recurrent.i18n.Language;
import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.text.Windows;

/** The step of {@link CellStep} with an LSTM, in DeepLearning4j: a number to compare, in the same program. */
record Dl4jStep() implements Work {
    private static final int WARM_UP = 2;

    @Override
    public String name() {
        return "lstm-step-dl4j";
    }

    @Override
    public String title() {
        return Language.pick("the same as lstm-step in DeepLearning4j", "lo mismo que lstm-step en DeepLearning4j");
    }

    @Override
    public String unit() {
        return "step";
    }

    @Override
    public Measured run(boolean quick) throws IOException {
        Corpus corpus = Corpus.of(TextFiles.read(Text.TIME_MACHINE.file()), new CharTokenizer());
        int V = corpus.vocabulary().size();
        Dl4jOptions options = Dl4jOptions.defaults().withUpdater(new Adam(0.001));
        MultiLayerNetwork network =
                Dl4jModels.embeddingLanguageModel(Dl4jCell.LSTM, V, CellStep.WIDTH, options, CellStep.WIDTH);
        double[] seconds = new double[quick ? 2 : 8];
        int step = -WARM_UP;
        for (Batch batch :
                Windows.of(corpus.ids(), CellStep.STEPS).slice(0, 6_400).shuffled(CellStep.BATCH, 1)) {
            if (step == seconds.length) {
                break;
            }
            DataSet data = Dl4jModels.batch(
                    Layouts.indices(batch.inputs(), DataType.FLOAT),
                    Layouts.oneHot(batch.targets(), V, DataType.FLOAT));
            long start = System.nanoTime();
            network.fit(data);
            if (step >= 0) {
                seconds[step] = (System.nanoTime() - start) / 1e9;
            }
            step++;
        }
        Arrays.sort(seconds);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("units", seconds.length);
        details.put("params", network.numParams());
        details.put("loss", network.score());
        return new Measured(seconds[seconds.length / 2], details);
    }
}
