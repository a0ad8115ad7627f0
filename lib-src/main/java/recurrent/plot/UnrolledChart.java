package recurrent.plot;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.i18n.Language;

/** The drawing of an unrolled RNN: inputs below, one copy of the cell for each step, outputs above. */
final class UnrolledChart {
    private static final int MOST = 16;

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
        ObjectNode in = plot.trace("inputNodes", Language.pick("input", "entrada"));
        ObjectNode cells = plot.trace("stateNodes", Language.pick("state", "estado"));
        ObjectNode out =
                outputs.isEmpty() ? null : plot.trace("outputNodes", Language.pick("prediction", "predicción"));
        weight(plot, "h<sub>0</sub>", 0.2, 1);
        for (int t = 1; t <= steps; t++) {
            Plot.word(in, t, 0, Style.literal(inputs.get(t - 1)));
            plot.arrow("nodeArrow", t, 0, t, 1);
            weight(plot, "W<sub>xh</sub>", t, 0.5);
            Plot.word(cells, t, 1, "h<sub>" + t + "</sub>");
            if (t == 1) {
                plot.arrow("nodeArrow", 0.2, 1, 1, 1).put("startstandoff", 14); // what it leaves is a word, not a node
                weight(plot, "W<sub>hh</sub>", 0.6, 1.16);
            } else {
                plot.arrow("nodeArrow", t - 1, 1, t, 1);
                weight(plot, "W<sub>hh</sub>", t - 0.5, 1.16);
            }
            if (!outputs.isEmpty()) {
                Plot.word(out, t, 2, Style.literal(outputs.get(t - 1)));
                plot.arrow("nodeArrow", t, 1, t, 2);
                weight(plot, "W<sub>hq</sub>", t, 1.5);
            }
        }
        return plot.chart(alt);
    }

    private static void weight(Plot plot, String text, double x, double y) {
        plot.note("weight", text).put("x", x).put("y", y);
    }
}
