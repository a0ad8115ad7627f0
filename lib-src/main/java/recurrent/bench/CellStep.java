package recurrent.bench;

import java.io.IOException;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.data.TextFiles;
import recurrent.i18n.Language;
import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.Stacked;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.text.Windows;
import recurrent.train.LanguageModel;

/**
 * One training step of a character model: batch 64 of 100 characters, embedding 256, layers of 256 hidden units, Adam.
 * The GRU is the variant that the other libraries have, with the reset gate behind the product.
 *
 * @param layers what reads the characters
 */
record CellStep(Layers layers) implements Work {
    static final int BATCH = 64;
    static final int STEPS = 100;
    static final int WIDTH = 256;
    private static final double DROPOUT = 0.2;

    /** What reads the characters. */
    enum Layers {
        LSTM("lstm-step", "LSTM(256)", "LSTM(256)"),
        GRU("gru-step", "GRU(256)", "GRU(256)"),
        LSTM_STACK("stack-step", "two LSTM(256), dropout 0.2 between", "dos LSTM(256), dropout 0,2 entre ellas");

        private final String work;
        private final String english;
        private final String spanish;

        Layers(String work, String english, String spanish) {
            this.work = work;
            this.english = english;
            this.spanish = spanish;
        }
    }

    @Override
    public String name() {
        return layers.work;
    }

    @Override
    public String title() {
        return Language.pick(
                "a training step of " + layers.english + ": 64 sequences of 100 characters, embedding 256, Adam",
                "un paso de entrenamiento de " + layers.spanish
                        + ": 64 secuencias de 100 caracteres, embedding 256, Adam");
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
        LanguageModel model = new LanguageModel(
                Embedding.random(V, WIDTH, init, DataType.FLOAT, 2),
                layer(init),
                OutputLayer.random(WIDTH, V, init, DataType.FLOAT, 3));
        Windows windows = Windows.of(corpus.ids(), STEPS).slice(0, 6_400);
        return Timing.steps(model, seed -> windows.shuffled(BATCH, seed), quick).with("hidden", WIDTH);
    }

    private RecurrentLayer layer(Init init) {
        return switch (layers) {
            case LSTM -> lstm(init, 1);
            case GRU ->
                ResetAfterGruCell.random(WIDTH, WIDTH, init, DataType.FLOAT, 1).layer();
            case LSTM_STACK -> Stacked.of(lstm(init, 1), lstm(init, 4)).withDropout(DROPOUT);
        };
    }

    private static RecurrentLayer lstm(Init init, long seed) {
        return LstmCell.random(WIDTH, WIDTH, init, DataType.FLOAT, seed).layer();
    }
}
