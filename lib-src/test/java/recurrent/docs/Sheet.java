package recurrent.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import recurrent.io.Home;

/** A cheat sheet, taken apart: blocks of Java, and tables whose cells hold code. */
record Sheet(String text) {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static final List<String> NAMES = List.of("nd4j", "shapes", "kernel-traps", "gradients");

    static Path file(String language, String name) {
        return Home.root().resolve("docs/cheatsheets").resolve(language).resolve(name + ".md");
    }

    static Sheet read(String language, String name) throws IOException {
        return new Sheet(Files.readString(file(language, name)));
    }

    /** The blocks of Java, in order. */
    List<String> blocks() {
        List<String> all = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            all.add(block.group(1).strip());
        }
        return all;
    }

    /** The rows of all tables without their heads: for each cell the pieces of code in it. */
    List<List<List<String>>> rows() {
        List<List<List<String>>> all = new ArrayList<>();
        boolean body = false;
        for (String line : text.split("\n")) {
            if (!line.startsWith("|")) {
                body = false;
            } else if (line.matches("\\|(---\\|)+")) {
                body = true;
            } else if (body) {
                List<List<String>> cells = new ArrayList<>();
                for (String cell : line.substring(1).split("\\|")) {
                    cells.add(code(cell));
                }
                all.add(cells);
            }
        }
        return all;
    }

    private static List<String> code(String cell) {
        List<String> all = new ArrayList<>();
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            all.add(code.group(1));
        }
        return all;
    }

    /** The first line that begins so, without its beginning. */
    String line(String... beginnings) {
        for (String beginning : beginnings) {
            for (String line : text.split("\n")) {
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length()).strip();
                }
            }
        }
        throw new AssertionError("no line begins with " + String.join(" or ", beginnings));
    }
}
