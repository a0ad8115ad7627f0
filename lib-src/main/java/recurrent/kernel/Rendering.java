package recurrent.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Score;
import recurrent.course.Standing;
import recurrent.plot.Chart;
import recurrent.plot.Note;
import recurrent.plot.PlotlyJson;
import recurrent.train.History;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * How the things that a cell can end with look in a notebook: for each type, its forms by MIME type. Knows no kernel.
 *
 * <p>Every bundle has {@code text/plain}, for terminals, graders and screen readers.
 */
final class Rendering {
    static final String TEXT = "text/plain";
    static final String HTML = "text/html";
    static final String PLOTLY = "application/vnd.plotly.v1+json";

    private static final Map<Class<?>, Function<Object, Map<String, Object>>> FORMS = forms();

    private Rendering() {}

    /** The types that have forms of their own. */
    static Set<Class<?>> types() {
        return FORMS.keySet();
    }

    /** The forms of a value; of any other type, its {@code toString} alone. */
    static Map<String, Object> bundle(Object value) {
        if (value != null) {
            for (Map.Entry<Class<?>, Function<Object, Map<String, Object>>> form : FORMS.entrySet()) {
                if (form.getKey().isInstance(value)) {
                    return form.getValue().apply(value);
                }
            }
        }
        return Map.of(TEXT, String.valueOf(value));
    }

    /**
     * The steps that put a value in the place of another. JupyterLab's Plotly renderer ignores an update of a figure it
     * has drawn: only when something of another MIME type comes between is the next figure drawn anew. That is an empty
     * block as high as the figure, so that the page does not jump; both arrive before the browser paints again.
     */
    static List<Map<String, Object>> update(Object value) {
        Map<String, Object> bundle = bundle(value);
        if (!(bundle.get(PLOTLY) instanceof Map<?, ?> json)) {
            return List.of(bundle);
        }
        Object height = json.get("layout") instanceof Map<?, ?> layout ? layout.get("height") : null;
        return List.of(
                of(
                        HTML,
                        "<div style=\"height:" + (height == null ? 400 : height) + "px\"></div>",
                        TEXT,
                        String.valueOf(bundle.get(TEXT))),
                bundle);
    }

    private static Map<Class<?>, Function<Object, Map<String, Object>>> forms() {
        Map<Class<?>, Function<Object, Map<String, Object>>> forms = new LinkedHashMap<>();
        put(forms, Chart.class, chart -> of(PLOTLY, chart.toPlotly(), TEXT, chart.alt()));
        put(forms, Figure.class, figure -> of(PLOTLY, PlotlyJson.of(figure), TEXT, "figure"));
        put(forms, Score.class, score -> of(HTML, score.html(), TEXT, score.toString()));
        put(forms, Standing.class, standing -> of(HTML, standing.html(), TEXT, standing.toString()));
        put(forms, Note.class, note -> of(HTML, TableText.line(note.text()), TEXT, note.text()));
        put(forms, History.class, history -> table(history.toTable()));
        put(forms, Table.class, Rendering::table);
        put(forms, INDArray.class, array -> text(ArrayText.of(array)));
        put(forms, double[].class, array -> text(ArrayText.of(array)));
        put(forms, float[].class, array -> text(ArrayText.of(array)));
        put(forms, int[].class, array -> text(ArrayText.of(array)));
        put(forms, long[].class, array -> text(ArrayText.of(array)));
        put(forms, double[][].class, array -> text(ArrayText.of(array)));
        put(forms, int[][].class, array -> text(ArrayText.of(array)));
        return forms;
    }

    private static <T> void put(
            Map<Class<?>, Function<Object, Map<String, Object>>> forms,
            Class<T> type,
            Function<T, Map<String, Object>> form) {
        forms.put(type, value -> form.apply(type.cast(value)));
    }

    private static Map<String, Object> table(Table table) {
        return of(HTML, TableText.html(table), TEXT, TableText.plain(table));
    }

    private static Map<String, Object> text(String text) {
        return Map.of(TEXT, text);
    }

    private static Map<String, Object> of(String mime, Object form, String plain, String text) {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put(mime, form);
        bundle.put(plain, text);
        return bundle;
    }
}
