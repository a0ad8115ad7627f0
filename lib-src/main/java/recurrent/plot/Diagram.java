package recurrent.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import recurrent.i18n.Language;
import recurrent.text.SequenceTask;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;

/**
 * Drawings that are not plots: a network unrolled over a problem with sequences, and events along a line of time. Boxes
 * differ by outline and place, never by colour alone. Chapter 04.
 */
public final class Diagram {
    private static final int MOST = 12;
    private static final int STEP = 120; // pixels from one step to the next
    private static final double WIDE = 0.4; // half a box, in steps
    private static final double HIGH = 0.27; // half a box, in rows

    private Diagram() {}

    /**
     * What a problem of some shape looks like, with the names x1, x2 … and y1, y2 …
     *
     * @param task    the shape
     * @param inputs  how many things are read
     * @param outputs how many things are written
     * @return the drawing
     * @throws IllegalArgumentException if the shape cannot have these lengths, or there are more than 12 steps
     */
    public static Chart of(SequenceTask task, int inputs, int outputs) {
        return of(task, numbered("x", inputs), numbered("y", outputs));
    }

    /**
     * What a problem of some shape looks like: inputs below, one copy of the network for each step, outputs above. Where
     * it writes and has nothing more to read, dotted arrows bring back what it wrote.
     *
     * @param task    the shape
     * @param inputs  what is read, in order
     * @param outputs what is written, in order
     * @return the drawing
     * @throws IllegalArgumentException if the shape cannot have these lengths, or there are more than 12 steps
     */
    public static Chart of(SequenceTask task, List<String> inputs, List<String> outputs) {
        List<SequenceTask.Step> steps = task.steps(inputs.size(), outputs.size());
        int T = steps.size();
        if (T > MOST) {
            throw new IllegalArgumentException("inputs, outputs: expected at most " + MOST + " steps, got " + T);
        }
        Parts parts = new Parts();
        for (int t = 0; t < T; t++) {
            double x = t + 1;
            parts.box("rect", x, 1, "#FBE3D2", 3);
            parts.label(1, x, T == 1 ? "h" : "h<sub>" + (t + 1) + "</sub>");
            if (t > 0) {
                parts.arrow(x - 1 + WIDE, 1, x - WIDE, 1);
            }
            if (steps.get(t).reads()) {
                parts.box("rect", x, 0, "#DCEBF5", 1);
                parts.label(0, x, Style.literal(inputs.get(t)));
                parts.arrow(x, HIGH, x, 1 - HIGH);
            }
            if (steps.get(t).writes()) {
                parts.box("circle", x, 2, "#D9F0E7", 1);
                parts.label(2, x, Style.literal(outputs.get(t - T + outputs.size())));
                parts.arrow(x, 1 + HIGH, x, 2 - HIGH);
                if (t + 1 < T && !steps.get(t + 1).reads()) {
                    parts.back(x);
                }
            }
        }
        List<String> rows = List.of(
                Language.pick("input", "entrada"), Language.pick("state", "estado"), Language.pick("output", "salida"));
        List<Object> data = new ArrayList<>();
        ScatterTrace[] traces = new ScatterTrace[rows.size()];
        for (int row = 0; row < traces.length; row++) {
            traces[row] = parts.texts(row, rows.get(row));
            parts.name(row, rows.get(row));
            data.add(Map.of("cliponaxis", false, "textfont", Map.of("size", 15)));
        }
        Map<String, Object> layout = Style.layout(false);
        layout.put("shapes", parts.shapes);
        layout.put("annotations", parts.arrows);
        layout.put("width", STEP * T + 152);
        layout.put("autosize", false);
        layout.put("height", 330);
        layout.put("margin", Map.of("l", 16, "r", 16, "t", 48, "b", 40));
        layout.put("hovermode", false);
        PlotlyJson.lay(Map.of("xaxis", bare(-0.4, T + 0.6, true), "yaxis", bare(-0.4, 2.4, false)), layout);
        return new Chart(
                Charts.figure(name(task), Language.pick("step t →", "paso t →"), rows.get(1), traces),
                alt(task, steps, inputs, outputs),
                Map.of("layout", layout, "data", data, "config", Map.of("displayModeBar", false)));
    }

    /**
     * Events along a line of time: one row for each, from the oldest to the newest.
     *
     * @param title  of the figure
     * @param alt    what the figure says, in words
     * @param events what happened, as many as years
     * @param years  when, none before the one above it
     * @return the drawing
     * @throws IllegalArgumentException if there is no event, or the years are too many, too few or out of order
     */
    public static Chart timeline(String title, String alt, List<String> events, int... years) {
        Charts.requireSome("events", events.size());
        Charts.requireSame("events and years", events.size(), years.length);
        String[] texts = new String[years.length];
        List<Object> shapes = new ArrayList<>();
        int start = years[0] / 10 * 10;
        for (int i = 0; i < years.length; i++) {
            if (i > 0 && years[i] < years[i - 1]) {
                throw new IllegalArgumentException(
                        "years: expected them in order, got " + years[i] + " after " + years[i - 1]);
            }
            texts[i] = "<b>" + years[i] + "</b>  " + Style.literal(events.get(i));
            shapes.add(line(start, i, years[i], i, Map.of("color", "#BBBBBB", "width", 1, "dash", "dot")));
        }
        int last = years[years.length - 1];
        ScatterTrace trace = ScatterTrace.builder(
                        Arrays.stream(years).asDoubleStream().toArray(),
                        IntStream.range(0, years.length).asDoubleStream().toArray())
                .name(title)
                .mode(ScatterTrace.Mode.TEXT_AND_MARKERS)
                .text(texts)
                .marker(Marker.builder().size(10).color(Style.color(0)).build())
                .build();
        Map<String, Object> layout = Style.layout(false);
        layout.put("shapes", shapes);
        layout.put("height", 110 + 30 * years.length);
        layout.put("margin", Map.of("l", 24, "r", 16, "t", 52, "b", 60));
        layout.put("hovermode", false);
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("range", List.of(start - 2.0, last + 0.75 * (last - start) + 5)); // the newest need room for words
        time.put("autorange", false);
        time.put("tickmode", "array");
        time.put(
                "tickvals",
                IntStream.rangeClosed(start / 10, last / 10)
                        .mapToObj(d -> 10 * d)
                        .toList());
        time.put("separatethousands", false);
        time.put("tickformat", "d");
        PlotlyJson.lay(Map.of("xaxis", time, "yaxis", bare(years.length - 0.4, -0.6, false)), layout);
        return new Chart(
                Charts.figure(title, Language.pick("year", "año"), Language.pick("event", "hecho"), trace),
                alt,
                Map.of("layout", layout, "data", List.of(Map.of("textposition", "middle right", "cliponaxis", false))));
    }

    /** What is drawn: boxes and dotted lines, arrows, and the words of each row with their places. */
    private static final class Parts {
        private final List<Object> shapes = new ArrayList<>();
        private final List<Object> arrows = new ArrayList<>();
        private final List<List<String>> words = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private final List<List<Double>> places = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

        void box(String type, double x, double y, String color, int outline) {
            Map<String, Object> box = new LinkedHashMap<>();
            box.put("type", type);
            box.put("x0", x - WIDE);
            box.put("x1", x + WIDE);
            box.put("y0", y - HIGH);
            box.put("y1", y + HIGH);
            box.put("fillcolor", color);
            box.put("line", Map.of("color", Style.INK, "width", outline));
            box.put("layer", "below");
            shapes.add(box);
        }

        void label(int row, double x, String text) {
            words.get(row).add(text);
            places.get(row).add(x);
        }

        ScatterTrace texts(int row, String name) {
            double[] x =
                    places.get(row).stream().mapToDouble(Double::doubleValue).toArray();
            double[] y = new double[x.length];
            Arrays.fill(y, row);
            return ScatterTrace.builder(x, y)
                    .name(name)
                    .mode(ScatterTrace.Mode.TEXT)
                    .text(words.get(row).toArray(String[]::new))
                    .build();
        }

        void name(int row, String name) {
            arrows.add(
                    Map.of("x", -0.38, "y", row, "xanchor", "left", "text", "<i>" + name + "</i>", "showarrow", false));
        }

        void arrow(double x0, double y0, double x1, double y1) {
            arrows.add(Style.arrow(x0, y0, x1, y1));
        }

        /** From what was written at x into the network at x + 1. Plotly has no dotted arrows: a line, then a head. */
        void back(double x) {
            double x0 = x + 0.7 * WIDE;
            double y0 = 2 - 0.7 * HIGH;
            double x1 = x + 1 - 0.7 * WIDE;
            double y1 = 1 + HIGH;
            double head = 0.8;
            double xm = x0 + head * (x1 - x0);
            double ym = y0 + head * (y1 - y0);
            shapes.add(line(x0, y0, xm, ym, Map.of("color", Style.INK, "width", 1.6, "dash", "dot")));
            arrow(xm, ym, x1, y1);
        }
    }

    private static Map<String, Object> line(double x0, double y0, double x1, double y1, Map<String, Object> style) {
        return Map.of("type", "line", "x0", x0, "y0", y0, "x1", x1, "y1", y1, "line", style, "layer", "below");
    }

    private static List<String> numbered(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> letter + i).toList();
    }

    private static String name(SequenceTask task) {
        return switch (task) {
            case ONE_TO_ONE -> Language.pick("One to one", "Uno a uno");
            case ONE_TO_MANY -> Language.pick("One to many", "Uno a muchos");
            case MANY_TO_ONE -> Language.pick("Many to one", "Muchos a uno");
            case DELAYED -> Language.pick("Many to many, with delay", "Muchos a muchos, con retraso");
            case SYNCHRONISED -> Language.pick("Many to many, synchronised", "Muchos a muchos, sincronizado");
        };
    }

    private static String alt(
            SequenceTask task, List<SequenceTask.Step> steps, List<String> inputs, List<String> outputs) {
        StringBuilder alt = new StringBuilder(name(task)).append('.');
        boolean back = false;
        for (int t = 0; t < steps.size(); t++) {
            boolean reads = steps.get(t).reads();
            boolean writes = steps.get(t).writes();
            alt.append(t == 0 ? Language.pick(" Step ", " Paso ") : Language.pick("; step ", "; paso "))
                    .append(t + 1)
                    .append(":");
            alt.append(reads ? Language.pick(" reads ", " lee ") + inputs.get(t) : "");
            alt.append(reads && writes ? "," : "");
            alt.append(
                    writes
                            ? Language.pick(" writes ", " escribe ") + outputs.get(t - steps.size() + outputs.size())
                            : "");
            back |= t > 0 && !reads && steps.get(t - 1).writes();
        }
        alt.append('.');
        if (steps.size() > 1) {
            alt.append(Language.pick(
                    " Each step hands its state to the next.", " Cada paso entrega su estado al siguiente."));
        }
        if (back) {
            alt.append(Language.pick(
                    " Dotted arrows bring what was written into the next step.",
                    " Unas flechas de puntos llevan lo escrito al paso siguiente."));
        }
        return alt.toString();
    }

    private static Map<String, Object> bare(double from, double to, boolean named) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("range", List.of(from, to));
        axis.put("autorange", false);
        axis.put("showgrid", false);
        axis.put("showline", false);
        axis.put("showticklabels", false);
        axis.put("ticks", "");
        if (!named) {
            axis.put("title", Map.of("text", ""));
        }
        return axis;
    }
}
