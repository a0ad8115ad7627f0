package recurrent.plot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;
import recurrent.plot.CourseMap.Concept;
import recurrent.plot.CourseMap.Link;

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
        String title = here == null
                ? Language.pick("The course as a map", "El curso en un mapa")
                : Language.pick("The course as a map: you are at ", "El curso en un mapa: estás en el ")
                        + here.chapter();
        Plot plot = new Plot(title, Language.pick("column", "columna"), Language.pick("row", "fila"))
                .lay("drawing")
                .lay("map");
        int width = EDGE + x(concepts.stream().mapToInt(Concept::column).max().orElse(0)) + WIDE / 2 + EDGE;
        int height = y(concepts.stream().mapToInt(Concept::row).max().orElse(0)) + HIGH / 2 + EDGE;
        plot.layout.put("width", width).put("height", height + TITLE);
        plot.bare("x").putArray("range").add(0).add(width);
        plot.bare("y").putArray("range").add(height).add(0);
        ObjectNode names = plot.trace("concepts", Language.pick("chapter", "capítulo"));
        Map<String, double[]> middles = new HashMap<>();
        for (Concept c : concepts) {
            Plot.word(names, x(c), y(c), label(c));
            middles.put(c.chapter(), new double[] {x(c), y(c)});
            plot.shape(c == here ? "here" : "concept")
                    .put("x0", x(c) - WIDE / 2)
                    .put("x1", x(c) + WIDE / 2)
                    .put("y0", y(c) - HIGH / 2)
                    .put("y1", y(c) + HIGH / 2);
        }
        for (Link link : map.links()) {
            double[] from = middles.get(link.from());
            double[] to = middles.get(link.to());
            double[] tail = border(from, to);
            double[] head = border(to, from);
            plot.arrow("link", tail[0], tail[1], head[0], head[1]);
            words(plot, link.words(), from, to);
        }
        return plot.chart(map.alt(here));
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

    /** Where the straight line to another box leaves this one. */
    private static double[] border(double[] from, double[] to) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double share = Math.min(
                dx == 0 ? Double.POSITIVE_INFINITY : (WIDE / 2.0 + 2) / Math.abs(dx),
                dy == 0 ? Double.POSITIVE_INFINITY : (HIGH / 2.0 + 2) / Math.abs(dy));
        return new double[] {from[0] + share * dx, from[1] + share * dy};
    }

    /** Above a level arrow, to the right of an upright one, on a slanting one. */
    private static void words(Plot plot, String words, double[] from, double[] to) {
        boolean level = from[1] == to[1];
        boolean upright = from[0] == to[0];
        plot.note(level || upright ? "linkWords" : "slantingWords", "<i>" + broken(words, 10) + "</i>")
                .put("x", (from[0] + to[0]) / 2 + (upright ? 4 : 0))
                .put("y", (from[1] + to[1]) / 2 - (level ? 2 : 0))
                .put("xanchor", upright ? "left" : "center")
                .put("yanchor", level ? "bottom" : "middle");
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
}
