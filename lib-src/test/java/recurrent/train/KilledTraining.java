package recurrent.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.Stacked;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.Windows;

/** A training in a process of its own, which {@link KillTests} kills again and again. */
enum KilledTraining {
    /** An LSTM and Adam. */
    ONE_LAYER {
        @Override
        RecurrentLayer layer(int V) {
            return lstm(V, 1);
        }

        @Override
        TrainingResult run(Checkpoint from, TrainingListener... listeners) {
            return Trainer.resume(from, from.model(LanguageModel.class), train(), validation(), listeners);
        }
    },
    /** Two of them, dropout between, the state carried along the text. */
    TWO_LAYERS_CARRIED {
        @Override
        RecurrentLayer layer(int V) {
            return Stacked.of(lstm(V, 1), lstm(4, 2)).withDropout(0.3);
        }

        @Override
        TrainingResult run(Checkpoint from, TrainingListener... listeners) {
            return Trainer.resume(from, TEXT, listeners);
        }
    };

    private static final Corpus TEXT = Corpus.ofCharacters("she sells sea shells by the sea shore ".repeat(3));

    abstract RecurrentLayer layer(int V);

    abstract TrainingResult run(Checkpoint from, TrainingListener... listeners);

    static RecurrentLayer lstm(int inputs, long seed) {
        return LstmCell.random(inputs, 4, Init.normal(0.3), DataType.FLOAT, seed)
                .layer();
    }

    /** Before the first epoch. */
    Checkpoint start() {
        int V = TEXT.vocabulary().size();
        LanguageModel model = LanguageModel.of(layer(V), OutputLayer.random(4, V, Init.normal(0.3), DataType.FLOAT, 3));
        TrainingOptions options = TrainingOptions.defaults()
                .withRate(0.01)
                .withOptimizer(Adam.standard())
                .withBatch(2)
                .withSteps(4)
                .withWholeText(true);
        return Checkpoint.of(model, TEXT).withOptions(options);
    }

    static Batches<Batch> train() {
        Windows windows = Windows.of(TEXT.ids(), 4);
        return seed -> windows.shuffled(40, seed);
    }

    static Iterable<Batch> validation() {
        return Windows.of(TEXT.ids(), 4).slice(0, 20).inOrder(20);
    }

    static CheckpointFolder checkpoints(Path folder) {
        return CheckpointFolder.in(folder, "lstm").keepingLast(3);
    }

    /**
     * Goes on from the newest checkpoint, and writes one after every epoch.
     *
     * @param arguments which training, the folder, and how many epochs there will be
     * @throws IOException if the folder has no checkpoint that can be used
     */
    public static void main(String[] arguments) throws IOException {
        KilledTraining training = valueOf(arguments[0]);
        CheckpointFolder checkpoints = checkpoints(Path.of(arguments[1]));
        int epochs = Integer.parseInt(arguments[2]);
        Optional<CheckpointFolder.Found> found = checkpoints.latest();
        // a training that nobody keeps, because the first use of everything takes longer than a life may last
        CheckpointFile.bytes(training.run(training.start().withEpochs(1)));
        // the killer counts from here
        System.out.println("from "
                + found.map(f -> f.checkpoint().history().epochs().size()).orElse(0));
        Checkpoint from = found.map(CheckpointFolder.Found::checkpoint).orElseGet(training::start);
        training.run(from.withEpochs(epochs), checkpoints.listener());
    }
}
