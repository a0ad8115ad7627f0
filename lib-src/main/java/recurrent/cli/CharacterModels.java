package recurrent.cli;

import java.util.List;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.generate.TextGenerator;
import recurrent.nn.CellLayer;
import recurrent.nn.GruCell;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.train.Fit;
import recurrent.train.LanguageModel;
import recurrent.train.Model;
import recurrent.train.RnnLanguageModel;
import recurrent.train.Sgd;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;

/** The language models of characters that the commands make, train and write with: one cell of one of three kinds. */
final class CharacterModels {
    /** What {@code --cell} takes. */
    static final List<String> CELLS = List.of("rnn", "lstm", "gru");

    private static final double SIGMA = 0.01; // as in chapter 09, for all three

    private CharacterModels() {}

    static Model<?> random(String cell, int V, int h, long seed) {
        if (cell.equals("rnn")) {
            return RnnLanguageModel.random(V, h, seed);
        }
        RecurrentLayer layer = cell.equals("lstm")
                ? LstmCell.random(V, h, SIGMA, DataType.FLOAT, seed).layer()
                : GruCell.random(V, h, SIGMA, DataType.FLOAT, seed).layer();
        return LanguageModel.of(layer, OutputLayer.random(h, V, SIGMA, DataType.FLOAT, seed + 1));
    }

    static String cell(Model<?> model) {
        if (model instanceof LanguageModel language && language.layer() instanceof CellLayer<?> layer) {
            return layer.cell() instanceof LstmCell ? "lstm" : layer.cell() instanceof GruCell ? "gru" : "rnn";
        }
        return "rnn";
    }

    static int hidden(Model<?> model) {
        return model instanceof LanguageModel language
                ? language.layer().outputs()
                : ((RnnLanguageModel) model).hidden();
    }

    static Fit<Batch> fit(Model<?> model, Corpus corpus, TrainingOptions options) {
        return model instanceof LanguageModel language
                ? Trainer.of(language, corpus, options, new Sgd())
                : Trainer.of((RnnLanguageModel) model, corpus, options, new Sgd());
    }

    static TextGenerator writer(Model<?> model, Vocabulary vocabulary) {
        return model instanceof LanguageModel language
                ? TextGenerator.of(language, vocabulary, new CharTokenizer())
                : TextGenerator.of((RnnLanguageModel) model, vocabulary, new CharTokenizer());
    }

    /** A file of another kind of model is told in words that help. */
    static void require(Object where, Model<?> model, Vocabulary vocabulary, String tokenizer) {
        boolean known = model instanceof LanguageModel || model instanceof RnnLanguageModel;
        if (!known || vocabulary == null || !tokenizer.equals(new CharTokenizer().name())) {
            throw new IllegalArgumentException(where + " holds " + model
                    + ", not a language model of characters; give a file that ./course train wrote");
        }
    }
}
