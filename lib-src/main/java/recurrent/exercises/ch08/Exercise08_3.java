package recurrent.exercises.ch08;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.nn.Parameters;

/** 08.3, clip, but clip everything: the bug that let a training of 21 minutes run without clipping. */
@Exercise(id = "08.3", en = "Clip, but clip everything", es = "Recortar, pero recortarlo todo")
public final class Exercise08_3 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Clip {
        /** Shortens the gradients in place so that their common norm is at most theta; returns the norm before. */
        double clip(Parameters gradients, double theta);
    }

    private final Clip answer;

    Exercise08_3(Clip answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the clipping
     * @return points and verdicts
     */
    public static Score check(Clip answer) {
        return Check.run(Exercise08_3.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "clips (3, 4) at 1 to (0.6, 0.8)",
            es = "recorta (3, 4) en 1 hasta (0,6; 0,8)",
            hintEn = "The norm is 5. Every number times 1/5, written into the array: muli.",
            hintEs = "La norma es 5. Cada número por 1/5, escrito en la propia matriz: muli.")
    void golden() {
        INDArray g = Nd4j.createFromArray(new double[][] {{3, 4}});
        answer.clip(group(g), 1);
        Expect.close(
                Nd4j.createFromArray(new double[][] {{0.6, 0.8}}),
                g,
                1e-12,
                new Cause(
                        Nd4j.createFromArray(new double[][] {{1, 1}}),
                        "each number is cut off on its own, so the direction changes",
                        "cada número se corta por su cuenta, y la dirección cambia"));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "leaves gradients alone that are short enough, zeros too",
            es = "no toca los gradientes que ya son cortos, ni los ceros",
            hintEn = "Only if the norm is larger than theta. Otherwise theta/norm would make them LONGER.",
            hintEs = "Solo si la norma es mayor que theta. Si no, theta/norma los haría MÁS LARGOS.")
    void shortOnes() {
        INDArray g = Nd4j.createFromArray(new double[][] {{3, 4}});
        answer.clip(group(g), 10);
        Expect.close(Nd4j.createFromArray(new double[][] {{3, 4}}), g, 0);
        INDArray zeros = Nd4j.createFromArray(new double[][] {{0, 0}});
        answer.clip(group(zeros), 0.5);
        Expect.close(Nd4j.createFromArray(new double[][] {{0, 0}}), zeros, 0);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "shortens every row, and the direction stays (cosine 1)",
            es = "acorta todas las filas, y la dirección se conserva (coseno 1)",
            hintEn = "getRow(0) is one row. Multiply the whole array.",
            hintEs = "getRow(0) es una sola fila. Multiplica la matriz entera.")
    void everyRow(Numbers numbers) {
        INDArray g = Nd4j.createFromArray(new double[][] {{3, 4}, {12, 0}});
        answer.clip(group(g), 1);
        Expect.close(
                Nd4j.createFromArray(new double[][] {{3 / 13.0, 4 / 13.0}, {12 / 13.0, 0}}),
                g,
                1e-12,
                new Cause(
                        Nd4j.createFromArray(new double[][] {{3 / 13.0, 4 / 13.0}, {12, 0}}),
                        "only row 0 was shortened",
                        "solo se acortó la fila 0"));
        INDArray random = numbers.random(31, numbers.size(2), numbers.size(3));
        INDArray third = random.div(3);
        answer.clip(group(random), random.norm2Number().doubleValue() / 3);
        Expect.close(third, random, 1e-12);
    }

    @Test
    @Points(
            value = 2,
            order = 4,
            en = "takes one norm for all arrays together",
            es = "usa una sola norma para todas las matrices juntas",
            hintEn = "Add the squares of ALL arrays, take one root, and multiply all arrays by the same factor.",
            hintEs =
                    "Suma los cuadrados de TODAS las matrices, saca una sola raíz y multiplica todas por el mismo factor.")
    void oneNorm() {
        INDArray a = Nd4j.createFromArray(new double[][] {{3}});
        INDArray b = Nd4j.createFromArray(new double[][] {{4}});
        answer.clip(group(a, b), 1);
        Expect.close(
                Nd4j.createFromArray(new double[][] {{0.6, 0.8}}),
                Nd4j.hstack(a, b),
                1e-12,
                new Cause(
                        Nd4j.createFromArray(new double[][] {{1, 1}}),
                        "each array has a norm of its own",
                        "cada matriz tiene su propia norma"));
        INDArray small = Nd4j.createFromArray(new double[][] {{0.6}});
        INDArray other = Nd4j.createFromArray(new double[][] {{0.8}});
        answer.clip(group(small, other), 0.5);
        Expect.close(Nd4j.createFromArray(new double[][] {{0.3, 0.4}}), Nd4j.hstack(small, other), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "says how long they were before",
            es = "dice cuánto medían antes",
            hintEn = "Compute the norm first, keep it in a variable, return it at the end.",
            hintEs = "Calcula primero la norma, guárdala en una variable y devuélvela al final.")
    void saysTheNorm() {
        Expect.close(13, answer.clip(group(Nd4j.createFromArray(new double[][] {{3, 4}, {12, 0}})), 1), 1e-12);
        Expect.close(5, answer.clip(group(Nd4j.createFromArray(new double[][] {{3, 4}})), 10), 1e-12);
    }

    private static Parameters group(INDArray... arrays) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        for (int i = 0; i < arrays.length; i++) {
            named.put("g" + i, arrays[i]);
        }
        return Parameters.of(named);
    }
}
