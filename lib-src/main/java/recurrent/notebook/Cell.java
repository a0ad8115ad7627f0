package recurrent.notebook;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One cell.
 *
 * @param type     "code", "markdown" or "raw"
 * @param id       unique in its notebook; empty if the file has none
 * @param source   the text
 * @param metadata tags, and the keys of nbgrader and of the course
 * @param outputs  of a code cell, as they stand in the file
 * @param counted  whether an execution count is stored
 * @param attached pictures inside a text cell, as they stand in the file; empty if there are none
 */
public record Cell(
        String type,
        String id,
        String source,
        ObjectNode metadata,
        ArrayNode outputs,
        boolean counted,
        ObjectNode attached) {

    /**
     * A code cell that never ran.
     *
     * @param id       unique in its notebook
     * @param source   the code
     * @param metadata of the cell
     * @return the cell
     */
    public static Cell code(String id, String source, ObjectNode metadata) {
        return new Cell(
                "code",
                id,
                source,
                metadata,
                JsonNodeFactory.instance.arrayNode(),
                false,
                JsonNodeFactory.instance.objectNode());
    }

    /**
     * A text cell.
     *
     * @param id       unique in its notebook
     * @param source   Markdown
     * @param metadata of the cell
     * @return the cell
     */
    public static Cell markdown(String id, String source, ObjectNode metadata) {
        return new Cell(
                "markdown",
                id,
                source,
                metadata,
                JsonNodeFactory.instance.arrayNode(),
                false,
                JsonNodeFactory.instance.objectNode());
    }

    /**
     * Whether this is a code cell.
     *
     * @return true for code
     */
    public boolean isCode() {
        return type.equals("code");
    }

    /**
     * The tags.
     *
     * @return may be empty
     */
    public List<String> tags() {
        List<String> tags = new ArrayList<>();
        metadata.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    /**
     * Whether a reader sees this cell only together with the solutions.
     *
     * @return true for an explanation, which the exercises leave out
     */
    public boolean solutionOnly() {
        return tags().contains("solution-only");
    }

    /**
     * A value that the course keeps in the metadata.
     *
     * @param key such as "role" or "exercise"
     * @return the value; empty if there is none
     */
    public String course(String key) {
        return metadata.path("recurrent").path(key).asText("");
    }

    /**
     * The same cell as nobody has run it.
     *
     * @return without outputs and execution count
     */
    public Cell withoutOutputs() {
        return new Cell(type, id, source, metadata, JsonNodeFactory.instance.arrayNode(), false, attached);
    }

    /**
     * The same cell with other text.
     *
     * @param text the new one
     * @return another cell
     */
    public Cell withSource(String text) {
        return new Cell(type, id, text, metadata, outputs, counted, attached);
    }

    /**
     * The same cell with other outputs.
     *
     * @param other the new ones
     * @return another cell
     */
    public Cell withOutputs(ArrayNode other) {
        return new Cell(type, id, source, metadata, other, counted, attached);
    }

    /**
     * The same cell with other metadata.
     *
     * @param other the new one
     * @return another cell
     */
    public Cell withMetadata(ObjectNode other) {
        return new Cell(type, id, source, other, outputs, counted, attached);
    }

    static Cell read(JsonNode json) {
        return new Cell(
                json.path("cell_type").asText(),
                json.path("id").asText(""),
                text(json.path("source")),
                json.path("metadata") instanceof ObjectNode o ? o : JsonNodeFactory.instance.objectNode(),
                json.path("outputs") instanceof ArrayNode a ? a : JsonNodeFactory.instance.arrayNode(),
                json.path("execution_count").isNumber(),
                json.path("attachments") instanceof ObjectNode o ? o : JsonNodeFactory.instance.objectNode());
    }

    ObjectNode write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("cell_type", type).put("id", id).set("metadata", metadata);
        if (isCode()) {
            json.putNull("execution_count").set("outputs", outputs);
        }
        if (!attached.isEmpty()) {
            json.set("attachments", attached);
        }
        ArrayNode lines = json.putArray("source");
        int from = 0;
        while (from < source.length()) {
            int end = source.indexOf('\n', from);
            end = end < 0 ? source.length() : end + 1;
            lines.add(source.substring(from, end));
            from = end;
        }
        return json;
    }

    /** Jupyter keeps text as one string or as a list of lines. */
    private static String text(JsonNode source) {
        if (!source.isArray()) {
            return source.asText("");
        }
        StringBuilder text = new StringBuilder();
        source.forEach(line -> text.append(line.asText()));
        return text.toString();
    }
}
