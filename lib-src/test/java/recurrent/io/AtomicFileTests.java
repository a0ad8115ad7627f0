package recurrent.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of which readers see all or nothing")
class AtomicFileTests {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    @DisplayName("is written with its folders, and replaces an older one")
    void writes() throws IOException {
        Path file = folder.resolve("a/b/café.txt");
        AtomicFile.write(file, "niño");
        assertEquals("niño", Files.readString(file));
        AtomicFile.write(file, new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList(), "nothing else stays");
        }
    }

    @Test
    @DisplayName("may be named without a folder")
    void here() throws IOException {
        Path file = Path.of("target/atomic-file-" + ProcessHandle.current().pid() + ".txt");
        try {
            AtomicFile.write(file, "here");
            assertEquals("here", Files.readString(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    @DisplayName("has the permissions of any new file")
    void permissions() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path usual = Files.writeString(folder.resolve("usual"), "");
        Path file = folder.resolve("file");
        AtomicFile.write(file, "text");
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
    }

    @Test
    @DisplayName("stays as it was when the writer fails half-way, and the half is removed")
    void failure() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, "old");
        AtomicFile.Contents broken = out -> {
            out.write("ne".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertEquals(2, names().size(), "the new one is written beside it");
            assertEquals("old", Files.readString(file));
            throw new IOException("no more");
        };
        assertEquals(
                "no more",
                assertThrows(IOException.class, () -> AtomicFile.write(file, broken))
                        .getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, (OutputStream out) -> {
                    throw new IllegalStateException();
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    @DisplayName("that cannot come to its place is removed")
    void inTheWay() throws IOException {
        Files.createDirectories(folder.resolve("taken/by-a-folder"));
        assertThrows(IOException.class, () -> AtomicFile.write(folder.resolve("taken"), "text"));
        assertEquals(List.of("taken"), names());
    }

    @Test
    @DisplayName("is written by an interrupted thread too, which stays interrupted")
    void interrupted() throws IOException {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, "text");
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals("text", Files.readString(file));
    }

    @Test
    @DisplayName("may be an archive, whose writer closes the stream")
    void archive() throws IOException {
        Path file = folder.resolve("a.zip");
        AtomicFile.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("entry"));
            }
        });
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertEquals(1, zip.size());
        }
    }

    @Test
    @DisplayName("may be made by somebody else, or not at all")
    void made() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.make(file, unfinished -> {
            assertFalse(Files.exists(unfinished));
            Files.writeString(unfinished, "made");
        });
        AtomicFile.make(file, unfinished -> {});
        assertEquals("made", Files.readString(file));
        assertThrows(
                IOException.class,
                () -> AtomicFile.make(file, unfinished -> {
                    Files.writeString(unfinished, "half");
                    throw new IOException();
                }));
        assertEquals("made", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    @DisplayName("is known while it is unfinished, by the beginning of its name")
    void unfinished() throws IOException {
        AtomicFile.make(folder.resolve("rnn-ep1.zip"), unfinished -> {
            assertTrue(AtomicFile.isUnfinished(unfinished, "rnn-ep"));
            assertFalse(AtomicFile.isUnfinished(unfinished, "lstm-ep"));
        });
        assertFalse(AtomicFile.isUnfinished(folder.resolve("rnn-ep1.zip"), "rnn-ep"));
    }
}
