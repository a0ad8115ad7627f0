package recurrent.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.Init;
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
                LstmCell.random(V, 4, Init.normal(0.3), DataType.FLOAT, 1).layer(),
                OutputLayer.random(4, V, Init.normal(0.3), DataType.FLOAT, 3));
    }

    static Batches<Batch> train() {
        Windows windows = Windows.of(TEXT.ids(), 4);
        return seed -> windows.shuffled(40, seed);
    }

    static Iterable<Batch> validation() {
        return Windows.of(TEXT.ids(), 4).slice(0, 20).inOrder(20);
    }

    static TrainingResult fit(LanguageModel model, int epochs, TrainingListener... listeners) {
        TrainingOptions options =
                TrainingOptions.defaults().withEpochs(epochs).withRate(0.01).withOptimizer(Adam.standard());
        return Trainer.fit(model, train(), validation(), options, listeners);
    }

    static CheckpointFolder checkpoints(Path folder) {
        return CheckpointFolder.in(folder, "lstm").keepingLast(3);
    }

    /**
     * Goes on from the newest checkpoint, and writes one after every epoch.
     *
     * @param arguments the folder, and how many epochs there will be
     * @throws IOException if the folder has no checkpoint that can be used
     */
    public static void main(String[] arguments) throws IOException {
        CheckpointFolder checkpoints = checkpoints(Path.of(arguments[0]));
        int epochs = Integer.parseInt(arguments[1]);
        Optional<CheckpointFolder.Found> found = checkpoints.latest();
        // a training that nobody keeps, because the first use of everything takes longer than a life may last
        CheckpointFile.bytes(fit(model(), 1));
        // the killer counts from here
        System.out.println("from "
                + found.map(f -> f.checkpoint().history().epochs().size()).orElse(0));
        if (found.isPresent()) {
            Checkpoint from = found.get().checkpoint().withEpochs(epochs);
            Trainer.resume(from, from.model(LanguageModel.class), train(), validation(), checkpoints.listener());
        } else {
            fit(model(), epochs, checkpoints.listener());
        }
    }
}
