package recurrent.notebook;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.io.Sha256;

/**
 * The outputs that a chapter keeps in its file, for whoever reads it without running it. Every code cell says in its
 * metadata which code they came from and what they were:
 *
 * <pre>"recurrent": {"rendered": {"code": "…", "outputs": "…"}}</pre>
 *
 * <p>{@code code} is a hash of the cell and of all code cells above it, since those made its outputs too;
 * {@code outputs} is a hash of the outputs. So a cell that was edited, cleared, or run by hand is found without a
 * kernel. What changes from run to run, such as a time, is not compared: see {@link OutputText}.
 */
public final class StoredOutputs {
    /** The most that the file of a notebook may have: above it, pages that show notebooks become slow or give up. */
    public static final int MOST_BYTES = 1_500_000;

    private static final String COURSE = "recurrent";
    private static final String KEY = "rendered";
    private static final int DIGITS = 16;

    private StoredOutputs() {}

    /**
     * Puts the outputs of a run into a notebook. Where nothing changed but times, the old outputs stay, so a second
     * run changes nothing.
     *
     * @param stored   the notebook as it is in its file
     * @param executed the same notebook after a run, its figures drawn: see {@link Figures}
     * @return the notebook with the outputs, without execution counts
     * @throws IllegalArgumentException if the cells are not the same
     */
    public static Notebook merge(Notebook stored, Notebook executed) {
        requireSame(stored, executed);
        List<String> codes = codes(stored);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < stored.cells().size(); i++) {
            Cell cell = stored.cells().get(i);
            if (!cell.isCode()) {
                cells.add(cell);
                continue;
            }
            ArrayNode fresh = OutputText.kept(executed.cells().get(i).outputs());
            boolean same = !rendered(cell).isEmpty()
                    && hash(cell.outputs())
                            .equals(rendered(cell).path("outputs").asText())
                    && OutputText.difference(cell, fresh).isEmpty();
            ArrayNode outputs = same ? OutputText.kept(cell.outputs()) : fresh;
            cells.add(new Cell(
                    cell.type(),
                    cell.id(),
                    cell.source(),
                    marked(cell.metadata(), codes.get(i), hash(outputs)),
                    outputs,
                    false,
                    cell.attached()));
        }
        return stored.withCells(cells);
    }

    /**
     * Compares the outputs in a notebook with those of a run.
     *
     * @param stored   the notebook as it is in its file
     * @param executed the same notebook after a run
     * @return one sentence for each cell whose outputs differ by more than times; empty if none does
     */
    public static List<String> differences(Notebook stored, Notebook executed) {
        requireSame(stored, executed);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < stored.cells().size(); i++) {
            Cell cell = stored.cells().get(i);
            if (cell.isCode()) {
                String difference = OutputText.difference(
                        cell, OutputText.kept(executed.cells().get(i).outputs()));
                if (!difference.isEmpty()) {
                    all.add(where(i, cell) + difference);
                }
            }
        }
        return all;
    }

    /**
     * Whether a notebook has never been rendered.
     *
     * @param notebook to look at
     * @return true if it holds neither outputs nor a note about them
     */
    public static boolean none(Notebook notebook) {
        return notebook.cells().stream()
                .allMatch(cell -> cell.outputs().isEmpty() && rendered(cell).isEmpty());
    }

    /**
     * Looks whether the outputs of a notebook belong to its code, without running it.
     *
     * @param notebook to look at
     * @return one sentence for each cell that is not as {@code ./course render} left it; empty for a notebook that has
     *         never been rendered
     */
    public static List<String> check(Notebook notebook) {
        List<String> problems = new ArrayList<>();
        if (none(notebook)) {
            return problems;
        }
        List<String> codes = codes(notebook);
        int old = 0;
        for (int i = 0; i < notebook.cells().size(); i++) {
            Cell cell = notebook.cells().get(i);
            if (!cell.isCode()) {
                continue;
            }
            foreign(cell, where(i, cell), problems);
            if (rendered(cell).isEmpty()) {
                problems.add(where(i, cell)
                        + (cell.outputs().isEmpty()
                                ? "was never rendered, other cells were"
                                : "has outputs that ./course render did not make"));
            } else if (!rendered(cell).path("code").asText().equals(codes.get(i))) {
                if (old++ == 0) {
                    problems.add(where(i, cell) + "the code has changed since the outputs were made, here or above");
                }
            } else if (!rendered(cell).path("outputs").asText().equals(hash(cell.outputs()))) {
                problems.add(where(i, cell) + "the outputs are not those that were stored");
            }
        }
        if (old > 1) {
            problems.add((old - 1) + " more cells after it have outputs of older code");
        }
        return problems;
    }

    /** What no stored output may hold. */
    private static void foreign(Cell cell, String where, List<String> problems) {
        for (JsonNode output : cell.outputs()) {
            output.path("data").fieldNames().forEachRemaining(type -> {
                if (!OutputText.KEPT.contains(type)) {
                    problems.add(where + "an output of type " + type + " is stored");
                }
            });
            if (output.path("execution_count").isNumber()) {
                problems.add(where + "an execution count is stored");
            }
            if (output.path("output_type").asText().equals("error")
                    || output.path("name").asText().equals("stderr")) {
                problems.add(where + "an error is stored");
            }
        }
    }

    /**
     * The metadata of a cell as people write it.
     *
     * @param metadata of a cell
     * @return a copy without the note about the outputs
     */
    public static ObjectNode byHand(ObjectNode metadata) {
        ObjectNode copy = metadata.deepCopy();
        if (copy.get(COURSE) instanceof ObjectNode own) {
            own.remove(KEY);
            if (own.isEmpty()) {
                copy.remove(COURSE);
            }
        }
        return copy;
    }

    static JsonNode rendered(Cell cell) {
        return cell.metadata().path(COURSE).path(KEY);
    }

    private static ObjectNode marked(ObjectNode metadata, String code, String outputs) {
        ObjectNode copy = metadata.deepCopy();
        copy.withObject("/" + COURSE).putObject(KEY).put("code", code).put("outputs", outputs);
        return copy;
    }

    /** For each cell the hash of its code and of all code above it; empty for text. */
    private static List<String> codes(Notebook notebook) {
        List<String> all = new ArrayList<>();
        String before = "";
        for (Cell cell : notebook.cells()) {
            if (cell.isCode()) {
                before = hash(before + "\n" + cell.source());
            }
            all.add(cell.isCode() ? before : "");
        }
        return all;
    }

    private static String hash(ArrayNode outputs) {
        return hash(Notebook.sorted(OutputText.joined(outputs)).toString());
    }

    /** The first digits of SHA-256: enough to notice a change, short enough to read. */
    static String hash(String text) {
        return Sha256.of(text).substring(0, DIGITS);
    }

    private static String where(int i, Cell cell) {
        return "cell " + (i + 1) + " (" + cell.id() + "): ";
    }

    private static void requireSame(Notebook stored, Notebook executed) {
        List<String> a = sources(stored);
        List<String> b = sources(executed);
        if (!a.equals(b)) {
            throw new IllegalArgumentException(
                    "executed: expected the cells of the stored notebook, got others; render it again");
        }
    }

    private static List<String> sources(Notebook notebook) {
        return notebook.cells().stream().map(Cell::source).toList();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
