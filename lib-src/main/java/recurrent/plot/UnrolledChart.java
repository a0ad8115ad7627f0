package recurrent.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import recurrent.i18n.Language;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.Symbol;
import tech.tablesaw.plotly.traces.ScatterTrace;

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
        List<String> cells = new ArrayList<>();
        for (int t = 1; t <= steps; t++) {
            cells.add("h<sub>" + t + "</sub>");
        }
        ScatterTrace in = nodes(
                Language.pick("input", "entrada"),
                inputs.stream().map(Style::literal).toList(),
                0,
                Symbol.CIRCLE,
                "#DCEBF5");
        ScatterTrace cell = nodes(Language.pick("state", "estado"), cells, 1, Symbol.SQUARE, "#FBE3D2");
        ScatterTrace out = nodes(
                Language.pick("prediction", "predicción"),
                outputs.stream().map(Style::literal).toList(),
                2,
                Symbol.CIRCLE,
                "#D9F0E7");
        List<Object> arrows = new ArrayList<>();
        arrows.add(text(0.2, 1, "h<sub>0</sub>"));
        for (int t = 1; t <= steps; t++) {
            arrows.add(arrow(t, 0, t, 1, HALF));
            arrows.add(text(t, 0.5, "W<sub>xh</sub>"));
            arrows.add(arrow(t - 1 + (t == 1 ? 0.2 : 0), 1, t, 1, t == 1 ? 14 : HALF));
            arrows.add(text(t - 0.5 + (t == 1 ? 0.1 : 0), 1.16, "W<sub>hh</sub>"));
            if (!outputs.isEmpty()) {
                arrows.add(arrow(t, 1, t, 2, HALF));
                arrows.add(text(t, 1.5, "W<sub>hq</sub>"));
            }
        }
        int rows = outputs.isEmpty() ? 2 : 3;
        Map<String, Object> layout = Style.layout(false);
        layout.put("annotations", arrows);
        layout.put("width", 130 + 120 * steps);
        layout.put("autosize", false);
        layout.put("height", 90 + 105 * rows);
        layout.put("margin", Map.of("l", 16, "r", 16, "t", 48, "b", 40));
        layout.put("hovermode", false);
        PlotlyJson.lay(
                Map.of("xaxis", hidden(-0.05, steps + 0.4, true), "yaxis", hidden(-0.35, rows - 0.65, false)), layout);
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            data.add(Map.of(
                    "cliponaxis",
                    false,
                    "textfont",
                    Map.of("size", 17),
                    "marker",
                    Map.of("line", Map.of("color", Style.INK, "width", 1.5))));
        }
        String time = Language.pick("step t →", "paso t →");
        ScatterTrace[] traces = outputs.isEmpty() ? new ScatterTrace[] {in, cell} : new ScatterTrace[] {in, cell, out};
        return new Chart(
                Charts.figure(title, time, Language.pick("layer", "capa"), traces),
                alt,
                Map.of("layout", layout, "data", data, "config", Map.of("displayModeBar", false)));
    }

    private static ScatterTrace nodes(String name, List<String> texts, double y, Symbol symbol, String color) {
        double[] xs = new double[texts.size()];
        double[] ys = new double[texts.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = i + 1;
            ys[i] = y;
        }
        return ScatterTrace.builder(xs, ys)
                .name(name)
                .mode(ScatterTrace.Mode.TEXT_AND_MARKERS)
                .text(texts.toArray(String[]::new))
                .marker(Marker.builder().size(44).symbol(symbol).color(color).build())
                .build();
    }

    private static Map<String, Object> arrow(double x0, double y0, double x1, double y1, int leave) {
        Map<String, Object> arrow = Style.arrow(x0, y0, x1, y1);
        arrow.put("standoff", HALF);
        arrow.put("startstandoff", leave);
        return arrow;
    }

    private static Map<String, Object> text(double x, double y, String text) {
        return Map.of(
                "x", x, "y", y, "text", text, "showarrow", false, "font", Map.of("size", 13), "bgcolor", "#FFFFFF");
    }

    private static Map<String, Object> hidden(double from, double to, boolean named) {
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
