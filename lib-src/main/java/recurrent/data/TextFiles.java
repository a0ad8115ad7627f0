package recurrent.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import recurrent.i18n.Language;

/** Reads text files strictly: a file that is not UTF-8 is refused, not guessed at. */
public final class TextFiles {
    private TextFiles() {}

    /**
     * Reads a whole text in UTF-8; a byte order mark at its start is left out.
     *
     * @param file a file with at least one character that is not white space
     * @return its text, line ends as they are
     * @throws NoSuchFileException if it does not exist
     * @throws IOException         if it is a folder, empty, no text in UTF-8 (with the place of the first wrong byte),
     *                             or cannot be read; the message is one line with the remedy
     */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file
                    + Language.pick(
                            " is a folder; name a text file in it", " es una carpeta; nombra un archivo de texto"));
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file
                    + Language.pick(
                            " may not be read; change its permissions (chmod +r)",
                            " no se puede leer; cambia sus permisos (chmod +r)"));
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = decode(file, bytes);
        if (text.isBlank()) {
            throw new IOException(file
                    + (bytes.length == 0
                            ? Language.pick(" is empty", " está vacío")
                            : Language.pick(" has only white space", " solo tiene espacios en blanco"))
                    + Language.pick("; choose a file with text", "; elige un archivo con texto"));
        }
        return text;
    }

    private static String decode(Path file, byte[] bytes) throws IOException {
        int start =
                bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF
                        ? 3
                        : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length - start);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int at = in.position();
            throw new IOException(String.format(
                    Language.pick(
                            "%s is not text in UTF-8: byte 0x%02x at position %d does not belong there; if it is text in another encoding, "
                                    + "convert it (iconv -f ISO-8859-1 -t UTF-8 OLD > NEW)",
                            "%s no es texto en UTF-8: el byte 0x%02x de la posición %d no puede estar ahí; si es texto en otra codificación, "
                                    + "conviértelo (iconv -f ISO-8859-1 -t UTF-8 VIEJO > NUEVO)"),
                    file,
                    bytes[at] & 0xFF,
                    at));
        }
        decoder.flush(out);
        String text = out.flip().toString();
        int zero = text.indexOf('\0'); // UTF-8 allows it, text never has it
        if (zero >= 0) {
            int at = start + text.substring(0, zero).getBytes(StandardCharsets.UTF_8).length;
            throw new IOException(String.format(
                    Language.pick(
                            "%s is not text: there is a zero byte at position %d; choose a plain text file (not a PDF, Word file or archive)",
                            "%s no es texto: hay un byte cero en la posición %d; elige un archivo de texto (no un PDF, Word o comprimido)"),
                    file,
                    at));
        }
        return text;
    }
}
