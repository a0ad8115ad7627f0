package recurrent.notebook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Java as the rules need: what is comment or text, and what stands outside all braces. */
final class JavaText {
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)");
    private static final Pattern METHOD = Pattern.compile(
            "^(?!\\s*(?:return|new|else|throw)\\b)\\s*(?:[\\w<>\\[\\],.?]+\\s+)+(\\w+)\\s*\\([^;=]*\\)\\s*(?:throws [\\w, ]+)?\\{\\s*\\}?\\s*$");

    private JavaText() {}

    /** The code with every comment, text and character blanked out; lines stay where they are. */
    static String bare(String code) {
        StringBuilder bare = new StringBuilder(code);
        Matcher hidden = Pattern.compile(
                        "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'",
                        Pattern.DOTALL)
                .matcher(code);
        while (hidden.find()) {
            for (int i = hidden.start(); i < hidden.end(); i++) {
                if (bare.charAt(i) != '\n') {
                    bare.setCharAt(i, ' ');
                }
            }
        }
        return bare.toString();
    }

    /** The lines of bare code that begin outside all braces. */
    static List<String> topLines(String bare) {
        List<String> lines = new ArrayList<>();
        int depth = 0;
        for (String line : bare.split("\n", -1)) {
            if (depth <= 0) {
                lines.add(line);
            }
            depth += count(line, '{') - count(line, '}');
        }
        return lines;
    }

    private static int count(String line, char c) {
        return (int) line.chars().filter(x -> x == c).count();
    }

    /** The types that bare code declares. */
    static Set<String> types(String bare) {
        Set<String> names = new LinkedHashSet<>();
        Matcher type = TYPE.matcher(bare);
        while (type.find()) {
            names.add(type.group(1));
        }
        return names;
    }

    /** The types and the methods outside classes that bare code declares. */
    static Set<String> declared(String bare) {
        Set<String> names = types(bare);
        for (String line : topLines(bare)) {
            Matcher method = METHOD.matcher(line);
            if (method.matches()) {
                names.add(method.group(1));
            }
        }
        return names;
    }
}
