package recurrent.notebook;

import java.util.ArrayList;
import java.util.List;

/** Holds the English and the Spanish notebook together: the same cells in the same order, the same code. */
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
                String same = setup ? a.source().replace("\"en\"", "\"es\"") : a.source();
                if (!same.equals(b.source())) {
                    problems.add(where + "the code differs in line " + firstDifference(same, b.source()));
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

    private static int firstDifference(String a, String b) {
        String[] left = a.split("\n", -1);
        String[] right = b.split("\n", -1);
        int line = 0;
        while (line < Math.min(left.length, right.length) && left[line].equals(right[line])) {
            line++;
        }
        return line + 1;
    }
}
