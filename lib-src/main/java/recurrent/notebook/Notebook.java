package recurrent.notebook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;
import recurrent.io.AtomicFile;

/**
 * A notebook file of nbformat 4. It is written as Jupyter writes it, byte for byte: keys in order, one space of
 * indentation, UTF-8, a newline at the end.
 *
 * @param metadata of the notebook: kernel and language
 * @param minor    of nbformat 4
 * @param cells    in order
 */
public record Notebook(ObjectNode metadata, int minor, List<Cell> cells) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * The same notebook with other cells.
     *
     * @param other the new ones
     * @return another notebook
     */
    public Notebook withCells(List<Cell> other) {
        return new Notebook(metadata, minor, List.copyOf(other));
    }

    /**
     * Reads a file.
     *
     * @param file a notebook
     * @return what it holds
     * @throws NotebookException if it is cut off, no JSON, no UTF-8 or no notebook of nbformat 4
     * @throws IOException       if it cannot be read
     */
    public static Notebook read(Path file) throws IOException {
        return parse(Files.readAllBytes(file), file.toString());
    }

    /**
     * Reads the bytes of a file.
     *
     * @param bytes what the file holds
     * @param name  for messages
     * @return the notebook
     * @throws NotebookException as {@link #read}
     */
    public static Notebook parse(byte[] bytes, String name) throws NotebookException {
        if (bytes.length == 0) {
            throw broken(name, Language.pick("the file is empty", "el archivo está vacío"), null);
        }
        JsonNode json;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            json = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw broken(name, Language.pick("the text is not UTF-8", "el texto no está en UTF-8"), e);
        } catch (JsonEOFException e) {
            throw broken(
                    name,
                    Language.pick("the file is cut off in line ", "el archivo está cortado en la línea ")
                            + e.getLocation().getLineNr(),
                    e);
        } catch (JsonProcessingException e) {
            throw broken(
                    name,
                    Language.pick("this is no JSON: ", "esto no es JSON: ")
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + (e.getLocation() == null
                                    ? ""
                                    : Language.pick(" (line ", " (línea ")
                                            + e.getLocation().getLineNr() + ")"),
                    e);
        }
        JsonNode version = json.path("nbformat");
        if (!json.isObject() || !version.isInt()) {
            throw broken(
                    name,
                    Language.pick(
                            "JSON, but no notebook: nbformat is missing",
                            "es JSON, pero no un cuaderno: falta nbformat"),
                    null);
        }
        if (version.asInt() != 4) {
            throw broken(
                    name,
                    Language.pick(
                            "expected nbformat 4, got " + version + "; open and save it in JupyterLab",
                            "se esperaba nbformat 4, llegó " + version + "; ábrelo y guárdalo en JupyterLab"),
                    null);
        }
        if (!json.path("cells").isArray()) {
            throw broken(
                    name,
                    Language.pick("the notebook has no list of cells", "el cuaderno no tiene lista de celdas"),
                    null);
        }
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : json.path("cells")) {
            if (!cell.isObject() || !cell.has("cell_type")) {
                throw broken(
                        name,
                        Language.pick("cell ", "la celda ")
                                + (cells.size() + 1)
                                + Language.pick(" has no cell_type", " no tiene cell_type"),
                        null);
            }
            cells.add(Cell.read(cell));
        }
        return new Notebook(
                json.path("metadata") instanceof ObjectNode o ? o : JsonNodeFactory.instance.objectNode(),
                json.path("nbformat_minor").asInt(0),
                List.copyOf(cells));
    }

    private static NotebookException broken(String name, String reason, Throwable cause) {
        return new NotebookException(name + ": " + reason, cause);
    }

    /**
     * The text of the file.
     *
     * @return canonical JSON
     */
    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("cells");
        cells.forEach(cell -> all.add(cell.write()));
        json.set("metadata", metadata);
        json.put("nbformat", 4).put("nbformat_minor", minor);
        DefaultIndenter indent = new DefaultIndenter(" ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indent);
        printer.indentArraysWith(indent);
        try {
            return JSON.writer(printer).writeValueAsString(sorted(json)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of nodes can always be written
        }
    }

    /**
     * Writes the file; readers see the old one or the new one, never half of it.
     *
     * @param file where; its folder is made if need be
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toJson());
    }

    static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> keys = new TreeMap<>();
            node.properties().forEach(entry -> keys.put(entry.getKey(), sorted(entry.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            keys.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }
}
