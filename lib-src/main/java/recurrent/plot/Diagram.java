package recurrent.plot;

import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;
import recurrent.text.SequenceTask;

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
        List<String> rows = List.of(
                Language.pick("input", "entrada"), Language.pick("state", "estado"), Language.pick("output", "salida"));
        Plot plot = new Plot(name(task), Language.pick("step t →", "paso t →"), rows.get(1))
                .lay("drawing")
                .lay("network");
        plot.layout.put("width", STEP * T + 152).put("height", 330);
        plot.bare("x").putArray("range").add(-0.4).add(T + 0.6);
        plot.bare("y").putArray("range").add(-0.4).add(2.4);
        List<ObjectNode> words =
                rows.stream().map(row -> plot.trace("words", row)).toList();
        for (int t = 0; t < T; t++) {
            double x = t + 1;
            box(plot, "state", x, 1);
            Plot.word(words.get(1), x, 1, T == 1 ? "h" : "h<sub>" + (t + 1) + "</sub>");
            if (t > 0) {
                plot.arrow("arrow", x - 1 + WIDE, 1, x - WIDE, 1);
            }
            if (steps.get(t).reads()) {
                box(plot, "input", x, 0);
                Plot.word(words.get(0), x, 0, Style.literal(inputs.get(t)));
                plot.arrow("arrow", x, HIGH, x, 1 - HIGH);
            }
            if (steps.get(t).writes()) {
                box(plot, "output", x, 2);
                Plot.word(words.get(2), x, 2, Style.literal(outputs.get(t - T + outputs.size())));
                plot.arrow("arrow", x, 1 + HIGH, x, 2 - HIGH);
                if (t + 1 < T && !steps.get(t + 1).reads()) {
                    back(plot, x);
                }
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            plot.note("rowName", "<i>" + rows.get(row) + "</i>").put("x", -0.38).put("y", row);
        }
        return plot.chart(alt(task, steps, inputs, outputs));
    }

    private static void box(Plot plot, String kind, double x, double y) {
        place(plot.shape(kind), x - WIDE, y - HIGH, x + WIDE, y + HIGH);
    }

    /** From what was written at x into the network at x + 1. Plotly has no dotted arrows: a line, then a head. */
    private static void back(Plot plot, double x) {
        double x0 = x + 0.7 * WIDE;
        double y0 = 2 - 0.7 * HIGH;
        double x1 = x + 1 - 0.7 * WIDE;
        double y1 = 1 + HIGH;
        double head = 0.8;
        double xm = x0 + head * (x1 - x0);
        double ym = y0 + head * (y1 - y0);
        place(plot.shape("back"), x0, y0, xm, ym);
        plot.arrow("arrow", xm, ym, x1, y1);
    }

    private static void place(ObjectNode shape, double x0, double y0, double x1, double y1) {
        shape.put("x0", x0).put("y0", y0).put("x1", x1).put("y1", y1);
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
        Plot plot = new Plot(title, Language.pick("year", "año"), Language.pick("event", "hecho"))
                .lay("drawing")
                .lay("timeline");
        plot.layout.put("height", 110 + 30 * years.length);
        int start = years[0] / 10 * 10;
        int last = years[years.length - 1];
        Style.lay("timeAxis", plot.axis("x"));
        plot.axis("x").putArray("range").add(start - 2.0).add(last + 0.75 * (last - start) + 5); // room for words
        ArrayNode decades = plot.axis("x").putArray("tickvals");
        IntStream.rangeClosed(start / 10, last / 10).forEach(d -> decades.add(10 * d));
        plot.bare("y").putArray("range").add(years.length - 0.4).add(-0.6);
        ObjectNode trace = plot.trace("events", title);
        for (int i = 0; i < years.length; i++) {
            if (i > 0 && years[i] < years[i - 1]) {
                throw new IllegalArgumentException(
                        "years: expected them in order, got " + years[i] + " after " + years[i - 1]);
            }
            Plot.word(trace, years[i], i, "<b>" + years[i] + "</b>  " + Style.literal(events.get(i)));
            place(plot.shape("year"), start, i, years[i], i);
        }
        return plot.chart(alt);
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
}
