package recurrent.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.data.TextFiles;
import recurrent.i18n.Language;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.Stacked;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.train.Adam;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.LanguageModel;
import recurrent.train.StatefulLanguageModel;
import recurrent.train.Trainer;
import recurrent.train.TrainingListener;
import recurrent.train.TrainingOptions;

/**
 * A whole training, as a user of char-rnn starts one: a book as it is, its first 90 % to learn from and the next 5 % to
 * judge by, 50 strips read side by side and 50 characters at a time, two LSTM(128) with dropout 0.2 between them, the
 * state carried on, Adam at rate 0.002, gradients clipped at 5. It ends with the epoch after which the validation loss is
 * as low as wanted, or when its time is over. First weights lie between −1/√h and 1/√h, as in PyTorch.
 *
 * @param name    how it is called on the command line
 * @param book    the text
 * @param target  validation loss to reach, in nats for each character
 * @param minutes when to give up; looked at after each epoch
 */
record BookTraining(String name, Text book, double target, double minutes) implements Work {
    private static final int HIDDEN = 128;
    private static final int BATCH = 50;
    private static final int STEPS = 50;
    private static final double DROPOUT = 0.2;
    private static final double RATE = 0.002;
    private static final double CLIP = 5;
    private static final int ENDLESS = 100_000; // epochs
    private static final int QUICK_CHARACTERS = 100_000;

    @Override
    public String title() {
        return String.format(
                Locale.ROOT,
                Language.pick(
                        "two LSTM(128) on %s, state carried, until the validation loss is %.2f, %.0f minutes at most",
                        "dos LSTM(128) con %s, con el estado de un lote al siguiente, hasta que la pérdida de validación"
                                + " sea %.2f, %.0f minutos como mucho"),
                book.title(),
                target,
                minutes);
    }

    @Override
    public String unit() {
        return "training";
    }

    @Override
    public boolean usual() {
        return false;
    }

    @Override
    public BookTraining within(double limit) {
        return new BookTraining(name, book, target, limit);
    }

    @Override
    public List<Baseline> baselines() {
        return List.of(new Baseline(
                "PyTorch",
                "torch",
                "torch_book.py",
                book,
                List.of("--target-loss", Double.toString(target), "--minutes", Double.toString(minutes)),
                List.of("--characters", Integer.toString(QUICK_CHARACTERS), "--epochs", "1")));
    }

    @Override
    public Measured run(boolean quick) throws IOException {
        String text = TextFiles.read(book.file());
        return quick ? train(text.substring(0, Math.min(text.length(), QUICK_CHARACTERS)), 1) : train(text, ENDLESS);
    }

    /** Trains on a text; at most so many epochs. */
    Measured train(String text, int epochs) {
        Corpus corpus = Corpus.of(text, new CharTokenizer());
        int[] ids = corpus.ids();
        int learn = (int) (ids.length * 90L / 100);
        int judge = (int) (ids.length * 95L / 100);
        LanguageModel model = model(corpus.vocabulary().size());
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(epochs)
                .withOptimizer(Adam.standard())
                .withRate(RATE)
                .withClip(CLIP);
        TrainingListener enough = now -> {
            if (reached(now.history().last()) || now.history().seconds() > minutes * 60) {
                Thread.currentThread().interrupt(); // the training then ends before its next batch
            }
        };
        History history = Trainer.fit(
                        StatefulLanguageModel.of(model),
                        StatefulLanguageModel.batches(Arrays.copyOfRange(ids, 0, learn), BATCH, STEPS),
                        StatefulLanguageModel.inOrder(Arrays.copyOfRange(ids, learn, judge), BATCH, STEPS),
                        options,
                        enough)
                .history();
        Thread.interrupted(); // where there was no next batch
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("units", 1);
        details.put("epochs", history.epochs().size());
        details.put("symbols", corpus.vocabulary().size());
        details.put("params", model.parameterCount());
        details.put("train_loss", history.last().trainLoss());
        details.put("val_loss", history.last().validationLoss());
        details.put("reached", reached(history.last()) ? "yes" : "no");
        details.put("val_losses", losses(history));
        return new Measured(history.seconds(), details);
    }

    private static LanguageModel model(int V) {
        Init init = Init.uniform(1 / Math.sqrt(HIDDEN));
        return LanguageModel.of(
                Stacked.of(
                                LstmCell.random(V, HIDDEN, init, DataType.FLOAT, 1)
                                        .layer(),
                                LstmCell.random(HIDDEN, HIDDEN, init, DataType.FLOAT, 2)
                                        .layer())
                        .withDropout(DROPOUT),
                OutputLayer.random(HIDDEN, V, init, DataType.FLOAT, 3));
    }

    private boolean reached(Epoch epoch) {
        return epoch.validationLoss() <= target;
    }

    private static String losses(History history) {
        return history.epochs().stream()
                .map(epoch -> String.format(Locale.ROOT, "%.4f", epoch.validationLoss()))
                .collect(Collectors.joining(" "));
    }
}
