package recurrent.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 in 64 hexadecimal digits, lower case. The static methods hash bytes as they are; an object hashes several
 * parts, each with its length, so that no two lists of parts are the same.
 */
public final class Sha256 {
    private final MessageDigest digest = digest();

    /** Without any part yet. */
    public Sha256() {}

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /**
     * The hash of bytes.
     *
     * @param bytes any
     * @return 64 digits
     */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /**
     * The hash of a text.
     *
     * @param text hashed in UTF-8
     * @return 64 digits
     */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The hash of a file's bytes, as {@code sha256sum} tells it.
     *
     * @param file may be larger than the memory
     * @return 64 digits
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Adds a part.
     *
     * @param part any bytes
     * @return this
     */
    public Sha256 add(byte[] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
        return this;
    }

    /**
     * Adds a part.
     *
     * @param part hashed in UTF-8
     * @return this
     */
    public Sha256 add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The hash of all parts; the next part begins another hash.
     *
     * @return 64 digits
     */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
