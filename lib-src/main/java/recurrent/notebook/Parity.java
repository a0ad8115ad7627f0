package recurrent.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the English and the Spanish notebook together: the same cells in the same order, the same code but for words.
 * Comments, texts and the places where lines break may differ; names, numbers and calls may not.
 */
public final class Parity {
    private Parity() {}

    /**
     * Looks for cells that drifted apart.
     *
     * @param en the English notebook
     * @param es the Spanish one
     * @return one sentence for each cell that differs; empty if none does. After a cell that is missing on one side
     *         nothing more is compared, since all that follows would differ
     */
    public static List<String> check(Notebook en, Notebook es) {
        List<String> problems = new ArrayList<>();
        boolean setup = true;
        int shared = Math.min(en.cells().size(), es.cells().size());
        for (int i = 0; i < shared; i++) {
            Cell a = en.cells().get(i);
            Cell b = es.cells().get(i);
            String where = "cell " + (i + 1) + " (" + a.id() + "): ";
            if (!a.id().equals(b.id())) {
                problems.add("cell " + (i + 1) + ": is \"" + a.id() + "\" in English and \"" + b.id()
                        + "\" in Spanish; a cell is missing or out of order");
                return problems;
            }
            if (!a.type().equals(b.type())) {
                problems.add(where + "is " + a.type() + " in English and " + b.type() + " in Spanish");
                continue;
            }
            if (!StoredOutputs.byHand(a.metadata()).equals(StoredOutputs.byHand(b.metadata()))) {
                problems.add(where + "the metadata differ");
            }
            if (a.isCode()) {
                if (setup && a.source().equals(b.source())) {
                    problems.add(where + "the language is the same in both notebooks");
                }
                String drift = drift(a.source(), b.source());
                if (!drift.isEmpty()) {
                    problems.add(where + drift);
                }
                setup = false;
            } else if (a.source().equals(b.source()) && a.source().strip().contains(" ")) {
                problems.add(where + "the text is the same in both languages: not translated?");
            }
        }
        if (en.cells().size() != es.cells().size()) {
            problems.add("English has " + en.cells().size() + " cells, Spanish "
                    + es.cells().size()
                    + "; the first without a partner is "
                    + (en.cells().size() > shared ? en : es).cells().get(shared).id());
        }
        return problems;
    }

    /** What differs besides words, with the line it stands in; empty if nothing does. */
    private static String drift(String en, String es) {
        List<JavaTokens.Token> left = JavaTokens.of(en);
        List<JavaTokens.Token> right = JavaTokens.of(es);
        int same = 0;
        while (same < Math.min(left.size(), right.size())
                && left.get(same).text().equals(right.get(same).text())) {
            same++;
        }
        if (same == left.size() && same == right.size()) {
            return "";
        }
        return "the code differs in line " + place(left, same, en) + " in English, line " + place(right, same, es)
                + " in Spanish";
    }

    private static String place(List<JavaTokens.Token> tokens, int i, String code) {
        if (i == tokens.size()) {
            return code.lines().count() + " (the end)";
        }
        int line = tokens.get(i).line();
        return line + " (" + code.split("\n", -1)[line - 1].strip() + ")";
    }
}
