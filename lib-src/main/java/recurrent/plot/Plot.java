package recurrent.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;

/** A figure while it is made: Plotly JSON that begins with the look of the course, and to which curves are added. */
final class Plot {
    final ObjectNode layout;
    private final ObjectNode json = Style.part("figure");

    Plot(String title, String xAxis, String yAxis) {
        for (String text : new String[] {title, xAxis, yAxis}) {
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException("a figure needs a title and a name for each axis; got title \""
                        + title + "\", axes \"" + xAxis + "\" and \"" + yAxis + "\"");
            }
        }
        layout = json.withObject("/layout");
        layout.put("separators", Language.current() == Language.ES ? ",." : ".,");
        layout.withObject("/title").put("text", title);
        axis("x").setAll(Style.part("axis"));
        axis("x").putObject("title").put("text", xAxis);
        axis("y").setAll(Style.part("axis"));
        axis("y").putObject("title").put("text", yAxis);
    }

    /** Lays a part of the style over the whole figure. */
    Plot lay(String part) {
        Style.lay(part, json);
        return this;
    }

    /** Of one curve there is no legend: the title and the axis say what it is. */
    Plot legend(boolean wanted) {
        return wanted ? lay("withLegend") : this;
    }

    ObjectNode axis(String letter) {
        return layout.withObject("/" + letter + "axis");
    }

    /** An axis that is not seen, for a drawing that only needs its places. */
    ObjectNode bare(String letter) {
        Style.lay("bareAxis", axis(letter));
        return axis(letter);
    }

    ObjectNode trace(String kind, String name) {
        return added(json.withArray("/data"), Style.part(kind).put("name", name));
    }

    /** A line or a cloud of points, told from the others by the colour, dash and marker of its number. */
    ObjectNode curve(String kind, int number, String name, double[] x, double[] y) {
        ObjectNode trace = trace(kind, name);
        trace.withObject("/line").put("color", Style.color(number)).put("dash", Style.dash(number));
        if (trace.get("marker") instanceof ObjectNode marker) {
            marker.put("color", Style.color(number)).put("symbol", Style.symbol(number));
        }
        add(trace.putArray("x"), x);
        add(trace.putArray("y"), y);
        return trace;
    }

    /** JSON has neither NaN nor infinity: Plotly leaves a gap where it reads null. */
    static void add(ArrayNode list, double... values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                list.add(value);
            } else {
                list.addNull();
            }
        }
    }

    /** Writes a word into a trace of texts. */
    static void word(ObjectNode trace, double x, double y, String text) {
        trace.withArray("/x").add(x);
        trace.withArray("/y").add(y);
        trace.withArray("/text").add(text);
    }

    ObjectNode shape(String kind) {
        return added(layout.withArray("/shapes"), Style.part(kind));
    }

    ObjectNode note(String kind, String text) {
        return added(layout.withArray("/annotations"), Style.part(kind).put("text", text));
    }

    private static ObjectNode added(ArrayNode list, ObjectNode item) {
        list.add(item);
        return item;
    }

    /** An arrow between two points of the figure. */
    ObjectNode arrow(String kind, double x0, double y0, double x1, double y1) {
        return note(kind, "").put("ax", x0).put("ay", y0).put("x", x1).put("y", y1);
    }

    Chart chart(String alt) {
        return new Chart(json, alt);
    }
}
