package recurrent.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import recurrent.i18n.Language;
import recurrent.io.Html;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Symbol;

/** How every figure of the course looks. Colours never stand alone: each comes with a dash, a marker or a pattern. */
final class Style {
    /** Okabe and Ito's colours, which differ for any kind of colour vision; without yellow, too pale for lines. */
    private static final List<String> COLORS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

    private static final List<Line.Dash> DASHES = List.of(
            Line.Dash.SOLID,
            Line.Dash.DASH,
            Line.Dash.DOT,
            Line.Dash.DASH_DOT,
            Line.Dash.LONG_DASH,
            Line.Dash.LONG_DASH_DOT);
    private static final List<Symbol> SYMBOLS = List.of(
            Symbol.CIRCLE,
            Symbol.DIAMOND,
            Symbol.SQUARE,
            Symbol.TRIANGLE_UP,
            Symbol.X,
            Symbol.TRIANGLE_DOWN,
            Symbol.STAR);
    private static final List<String> PATTERNS = List.of("", "/", "x", ".", "-", "|", "+");
    static final String INK = "#222222";
    private static final String GRID = "#E3E3E3";
    private static final Pattern DECIMAL_POINT = Pattern.compile("(?<=\\d)\\.(?=\\d)");
    private static final int MOST_NAMES = 20;
    private static final int MOST_CHARACTERS = 50;

    private Style() {}

    static String color(int i) {
        return COLORS.get(i % COLORS.size());
    }

    static Line.Dash dash(int i) {
        return DASHES.get(i % DASHES.size());
    }

    static Symbol symbol(int i) {
        return SYMBOLS.get(i % SYMBOLS.size());
    }

    static String pattern(int i) {
        return PATTERNS.get(i % PATTERNS.size());
    }

    /** Blue to white to vermilion for values of both signs, white to blue for values of one. */
    static List<Object> scale(boolean bothSigns) {
        return bothSigns
                ? List.of(List.of(0, "#0072B2"), List.of(0.5, "#FFFFFF"), List.of(1, "#D55E00"))
                : List.of(List.of(0, "#FFFFFF"), List.of(0.5, "#7FB8D8"), List.of(1, "#00446B"));
    }

    /** What all figures share, to be laid over what Tablesaw writes. The width is that of the page. */
    static Map<String, Object> layout(boolean legend) {
        Map<String, Object> layout = new LinkedHashMap<>();
        layout.put("width", null);
        layout.put("autosize", true);
        layout.put("height", 400);
        layout.put("template", Map.of());
        layout.put("font", Map.of("family", "Helvetica, Arial, sans-serif", "size", 13, "color", INK));
        layout.put(
                "title",
                Map.of(
                        "x",
                        0,
                        "xref",
                        "paper",
                        "xanchor",
                        "left",
                        "y",
                        0.97,
                        "yref",
                        "container",
                        "yanchor",
                        "top",
                        "font",
                        Map.of("size", 17)));
        layout.put("paper_bgcolor", "#FFFFFF");
        layout.put("plot_bgcolor", "#FFFFFF");
        layout.put("margin", Map.of("l", 70, "r", 24, "t", legend ? 76 : 52, "b", 78));
        layout.put("showlegend", legend);
        layout.put(
                "legend",
                Map.of(
                        "orientation",
                        "h",
                        "x",
                        0,
                        "xanchor",
                        "left",
                        "y",
                        1.01,
                        "yanchor",
                        "bottom",
                        "itemwidth",
                        38)); // a long dash needs that much to be seen
        layout.put("separators", Language.current() == Language.ES ? ",." : ".,");
        layout.put("xaxis", axis());
        layout.put("yaxis", axis());
        return layout;
    }

    private static Map<String, Object> axis() {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("gridcolor", GRID);
        axis.put("linecolor", "#888888");
        axis.put("showline", true);
        axis.put("zeroline", false);
        axis.put("ticks", "outside");
        axis.put("tickcolor", "#888888");
        axis.put("automargin", true);
        return axis;
    }

    /** Names at the places 0, 1, 2, … of an axis. Not Plotly's categories: those would join equal names. */
    static Map<String, Object> names(List<String> labels) {
        int every = every(labels);
        List<Object> places = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < labels.size(); i += every) {
            places.add(i);
            texts.add(literal(labels.get(i)));
        }
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("tickmode", "array");
        axis.put("tickvals", places);
        axis.put("ticktext", texts);
        axis.put("showgrid", false);
        return axis;
    }

    /** An arrow between two points of the figure, as an annotation of Plotly. */
    static Map<String, Object> arrow(double x0, double y0, double x1, double y1) {
        Map<String, Object> arrow = new LinkedHashMap<>();
        arrow.put("x", x1);
        arrow.put("y", y1);
        arrow.put("ax", x0);
        arrow.put("ay", y0);
        for (String key : List.of("xref", "axref")) {
            arrow.put(key, "x");
        }
        for (String key : List.of("yref", "ayref")) {
            arrow.put(key, "y");
        }
        arrow.put("text", "");
        arrow.put("showarrow", true);
        arrow.put("arrowhead", 2);
        arrow.put("arrowwidth", 1.6);
        arrow.put("arrowcolor", INK);
        return arrow;
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
