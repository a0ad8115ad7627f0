package recurrent.notebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rules that the course's notebooks keep. Each one prevents something that happened to readers of notebooks:
 * variables that turn to null when a cell runs again, checks that check nothing, a screen of code without a word.
 */
public final class NotebookLint {
    /** What a notebook is for. */
    public enum Kind {
        /** A chapter: may keep the outputs that {@code ./course render} stored. */
        CHAPTER,
        /** Exercises with their solutions. */
        SOLUTION,
        /** Exercises as students get them. */
        EXERCISE
    }

    private static final int MAX_CELLS = 45;
    private static final int MAX_LINES = 30;
    private static final int MAX_COLUMNS = 100;
    private static final Set<String> CELL_KEYS =
            Set.of("tags", "nbgrader", "recurrent", "deletable", "editable", "l10n");
    private static final Set<String> NOTEBOOK_KEYS = Set.of("kernelspec", "language_info", "l10n");
    /** The tag of a cell that shows on purpose what happens to a variable that breaks the rule. */
    private static final String TRAP = "trap";

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern SETUP = Pattern.compile("Course\\.start\\(\"(\\d\\d|index)\", \"(en|es)\"\\);");
    private static final Pattern PRINTF_LAST =
            Pattern.compile("\\s*System\\s*\\.\\s*(out|err)\\s*\\.\\s*(printf|format|append)\\s*\\(");
    private static final Pattern TABLE_IN_QUOTE = Pattern.compile("(?m)^> *\\|");
    private static final Pattern NO_ALT = Pattern.compile("!\\[\\s*\\]\\(|<img(?![^>]*\\balt=\"[^\"]+\")[^>]*>");

    private final Kind kind;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> types = new LinkedHashSet<>();

    private final JavaText java;

    private NotebookLint(Kind kind, JavaText java) {
        this.kind = kind;
        this.java = java;
    }

    /**
     * Looks for broken rules.
     *
     * @param notebook to look at
     * @param kind     what it is for
     * @return one sentence for each broken rule, with the cell; empty if all are kept
     */
    public static List<String> check(Notebook notebook, Kind kind) {
        try (JavaText java = new JavaText()) {
            return new NotebookLint(kind, java).all(notebook);
        }
    }

    private List<String> all(Notebook notebook) {
        notebook(notebook);
        int number = 0;
        Set<String> ids = new HashSet<>();
        boolean setupSeen = false;
        int sinceProse = 0;
        for (Cell cell : notebook.cells()) {
            String where = "cell " + ++number + (cell.id().isEmpty() ? "" : " (" + cell.id() + ")") + ": ";
            cell(cell, where, ids);
            if (cell.isCode()) {
                sinceProse++;
                if (sinceProse > 2) {
                    say(where + "no prose within the two cells before it");
                }
                code(cell, where, !setupSeen);
                setupSeen = true;
            } else {
                sinceProse = 0;
                if (TABLE_IN_QUOTE.matcher(cell.source()).find()) {
                    say(where + "a table inside a quotation shows as raw text on a page; use a list");
                }
                if (NO_ALT.matcher(cell.source()).find()) {
                    say(where + "a picture has no alternative text");
                }
            }
        }
        if (kind == Kind.CHAPTER) {
            StoredOutputs.check(notebook).forEach(this::say);
        }
        return problems;
    }

    private void say(String problem) {
        problems.add(problem);
    }

    private void notebook(Notebook notebook) {
        if (notebook.minor() < 5) {
            say("nbformat 4." + notebook.minor() + ": cell ids need 4.5");
        }
        if (!notebook.metadata().path("kernelspec").path("name").asText().equals("java")) {
            say("kernelspec: expected \"java\", got \""
                    + notebook.metadata().path("kernelspec").path("name").asText() + "\"");
        }
        notebook.metadata().fieldNames().forEachRemaining(key -> {
            if (!NOTEBOOK_KEYS.contains(key)) {
                say("metadata of the notebook: \"" + key + "\" does not belong there");
            }
        });
        long sitting = notebook.cells().stream() // explanations are read one at a time, after the work
                .filter(cell -> !cell.solutionOnly())
                .count();
        if (sitting > MAX_CELLS) {
            say(sitting + " cells; " + MAX_CELLS + " are enough for one sitting");
        }
        if (notebook.cells().stream().noneMatch(Cell::isCode)) {
            say("no code cell at all");
        }
    }

    private void cell(Cell cell, String where, Set<String> ids) {
        if (!ID.matcher(cell.id()).matches()) {
            say(where + "expected an id of letters, digits, - and _");
        } else if (!ids.add(cell.id())) {
            say(where + "another cell has the same id");
        }
        if (cell.counted()) {
            say(where + "an execution count is stored");
        }
        if (kind != Kind.CHAPTER
                && !(cell.outputs().isEmpty() && StoredOutputs.rendered(cell).isEmpty())) {
            say(where + "an output is stored");
        }
        cell.metadata().fieldNames().forEachRemaining(key -> {
            if (!CELL_KEYS.contains(key)) {
                say(where + "metadata \"" + key + "\" does not belong there");
            }
        });
    }

    private void code(Cell cell, String where, boolean setup) {
        String bare = JavaTokens.bare(cell.source());
        List<JavaText.Part> parts = java.parts(cell.source());
        if (setup && !SETUP.matcher(cell.source().strip()).matches()) {
            say(where + "the first code cell is the set-up cell: Course.start(\"07\", \"en\"); and nothing else");
        }
        long lines = cell.source().lines().count();
        if (lines > MAX_LINES) {
            say(where + lines + " lines of code; " + MAX_LINES + " fit on a screen");
        }
        cell.source()
                .lines()
                .filter(line -> line.length() > MAX_COLUMNS)
                .forEach(line -> say(where + "a line of " + line.length() + " characters; readers see " + MAX_COLUMNS
                        + ": " + line.strip()));
        if (Pattern.compile("(?<![\\w.])assert\\b").matcher(bare).find()) {
            say(where + "assert does nothing in a notebook; use a check or an exception");
        }
        if (parts.stream().anyMatch(JavaText.Part::isImport)) {
            say(where + "an import outside the set-up can null the variables of earlier cells");
        }
        if (bare.contains("Language.pick")) {
            say(where + "Language.pick makes readers of one language read the other; write the words of this one");
        }
        if (Pattern.compile("https?://").matcher(cell.source()).find()) {
            say(where + "an address in code; put it into the text");
        }
        String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1).source();
        if (PRINTF_LAST.matcher(JavaTokens.bare(last)).lookingAt()) {
            say(where + "the last line prints its own stream under the output; use print(…)");
        }
        for (JavaText.Part part : parts) {
            declared.addAll(part.declared());
            types.addAll(part.types());
        }
        if (cell.tags().contains(TRAP)) {
            return;
        }
        parts.forEach(part -> part.variables().forEach(variable -> variable(variable, where)));
    }

    /**
     * A variable of the reader's own type, or var for a result of the reader's code, is lost when that code runs again.
     */
    private void variable(JavaText.Variable variable, String where) {
        if (variable.type().equals("var")) {
            Set<String> used = new TreeSet<>(variable.uses());
            used.retainAll(declared);
            if (!used.isEmpty()) {
                say(where + "var for a result of " + String.join(", ", used)
                        + " turns to null when that definition runs again; write the type");
            }
        }
        String type = variable.type().split("\\W", 2)[0];
        if (kind != Kind.CHAPTER && types.contains(type)) {
            say(where + "a variable of type " + type
                    + " vanishes when that type is defined again; use a type of the library");
        }
    }
}
