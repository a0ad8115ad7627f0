package recurrent.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** SHA-256 of files, and lists of them as {@code sha256sum} writes. */
public final class Checksums {
    private Checksums() {}

    /**
     * The SHA-256 of a file's bytes.
     *
     * @return 64 hexadecimal digits, lower case
     */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Reads a list: a checksum, white space, a file's name on each line.
     *
     * @return the checksum of each name, in the order of the file
     * @throws IOException if a line is something else, or the file cannot be read
     */
    public static Map<String, String> read(Path list) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String line : Files.readAllLines(list)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split("\\s+\\*?", 2);
            if (parts.length != 2 || !parts[0].matches("[0-9a-f]{64}")) {
                throw new IOException(list + ": expected '<sha-256>  <file>', got '" + line + "'");
            }
            all.put(parts[1], parts[0]);
        }
        return all;
    }
}
