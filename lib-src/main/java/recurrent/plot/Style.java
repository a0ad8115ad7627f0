package recurrent.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;
import recurrent.io.Html;

/**
 * How every figure of the course looks: what style.json says, in Plotly's own words. Colours never stand alone: each
 * comes with a dash, a marker or a pattern. They are Okabe and Ito's, which differ for any kind of colour vision;
 * without yellow, too pale for lines. The entries of a legend are as wide as a long dash needs to be seen.
 *
 * <p>Some values change nothing, such as the smoothing of straight lines or the size of a bar's marker: the stored
 * pictures are known by their JSON, and without these values all of them would have to be drawn again.
 */
final class Style {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode STYLE = read();
    private static final Pattern DECIMAL_POINT = Pattern.compile("(?<=\\d)\\.(?=\\d)");
    private static final int MOST_NAMES = 20;
    private static final int MOST_CHARACTERS = 50;

    private Style() {}

    private static JsonNode read() {
        try (InputStream file = Style.class.getResourceAsStream("style.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("style.json cannot be read", e);
        }
    }

    static String color(int i) {
        return turn("colors", i);
    }

    static String dash(int i) {
        return turn("dashes", i);
    }

    static String symbol(int i) {
        return turn("symbols", i);
    }

    static String pattern(int i) {
        return turn("patterns", i);
    }

    private static String turn(String list, int i) {
        JsonNode all = STYLE.get(list);
        return all.get(i % all.size()).asText();
    }

    /** Blue to white to vermilion for values of both signs, white to blue for values of one. */
    static JsonNode scale(boolean bothSigns) {
        return STYLE.get(bothSigns ? "bothSigns" : "oneSign").deepCopy();
    }

    /** A new copy of an object of the style. */
    static ObjectNode part(String name) {
        return STYLE.get(name).deepCopy();
    }

    /** Lays an object of the style over another one: objects in both are merged, of other values the style's stay. */
    static void lay(String name, ObjectNode under) {
        try {
            JSON.readerForUpdating(under).readValue(part(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // both are in memory
        }
    }

    /** Has an axis show names at the places 0, 1, 2, … Not Plotly's categories: those would join equal names. */
    static void names(ObjectNode axis, List<String> labels) {
        lay("namesAxis", axis);
        ArrayNode places = axis.putArray("tickvals");
        ArrayNode texts = axis.putArray("ticktext");
        int every = every(labels);
        for (int i = 0; i < labels.size(); i += every) {
            places.add(i);
            texts.add(literal(labels.get(i)));
        }
    }

    /** Of many long names only some are written: all of them would be written over each other. */
    private static int every(List<String> labels) {
        int characters = labels.stream().mapToInt(String::length).sum();
        return labels.size() <= MOST_NAMES ? 1 : 1 + (characters - 1) / MOST_CHARACTERS;
    }

    /**
     * Plotly reads labels as HTML: the symbol &lt;unk&gt; would vanish, and a blank would be no label at all. Numbers
     * in them get the sign of the language, as Plotly gives it to those on the axes.
     */
    static String literal(String label) {
        String text = label.equals(" ") ? "␣" : label.equals("\n") ? "⏎" : label;
        if (Language.current() == Language.ES) {
            text = DECIMAL_POINT.matcher(text).replaceAll(",");
        }
        return Html.text(text).replace("&quot;", "&#34;"); // Plotly knows the other four by name or number
    }
}
