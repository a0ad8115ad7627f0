package recurrent.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import recurrent.io.AtomicFile;
import recurrent.nn.Parameters;
import recurrent.text.Cleaning;
import recurrent.text.Vocabulary;

/**
 * Any model after an epoch, with all that is needed to use it or to go on training it: arrays, the memory of the
 * optimiser, vocabulary, history. {@link Checkpoint} is the simple one of chapter 09. Chapters 15 and 16.
 *
 * <p>The file is a ZIP: {@code checkpoint.json}, which describes the layers and their sizes, and one {@code .npy} for
 * each array, which NumPy can read too. It is written beside its place and then moved there, so a crash leaves the old
 * file or the new one, never half of one.
 *
 * @param model      the model; not copied
 * @param memory     what its optimiser remembers; empty for plain gradient descent
 * @param kept       the parameters of the best epoch so far; {@code null} without early stopping
 * @param history    its epochs so far
 * @param vocabulary what its symbols mean; {@code null} if it has none
 * @param cleaning   what happens to a text before the model sees it
 * @param tokenizer  name of what cuts a text, such as {@code char}
 * @param settings   how it was trained, for whoever goes on: names and what JSON knows, numbers, words, lists, maps
 */
public record Snapshot(
        Model<?> model,
        Parameters memory,
        Parameters kept,
        History history,
        Vocabulary vocabulary,
        Cleaning cleaning,
        String tokenizer,
        Map<String, Object> settings) {

    /** Keeps a copy of the settings. */
    public Snapshot {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        int symbols = model instanceof RnnLanguageModel rnn
                ? rnn.symbols()
                : model instanceof LanguageModel language ? language.symbols() : -1;
        if (vocabulary != null && symbols != -1 && symbols != vocabulary.size()) {
            throw new IllegalArgumentException(
                    "vocabulary: the model has " + symbols + " symbols, the vocabulary " + vocabulary.size());
        }
    }

    /**
     * A model after an epoch of {@link Fit}: what its listener hears is what is needed.
     *
     * @param model     the model itself, not its {@link FastPass}; not copied
     * @param optimizer what changes its parameters
     * @param now       what the listener hears
     * @return the snapshot, without vocabulary and settings
     */
    public static Snapshot of(Model<?> model, Optimizer optimizer, Fit.Progress now) {
        return new Snapshot(
                model, optimizer.memory(), now.kept(), now.history(), null, Cleaning.NONE, "char", Map.of());
    }

    /**
     * With the way from text to symbols.
     *
     * @param words what the symbols mean
     * @param how   what happens to a text before it is cut
     * @param cut   name of what cuts it: {@link recurrent.text.Tokenizer#name}
     * @return changed copy
     */
    public Snapshot withText(Vocabulary words, Cleaning how, String cut) {
        return new Snapshot(model, memory, kept, history, words, how, cut, settings);
    }

    /**
     * With other settings.
     *
     * @param values names and what JSON knows: numbers, words, lists, maps
     * @return changed copy
     */
    public Snapshot withSettings(Map<String, Object> values) {
        return new Snapshot(model, memory, kept, history, vocabulary, cleaning, tokenizer, values);
    }

    /**
     * The model, if it is of the kind that one expects.
     *
     * @param type such as {@code LanguageModel.class}
     * @param <M>  that kind
     * @return the model
     * @throws IllegalArgumentException if it is of another kind
     */
    public <M extends Model<?>> M model(Class<M> type) {
        if (!type.isInstance(model)) {
            throw new IllegalArgumentException(
                    "type: expected " + type.getSimpleName() + ", but the model is " + model + "; load another file");
        }
        return type.cast(model);
    }

    /**
     * Writes the snapshot.
     *
     * @param file where to; an existing file is replaced in one step
     * @throws IOException              if the file cannot be written; an existing one is then as it was
     * @throws IllegalArgumentException if the model has a layer that no file can describe
     */
    public void save(Path file) throws IOException {
        AtomicFile.write(file, SnapshotFile.bytes(this));
    }

    /**
     * Reads a snapshot, or a {@link Checkpoint} of any version.
     *
     * @param file what {@link #save} wrote
     * @return the snapshot
     * @throws IOException if the file is missing, damaged or of another kind; the message says which
     */
    public static Snapshot load(Path file) throws IOException {
        return SnapshotFile.read(file);
    }
}
