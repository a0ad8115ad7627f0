package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.i18n.Language;

class TextFilesTests {
    @TempDir
    private Path folder;

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("text.txt"), bytes);
    }

    private String refusal(Path file) {
        return assertThrows(IOException.class, () -> TextFiles.read(file)).getMessage();
    }

    @Test
    void readsUtf8AsItIs() throws IOException {
        String text = "El niño leyó «¡Oh!»\r\n𝄞 naïve\n";
        assertEquals(text, TextFiles.read(file(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void leavesOutTheByteOrderMark() throws IOException {
        assertEquals("ab", TextFiles.read(file((byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 'a', (byte) 'b')));
    }

    @Test
    void saysWhereTheFirstByteOfAnotherEncodingIs() throws IOException {
        byte[] latin1 = "el niño".getBytes(StandardCharsets.ISO_8859_1);
        String message = refusal(file(latin1));
        assertTrue(message.contains("byte 0xf1 at position 5"), message);
        assertTrue(message.contains("iconv"), message);
    }

    @Test
    void aCutCharacterAtTheEndIsRefusedToo() throws IOException {
        String message = refusal(file((byte) 'a', (byte) 0xC3));
        assertTrue(message.contains("byte 0xc3 at position 1"), message);
    }

    @Test
    void binaryFilesAreRefusedAtTheirFirstZero() throws IOException {
        String message = refusal(file((byte) 0xC3, (byte) 0xB1, (byte) 'x', (byte) 0, (byte) 'y'));
        assertTrue(message.contains("zero byte at position 3"), message);
    }

    @Test
    void emptyAndBlankFilesAreRefused() throws IOException {
        assertTrue(refusal(file()).contains("is empty"));
        assertTrue(refusal(file((byte) ' ', (byte) '\n')).contains("only white space"));
    }

    @Test
    void foldersAndMissingFilesAreRefused() {
        assertTrue(refusal(folder).contains("is a folder"));
        Path missing = folder.resolve("nothing.txt");
        assertEquals(
                missing.toString(),
                assertThrows(NoSuchFileException.class, () -> TextFiles.read(missing))
                        .getFile());
    }
}
