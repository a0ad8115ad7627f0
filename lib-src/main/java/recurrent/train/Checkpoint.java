package recurrent.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import recurrent.nn.Parameters;
import recurrent.text.CharTokenizer;
import recurrent.text.Cleaning;
import recurrent.text.Vocabulary;

/**
 * Everything needed to write with a model, or to go on training it, in one file. Chapter 09.
 *
 * <p>The file is a ZIP: {@code checkpoint.json} and one {@code .npy} for each array, which NumPy can read too. It is
 * written beside its place and then moved there, so a crash leaves the old file or the new one, never half of one.
 *
 * @param model      the model; not copied
 * @param vocabulary what its symbols mean
 * @param cleaning   what happens to a text before the model sees it
 * @param options    how it was trained
 * @param history    its epochs so far
 */
public record Checkpoint(
        RnnLanguageModel model, Vocabulary vocabulary, Cleaning cleaning, TrainingOptions options, History history) {

    /** Checks that model and vocabulary fit together. */
    public Checkpoint {
        if (model.symbols() != vocabulary.size()) {
            throw new IllegalArgumentException(
                    "vocabulary: the model has " + model.symbols() + " symbols, the vocabulary " + vocabulary.size());
        }
    }

    /**
     * Writes the checkpoint.
     *
     * @param file where to; an existing file is replaced in one step
     * @throws IOException if the file cannot be written; an existing one is then as it was
     */
    public void save(Path file) throws IOException {
        snapshot().save(file);
    }

    /**
     * The same in the form that every model has.
     *
     * @return the snapshot; it shares the model
     */
    public Snapshot snapshot() {
        return new Snapshot(
                model,
                Parameters.of(Map.of()),
                null,
                history,
                vocabulary,
                cleaning,
                new CharTokenizer().name(),
                options.settings());
    }

    /**
     * Reads a checkpoint.
     *
     * @param file a file that {@link #save} wrote, in this version or the one before
     * @return the checkpoint
     * @throws IOException if the file is missing, damaged or of another kind; the message says which
     */
    public static Checkpoint load(Path file) throws IOException {
        Snapshot snapshot = Snapshot.load(file);
        if (!(snapshot.model() instanceof RnnLanguageModel model) || snapshot.vocabulary() == null) {
            throw new IOException(file + " holds " + snapshot.model()
                    + ", not the model of chapter 09 and its vocabulary; read it with Snapshot.load");
        }
        try {
            return new Checkpoint(
                    model,
                    snapshot.vocabulary(),
                    snapshot.cleaning(),
                    TrainingOptions.of(snapshot.settings()),
                    snapshot.history());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " is not a usable checkpoint: " + e.getMessage()
                            + ". Use another copy of the file, or train again",
                    e);
        }
    }
}
