package recurrent.train;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its place and then moves it there: a crash leaves the old file or the new one. Chapter 09. */
final class AtomicFile {
    /** How the names of files end that are not in their place yet. */
    static final String PART = ".part";

    private AtomicFile() {}

    /** Replaces a file in one step; if that fails an existing one is as it was. */
    static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, file.getFileName().toString(), PART);
        try {
            // not a channel: that would close itself when the stop button interrupts this thread
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content);
                out.getFD().sync(); // a power cut must not leave a moved but empty file
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
