package recurrent.data;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import recurrent.i18n.Language;
import recurrent.io.Home;

/**
 * Data by name: stories, reviews and sentence pairs written for this course, and real texts.
 *
 * <p>Real data is fetched once from its documented address, checked against its SHA-256 and kept in
 * {@link Home#cache()}; with {@code RECURRENT_DATA=FOLDER} the copies of that folder are used instead.
 */
public final class Datasets {
    private static final List<Dataset> ALL = List.of(
            own("story-en", ".txt", "a story in English"),
            own("story-es", ".txt", "a story in Spanish"),
            own("reviews-en", ".tsv", "short reviews in English, labelled good or bad"),
            own("reviews-es", ".tsv", "short reviews in Spanish, labelled good or bad"),
            own("pairs-en-es", ".tsv", "short English sentences and their Spanish translations"),
            new Dataset(
                    "timemachine",
                    "timemachine.txt",
                    "The Time Machine, H. G. Wells, 1895 (as used by Dive into Deep Learning)",
                    "Public domain in the USA and where the author's rights end 70 years after death.",
                    "Project Gutenberg, https://www.gutenberg.org/ebooks/35",
                    178_979,
                    "8424dbd9532ac81f7e5f0b6add90e6952baea29158309d7d1bf3884f4e12c516",
                    List.of(
                            URI.create("https://d2l-data.s3-accelerate.amazonaws.com/timemachine.txt"),
                            URI.create("http://d2l-data.s3-accelerate.amazonaws.com/timemachine.txt"))));

    private Datasets() {}

    private static Dataset own(String name, String extension, String title) {
        return new Dataset(
                name,
                name + extension,
                title + ", written for this course",
                "Apache-2.0, as the course.",
                "data/" + name + extension,
                0,
                "",
                List.of());
    }

    /** Every data set the course knows. */
    public static List<Dataset> all() {
        return ALL;
    }

    /**
     * The file of a data set, fetched first if it is not on this disk; then progress goes to standard output.
     *
     * @param name a name of {@link #all()}
     * @return an existing file with the expected contents
     * @throws IllegalArgumentException if there is no such name
     * @throws IOException              if it cannot be had; the message says how to get it by hand
     */
    public static Path path(String name) throws IOException {
        return path(name, System.out);
    }

    /**
     * The file of a data set, with messages where the caller wants them.
     *
     * @param name     a name of {@link #all()}
     * @param messages gets a few lines while something is fetched
     * @return an existing file with the expected contents
     * @throws IOException if it cannot be had; the message says how to get it by hand
     */
    public static Path path(String name, PrintStream messages) throws IOException {
        return store().path(name, messages);
    }

    /**
     * The whole text of a data set.
     *
     * @param name a name of {@link #all()}
     * @return its text
     * @throws IOException as {@link #path(String)} and {@link TextFiles#read}
     */
    public static String text(String name) throws IOException {
        return TextFiles.read(path(name));
    }

    /**
     * The text of a data set or of a file, as a command's argument names it; messages go to standard error.
     *
     * @param nameOrFile a name of {@link #all()}, else a path
     * @return its text
     * @throws IOException if there is neither, or it cannot be read; the message is one line with the remedy
     */
    public static String open(String nameOrFile) throws IOException {
        if (ALL.stream().anyMatch(d -> d.name().equals(nameOrFile))) {
            return TextFiles.read(path(nameOrFile, System.err));
        }
        Path file;
        try {
            file = Path.of(nameOrFile);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    Language.pick("not a file name: ", "no es un nombre de archivo: ") + nameOrFile, e);
        }
        if (!Files.exists(file) && nameOrFile.matches("[\\w-]+")) {
            try {
                store().find(nameOrFile);
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        Language.pick("there is no file '", "no existe el archivo '")
                                + nameOrFile
                                + Language.pick("' and ", "' y ")
                                + e.getMessage(),
                        e);
            }
        }
        return TextFiles.read(file);
    }

    /**
     * A file in the folder {@code RECURRENT_DATA}: for data that has no name here, because its licence or its address is
     * not clear enough to fetch it for everybody.
     *
     * @param file such as {@code glove.6B.50d.txt}
     * @return the file, not checked; empty if the folder is not set or the file not in it
     */
    public static Optional<Path> local(String file) {
        return folder().map(folder -> folder.resolve(file)).filter(Files::exists);
    }

    private static Optional<Path> folder() {
        return Optional.ofNullable(System.getenv("RECURRENT_DATA"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }

    /** Where a data set is now, or {@code null} if it would have to be fetched. */
    public static Path present(Dataset dataset) {
        return store().present(dataset);
    }

    private static Store store() {
        return new Store(ALL, Home.root().resolve("data"), folder().orElse(null), Home.cache());
    }
}
