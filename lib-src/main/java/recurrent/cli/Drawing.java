package recurrent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;
import recurrent.notebook.Figures;

/** Has Plotly draw figures as still pictures, in the system's Chromium. */
final class Drawing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOG = ".recurrent/draw.log";

    private Drawing() {}

    /**
     * Looks for a browser before anything else is done, since executing a chapter takes minutes.
     *
     * @throws CommandFailure if there is none, with the remedy
     */
    static void requireBrowser() throws IOException {
        if (Tool.run(Tool.python(List.of(Script.file("draw.py").toString())), line -> {}) != 0) {
            throw new CommandFailure(noBrowser());
        }
    }

    /**
     * Draws figures.
     *
     * @param figures Plotly JSON by any name
     * @param folder  for files that are in use meanwhile
     * @param prefix  said before the figure in the progress line
     * @return a picture for each name
     * @throws CommandFailure if there is no browser, or a figure cannot be drawn
     */
    static Map<String, Figures.Picture> draw(Map<String, ObjectNode> figures, Path folder, String prefix)
            throws IOException {
        Map<String, Figures.Picture> pictures = new LinkedHashMap<>();
        if (figures.isEmpty()) {
            return pictures;
        }
        Path source = folder.resolve("figures.json");
        JSON.writeValue(source.toFile(), figures.values());
        ProcessBuilder builder =
                Tool.python(List.of(Script.file("draw.py").toString(), source.toString(), folder.toString()));
        builder.redirectError(Project.root().resolve(LOG).toFile());
        StatusLine status = new StatusLine();
        List<JsonNode> drawn = new ArrayList<>();
        JsonNode[] error = {null};
        int exit = Tool.run(builder, line -> {
            JsonNode event = read(line);
            if (event.path("event").asText().equals("figure")) {
                drawn.add(event);
                status.show(
                        "  " + prefix + Language.pick("figure ", "figura ") + drawn.size() + " / " + figures.size());
            } else if (event.path("event").asText().equals("error")) {
                error[0] = event;
            }
        });
        status.clear();
        if (error[0] != null || exit != 0 || drawn.size() != figures.size()) {
            throw new CommandFailure(Language.pick("a figure could not be drawn: ", "no se pudo dibujar una figura: ")
                    + (error[0] == null ? "" : error[0].path("message").asText())
                    + Language.pick("; details: ", "; detalles: ")
                    + LOG);
        }
        List<String> names = List.copyOf(figures.keySet());
        for (int i = 0; i < names.size(); i++) {
            byte[] png = Palette.small(Files.readAllBytes(folder.resolve(i + ".png")));
            pictures.put(
                    names.get(i),
                    new Figures.Picture(
                            Base64.getEncoder().encodeToString(png),
                            drawn.get(i).path("width").asInt(),
                            drawn.get(i).path("height").asInt()));
        }
        return pictures;
    }

    static String noBrowser() {
        return Language.pick(
                "Plotly draws its figures in Chromium, and there is none: install it (Debian: apt install chromium, "
                        + "macOS: brew install --cask chromium; Chrome and Edge do as well) or set BROWSER_PATH to its "
                        + "program; nothing was written",
                "Plotly dibuja sus figuras en Chromium, y no lo hay: instálalo (Debian: apt install chromium, macOS: "
                        + "brew install --cask chromium; también valen Chrome y Edge) o pon su programa en "
                        + "BROWSER_PATH; no se ha escrito nada");
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.nullNode(); // not ours: some library prints
        }
    }
}
