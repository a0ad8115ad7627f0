package recurrent.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file beside its place and then moves it there: whenever the program is killed, readers see the old file or
 * the new one, never half of it. Folders are made if need be, what fails is removed, and the file gets the permissions
 * that every other new file gets ({@code Files.createTempFile} would make it private).
 */
public final class AtomicFile {
    /** Hidden, and with an ending of its own: no list of notebooks, results or checkpoints takes it for one. */
    private static final String PART = ".part";

    private AtomicFile() {}

    /** What to write. */
    @FunctionalInterface
    public interface Contents {
        /**
         * Writes all of it.
         *
         * @param out where; closing it does no harm
         * @throws IOException if it fails; the file stays as it was
         */
        void to(OutputStream out) throws IOException;
    }

    /** Writes a file by its name, for what cannot be told to write to a stream: another program. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes the file.
         *
         * @param unfinished a name beside the file's place, of which there is no file yet
         * @throws IOException if it fails; the file stays as it was
         */
        void make(Path unfinished) throws IOException;
    }

    /**
     * Replaces a file by a text in UTF-8.
     *
     * @param file its place
     * @param text what it will hold
     * @throws IOException if it cannot be written; an existing file is as it was
     */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces a file.
     *
     * @param file    its place
     * @param content what it will hold
     * @throws IOException if it cannot be written; an existing file is as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /**
     * Replaces a file.
     *
     * @param file     its place
     * @param contents writes what it will hold
     * @throws IOException if it cannot be written; an existing file is as it was
     */
    public static void write(Path file, Contents contents) throws IOException {
        make(file, unfinished -> {
            // not a channel: that would close itself when the stop button interrupts this thread
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                OutputStream buffered = new Unclosed(out);
                contents.to(buffered);
                buffered.flush();
                out.getFD().sync(); // a power cut must not leave a moved but empty file
            }
        });
    }

    /**
     * Replaces a file by what somebody else makes; if that makes nothing, nothing is replaced.
     *
     * @param file  its place
     * @param maker makes it, beside its place
     * @throws IOException if it cannot be made or moved; an existing file is as it was
     */
    public static void make(Path file, Maker maker) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = folder.resolve("." + file.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + PART);
        try {
            maker.make(unfinished);
            if (Files.exists(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Whether a file is what a killed program left of others.
     *
     * @param found     any file
     * @param beginning how the names of the others begin
     * @return true if it can be deleted, once nobody writes them any more
     */
    public static boolean isUnfinished(Path found, String beginning) {
        String name = found.getFileName().toString();
        return name.startsWith("." + beginning) && name.endsWith(PART);
    }

    /** Whoever writes an archive closes it and the stream below; here the file itself must still be told to sync. */
    private static final class Unclosed extends BufferedOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
