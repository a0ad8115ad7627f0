package recurrent.exercises.ch00;

import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.nn.Shapes;

/** 00.4, a test of an invariant: the rows of a softmax sum to 1. Here the student's code checks ours. */
@Exercise(id = "00.4", en = "Now you write the test", es = "Ahora la prueba la escribes tú")
public final class Exercise00_4 {
    /** What is tested: a softmax, or something that claims to be one. */
    @FunctionalInterface
    public interface Rows {
        /** Probabilities of scores, shape (n, V), in an array of the same shape and type. */
        INDArray of(INDArray scores);
    }

    /** What the student writes. */
    @FunctionalInterface
    public interface Invariant {
        /** Whether every row of what softmax returns sums to 1, to 1e-12. */
        boolean holds(Rows softmax);
    }

    private final Invariant answer;

    Exercise00_4(Invariant answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer a test of a softmax
     * @return points and verdicts
     */
    public static Score check(Invariant answer) {
        return Check.run(Exercise00_4.class, answer);
    }

    /** One number of a result from the scores of an array. */
    @FunctionalInterface
    private interface Entry {
        double of(INDArray O, long i, long j);
    }

    private static Rows rows(Entry entry) {
        return O -> {
            Shapes.require("scores", O, -1, -1);
            INDArray P = O.dup();
            for (long i = 0; i < O.size(0); i++) {
                for (long j = 0; j < O.size(1); j++) {
                    P.putScalar(i, j, entry.of(O, i, j));
                }
            }
            return P;
        };
    }

    private static double sum(INDArray O, long i, DoubleUnaryOperator of) {
        double sum = 0;
        for (long k = 0; k < O.size(1); k++) {
            sum += of.applyAsDouble(O.getDouble(i, k));
        }
        return sum;
    }

    private static double largest(INDArray O, long i) {
        double largest = O.getDouble(i, 0);
        for (long k = 1; k < O.size(1); k++) {
            largest = Math.max(largest, O.getDouble(i, k));
        }
        return largest;
    }

    private static double right(INDArray O, long i, long j) {
        double m = largest(O, i);
        return Math.exp(O.getDouble(i, j) - m) / sum(O, i, o -> Math.exp(o - m));
    }

    /** The right numbers times something. */
    private static Rows times(Entry factor) {
        return rows((O, i, j) -> right(O, i, j) * factor.of(O, i, j));
    }

    private void accepts(Rows softmax, String en, String es) {
        Expect.yes(answer.holds(softmax), "said no to " + en, "dijo que no a " + es);
    }

    private void refuses(Rows softmax, String en, String es) {
        Expect.yes(!answer.holds(softmax), "said yes to " + en, "dijo que sí a " + es);
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "says yes to a right softmax and no to a sigmoid",
            es = "dice que sí a una softmax correcta y que no a una sigmoide",
            hintEn =
                    "Call softmax.of with scores of type DOUBLE (rows of FLOAT sum to 1 only to seven digits), add up each "
                            + "row, compare with 1.",
            hintEs =
                    "Llama a softmax.of con puntuaciones de tipo DOUBLE (las filas de FLOAT solo suman 1 hasta la séptima "
                            + "cifra), suma cada fila y compara con 1.")
    void tells() {
        accepts(rows(Exercise00_4::right), "a right softmax", "una softmax correcta");
        refuses(
                rows((O, i, j) -> 1 / (1 + Math.exp(-O.getDouble(i, j)))),
                "a sigmoid of every score",
                "una sigmoide de cada puntuación");
    }

    @Test
    @NeedsPassed("tells")
    @Points(
            value = 1,
            order = 2,
            en = "says no when the whole array sums to 1, and when the columns do",
            es = "dice que no cuando suma 1 la matriz entera, y cuando lo hacen las columnas",
            hintEn =
                    "With a single row, rows and whole array are the same. Use several rows, and not as many as columns.",
            hintEs = "Con una sola fila, las filas y la matriz entera son lo mismo. Usa varias filas, y no tantas como "
                    + "columnas.")
    void whole() {
        refuses(
                times((O, i, j) -> 1.0 / O.size(0)),
                "one whose whole array sums to 1",
                "una en la que suma 1 la matriz entera");
        refuses(
                rows((O, i, j) -> {
                    INDArray turned = O.transpose().dup();
                    return right(turned, j, i);
                }),
                "one whose columns sum to 1",
                "una en la que suman 1 las columnas");
    }

    @Test
    @NeedsPassed("tells")
    @Points(
            value = 1,
            order = 3,
            en = "looks at every row, not only at the first or the last",
            es = "mira todas las filas, no solo la primera o la última",
            hintEn = "A bug of one of the courses behind this one scaled row 0 and nothing else. Loop over all rows.",
            hintEs =
                    "En uno de los cursos de los que sale este, un fallo escalaba la fila 0 y nada más. Recorre todas las "
                            + "filas.")
    void every() {
        refuses(
                times((O, i, j) -> i == 0 ? 1 : 2),
                "one that is right in row 0 only",
                "una que solo acierta en la fila 0");
        refuses(
                times((O, i, j) -> i == O.size(0) - 1 ? 1 : 2),
                "one that is right in the last row only",
                "una que solo acierta en la última fila");
    }

    @Test
    @NeedsPassed("tells")
    @Points(
            value = 1,
            order = 4,
            en = "notices sums that are a billionth too large or too small",
            es = "nota las sumas que se pasan o se quedan cortas en una milmillonésima",
            hintEn = "The difference to 1 may have either sign: Math.abs. And 1e-12 is asked, not 1e-6.",
            hintEs = "La diferencia con 1 puede tener los dos signos: Math.abs. Y se pide 1e-12, no 1e-6.")
    void precise() {
        refuses(times((O, i, j) -> 1 + 1e-9), "sums of 1.000000001", "sumas de 1,000000001");
        refuses(times((O, i, j) -> 1 - 1e-9), "sums of 0.999999999", "sumas de 0,999999999");
    }

    @Test
    @NeedsPassed("tells")
    @Points(
            value = 1,
            order = 5,
            en = "says no to a softmax that breaks at scores of 1000",
            es = "dice que no a una softmax que se rompe con puntuaciones de 1000",
            hintEn = "Put a score of 1000 among yours. The rows become NaN, and <, > and == with NaN are all "
                    + "false; NaN > 1e-12 too. Ask for what must hold: difference <= 1e-12.",
            hintEs = "Pon una puntuación de 1000 entre las tuyas. Salen filas NaN, y <, > y == con NaN dan siempre "
                    + "falso; también NaN > 1e-12. Pregunta por lo que tiene que cumplirse: diferencia <= 1e-12.")
    void large() {
        refuses(
                rows((O, i, j) -> Math.exp(O.getDouble(i, j)) / sum(O, i, Math::exp)),
                "one that gives NaN for large scores",
                "una que da NaN con puntuaciones grandes");
    }

    @Test
    @NeedsPassed("tells")
    @Points(
            value = 1,
            order = 6,
            en = "asks for the sums and nothing else: equal shares pass too",
            es = "pregunta por las sumas y por nada más: el reparto a partes iguales también pasa",
            hintEn = "A test of an invariant knows no right answers. Do not compare with a softmax of your own.",
            hintEs = "Una prueba de un invariante no sabe las respuestas correctas. No compares con una softmax tuya.")
    void nothingElse() {
        accepts(rows((O, i, j) -> 1.0 / O.size(1)), "equal shares, 1/V each", "un reparto igual, 1/V para cada una");
        accepts(rows((O, i, j) -> j == 0 ? 1 : 0), "everything for the first", "todo para la primera");
    }
}
