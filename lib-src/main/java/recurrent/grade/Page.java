package recurrent.grade;

import recurrent.io.Html;

/** A page that needs nothing but itself. */
final class Page {
    private static final String STYLE =
            """
            body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
            table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
            caption{text-align:left;font-weight:bold;padding:.3rem 0}
            th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top}
            td.n,th.n{text-align:right}pre{white-space:pre-wrap;background:#f4f4f4;padding:.5rem}
            .scroll{overflow-x:auto}a{color:#0b4f9e}figure{margin:1rem 0}
            """;

    private Page() {}

    /** A whole page without scripts. */
    static String html(String language, String title, String body) {
        return html(language, title, body, "");
    }

    /** A whole page; its policy lets nothing in but its own style and what is named. */
    static String html(String language, String title, String body, String policy) {
        return "<!DOCTYPE html>\n<html lang=\"" + language + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'"
                + (policy.isEmpty() ? "" : "; " + policy) + "\">\n"
                + "<title>" + Html.text(title) + "</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n<main>\n<h1>"
                + Html.text(title) + "</h1>\n" + body + "</main>\n</body>\n</html>\n";
    }
}
