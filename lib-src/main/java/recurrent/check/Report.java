package recurrent.check;

import recurrent.i18n.Language;
import recurrent.io.Html;

/** Writes a score for people. The language is that of the score, whatever the language is now. */
final class Report {
    private static final String LEFT = " style=\"padding:.35em .5em;text-align:left;vertical-align:top\"";

    private Report() {}

    static String html(Score score) {
        boolean es = score.language() == Language.ES;
        StringBuilder html = new StringBuilder();
        html.append("<section lang=\"")
                .append(score.language().code())
                .append("\" aria-label=\"")
                .append(Html.text(heading(score)))
                .append("\">\n<p><strong>")
                .append(Html.text(heading(score)))
                .append("</strong></p>\n");
        if (!score.notice().isEmpty()) {
            html.append("<p>").append(Html.text(score.notice())).append("</p>\n");
        }
        if (showTable(score)) {
            html.append("<table>\n<thead><tr>");
            for (String head : es
                    ? new String[] {"Resultado", "Qué se pide", "Puntos", "Qué salió y qué probar"}
                    : new String[] {"Result", "What is asked", "Points", "What came back, what to try"}) {
                html.append("<th scope=\"col\"")
                        .append(LEFT)
                        .append('>')
                        .append(head)
                        .append("</th>");
            }
            html.append("</tr></thead>\n<tbody>\n");
            score.tests().forEach(test -> row(html, test, score.language()));
            html.append("</tbody>\n</table>\n");
        }
        if (!score.output().isEmpty()) {
            html.append("<details><summary>")
                    .append(es ? "Lo que imprimió tu código" : "What your code printed")
                    .append("</summary><pre>")
                    .append(Html.text(score.output()))
                    .append("</pre></details>\n");
        }
        return html.append("</section>").toString();
    }

    private static void row(StringBuilder html, TestResult test, Language language) {
        html.append("<tr><td")
                .append(LEFT)
                .append("><strong>")
                .append(test.status().word(language))
                .append("</strong></td>")
                .append(
                        "<th scope=\"row\" style=\"padding:.35em .5em;text-align:left;vertical-align:top;font-weight:normal\">")
                .append(Html.text(test.asked()))
                .append("</th><td")
                .append(LEFT)
                .append('>')
                .append(points(test))
                .append("</td><td")
                .append(LEFT)
                .append('>');
        html.append(Html.text(test.message()));
        if (!test.where().isEmpty()) {
            html.append("<br>")
                    .append(language == Language.ES ? "Dónde: " : "Where: ")
                    .append("<code>")
                    .append(Html.text(test.where()))
                    .append("</code>");
        }
        if (!test.hint().isEmpty()) {
            html.append("<br>")
                    .append(language == Language.ES ? "Pista: " : "Hint: ")
                    .append(Html.text(test.hint()));
        }
        html.append("</td></tr>\n");
    }

    static String text(Score score) {
        boolean es = score.language() == Language.ES;
        StringBuilder text = new StringBuilder(heading(score)).append('\n');
        if (!score.notice().isEmpty()) {
            text.append("  ").append(score.notice()).append('\n');
        }
        if (showTable(score)) {
            int width = score.tests().stream()
                    .mapToInt(t -> t.status().word(score.language()).length())
                    .max()
                    .orElse(0);
            for (TestResult test : score.tests()) {
                String indent = "\n" + " ".repeat(width + 4);
                text.append("  ")
                        .append(pad(test.status().word(score.language()), width))
                        .append("  ")
                        .append(test.asked())
                        .append(" (")
                        .append(points(test))
                        .append(')');
                line(text, indent, "", test.message());
                line(text, indent, es ? "Dónde: " : "Where: ", test.where());
                line(text, indent, es ? "Pista: " : "Hint: ", test.hint());
                text.append('\n');
            }
        }
        if (!score.output().isEmpty()) {
            text.append(es ? "Lo que imprimió tu código:\n" : "What your code printed:\n")
                    .append(score.output())
                    .append('\n');
        }
        return Html.visible(text.toString());
    }

    private static void line(StringBuilder text, String indent, String label, String content) {
        if (!content.isEmpty()) {
            text.append(indent).append(label).append(content.replace("\n", indent));
        }
    }

    /** A fresh exercise gets one kind sentence, not a table of failures. */
    private static boolean showTable(Score score) {
        return !score.tests().isEmpty()
                && (score.notice().isEmpty()
                        || score.points() > 0
                        || score.tests().stream().anyMatch(test -> test.status() == Status.FAIL));
    }

    private static String heading(Score score) {
        String name = score.title().isEmpty() ? score.exercise() : score.exercise() + " " + score.title();
        return name
                + (score.language() == Language.ES
                        ? ": " + number(score.points()) + " de " + number(score.max()) + " puntos"
                        : ": " + number(score.points()) + " of " + number(score.max())
                                + (score.max() == 1 ? " point" : " points"));
    }

    private static String points(TestResult test) {
        return number(test.points()) + " / " + number(test.of());
    }

    private static String number(double points) {
        return points == Math.rint(points) ? Long.toString((long) points) : Double.toString(points);
    }

    private static String pad(String word, int width) {
        return word + " ".repeat(width - word.length());
    }
}
