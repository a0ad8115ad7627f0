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
import recurrent.train.Checkpoints;
import recurrent.train.Snapshot;

/**
 * Where {@code ./course train} keeps a model.
 *
 * @param file   one file, always the newest epoch; {@code null} for none
 * @param folder one file for each epoch; {@code null} for none
 * @param newest how many of them stay; {@code null} for all
 */
record Kept(Path file, Path folder, Integer newest) {

    private Checkpoints checkpoints(String cell) {
        Checkpoints all = Checkpoints.in(folder, cell);
        return newest == null ? all : all.keepingLast(newest);
    }

    /** A folder is for one training. */
    void requireNew() throws IOException {
        if (folder == null) {
            return;
        }
        for (String cell : CharacterModels.CELLS) {
            if (!checkpoints(cell).files().isEmpty()) {
                throw new IllegalArgumentException(folder
                        + " has the checkpoints of another training; go on with --resume, or choose another folder");
            }
        }
    }

    /** What to go on from: the newest usable file of the folder, or the one file. */
    Snapshot load(String cell, PrintWriter people) throws IOException {
        Snapshot snapshot = folder == null ? Snapshot.load(file) : fromFolder(cell, people);
        CharacterModels.require(this, snapshot.model(), snapshot.vocabulary(), snapshot.tokenizer());
        if (cell != null && !cell.equals(CharacterModels.cell(snapshot.model()))) {
            throw new IllegalArgumentException(this + " holds " + snapshot.model() + ", and --cell says " + cell
                    + "; leave --cell out, or train without --resume");
        }
        return snapshot;
    }

    private Snapshot fromFolder(String cell, PrintWriter people) throws IOException {
        List<Checkpoints.Found> found = new ArrayList<>();
        for (String kind : cell == null ? CharacterModels.CELLS : List.of(cell)) {
            Optional<Checkpoints.Found> latest = checkpoints(kind).latest();
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
        return found.get(0).snapshot();
    }

    /** Keeps a model after an epoch. */
    void save(Snapshot snapshot) {
        try {
            if (folder != null) {
                checkpoints(CharacterModels.cell(snapshot.model())).save(snapshot);
            }
            if (file != null) {
                snapshot.save(file);
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
