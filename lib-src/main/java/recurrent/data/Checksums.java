package recurrent.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists of checksums as {@code sha256sum} writes them. */
public final class Checksums {
    private Checksums() {}

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
