package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import recurrent.i18n.Language;
import recurrent.text.CharTokenizer;
import recurrent.train.Checkpoint;
import recurrent.train.CheckpointFolder;
import recurrent.train.LanguageModel;
import recurrent.train.TrainingResult;

/**
 * Where {@code ./course train} keeps a model.
 *
 * @param file   one file, always the newest epoch; {@code null} for none
 * @param folder one file for each epoch; {@code null} for none
 * @param newest how many of them stay; {@code null} for all
 */
record Kept(Path file, Path folder, Integer newest) {

    private CheckpointFolder checkpoints(CellKind cell) {
        CheckpointFolder all = CheckpointFolder.in(folder, cell.toString());
        return newest == null ? all : all.keepingLast(newest);
    }

    /** A folder is for one training. */
    void requireNew() throws IOException {
        if (folder == null) {
            return;
        }
        for (CellKind cell : CellKind.values()) {
            if (!checkpoints(cell).files().isEmpty()) {
                throw new IllegalArgumentException(folder
                        + " has the checkpoints of another training; go on with --resume, or choose another folder");
            }
        }
    }

    /** What to go on from: the newest usable file of the folder, or the one file. */
    Checkpoint load(Optional<CellKind> wanted, PrintWriter people) throws IOException {
        Checkpoint checkpoint = folder == null ? Checkpoint.load(file) : fromFolder(wanted, people);
        Optional<CellKind> kept =
                Network.of(requireCharacters(this, checkpoint)).map(Network::cell);
        if (wanted.isPresent() && !wanted.equals(kept)) {
            throw new IllegalArgumentException(this + " holds " + checkpoint.model() + ", and --cell says "
                    + wanted.get() + "; leave --cell out, or train without --resume");
        }
        return checkpoint;
    }

    /** The language model of characters in a file; a file of another kind is told in words that help. */
    static LanguageModel requireCharacters(Object where, Checkpoint checkpoint) {
        if (checkpoint.model() instanceof LanguageModel model
                && !checkpoint.text().isNone()
                && checkpoint.text().tokenizer() instanceof CharTokenizer) {
            return model;
        }
        throw new IllegalArgumentException(where + " holds " + checkpoint.model()
                + ", not a language model of characters; give a file that ./course train wrote");
    }

    private Checkpoint fromFolder(Optional<CellKind> wanted, PrintWriter people) throws IOException {
        List<CheckpointFolder.Found> found = new ArrayList<>();
        for (CellKind kind : wanted.map(List::of).orElse(List.of(CellKind.values()))) {
            Optional<CheckpointFolder.Found> latest = checkpoints(kind).latest();
            latest.ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw new IOException("there is no checkpoint in " + folder + "; train without --resume first");
        }
        if (found.size() > 1) {
            throw new UsageException("--resume: " + folder + " has checkpoints of several cells; choose with --cell");
        }
        for (String refused : found.get(0).refused()) {
            people.println(Language.pick("passed over: ", "no se usa: ") + refused);
        }
        people.println(
                Language.pick("goes on from ", "sigue desde ") + found.get(0).file());
        return found.get(0).checkpoint();
    }

    /** Keeps a model after an epoch, or in one that was interrupted. */
    void save(TrainingResult now) {
        try {
            Checkpoint checkpoint = Checkpoint.of(now);
            if (folder != null) {
                CellKind kind =
                        Network.of(now.model(LanguageModel.class)).orElseThrow().cell();
                checkpoints(kind).save(checkpoint);
            }
            if (file != null) {
                checkpoint.save(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + this + ": " + e.getMessage() + ". Choose another place with --save or"
                            + " --checkpoints",
                    e);
        }
    }

    boolean nowhere() {
        return file == null && folder == null;
    }

    /** The places, for messages; empty if there is none. */
    @Override
    public String toString() {
        return Stream.of(file, folder)
                .filter(place -> place != null)
                .map(Path::toString)
                .collect(Collectors.joining(", "));
    }
}
