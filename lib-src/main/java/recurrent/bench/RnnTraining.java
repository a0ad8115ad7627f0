package recurrent.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import recurrent.data.TextFiles;
import recurrent.i18n.Language;
import recurrent.text.Corpus;
import recurrent.train.History;
import recurrent.train.LanguageModel;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;

/** The training of chapter 09, validation included. */
final class RnnTraining implements Work {
    private static final int HIDDEN = 32;
    private static final int QUICK_EPOCHS = 2;

    @Override
    public String name() {
        return "rnn-100";
    }

    @Override
    public String title() {
        return Language.pick(
                "100 epochs of chapter 09: RNN(32) on The Time Machine, validation included",
                "100 épocas del capítulo 09: RNN(32) con The Time Machine, validación incluida");
    }

    @Override
    public String unit() {
        return "epoch";
    }

    @Override
    public Measured run(boolean quick) throws IOException {
        Corpus corpus = Corpus.ofCharacters(TextFiles.read(Text.TIME_MACHINE.file()));
        TrainingOptions options = TrainingOptions.defaults();
        options = quick ? options.withEpochs(QUICK_EPOCHS) : options;
        LanguageModel model = LanguageModel.rnn(corpus.vocabulary().size(), HIDDEN, options.seed());
        History history = Trainer.fit(model, corpus, options).history();
        double seconds = history.seconds();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("units", history.epochs().size());
        details.put("seconds", seconds);
        details.put("train_ppl", history.last().trainPerplexity());
        details.put("val_ppl", history.last().validationPerplexity());
        details.put("params", model.parameterCount());
        return new Measured(seconds / history.epochs().size(), details);
    }
}
