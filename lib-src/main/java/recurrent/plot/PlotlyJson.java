package recurrent.plot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;

/**
 * Turns a Tablesaw figure into Plotly JSON: plain maps, lists, strings and numbers, as a notebook's
 * {@code application/vnd.plotly.v1+json} wants them.
 *
 * <p>Tablesaw writes JavaScript for a web page of its own. On the way to JSON this class mends: unquoted names, single
 * quotes and trailing commas; numbers written as strings; NaN and infinity, which JSON does not have; characters
 * escaped for HTML; and titles as plain strings, which Plotly 3 ignores. A test holds each of these.
 */
public final class PlotlyJson {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();
    /** Keys whose lists hold coordinates: numbers, unless their axis has names. */
    private static final Set<String> COORDINATES = Set.of("x", "y", "z", "open", "high", "low", "close", "range");
    /** Keys with one number, which Tablesaw quotes. */
    private static final Set<String> NUMBERS = Set.of("opacity", "dtick", "tick0", "nticks", "scaleratio", "xshift");

    private PlotlyJson() {}

    /**
     * A figure as Plotly JSON.
     *
     * @param figure any Tablesaw figure
     * @return a new map with "data", one entry for each trace, and "layout"
     */
    public static Map<String, Object> of(Figure figure) {
        Map<String, Object> layout = figure.getLayout() == null
                ? new LinkedHashMap<>()
                : clean(literal(figure.getLayout().asJavascript()), "", Set.of());
        Set<String> named = new HashSet<>();
        layout.forEach((key, value) -> {
            if (value instanceof Map<?, ?> axis && "category".equals(axis.get("type"))) {
                named.add(key.substring(0, 1)); // "xaxis" -> "x"
            }
        });
        List<Object> data = new ArrayList<>();
        Trace[] traces = figure.getTraces();
        for (int i = 0; i < traces.length; i++) {
            data.add(clean(literal(traces[i].asJavascript(i)), "", named));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", data);
        json.put("layout", layout);
        return json;
    }

    private static Map<String, Object> object(Map<?, ?> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(String.valueOf(key), value));
        return result;
    }

    /** The object literal in {@code var name = {…};}. */
    private static Map<?, ?> literal(String script) {
        String body = script.substring(script.indexOf('{'), script.lastIndexOf('}') + 1);
        try {
            return LENIENT.readValue(doubleQuoted(body), LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "figure: its JavaScript cannot be read (" + e.getOriginalMessage() + "):\n" + body, e);
        }
    }

    /**
     * Writes single-quoted strings as JSON strings. Tablesaw escapes them for HTML and nothing else; double-quoted
     * ones, which hold data, are escaped for JavaScript.
     */
    private static String doubleQuoted(String script) {
        StringBuilder out = new StringBuilder(script.length());
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '"') {
                int end = i + 1;
                while (script.charAt(end) != '"') {
                    end += script.charAt(end) == '\\' ? 2 : 1;
                }
                out.append(script, i, end + 1);
                i = end;
            } else if (c == '\'') {
                int end = script.indexOf('\'', i + 1);
                String text = script.substring(i + 1, end)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&");
                out.append('"')
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
                i = end;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static Map<String, Object> clean(Map<?, ?> raw, String parent, Set<String> named) {
        Map<String, Object> result = new LinkedHashMap<>();
        raw.forEach((k, value) -> {
            String key = String.valueOf(k);
            boolean coordinates = COORDINATES.contains(key) && !named.contains(key);
            if (key.equals("title") && value instanceof String text) {
                if (!text.isEmpty()) {
                    result.put(key, new LinkedHashMap<>(Map.of("text", text)));
                }
            } else if (key.equals("titlefont")) {
                return; // Plotly 3 wants it inside the title: below
            } else if (value instanceof Map<?, ?> map) {
                result.put(key, clean(map, key, named));
            } else if (value instanceof List<?> list) {
                boolean numeric = list.stream().allMatch(PlotlyJson::isNumber);
                result.put(
                        key,
                        list.stream()
                                .map(item -> item(item, coordinates && numeric))
                                .toList());
            } else if (value instanceof String text && NUMBERS.contains(key) && isNumber(text)) {
                result.put(key, number(text));
            } else if ("true".equals(value) || "false".equals(value)) {
                result.put(key, Boolean.valueOf((String) value));
            } else {
                result.put(key, finite(value));
            }
        });
        if (raw.get("titlefont") instanceof Map<?, ?> font && result.get("title") instanceof Map<?, ?> title) {
            Map<String, Object> withFont = object(title);
            withFont.put("font", clean(font, "font", named));
            result.put("title", withFont);
        }
        return result;
    }

    private static Object item(Object value, boolean numbers) {
        if (value instanceof List<?> row) {
            return row.stream().map(v -> item(v, numbers)).toList();
        }
        return numbers && value instanceof String text ? number(text) : finite(value);
    }

    private static boolean isNumber(Object value) {
        if (value instanceof List<?> row) {
            return row.stream().allMatch(PlotlyJson::isNumber);
        }
        if (!(value instanceof String text)) {
            return true;
        }
        if (text.equals("null")) {
            return true;
        }
        try {
            Double.parseDouble(text);
            return !text.endsWith("d") && !text.endsWith("f"); // Java reads "1d"; for a reader that is a name
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Object number(String text) {
        return text.equals("null") ? null : finite(Double.valueOf(text));
    }

    /** JSON has neither NaN nor infinity: Plotly leaves a gap where it reads null. */
    private static Object finite(Object value) {
        return value instanceof Double d && !Double.isFinite(d) ? null : value;
    }
}
