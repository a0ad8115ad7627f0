package recurrent.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import recurrent.i18n.Language;
import recurrent.plot.CourseMap.Concept;
import recurrent.plot.CourseMap.Link;
import tech.tablesaw.plotly.traces.ScatterTrace;

/** The drawing of a {@link CourseMap}. All lengths are pixels: with a fixed width, words and boxes keep together. */
final class MapChart {
    private static final int WIDE = 158;
    private static final int HIGH = 46;
    private static final int RIGHT = 226; // from one column to the next
    private static final int DOWN = 100; // from one row to the next
    private static final int EDGE = 8;
    private static final int TITLE = 44;

    private MapChart() {}

    static Chart of(CourseMap map, Concept here) {
        List<Concept> concepts = map.concepts();
        List<Object> boxes = new ArrayList<>();
        Map<String, double[]> middles = new HashMap<>();
        for (Concept c : concepts) {
            middles.put(c.chapter(), new double[] {x(c), y(c)});
            boxes.add(box(c, c == here));
        }
        List<Object> arrows = new ArrayList<>();
        for (Link link : map.links()) {
            double[] from = middles.get(link.from());
            double[] to = middles.get(link.to());
            arrows.add(arrow(border(from, to), border(to, from)));
            arrows.add(words(link.words(), from, to));
        }
        int width = EDGE + x(concepts.stream().mapToInt(Concept::column).max().orElse(0)) + WIDE / 2 + EDGE;
        int height = y(concepts.stream().mapToInt(Concept::row).max().orElse(0)) + HIGH / 2 + EDGE;
        Map<String, Object> layout = Style.layout(false);
        layout.put("shapes", boxes);
        layout.put("annotations", arrows);
        layout.put("width", width);
        layout.put("autosize", false);
        layout.put("height", height + TITLE);
        layout.put("margin", Map.of("l", 0, "r", 0, "t", TITLE, "b", 0));
        layout.put("hovermode", false);
        PlotlyJson.lay(Map.of("xaxis", hidden(0, width), "yaxis", hidden(height, 0)), layout);
        Map<String, Object> text = Map.of("textfont", Map.of("size", 13), "hoverinfo", "skip", "cliponaxis", false);
        String title = here == null
                ? Language.pick("The course as a map", "El curso en un mapa")
                : Language.pick("The course as a map: you are at ", "El curso en un mapa: estás en el ")
                        + here.chapter();
        return new Chart(
                Charts.figure(title, Language.pick("column", "columna"), Language.pick("row", "fila"), names(concepts)),
                map.alt(here),
                Map.of("layout", layout, "data", List.of(text), "config", Map.of("displayModeBar", false)));
    }

    private static ScatterTrace names(List<Concept> concepts) {
        double[] xs = concepts.stream().mapToDouble(MapChart::x).toArray();
        double[] ys = concepts.stream().mapToDouble(MapChart::y).toArray();
        return ScatterTrace.builder(xs, ys)
                .name(Language.pick("chapter", "capítulo"))
                .mode(ScatterTrace.Mode.TEXT)
                .text(concepts.stream().map(MapChart::label).toArray(String[]::new))
                .build();
    }

    private static String label(Concept c) {
        String lines = broken(c.chapter() + " " + c.title(), 22);
        int number = c.chapter().length();
        return "<b>" + lines.substring(0, number) + "</b>" + lines.substring(number);
    }

    private static int x(Concept c) {
        return x(c.column());
    }

    private static int x(int column) {
        return EDGE + WIDE / 2 + RIGHT * column;
    }

    private static int y(Concept c) {
        return y(c.row());
    }

    private static int y(int row) {
        return EDGE + HIGH / 2 + DOWN * row;
    }

    private static Map<String, Object> box(Concept c, boolean here) {
        Map<String, Object> box = new LinkedHashMap<>();
        box.put("type", "rect");
        box.put("x0", x(c) - WIDE / 2);
        box.put("x1", x(c) + WIDE / 2);
        box.put("y0", y(c) - HIGH / 2);
        box.put("y1", y(c) + HIGH / 2);
        box.put("fillcolor", here ? "#FBE3D2" : "#EEF5FA");
        box.put("line", Map.of("color", Style.INK, "width", here ? 4 : 1.2));
        box.put("layer", "below");
        return box;
    }

    /** Where the straight line to another box leaves this one. */
    private static double[] border(double[] from, double[] to) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double share = Math.min(
                dx == 0 ? Double.POSITIVE_INFINITY : (WIDE / 2.0 + 2) / Math.abs(dx),
                dy == 0 ? Double.POSITIVE_INFINITY : (HIGH / 2.0 + 2) / Math.abs(dy));
        return new double[] {from[0] + share * dx, from[1] + share * dy};
    }

    private static Map<String, Object> arrow(double[] from, double[] to) {
        Map<String, Object> arrow = new LinkedHashMap<>();
        arrow.put("x", to[0]);
        arrow.put("y", to[1]);
        arrow.put("ax", from[0]);
        arrow.put("ay", from[1]);
        for (String axis : List.of("x", "y")) {
            arrow.put(axis + "ref", axis);
            arrow.put("a" + axis + "ref", axis);
        }
        arrow.put("text", "");
        arrow.put("showarrow", true);
        arrow.put("arrowhead", 2);
        arrow.put("arrowwidth", 1.4);
        arrow.put("arrowcolor", Style.INK);
        return arrow;
    }

    /** Above a level arrow, to the right of an upright one, on a slanting one. */
    private static Map<String, Object> words(String words, double[] from, double[] to) {
        boolean level = from[1] == to[1];
        boolean upright = from[0] == to[0];
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("x", (from[0] + to[0]) / 2 + (upright ? 4 : 0));
        text.put("y", (from[1] + to[1]) / 2 - (level ? 2 : 0));
        text.put("xref", "x");
        text.put("yref", "y");
        text.put("xanchor", upright ? "left" : "center");
        text.put("yanchor", level ? "bottom" : "middle");
        text.put("text", "<i>" + broken(words, 10) + "</i>");
        text.put("showarrow", false);
        text.put("borderpad", 1);
        text.put("font", Map.of("size", 11));
        if (!level && !upright) {
            text.put("bgcolor", "#FFFFFF");
        }
        return text;
    }

    /** Lines of about so many letters, cut between words. */
    private static String broken(String text, int letters) {
        StringBuilder out = new StringBuilder();
        int line = 0;
        for (String word : text.split(" ")) {
            if (line > 0 && line + 1 + word.length() > letters) {
                out.append("<br>");
                line = 0;
            } else if (line > 0) {
                out.append(' ');
                line++;
            }
            out.append(Style.literal(word));
            line += word.length();
        }
        return out.toString();
    }

    private static Map<String, Object> hidden(int from, int to) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("range", List.of(from, to));
        axis.put("autorange", false);
        axis.put("fixedrange", true);
        axis.put("automargin", false);
        axis.put("showgrid", false);
        axis.put("showline", false);
        axis.put("showticklabels", false);
        axis.put("ticks", "");
        axis.put("title", Map.of("text", ""));
        return axis;
    }
}
