package recurrent.plot;

import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;

/** The drawing of an unrolled RNN: inputs below, one copy of the cell for each step, outputs above. */
final class UnrolledChart {
    private static final int MOST = 16;
    private static final int HALF = 24; // pixels from the middle of a node to where an arrow ends

    private UnrolledChart() {}

    static Chart of(List<String> inputs) {
        return of(
                Language.pick("The same cell, once for each step", "La misma celda, una vez por paso"),
                inputs,
                List.of(),
                Language.pick("An unrolled RNN reads ", "Una RNN desplegada lee ")
                        + String.join(", ", inputs)
                        + Language.pick(
                                "; each state goes into the next step.", "; cada estado entra en el paso siguiente."));
    }

    static Chart of(String title, List<String> inputs, List<String> outputs, String alt) {
        if (inputs.isEmpty() || inputs.size() > MOST) {
            throw new IllegalArgumentException("inputs: expected 1 to " + MOST + " symbols, got " + inputs.size());
        }
        if (!outputs.isEmpty()) {
            Charts.requireSame("inputs and outputs", inputs.size(), outputs.size());
        }
        int steps = inputs.size();
        int rows = outputs.isEmpty() ? 2 : 3;
        Plot plot = new Plot(title, Language.pick("step t →", "paso t →"), Language.pick("layer", "capa"))
                .lay("drawing")
                .lay("network");
        plot.layout.put("width", 130 + 120 * steps).put("height", 90 + 105 * rows);
        plot.bare("x").putArray("range").add(-0.05).add(steps + 0.4);
        plot.bare("y").putArray("range").add(-0.35).add(rows - 0.65);
        weight(plot, "h<sub>0</sub>", 0.2, 1);
        for (int t = 1; t <= steps; t++) {
            arrow(plot, t, 0, t, 1, HALF);
            weight(plot, "W<sub>xh</sub>", t, 0.5);
            arrow(plot, t - 1 + (t == 1 ? 0.2 : 0), 1, t, 1, t == 1 ? 14 : HALF);
            weight(plot, "W<sub>hh</sub>", t - 0.5 + (t == 1 ? 0.1 : 0), 1.16);
            if (!outputs.isEmpty()) {
                arrow(plot, t, 1, t, 2, HALF);
                weight(plot, "W<sub>hq</sub>", t, 1.5);
            }
        }
        List<String> cells = IntStream.rangeClosed(1, steps)
                .mapToObj(t -> "h<sub>" + t + "</sub>")
                .toList();
        nodes(plot, Language.pick("input", "entrada"), literal(inputs), 0, "circle", "#DCEBF5");
        nodes(plot, Language.pick("state", "estado"), cells, 1, "square", "#FBE3D2");
        if (!outputs.isEmpty()) {
            nodes(plot, Language.pick("prediction", "predicción"), literal(outputs), 2, "circle", "#D9F0E7");
        }
        return plot.chart(alt);
    }

    private static List<String> literal(List<String> symbols) {
        return symbols.stream().map(Style::literal).toList();
    }

    private static void nodes(Plot plot, String name, List<String> texts, double y, String symbol, String color) {
        ObjectNode nodes = plot.trace("nodes", name);
        nodes.withObject("/marker").put("symbol", symbol).put("color", color);
        for (int i = 0; i < texts.size(); i++) {
            nodes.withArray("/x").add(i + 1.0);
            nodes.withArray("/y").add(y);
            nodes.withArray("/text").add(texts.get(i));
        }
    }

    private static void arrow(Plot plot, double x0, double y0, double x1, double y1, int leave) {
        plot.arrow(x0, y0, x1, y1).put("standoff", HALF).put("startstandoff", leave);
    }

    private static void weight(Plot plot, String text, double x, double y) {
        plot.note("weight", text).put("x", x).put("y", y);
    }
}
