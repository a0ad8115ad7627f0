package recurrent.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The figures in the outputs of a notebook: live Plotly figures after a run, still pictures in the file. A picture
 * carries the hash of its figure, so an unchanged figure is not drawn again, and the pixels of another browser are no
 * difference.
 */
public final class Figures {
    /** Plotly's own form, which only a page with Plotly in it can show. */
    public static final String PLOTLY = "application/vnd.plotly.v1+json";

    private static final String PNG = "image/png";

    /**
     * A drawn figure.
     *
     * @param png    the picture, in base 64
     * @param width  at which it is shown
     * @param height at which it is shown
     */
    public record Picture(String png, int width, int height) {}

    private Figures() {}

    /**
     * The figures that a run made.
     *
     * @param executed a notebook after a run
     * @return Plotly JSON by its hash; equal figures once
     */
    public static Map<String, ObjectNode> live(Notebook executed) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        for (Cell cell : executed.cells()) {
            for (JsonNode output : cell.outputs()) {
                if (output.path("data").get(PLOTLY) instanceof ObjectNode figure) {
                    all.put(hash(figure), figure);
                }
            }
        }
        return all;
    }

    /**
     * The pictures that a notebook keeps.
     *
     * @param stored a rendered notebook
     * @return pictures by the hash of their figure
     */
    public static Map<String, Picture> pictures(Notebook stored) {
        Map<String, Picture> all = new LinkedHashMap<>();
        for (Cell cell : stored.cells()) {
            for (JsonNode output : cell.outputs()) {
                JsonNode about = output.path("metadata").path(PNG);
                String figure =
                        output.path("metadata").path("recurrent").path("figure").asText("");
                if (!figure.isEmpty() && output.path("data").has(PNG)) {
                    all.put(
                            figure,
                            new Picture(
                                    OutputText.text(output.path("data").path(PNG)),
                                    about.path("width").asInt(),
                                    about.path("height").asInt()));
                }
            }
        }
        return all;
    }

    /**
     * The same run with pictures in place of live figures.
     *
     * @param executed a notebook after a run
     * @param pictures by the hash of their figure; a figure without one keeps its alternative text alone
     * @return another notebook
     */
    public static Notebook withPictures(Notebook executed, Map<String, Picture> pictures) {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : executed.cells()) {
            ArrayNode outputs = cell.outputs().deepCopy();
            for (JsonNode output : outputs) {
                if (output instanceof ObjectNode bundle
                        && bundle.path("data") instanceof ObjectNode data
                        && data.remove(PLOTLY) instanceof ObjectNode figure) {
                    replace(bundle, data, hash(figure), pictures.get(hash(figure)));
                }
            }
            cells.add(new Cell(
                    cell.type(), cell.id(), cell.source(), cell.metadata(), outputs, cell.counted(), cell.attached()));
        }
        return executed.withCells(cells);
    }

    private static void replace(ObjectNode bundle, ObjectNode data, String hash, Picture picture) {
        ObjectNode metadata = bundle.putObject("metadata");
        metadata.putObject("recurrent").put("figure", hash);
        if (picture != null) {
            data.put(PNG, picture.png());
            metadata.putObject(PNG)
                    .put("alt", OutputText.text(data.path("text/plain")))
                    .put("width", picture.width())
                    .put("height", picture.height());
        }
    }

    /** What the figure shows, not how a page is to treat it. */
    private static String hash(ObjectNode figure) {
        ObjectNode shown = figure.deepCopy();
        shown.remove("config");
        return StoredOutputs.hash(Notebook.sorted(shown).toString());
    }
}
