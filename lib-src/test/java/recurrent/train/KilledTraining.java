package recurrent.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.Windows;

/** A training in a process of its own, which {@link KillTests} kills again and again: an LSTM and Adam. */
final class KilledTraining {
    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(2));

    private KilledTraining() {}

    static LanguageModel model() {
        int V = TEXT.vocabulary().size();
        return LanguageModel.of(
                LstmCell.random(V, 4, 0.3, DataType.FLOAT, 1).layer(),
                OutputLayer.random(4, V, 0.3, DataType.FLOAT, 3));
    }

    static Fit<Batch> fit(LanguageModel model, Optimizer optimizer, int epochs) {
        Windows windows = Windows.of(TEXT.ids(), 4);
        return new Fit<>(
                FastPass.of(model),
                seed -> windows.shuffled(40, seed),
                windows.slice(0, 20).inOrder(20),
                optimizer,
                FitOptions.of(epochs, 0.01));
    }

    static Checkpoints checkpoints(Path folder) {
        return Checkpoints.in(folder, "lstm").keepingLast(3);
    }

    /**
     * Goes on from the newest checkpoint, and writes one after every epoch.
     *
     * @param arguments the folder, and how many epochs there will be
     * @throws IOException if the folder has no checkpoint that can be used
     */
    public static void main(String[] arguments) throws IOException {
        Checkpoints checkpoints = checkpoints(Path.of(arguments[0]));
        Optional<Checkpoints.Found> found = checkpoints.latest();
        LanguageModel model = model();
        Adam adam = Adam.standard();
        Fit<Batch> fit = fit(model, adam, Integer.parseInt(arguments[1]));
        // the killer counts from here
        System.out.println(
                "from " + found.map(f -> f.snapshot().history().epochs().size()).orElse(0));
        Consumer<Fit.Progress> keep = checkpoints.listener(model, adam);
        if (found.isPresent()) {
            fit.resume(found.get().snapshot(), () -> "", keep);
        } else {
            fit.run(History.empty(), null, () -> "", keep);
        }
    }
}
