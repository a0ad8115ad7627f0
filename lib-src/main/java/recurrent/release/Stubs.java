package recurrent.release;

import java.util.ArrayList;
import java.util.List;

import recurrent.i18n.Language;

/**
 * Replaces what stands between {@code // BEGIN SOLUTION} and {@code // END SOLUTION} by a stub: code that compiles, and
 * that says loudly when it runs that it is not written yet.
 */
final class Stubs {
    static final String BEGIN = "// BEGIN SOLUTION";
    static final String END = "// END SOLUTION";
    private static final String DECLARED = "// STUB: ";
    private static final String PROMPT_EN = "// YOUR CODE HERE";
    private static final String PROMPT_ES = "// ESCRIBE AQUÍ TU CÓDIGO";

    private Stubs() {}

    /**
     * Replaces all regions of a cell.
     *
     * @param code     of the solution
     * @param exercise id, such as "07.2"
     * @param language of the students
     * @return the code for students
     * @throws IllegalArgumentException if a region is not closed, empty, or not the end of its block; the message says
     *                                  which line
     */
    static String of(String code, String exercise, Language language) {
        List<String> lines = new ArrayList<>();
        List<String> region = null;
        boolean found = false;
        boolean throwsHere = false;
        int number = 0;
        for (String line : code.split("\n", -1)) {
            number++;
            if (line.contains("BEGIN SOLUTION")) {
                require(line.strip().equals(BEGIN), number, "expected \"" + BEGIN + "\" alone on its line");
                require(region == null, number, "a region begins inside another one");
                require(!throwsHere, number, "a region follows another one in the same block, where it can never run");
                region = new ArrayList<>(List.of(line.substring(0, line.indexOf('/'))));
            } else if (line.contains("END SOLUTION")) {
                require(line.strip().equals(END), number, "expected \"" + END + "\" alone on its line");
                require(region != null, number, "a region ends that did not begin");
                throwsHere = addStub(lines, region, exercise, number, language == Language.ES ? PROMPT_ES : PROMPT_EN);
                region = null;
                found = true;
            } else if (region != null) {
                region.add(line);
            } else {
                require(
                        !throwsHere || line.isBlank() || line.strip().startsWith("}"),
                        number,
                        "a solution region must be the end of its block: Java refuses code after the stub's throw (or declare a stub with \""
                                + DECLARED + "…\")");
                throwsHere &= !line.strip().startsWith("}");
                lines.add(line);
            }
        }
        require(region == null, number, "a region is not closed: \"" + END + "\" is missing");
        require(found, 1, "a solution cell needs \"" + BEGIN + "\" and \"" + END + "\"");
        return String.join("\n", lines);
    }

    /** Returns whether the stub throws, so that nothing may follow it in its block. */
    private static boolean addStub(
            List<String> lines, List<String> region, String exercise, int number, String prompt) {
        String indent = region.get(0);
        List<String> declared = region.stream()
                .skip(1)
                .filter(line -> line.strip().startsWith(DECLARED.strip()))
                .map(line -> line.strip().substring(DECLARED.strip().length()).strip())
                .toList();
        require(
                region.stream()
                        .skip(1)
                        .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("//")),
                number,
                "the region holds no solution");
        lines.add(indent + prompt);
        require(
                !declared.isEmpty() || !indent.isEmpty(),
                number,
                "a region outside all braces would throw as soon as the cell runs: declare a stub, \"" + DECLARED
                        + "String q1 = \\\"\\\";\"");
        if (declared.isEmpty()) {
            lines.add(indent + "throw new UnsupportedOperationException(\"" + exercise + ": write me\");");
            return true;
        }
        declared.forEach(line -> lines.add(indent + line));
        return declared.stream().anyMatch(line -> line.startsWith("throw ") || line.startsWith("return"));
    }

    private static void require(boolean condition, int line, String problem) {
        if (!condition) {
            throw new IllegalArgumentException("line " + line + ": " + problem);
        }
    }
}
