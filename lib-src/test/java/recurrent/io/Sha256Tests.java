package recurrent.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SHA-256")
class Sha256Tests {
    /** The example of FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    @DisplayName("of bytes, of a text and of a file is the standard's")
    void example(@TempDir Path folder) throws IOException {
        assertEquals(ABC, Sha256.of("abc"));
        assertEquals(ABC, Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(ABC, Sha256.of(Files.writeString(folder.resolve("file"), "abc")));
    }

    @Test
    @DisplayName("of parts tells where each of them ends")
    void parts() {
        assertEquals(
                Sha256.of("\0\0\0\3abc\0\0\0\0"),
                new Sha256().add("abc").add("").hex());
        assertNotEquals(
                new Sha256().add("ab").add("c").hex(),
                new Sha256().add("a").add("bc").hex());
    }
}
