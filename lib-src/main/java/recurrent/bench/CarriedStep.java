package recurrent.bench;

import java.io.IOException;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.data.TextFiles;
import recurrent.i18n.Language;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.train.LanguageModel;
import recurrent.train.StatefulLanguageModel;

/**
 * One training step in the shape of char-rnn: 50 strips of the text side by side, 50 one-hot characters of each, LSTM(256)
 * whose state goes on from batch to batch, Adam.
 */
record CarriedStep() implements Work {
    private static final int BATCH = 50;
    private static final int STEPS = 50;
    private static final int HIDDEN = 256;

    @Override
    public String name() {
        return "carried-step";
    }

    @Override
    public String title() {
        return Language.pick(
                "a training step of LSTM(256), state carried: 50 sequences of 50 one-hot characters, Adam",
                "un paso de entrenamiento de LSTM(256), con el estado de un lote al siguiente:"
                        + " 50 secuencias de 50 caracteres one-hot, Adam");
    }

    @Override
    public String unit() {
        return "step";
    }

    @Override
    public Measured run(boolean quick) throws IOException {
        Corpus corpus = Corpus.of(TextFiles.read(Text.TIME_MACHINE.file()), new CharTokenizer());
        int V = corpus.vocabulary().size();
        Init init = Init.normal(0.05);
        LanguageModel model = LanguageModel.of(
                LstmCell.random(V, HIDDEN, init, DataType.FLOAT, 1).layer(),
                OutputLayer.random(HIDDEN, V, init, DataType.FLOAT, 2));
        return Timing.steps(
                        StatefulLanguageModel.of(model),
                        StatefulLanguageModel.batches(corpus.ids(), BATCH, STEPS),
                        quick)
                .with("hidden", HIDDEN);
    }
}
