package recurrent.notebook;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The outputs of a cell as far as they are kept and compared.
 *
 * <p>Not compared is what differs from run to run or from machine to machine without meaning anything: times, rates,
 * memory, the version of Java, and the columns of a table that hold such. A cell with the tag {@code varies} may put
 * out anything of the same kinds.
 */
final class OutputText {
    /** The forms of an output that are stored: nothing that needs a program of its own to be shown. */
    static final Set<String> KEPT = Set.of("text/plain", "text/html", "text/markdown", "image/png", "image/svg+xml");

    private static final String VARIES = "varies";
    private static final String NUMBER = "\\d[\\d.,]*(?:[eE][-+]?\\d+)?";
    private static final Pattern CHANGING =
            Pattern.compile("\\b" + NUMBER
                    + "\\s*(?:ns|[µμu]s|ms|s|min|h|seconds?|segundos?|minutes?|minutos?|hours?|horas?|[KMG]i?B|GB)\\b" // times, memory
                    + "|\\b\\d+:\\d\\d(?::\\d\\d)?\\b" // clocks
                    + "|\\b" + NUMBER + "\\s*(?:\\p{L}+)/s\\b" // rates
                    + "|\\b\\d{4,} bytes\\b" // a checkpoint holds times
                    + "|\\bJava \\d+|\\bRecurrent [\\w.]+" // this machine, this version
                    + "|@[0-9a-f]{5,8}\\b"); // an object without a text of its own
    private static final Pattern CHANGING_HEAD = Pattern.compile(
            "(?i).*(second|segundo|\\btime\\b|tiempo|\\(s\\)|\\bms\\b|[µμ]s\\b|/s\\b|\\bMi?B\\b).*", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr.*?</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<(t[hd])[^>]*>(.*?)</\\1>", Pattern.DOTALL);

    private OutputText() {}

    /** The outputs as they are stored: no counts, no live figures, neighbouring prints joined. */
    static ArrayNode kept(ArrayNode outputs) {
        ArrayNode all = StoredOutputs.array();
        for (JsonNode output : outputs) {
            switch (output.path("output_type").asText()) {
                case "stream" -> stream(output, all);
                case "error" -> all.add(output.deepCopy());
                default -> all.add(bundle(output));
            }
        }
        return all;
    }

    private static void stream(JsonNode output, ArrayNode all) {
        String text = text(output.path("text"));
        JsonNode last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last instanceof ObjectNode before && before.path("name").equals(output.path("name"))) {
            before.set("text", lines(text(before.path("text")) + text));
            return;
        }
        ObjectNode stream = all.addObject();
        stream.put("output_type", "stream");
        stream.put("name", output.path("name").asText());
        stream.set("text", lines(text));
    }

    private static ObjectNode bundle(JsonNode output) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        String type = output.path("output_type").asText();
        bundle.put("output_type", type);
        if (type.equals("execute_result")) {
            bundle.putNull("execution_count");
        }
        ObjectNode data = bundle.putObject("data");
        output.path("data").properties().forEach(form -> {
            if (KEPT.contains(form.getKey())) {
                String content = text(form.getValue());
                if (form.getKey().equals("image/png")) {
                    data.put(form.getKey(), content); // base 64, which Jupyter does not break into lines
                } else {
                    data.set(form.getKey(), lines(content));
                }
            }
        });
        bundle.set(
                "metadata",
                output.path("metadata").isObject() ? output.path("metadata") : JsonNodeFactory.instance.objectNode());
        return bundle;
    }

    /** What differs between the outputs of a cell and those of a run of it; empty if nothing does. */
    static String difference(Cell cell, ArrayNode fresh) {
        List<String> before = forms(kept(cell.outputs()));
        List<String> now = forms(fresh);
        if (cell.tags().contains(VARIES)) {
            return kinds(cell.outputs()).equals(kinds(fresh)) ? "" : "the outputs are of other kinds";
        }
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            if (i >= before.size() || i >= now.size()) {
                return before.size() + " outputs are stored, the run gave " + now.size();
            }
            if (!before.get(i).equals(now.get(i))) {
                return "output " + (i + 1) + " differs: " + firstDifference(before.get(i), now.get(i));
            }
        }
        return "";
    }

    private static List<List<String>> kinds(ArrayNode outputs) {
        List<List<String>> all = new ArrayList<>();
        for (JsonNode output : kept(outputs)) {
            List<String> kinds =
                    new ArrayList<>(List.of(output.path("output_type").asText()));
            output.path("data").fieldNames().forEachRemaining(kinds::add);
            kinds.removeIf(kind -> kind.startsWith("image/")); // a run that is only compared draws no pictures
            kinds.sort(null);
            all.add(kinds);
        }
        return all;
    }

    /** One text for each output, without what changes. A figure is compared by what it shows, not by its pixels. */
    private static List<String> forms(ArrayNode outputs) {
        List<String> all = new ArrayList<>();
        for (JsonNode output : outputs) {
            String figure =
                    output.path("metadata").path("recurrent").path("figure").asText("");
            JsonNode data = output.path("data");
            if (!figure.isEmpty()) {
                all.add("figure " + figure + "\n" + steady(text(data.path("text/plain"))));
            } else if (data.has("text/html")) {
                all.add(steady(steadyTable(text(data.path("text/html")))));
            } else if (data.isObject()) {
                all.add(steady(text(data.path("text/plain"))) + text(data.path("image/png")));
            } else {
                all.add(output.path("name").asText() + ": " + steady(text(output.path("text"))));
            }
        }
        return all;
    }

    /** The text with an ellipsis in place of everything that changes. */
    static String steady(String text) {
        return CHANGING.matcher(text).replaceAll("…").replaceAll(" {2,}", " ");
    }

    /** A table without the contents of the columns whose head speaks of time or memory. */
    static String steadyTable(String html) {
        List<Integer> changing = new ArrayList<>();
        Matcher row = ROW.matcher(html);
        if (row.find()) {
            Matcher head = CELL.matcher(row.group());
            for (int column = 0; head.find(); column++) {
                if (CHANGING_HEAD.matcher(head.group(2)).matches()) {
                    changing.add(column);
                }
            }
        }
        if (changing.isEmpty()) {
            return html;
        }
        int[] rows = {0};
        return row.reset().replaceAll(found -> {
            if (rows[0]++ == 0) {
                return Matcher.quoteReplacement(found.group());
            }
            int[] column = {0};
            return Matcher.quoteReplacement(CELL.matcher(found.group())
                    .replaceAll(cell ->
                            changing.contains(column[0]++) ? "<td>…</td>" : Matcher.quoteReplacement(cell.group())));
        });
    }

    private static String firstDifference(String before, String now) {
        Iterator<String> a = before.lines().iterator();
        Iterator<String> b = now.lines().iterator();
        while (a.hasNext() || b.hasNext()) {
            String left = a.hasNext() ? a.next() : "";
            String right = b.hasNext() ? b.next() : "";
            if (!left.equals(right)) {
                return "stored \"" + around(left, right) + "\", now \"" + around(right, left) + "\"";
            }
        }
        return "";
    }

    /** As much of a line as shows where it differs from the other. */
    private static String around(String line, String other) {
        int at = 0;
        while (at < Math.min(line.length(), other.length()) && line.charAt(at) == other.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 20);
        int to = Math.min(line.length(), at + 40);
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }

    /** Jupyter keeps text as one string or as a list of lines. */
    static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText("");
        }
        StringBuilder text = new StringBuilder();
        value.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    /** Text as Jupyter writes it. */
    static ArrayNode lines(String text) {
        ArrayNode lines = StoredOutputs.array();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, end));
            from = end;
        }
        return lines;
    }

    /** The same outputs with every text as one string, however the file broke it. */
    static ArrayNode joined(ArrayNode outputs) {
        ArrayNode copy = outputs.deepCopy();
        for (JsonNode output : copy) {
            if (output instanceof ObjectNode stream && stream.has("text")) {
                stream.put("text", text(stream.path("text")));
            }
            if (output.path("data") instanceof ObjectNode data) {
                List.copyOf(data.properties()).forEach(form -> data.put(form.getKey(), text(form.getValue())));
            }
        }
        return copy;
    }
}
