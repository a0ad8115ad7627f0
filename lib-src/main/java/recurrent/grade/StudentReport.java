package recurrent.grade;

import com.fasterxml.jackson.databind.JsonNode;

import recurrent.check.Status;
import recurrent.i18n.Language;
import recurrent.io.Html;

/** What a student gets to read. */
final class StudentReport {
    private StudentReport() {}

    static String html(JsonNode result) {
        String code = "en";
        for (JsonNode notebook : result.path("notebooks")) {
            code = notebook.path("language").asText().equals("es") ? "es" : code;
        }
        Language language = Language.of(code);
        return Language.during(language, () -> page(language, result));
    }

    private static String page(Language language, JsonNode result) {
        boolean hidden = result.path("tests").asText().equals("hidden");
        StringBuilder body = new StringBuilder();
        body.append("<p><strong>")
                .append(points(result))
                .append("</strong></p>\n<p>")
                .append(numbers(hidden))
                .append("</p>\n");
        list(body, Language.pick("Remarks", "Observaciones"), result.path("flags"));
        if (result.path("notebooks").isEmpty()) {
            body.append("<p>")
                    .append(Language.pick("No notebook was handed in.", "No se entregó ningún cuaderno."))
                    .append("</p>\n");
        }
        for (JsonNode notebook : result.path("notebooks")) {
            body.append("<h2>")
                    .append(Html.text(notebook.path("file").asText()))
                    .append("</h2>\n");
            if (!notebook.path("reason").asText().isEmpty()) {
                body.append("<p>")
                        .append(Language.pick("It could not be graded: ", "No se pudo corregir: "))
                        .append(Html.text(notebook.path("reason").asText()))
                        .append("</p>\n");
            }
            list(body, Language.pick("Remarks", "Observaciones"), notebook.path("flags"));
            notebook.path("exercises").forEach(exercise -> exercise(body, language, exercise, hidden));
        }
        body.append("<p><small>")
                .append(Html.text(Language.pick("Graded by Recurrent ", "Corregido con Recurrent ")
                        + result.path("grader").asText()
                        + Language.pick(", level ", ", nivel ")
                        + result.path("sandbox").path("level").asText()))
                .append("</small></p>\n");
        return Page.html(
                language.code(),
                Language.pick("Grades of ", "Notas de ")
                        + result.path("student").asText(),
                body.toString());
    }

    /** Says with which numbers the tests ran. */
    static String numbers(boolean hidden) {
        return hidden
                ? Language.pick(
                        "These are the tests of the notebook with other numbers. Their inputs stay secret; the hints do not.",
                        "Son las pruebas del cuaderno con otros números. Sus entradas no se enseñan; las pistas, sí.")
                : Language.pick(
                        "These are the tests of the notebook, with the same numbers.",
                        "Son las pruebas del cuaderno, con los mismos números.");
    }

    private static void list(StringBuilder body, String title, JsonNode items) {
        if (!items.isEmpty()) {
            body.append("<p>").append(title).append(":</p>\n<ul>\n");
            items.forEach(
                    item -> body.append("<li>").append(Html.text(item.asText())).append("</li>\n"));
            body.append("</ul>\n");
        }
    }

    private static void exercise(StringBuilder body, Language language, JsonNode exercise, boolean hidden) {
        body.append("<h3>")
                .append(Html.text(exercise.path("exercise").asText() + " "
                        + exercise.path("title").asText()))
                .append("</h3>\n<p>")
                .append(points(exercise))
                .append("</p>\n");
        if (!exercise.path("notice").asText().isEmpty()) {
            body.append("<p>")
                    .append(Html.text(exercise.path("notice").asText()))
                    .append("</p>\n");
            return;
        }
        body.append("<div class=\"scroll\"><table>\n<caption>")
                .append(Language.pick("Tests", "Pruebas"))
                .append("</caption>\n<thead><tr>");
        for (String head : new String[] {
            Language.pick("Result", "Resultado"),
            Language.pick("What is asked", "Qué se pide"),
            Language.pick("Points", "Puntos"),
            Language.pick("What came back, what to try", "Qué salió y qué probar")
        }) {
            body.append("<th scope=\"col\">").append(head).append("</th>");
        }
        body.append("</tr></thead>\n<tbody>\n");
        for (JsonNode test : exercise.path("tests")) {
            body.append("<tr><td>")
                    .append(Status.valueOf(test.path("status").asText()).word(language))
                    .append("</td><th scope=\"row\">")
                    .append(Html.text(test.path("asked").asText()))
                    .append("</th><td class=\"n\">")
                    .append(Csv.number(test.path("points").asDouble()))
                    .append(" / ")
                    .append(Csv.number(test.path("max").asDouble()))
                    .append("</td><td>")
                    .append(Html.text(words(test, hidden)).replace("\n", "<br>"))
                    .append("</td></tr>\n");
        }
        body.append("</tbody>\n</table></div>\n");
        String output = exercise.path("output").asText();
        if (!output.isEmpty() && !hidden) {
            body.append("<details><summary>")
                    .append(Language.pick("What the code printed", "Lo que imprimió el código"))
                    .append("</summary><pre>")
                    .append(Html.text(output))
                    .append("</pre></details>\n");
        }
    }

    /**
     * What a student may read about a test. With hidden numbers, not what came back: it may hold them, since code can
     * put its input into its result or into an exception.
     */
    static String words(JsonNode test, boolean hidden) {
        StringBuilder words = new StringBuilder();
        if (!hidden || test.path("status").asText().equals("NOT_RUN")) {
            line(words, "", test.path("message").asText());
        }
        line(words, Language.pick("Where: ", "Dónde: "), test.path("where").asText());
        line(words, Language.pick("Hint: ", "Pista: "), test.path("hint").asText());
        return words.toString();
    }

    private static void line(StringBuilder words, String label, String text) {
        if (!text.isEmpty()) {
            words.append(words.length() == 0 ? "" : "\n").append(label).append(text);
        }
    }

    private static String points(JsonNode json) {
        return Csv.number(json.path("points").asDouble())
                + Language.pick(" of ", " de ")
                + Csv.number(json.path("max").asDouble())
                + Language.pick(" points", " puntos");
    }
}
