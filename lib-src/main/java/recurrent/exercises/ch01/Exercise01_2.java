package recurrent.exercises.ch01;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 01.2, a dense layer with tanh. */
@Exercise(id = "01.2", en = "A dense layer", es = "Una capa densa")
public final class Exercise01_2 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Layer {
        /** tanh(X·W + b) for X (n, d), W (d, m), b (1, m); shape (n, m), the arguments unchanged. */
        INDArray of(INDArray X, INDArray W, INDArray b);
    }

    private final Layer answer;

    Exercise01_2(Layer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer a layer
     * @return points and verdicts
     */
    public static Score check(Layer answer) {
        return Check.run(Exercise01_2.class, answer);
    }

    /** Number by number, with no matrix product; {@code bend} and {@code bias} leave a part out. */
    private static INDArray loops(INDArray X, INDArray W, INDArray b, boolean bend, boolean bias) {
        INDArray A = Nd4j.zeros(DataType.DOUBLE, X.size(0), W.size(1));
        for (long example = 0; example < X.size(0); example++) {
            for (long neuron = 0; neuron < W.size(1); neuron++) {
                double z = bias ? b.getDouble(0, neuron) : 0;
                for (long i = 0; i < X.size(1); i++) {
                    z += X.getDouble(example, i) * W.getDouble(i, neuron);
                }
                A.putScalar(example, neuron, bend ? Math.tanh(z) : z);
            }
        }
        return A;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives one row for each example and one column for each neuron",
            es = "da una fila por ejemplo y una columna por neurona",
            hintEn = "(n, d)·(d, m) is (n, m): X.mmul(W), in this order.",
            hintEs = "(n, d)·(d, m) es (n, m): X.mmul(W), en este orden.")
    void shape(Numbers numbers) {
        int n = numbers.size(5);
        int d = numbers.size(3);
        int h = numbers.size(4);
        Expect.shape(answer.of(numbers.random(1, n, d), numbers.random(2, d, h), numbers.random(3, 1, h)), n, h);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 2,
            order = 2,
            en = "computes tanh of sum and bias, as plain loops do",
            es = "calcula la tanh de suma y sesgo, como lo hacen unos bucles",
            hintEn = "Three parts: the product, the bias, the bend. Transforms.tanh(Z) is the last.",
            hintEs = "Tres partes: el producto, el sesgo, la curva. La última es Transforms.tanh(Z).")
    void numbers(Numbers numbers) {
        int d = numbers.size(3);
        int h = numbers.size(4);
        INDArray X = numbers.random(4, numbers.size(5), d);
        INDArray W = numbers.random(5, d, h);
        INDArray b = numbers.random(6, 1, h);
        Expect.close(
                loops(X, W, b, true, true),
                answer.of(X, W, b),
                1e-10,
                new Cause(loops(X, W, b, false, true), "without the tanh", "sin la tanh"),
                new Cause(loops(X, W, b, true, false), "without the bias", "sin el sesgo"));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "works for a single example",
            es = "funciona con un solo ejemplo",
            hintEn = "One example is a matrix of one row, (1, d). Nothing in your line may depend on n.",
            hintEs = "Un ejemplo es una matriz de una fila, (1, d). Nada en tu línea puede depender de n.")
    void single(Numbers numbers) {
        int d = numbers.size(3);
        int h = numbers.size(2);
        INDArray X = numbers.random(7, 1, d);
        INDArray W = numbers.random(8, d, h);
        INDArray b = numbers.random(9, 1, h);
        Expect.close(loops(X, W, b, true, true), answer.of(X, W, b), 1e-10);
    }

    @Test
    @NeedsPassed("shape")
    @Points(
            value = 1,
            order = 4,
            en = "leaves its three arguments as they were",
            es = "deja sus tres argumentos como estaban",
            hintEn = "addiRowVector writes into the array on its left. On a fresh product that is fine; on X, W or b "
                    + "it is not.",
            hintEs = "addiRowVector escribe en la matriz de su izquierda. Sobre un producto nuevo no importa; sobre X, "
                    + "W o b, sí.")
    void untouched(Numbers numbers) {
        INDArray X = numbers.random(10, 3, 3);
        INDArray W = numbers.random(11, 3, 3);
        INDArray b = numbers.random(12, 1, 3);
        INDArray[] before = {X.dup(), W.dup(), b.dup()};
        Expect.notNull(answer.of(X, W, b));
        Expect.unchanged("X", before[0], X);
        Expect.unchanged("W", before[1], W);
        Expect.unchanged("b", before[2], b);
    }
}
