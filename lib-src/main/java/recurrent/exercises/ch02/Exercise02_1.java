package recurrent.exercises.ch02;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Worked;

/** 02.1, forward: {@code z1, h1, z2, h2} of a network without biases. */
@Exercise(id = "02.1", en = "Forward through two layers", es = "Hacia delante por dos capas")
public final class Exercise02_1 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Forward {
        /** X (n, d), W1 (d, H), W2 (H, k); returns z1 (n, H), h1 (n, H), z2 (n, k), h2 (n, k), in this order. */
        List<INDArray> of(INDArray X, INDArray W1, INDArray W2);
    }

    private final Forward answer;

    Exercise02_1(Forward answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's forward pass
     * @return points and verdicts
     */
    public static Score check(Forward answer) {
        return Check.run(Exercise02_1.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives four arrays of the right shapes",
            es = "da cuatro matrices con las formas correctas",
            hintEn =
                    "List.of(z1, h1, z2, h2): with 3 examples, 2 inputs, 4 hidden neurons and 2 outputs they are (3, 4), (3, 4), (3, 2), (3, 2).",
            hintEs =
                    "List.of(z1, h1, z2, h2): con 3 ejemplos, 2 entradas, 4 neuronas ocultas y 2 salidas son (3, 4), (3, 4), (3, 2) y (3, 2).")
    void shapes(Numbers numbers) {
        int n = numbers.size(3);
        int d = numbers.size(2);
        int h = numbers.size(4);
        List<INDArray> all = answer.of(numbers.random(1, n, d), numbers.random(2, d, h), numbers.random(3, h, 2));
        Expect.notNull(all);
        Expect.equal(4, all.size());
        Expect.shape(all.get(0), n, h);
        Expect.shape(all.get(1), n, h);
        Expect.shape(all.get(2), n, 2);
        Expect.shape(all.get(3), n, 2);
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 1,
            order = 2,
            en = "gives z1 and h1 of the worked example",
            es = "da z1 y h1 del ejemplo del capítulo",
            hintEn = "z1 = X·W1, h1 = σ(z1). There is no bias.",
            hintEs = "z1 = X·W1, h1 = σ(z1). No hay sesgo.")
    void hidden() {
        List<INDArray> all = answer.of(Worked.X(), Worked.W1(), Worked.W2());
        Expect.close(Worked.of(new double[] {-1.409821371887, 0.910050186406, -0.045295181309}), all.get(0), 1e-7);
        Expect.close(Worked.of(new double[] {0.196262232237, 0.713010432333, 0.488678140318}), all.get(1), 1e-7);
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 2,
            order = 3,
            en = "gives z2 and h2 of the worked example",
            es = "da z2 y h2 del ejemplo del capítulo",
            hintEn = "The second layer reads h1, the bent numbers, not z1. Then it bends its own sums too.",
            hintEs = "La segunda capa lee h1, los números ya curvados, no z1. Y después curva también sus sumas.")
    void output() {
        List<INDArray> all = answer.of(Worked.X(), Worked.W1(), Worked.W2());
        Expect.close(Worked.of(new double[] {-0.525076444599, -0.183946343914}), all.get(2), 1e-7);
        Expect.close(Worked.H2, all.get(3), 1e-7);
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 1,
            order = 4,
            en = "agrees with plain loops for five examples, and changes no argument",
            es = "coincide con bucles corrientes en cinco ejemplos y no cambia ningún argumento",
            hintEn =
                    "Nothing may depend on there being one example. Functions ending in i (muli, negi) write into their array.",
            hintEs =
                    "Nada puede depender de que haya un solo ejemplo. Las funciones acabadas en i (muli, negi) escriben en su matriz.")
    void loops(Numbers numbers) {
        int d = numbers.size(2);
        int h = numbers.size(3);
        INDArray X = numbers.random(4, numbers.size(5), d);
        INDArray W1 = numbers.random(5, d, h);
        INDArray W2 = numbers.random(6, h, 2);
        INDArray before = X.dup();
        List<INDArray> all = answer.of(X, W1, W2);
        Expect.unchanged("X", before, X);
        INDArray Z2 = Worked.sums(Worked.bend(Worked.sums(X, W1, null)), W2, null);
        Expect.close(Worked.bend(Z2), all.get(3), 1e-10);
    }
}
