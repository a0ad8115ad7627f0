package recurrent.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import recurrent.io.Html;
import recurrent.io.Sha256;
import recurrent.plot.Chart;

/**
 * Figures in a page that needs nothing but itself: Plotly's own script, which came with the notebooks' Python, and a
 * line that draws. The page's policy names both by their hashes, so that no other script can run in it.
 */
final class Plotly {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final String DRAW = "document.querySelectorAll('figure[data-chart]').forEach(function(f){"
            + "var c=JSON.parse(document.getElementById(f.dataset.chart).textContent);"
            + "Plotly.newPlot(f.firstElementChild,c.data,c.layout,c.config)});";

    private Plotly() {}

    /** Plotly's script; empty if the notebooks' Python was never set up. */
    static String script(Path root) {
        Path venv = root.resolve(".venv");
        for (Path libraries : List.of(venv.resolve("lib"), venv.resolve("Lib"))) {
            try (Stream<Path> pythons = Files.list(libraries)) {
                for (Path python :
                        Stream.concat(Stream.of(libraries), pythons.sorted()).toList()) {
                    Path file = python.resolve("site-packages/plotly/package_data/plotly.min.js");
                    if (Files.isRegularFile(file)) {
                        return Files.readString(file);
                    }
                }
            } catch (IOException e) {
                // then it is not there
            }
        }
        return "";
    }

    /** A figure's place in the page. */
    static String figure(int number, Chart chart) {
        try {
            return "<figure data-chart=\"chart" + number + "\"><div role=\"img\" aria-label=\"" + Html.text(chart.alt())
                    + "\"></div></figure>\n<script type=\"application/json\" id=\"chart" + number + "\">"
                    + JSON.writeValueAsString(chart.toPlotly()).replace("<", "\\u003c") + "</script>\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the page's policy must allow. */
    static String policy(String script) {
        return "script-src 'sha256-" + hash(script) + "' 'sha256-" + hash(DRAW) + "'; img-src data: blob:";
    }

    /** The scripts, for the end of the page. */
    static String scripts(String script) {
        return "<script>" + script + "</script>\n<script>" + DRAW + "</script>\n";
    }

    private static String hash(String script) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Sha256.of(script)));
    }
}
