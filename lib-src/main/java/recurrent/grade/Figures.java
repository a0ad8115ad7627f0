package recurrent.grade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import recurrent.i18n.Language;
import recurrent.plot.Chart;
import recurrent.plot.Charts;
import recurrent.plot.Series;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a class's results show: how the points of each exercise are spread, which tests are hardest, which wrong answers
 * come again and again.
 */
final class Figures {
    private static final int HARDEST = 12;
    private static final int DRAWN = 8; // more names do not fit under the bars
    private static final int COMMON = 15;
    private static final int MAX_TEXT = 160;

    private final Map<String, Double> max;
    private final Table exercises; // a row for each student and exercise that counts
    private final Table tests; // a row for each test of an exercise that was answered

    Figures(Map<String, JsonNode> results, Map<String, Double> max) {
        this.max = max;
        StringColumn exercise = StringColumn.create("exercise");
        StringColumn band = StringColumn.create("band");
        StringColumn of = StringColumn.create("exercise");
        StringColumn test = StringColumn.create("test");
        StringColumn asked = StringColumn.create("asked");
        StringColumn answer = StringColumn.create("answer");
        DoubleColumn lost = DoubleColumn.create("lost");
        results.values().forEach(result -> {
            Map<String, JsonNode> done = Gradebook.exercises(result);
            max.forEach((id, worth) -> {
                JsonNode one = done.get(id);
                boolean answered = one != null && one.path("state").asText().equals("answered");
                exercise.append(id);
                band.append(String.valueOf(answered ? band(one.path("points").asDouble() / worth) : 0));
                if (answered) {
                    for (JsonNode each : one.path("tests")) {
                        of.append(id);
                        test.append(each.path("name").asText());
                        asked.append(each.path("asked").asText());
                        answer.append(
                                each.path("status").asText().equals("FAIL")
                                        ? kind(each.path("message").asText())
                                        : "");
                        lost.append(each.path("status").asText().equals("PASS") ? 0 : 1);
                    }
                }
            });
        });
        exercises = Table.create("exercises", exercise, band);
        tests = Table.create("tests", of, test, asked, answer, lost);
    }

    /** 0 is for those who did not answer. */
    private static int band(double share) {
        return share >= 1 ? 4 : share > 0.5 ? 3 : share > 0 ? 2 : 1;
    }

    private static List<String> bands() {
        return List.of(
                Language.pick("not answered", "sin responder"),
                Language.pick("no points", "sin puntos"),
                Language.pick("up to half", "hasta la mitad"),
                Language.pick("more than half", "más de la mitad"),
                Language.pick("all points", "todos los puntos"));
    }

    /** A wrong result without its numbers: the same mistake gives every student other ones. */
    static String kind(String message) {
        String text = message.lines().findFirst().orElse("");
        for (String cause : List.of("It looks as if: ", "Parece que: ")) {
            int at = text.indexOf(cause);
            if (at >= 0) {
                return text.substring(at + cause.length());
            }
        }
        String general = text.replaceAll("\\((error|permitido)[^)]*\\)", "")
                .replaceAll("-?\\d+([.,]\\d+)*([eE][+-]?\\d+)?", "…")
                .replaceAll("…(, ?…)+", "…")
                .strip();
        return general.length() <= MAX_TEXT ? general : general.substring(0, MAX_TEXT) + "…";
    }

    /** How many students got how much in each exercise: from not answered to all points. */
    int[][] spread() {
        int[][] counts = new int[max.size()][bands().size()];
        if (exercises.rowCount() == 0) {
            return counts;
        }
        Table counted = exercises.countBy("exercise", "band");
        List<String> ids = List.copyOf(max.keySet());
        for (int row = 0; row < counted.rowCount(); row++) {
            int exercise = ids.indexOf(counted.stringColumn(0).get(row));
            counts[exercise][Integer.parseInt(counted.stringColumn(1).get(row))] =
                    (int) counted.numberColumn(counted.columnCount() - 1).getDouble(row);
        }
        return counts;
    }

    /**
     * A test and how many lost it.
     *
     * @param exercise such as "07.1"
     * @param test     its name
     * @param asked    what it asks
     * @param lost     share of those who answered the exercise
     */
    record Hard(String exercise, String test, String asked, double lost) {}

    /** The tests that the largest shares of those who answered lost, hardest first. */
    List<Hard> hardest() {
        List<Hard> hardest = new ArrayList<>();
        if (tests.rowCount() == 0) {
            return hardest;
        }
        Table shares = tests.summarize("lost", AggregateFunctions.mean).by("exercise", "test", "asked");
        String share = shares.columnNames().get(3);
        shares = shares.sortOn("-" + share, "exercise", "test");
        for (int row = 0; row < shares.rowCount() && hardest.size() < HARDEST; row++) {
            double lost = shares.doubleColumn(share).get(row);
            if (lost > 0) {
                hardest.add(new Hard(
                        shares.stringColumn("exercise").get(row),
                        shares.stringColumn("test").get(row),
                        shares.stringColumn("asked").get(row),
                        lost));
            }
        }
        return hardest;
    }

    /**
     * A wrong answer that several gave.
     *
     * @param exercise such as "07.1"
     * @param asked    what the test asks
     * @param answer   what came back, without numbers
     * @param students how many
     */
    record Wrong(String exercise, String asked, String answer, int students) {}

    /** Wrong answers that more than one student gave, the commonest first. */
    List<Wrong> common() {
        List<Wrong> common = new ArrayList<>();
        Table wrong = tests.where(tests.stringColumn("answer").isNotEqualTo(""));
        if (wrong.rowCount() == 0) {
            return common;
        }
        Table counted = wrong.countBy("exercise", "asked", "answer");
        String count = counted.columnNames().get(3);
        IntColumn students = counted.intColumn(count);
        int[] order = IntStream.range(0, counted.rowCount())
                .boxed()
                .sorted((a, b) -> students.get(b) - students.get(a))
                .mapToInt(i -> i)
                .toArray();
        for (int row : order) {
            if (students.get(row) > 1 && common.size() < COMMON) {
                common.add(new Wrong(
                        counted.stringColumn("exercise").get(row),
                        counted.stringColumn("asked").get(row),
                        counted.stringColumn("answer").get(row),
                        students.get(row)));
            }
        }
        return common;
    }

    /** The figures; none if nobody answered anything. */
    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        if (tests.rowCount() == 0) {
            return charts;
        }
        int[][] spread = spread();
        List<String> ids = List.copyOf(max.keySet());
        Series[] series = new Series[bands().size()];
        for (int band = 0; band < series.length; band++) {
            int which = band;
            series[band] = Series.of(
                    bands().get(band),
                    Arrays.stream(spread).mapToDouble(counts -> counts[which]).toArray());
        }
        StringBuilder alt = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            alt.append(ids.get(i)).append(": ");
            for (int band = series.length - 1; band >= 0; band--) {
                alt.append(spread[i][band])
                        .append(' ')
                        .append(bands().get(band))
                        .append(band == 0 ? ". " : ", ");
            }
        }
        charts.add(Charts.bars(
                Language.pick("How far students came", "Hasta dónde llegó cada uno"),
                Language.pick("exercise", "ejercicio"),
                Language.pick("students", "estudiantes"),
                ids,
                alt.toString().strip(),
                series));
        List<Hard> hardest = hardest().stream().limit(DRAWN).toList();
        if (!hardest.isEmpty()) {
            charts.add(Charts.bars(
                    Language.pick("Hardest tests", "Las pruebas más difíciles"),
                    Language.pick("exercise and test", "ejercicio y prueba"),
                    Language.pick("lost by (% of those who answered)", "la fallan (% de quienes respondieron)"),
                    hardest.stream().map(h -> h.exercise() + " " + h.test()).toList(),
                    hardest.stream().mapToDouble(h -> 100 * h.lost()).toArray(),
                    hardest.stream()
                            .map(h -> h.exercise() + " " + h.test() + " " + percent(h.lost()))
                            .reduce((a, b) -> a + "; " + b)
                            .orElse("")));
        }
        return charts;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
