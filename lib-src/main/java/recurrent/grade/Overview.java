package recurrent.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import recurrent.i18n.Language;
import recurrent.io.Html;
import recurrent.plot.Chart;

/** What the instructor gets to read: the class at a glance. */
final class Overview {
    private Overview() {}

    /**
     * The page.
     *
     * @param results by student; null for those whose result is not known
     * @param names   of the students' files
     * @param max     points of the exercises that count
     * @param plotly  the script that draws figures; empty for a page with tables only
     */
    static String html(
            Map<String, JsonNode> results, Map<String, String> names, Map<String, Double> max, String plotly) {
        StringBuilder body = new StringBuilder();
        double total = max.values().stream().mapToDouble(Double::doubleValue).sum();
        long review = results.values().stream()
                .filter(r -> Gradebook.review(r).equals("yes"))
                .count();
        body.append("<p>")
                .append(Language.pick(
                        results.size() + " students, " + review + " to look at, at most " + Csv.number(total)
                                + " points.",
                        results.size() + " estudiantes, " + review + " por revisar, como mucho " + Csv.number(total)
                                + " puntos."))
                .append("</p>\n");
        level(body, results);
        Figures figures = new Figures(results, max);
        List<Chart> charts = plotly.isEmpty() ? List.of() : figures.charts();
        for (int i = 0; i < charts.size(); i++) {
            body.append(Plotly.figure(i, charts.get(i)));
        }
        exercises(body, results, max);
        hardest(body, figures);
        common(body, figures);
        students(body, results, names, max);
        String scripts = charts.isEmpty() ? "" : Plotly.scripts(plotly);
        return Page.html(
                Language.current().code(),
                Language.pick("Grades of the class", "Notas de la clase"),
                body + scripts,
                charts.isEmpty() ? "" : Plotly.policy(plotly));
    }

    private static void level(StringBuilder body, Map<String, JsonNode> results) {
        results.values().stream()
                .filter(r -> r != null && r.has("sandbox"))
                .findFirst()
                .ifPresent(result -> {
                    body.append("<p>")
                            .append(
                                    result.path("tests").asText().equals("hidden")
                                            ? Language.pick("Hidden tests ran. ", "Corrieron las pruebas ocultas. ")
                                            : Language.pick(
                                                    "Only the public tests ran: there was no --salt-file. ",
                                                    "Solo corrieron las pruebas públicas: no había --salt-file. "))
                            .append(Language.pick("Isolation: ", "Aislamiento: "))
                            .append(Html.text(
                                    result.path("sandbox").path("level").asText()))
                            .append(":</p>\n<ul>\n");
                    result.path("sandbox").path("limits").forEach(limit -> body.append("<li>")
                            .append(Html.text(limit.asText()))
                            .append("</li>\n"));
                    body.append("</ul>\n");
                });
    }

    private static void exercises(StringBuilder body, Map<String, JsonNode> results, Map<String, Double> max) {
        open(
                body,
                Language.pick("Exercises", "Ejercicios"),
                List.of(
                        Language.pick("Exercise", "Ejercicio"),
                        Language.pick("Points", "Puntos"),
                        Language.pick("Mean", "Media"),
                        Language.pick("Answered", "Respondido"),
                        Language.pick("Full", "Todo bien"),
                        Language.pick("Test that most lost", "Prueba que más falló")));
        max.forEach((exercise, worth) -> {
            double sum = 0;
            int answered = 0;
            int full = 0;
            Map<String, Integer> lost = new TreeMap<>();
            for (JsonNode result : results.values()) {
                JsonNode done = Gradebook.exercises(result).get(exercise);
                if (done != null) {
                    sum += done.path("points").asDouble();
                    answered += done.path("state").asText().equals("answered") ? 1 : 0;
                    full += done.path("points").asDouble() == worth ? 1 : 0;
                    done.path("tests").forEach(test -> {
                        if (test.path("status").asText().equals("FAIL")) {
                            lost.merge(test.path("asked").asText(), 1, Integer::sum);
                        }
                    });
                }
            }
            String worst = lost.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(e -> e.getKey() + " (" + e.getValue() + ")")
                    .orElse("");
            row(
                    body,
                    exercise,
                    List.of(
                            Csv.number(worth),
                            String.format(Locale.ROOT, "%.2f", sum / Math.max(1, results.size())),
                            String.valueOf(answered),
                            String.valueOf(full),
                            Html.text(worst)));
        });
        body.append("</tbody>\n</table></div>\n");
    }

    private static void hardest(StringBuilder body, Figures figures) {
        open(
                body,
                Language.pick("Hardest tests", "Las pruebas más difíciles"),
                List.of(
                        Language.pick("Exercise and test", "Ejercicio y prueba"),
                        Language.pick("What is asked", "Qué se pide"),
                        Language.pick("Lost by", "La fallan")));
        figures.hardest()
                .forEach(hard -> row(
                        body,
                        hard.exercise() + " " + hard.test(),
                        List.of(Html.text(hard.asked()), Figures.percent(hard.lost()))));
        body.append("</tbody>\n</table></div>\n");
    }

    private static void common(StringBuilder body, Figures figures) {
        open(
                body,
                Language.pick(
                        "Common wrong answers, without their numbers",
                        "Respuestas erróneas frecuentes, sin sus números"),
                List.of(
                        Language.pick("Exercise", "Ejercicio"),
                        Language.pick("What is asked", "Qué se pide"),
                        Language.pick("What came back", "Qué salió"),
                        Language.pick("Students", "Estudiantes")));
        figures.common()
                .forEach(wrong -> row(
                        body,
                        wrong.exercise(),
                        List.of(
                                Html.text(wrong.asked()),
                                Html.text(wrong.answer()),
                                String.valueOf(wrong.students()))));
        body.append("</tbody>\n</table></div>\n");
    }

    private static void students(
            StringBuilder body, Map<String, JsonNode> results, Map<String, String> names, Map<String, Double> max) {
        List<String> heads = new ArrayList<>(List.of(
                Language.pick("Student", "Estudiante"),
                Language.pick("Points", "Puntos"),
                Language.pick("Submission", "Entrega")));
        heads.addAll(max.keySet());
        heads.add(Language.pick("Remarks", "Observaciones"));
        open(body, Language.pick("Students", "Estudiantes"), heads);
        results.forEach((student, result) -> {
            List<String> fields = new ArrayList<>();
            fields.add(Csv.number(Gradebook.points(result)));
            fields.add(Html.text(Gradebook.state(result)));
            Map<String, JsonNode> done = Gradebook.exercises(result);
            max.keySet()
                    .forEach(exercise -> fields.add(
                            done.containsKey(exercise)
                                    ? Csv.number(
                                            done.get(exercise).path("points").asDouble())
                                    : "–"));
            fields.add(Html.text(String.join("; ", Gradebook.remarks(result))));
            body.append("<tr><th scope=\"row\">");
            if (result != null && result.has("sandbox")) {
                body.append("<a href=\"students/")
                        .append(Html.text(names.get(student)))
                        .append(".html\">")
                        .append(Html.text(student))
                        .append("</a>");
            } else {
                body.append(Html.text(student));
            }
            body.append("</th>");
            fields.forEach(field -> body.append("<td>").append(field).append("</td>"));
            body.append("</tr>\n");
        });
        body.append("</tbody>\n</table></div>\n");
    }

    private static void open(StringBuilder body, String caption, List<String> heads) {
        body.append("<div class=\"scroll\"><table>\n<caption>").append(caption).append("</caption>\n<thead><tr>");
        heads.forEach(head ->
                body.append("<th scope=\"col\">").append(Html.text(head)).append("</th>"));
        body.append("</tr></thead>\n<tbody>\n");
    }

    private static void row(StringBuilder body, String name, List<String> fields) {
        body.append("<tr><th scope=\"row\">").append(Html.text(name)).append("</th>");
        fields.forEach(field -> body.append("<td>").append(field).append("</td>"));
        body.append("</tr>\n");
    }
}
