package recurrent.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import recurrent.i18n.Language;

/** Text files of one record a line, and complaints about them that name the line. */
final class Lines {
    private Lines() {}

    /** All lines. Only LF and CR LF end one: reviews from the web contain rarer line ends inside a record. */
    static List<String> read(Path file) throws IOException {
        String[] lines = TextFiles.read(file).split("\r?\n", -1);
        int end = lines.length;
        while (end > 0 && lines[end - 1].isEmpty()) {
            end--; // the newline at the end of the file, and empty lines behind it, are no records
        }
        return List.of(lines).subList(0, end);
    }

    static IOException error(Path file, long line, String en, String es) {
        return new IOException(file + Language.pick(", line ", ", línea ") + line + ": " + Language.pick(en, es));
    }
}
