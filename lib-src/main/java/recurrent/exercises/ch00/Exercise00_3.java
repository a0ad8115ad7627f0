package recurrent.exercises.ch00;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 00.3, filter a table and take means of groups. */
@Exercise(id = "00.3", en = "The warm hours of each town", es = "Las horas cálidas de cada ciudad")
public final class Exercise00_3 {
    private static final String[] TOWNS = {"Quito", "Oslo", "Quito", "Lima", "Oslo", "Lima"};
    private static final double[] DEGREES = {14.5, 3, 9.5, 19, 11.25, 20.5};

    /** What the student writes. */
    @FunctionalInterface
    public interface Means {
        /** Town and mean of its temperatures above the limit; towns that have none are left out. */
        Map<String, Double> of(String[] town, double[] degrees, double above);
    }

    private final Means answer;

    Exercise00_3(Means answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer means of groups
     * @return points and verdicts
     */
    public static Score check(Means answer) {
        return Check.run(Exercise00_3.class, answer);
    }

    private static void same(Map<String, Double> expected, Map<String, Double> actual) {
        Expect.notNull(actual);
        Expect.equal(new TreeSet<>(expected.keySet()), new TreeSet<>(actual.keySet())); // shown in order
        for (Map.Entry<String, Double> each : expected.entrySet()) {
            Double mean = actual.get(each.getKey());
            Expect.notNull(mean);
            Expect.close(each.getValue(), mean.doubleValue(), 1e-12);
        }
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives the mean of every town when all six rows are above the limit",
            es = "da la media de cada ciudad cuando las seis filas pasan del límite",
            hintEn =
                    "summarize(\"degrees\", AggregateFunctions.mean).by(\"town\") gives one row for each town; its column "
                            + "is called Mean [degrees].",
            hintEs =
                    "summarize(\"degrees\", AggregateFunctions.mean).by(\"town\") da una fila por ciudad; su columna se "
                            + "llama Mean [degrees].")
    void means() {
        same(Map.of("Quito", 12.0, "Oslo", 7.125, "Lima", 19.75), answer.of(TOWNS, DEGREES, -50));
    }

    @Test
    @NeedsPassed("means")
    @Points(
            value = 1,
            order = 2,
            en = "uses only the rows above the limit: 14.5, 11.25 and 19.75 above 10",
            es = "usa solo las filas que pasan del límite: 14,5, 11,25 y 19,75 por encima de 10",
            hintEn =
                    "table.where(table.doubleColumn(\"degrees\").isGreaterThan(above)) is a new, shorter table. Summarize "
                            + "that one.",
            hintEs =
                    "table.where(table.doubleColumn(\"degrees\").isGreaterThan(above)) es otra tabla, más corta. Resume "
                            + "esa.")
    void filter() {
        same(Map.of("Quito", 14.5, "Oslo", 11.25, "Lima", 19.75), answer.of(TOWNS, DEGREES, 10));
    }

    @Test
    @NeedsPassed("means")
    @Points(
            value = 1,
            order = 3,
            en = "leaves out a temperature that only equals the limit, and a town that has no other",
            es = "deja fuera una temperatura igual al límite, y la ciudad que no tiene otra",
            hintEn = "Above means >, not >=. A town without rows has no mean, not even 0.",
            hintEs = "Por encima significa >, no >=. Una ciudad sin filas no tiene media, ni siquiera 0.")
    void limit() {
        same(Map.of("Quito", 14.5, "Lima", 19.75), answer.of(TOWNS, DEGREES, 11.25));
    }

    @Test
    @NeedsPassed("means")
    @Points(
            value = 1,
            order = 4,
            en = "does the same with another table of forty rows",
            es = "hace lo mismo con otra tabla de cuarenta filas",
            hintEn = "Nothing may be counted by hand: names of towns and number of rows come from the arrays.",
            hintEs = "No cuentes nada a mano: los nombres y el número de filas salen de los arrays.")
    void other(Numbers numbers) {
        Random random = new Random(numbers.seed(5));
        String[] town = new String[40];
        double[] degrees = new double[40];
        Map<String, double[]> sums = new TreeMap<>();
        for (int i = 0; i < town.length; i++) {
            town[i] = "town " + random.nextInt(4);
            degrees[i] = random.nextInt(-40, 120) / 4.0;
            if (degrees[i] > 5) {
                double[] sum = sums.computeIfAbsent(town[i], key -> new double[2]);
                sum[0] += degrees[i];
                sum[1]++;
            }
        }
        Map<String, Double> expected = new TreeMap<>();
        sums.forEach((name, sum) -> expected.put(name, sum[0] / sum[1]));
        same(expected, answer.of(town, degrees, 5));
    }
}
