package recurrent.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import recurrent.io.AtomicFile;

/**
 * A folder with a file for every epoch of one training, such as {@code lstm-ep080-ppl7.31.zip}: to go on after a crash
 * from the newest one, or to choose the best. The number behind ppl is the validation perplexity, or without validation
 * that of training; where the loss is no cross-entropy of symbols, the loss stands behind loss. A training that was
 * interrupted in an epoch leaves one file more, such as {@code lstm-ep081-part.zip}, which goes when that epoch is over. One
 * training writes into a folder at a time. Chapter 15.
 *
 * @param folder where the files are; it need not exist yet
 * @param name   how file names begin: letters, digits, - and _
 * @param keep   how many of the newest files stay, at least 1; the best one stays besides
 */
public record CheckpointFolder(Path folder, String name, int keep) {
    private static final Pattern FILE = Pattern.compile("([\\w-]+)-ep(\\d{1,9})-(ppl|loss|part)[^/]*\\.zip");

    /** Checks the name, which must not point to another folder. */
    public CheckpointFolder {
        if (!name.matches("[\\w-]+")) {
            throw new IllegalArgumentException("name: expected letters, digits, - and _, got \"" + name + "\"");
        }
        if (keep < 1) {
            throw new IllegalArgumentException("keep: expected at least 1, got " + keep);
        }
    }

    /**
     * A folder that keeps the file of every epoch.
     *
     * @param folder it need not exist yet
     * @param name   how file names begin, such as "lstm"
     * @return the folder
     */
    public static CheckpointFolder in(Path folder, String name) {
        return new CheckpointFolder(folder, name, Integer.MAX_VALUE);
    }

    /**
     * Keeps only the newest files, and the best.
     *
     * @param count how many of the newest, at least 1
     * @return changed copy
     */
    public CheckpointFolder keepingLast(int count) {
        return new CheckpointFolder(folder, name, count);
    }

    /**
     * Writes the file of the newest epoch, and then deletes those that need not stay.
     *
     * @param checkpoint after an epoch, or in one
     * @return the file
     * @throws IOException                   if it cannot be written
     * @throws IllegalStateException         if no epoch has finished
     * @throws UnsupportedOperationException if the model has a part that does not say what it is made of
     */
    public Path save(Checkpoint checkpoint) throws IOException {
        PartialEpoch partial = checkpoint.result().partial();
        if (!partial.isNone()) {
            Path part = folder.resolve(String.format(
                    Locale.ROOT, "%s-ep%03d-part.zip", name, partial.epoch().number()));
            checkpoint.save(part);
            return part;
        }
        Epoch last = checkpoint.history().last();
        boolean perplexity = checkpoint.model().measure() == Measure.PERPLEXITY;
        Path file = folder.resolve(String.format(
                Locale.ROOT,
                "%s-ep%03d-%s%.2f.zip",
                name,
                last.number(),
                perplexity ? "ppl" : "loss",
                perplexity ? Perplexity.of(last.judgedBy()) : last.judgedBy()));
        checkpoint.save(file);
        for (Path part : files()) {
            if (isPart(part)) {
                Files.deleteIfExists(part);
            }
        }
        List<Path> files = files();
        Path best = bestFirst(files, checkpoint.history()).get(0);
        for (int i = 0; i < files.size() - keep; i++) {
            if (!files.get(i).equals(best)) {
                Files.deleteIfExists(files.get(i));
            }
        }
        deleteHalfWritten();
        return file;
    }

    /**
     * Keeps a model after every epoch.
     *
     * @return the listener; it throws {@link UncheckedIOException} if a file cannot be written
     */
    public TrainingListener listener() {
        return now -> {
            try {
                save(Checkpoint.of(now));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write into " + folder + ": " + e.getMessage(), e);
            }
        };
    }

    /** What a training left that was killed while it wrote. */
    private void deleteHalfWritten() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                if (AtomicFile.isUnfinished(path, name + "-ep")) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /**
     * The files, the oldest epoch first.
     *
     * @return files of this name; none if there is no folder
     * @throws IOException if the folder cannot be read
     */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> epoch(file) >= 0)
                    .sorted(Comparator.comparingInt(this::epoch).thenComparing(Path::getFileName))
                    .toList();
        }
    }

    /**
     * A file that can be used.
     *
     * @param file       where it is
     * @param checkpoint what it holds
     * @param refused    why others that would have come first cannot be used; usually empty
     */
    public record Found(Path file, Checkpoint checkpoint, List<String> refused) {}

    /**
     * The newest epoch whose file is whole.
     *
     * @return the file, and why newer ones were refused; nothing if there is no file
     * @throws IOException if there are files and none can be used, or the folder cannot be read
     */
    public Optional<Found> latest() throws IOException {
        List<Path> newestFirst = new ArrayList<>(files());
        Collections.reverse(newestFirst);
        return firstUsable(newestFirst);
    }

    /**
     * The epoch with the lowest validation loss, or without validation training loss, whose file is whole.
     *
     * @return the file, and why better ones were refused; nothing if there is no file
     * @throws IOException if there are files and none can be used, or the folder cannot be read
     */
    public Optional<Found> best() throws IOException {
        Optional<Found> latest = latest();
        return latest.isEmpty()
                ? latest
                : firstUsable(bestFirst(files(), latest.get().checkpoint().history()));
    }

    private Optional<Found> firstUsable(List<Path> files) throws IOException {
        List<String> refused = new ArrayList<>();
        for (Path file : files) {
            try {
                return Optional.of(new Found(file, Checkpoint.load(file), List.copyOf(refused)));
            } catch (IOException e) {
                refused.add(e.getMessage());
            }
        }
        if (!refused.isEmpty()) {
            throw new IOException("none of the " + refused.size() + " checkpoints in " + folder
                    + " can be used. The first: " + refused.get(0));
        }
        return Optional.empty();
    }

    /** By the exact numbers of the history, because those in the names are rounded. */
    private List<Path> bestFirst(List<Path> files, History history) {
        return files.stream()
                .filter(file -> !isPart(file))
                .sorted(Comparator.comparingDouble(file -> {
                    int number = epoch(file);
                    boolean known = number >= 1 && number <= history.epochs().size();
                    return known ? history.epochs().get(number - 1).judgedBy() : Double.POSITIVE_INFINITY;
                }))
                .toList();
    }

    private static boolean isPart(Path file) {
        Matcher words = FILE.matcher(file.getFileName().toString());
        return words.matches() && words.group(3).equals("part");
    }

    /** The number of the epoch in the name of a file; −1 if it is not one of these. */
    private int epoch(Path file) {
        Matcher words = FILE.matcher(file.getFileName().toString());
        return words.matches() && words.group(1).equals(name) ? Integer.parseInt(words.group(2)) : -1;
    }
}
