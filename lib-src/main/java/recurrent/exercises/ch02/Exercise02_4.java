package recurrent.exercises.ch02;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Worked;

/** 02.4, the gradient of a penalty is an array, not a number. */
@Exercise(
        id = "02.4",
        en = "Find the bug: one number for all weights",
        es = "Busca el fallo: un número para todos los pesos")
public final class Exercise02_4 {
    /** What the student writes first. */
    @FunctionalInterface
    public interface Penalty {
        /** ½·λ·ΣW². */
        double of(INDArray W, double lambda);
    }

    /** What the student writes second. */
    @FunctionalInterface
    public interface Gradient {
        /** dW plus the gradient of the penalty, a new array of the same shape. */
        INDArray of(INDArray W, INDArray dW, double lambda);
    }

    private final Answer answer;

    Exercise02_4(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Penalty penalty, Gradient gradient) {}

    /**
     * Checks an answer.
     *
     * @param penalty  the number that is added to the loss
     * @param gradient the array that is added to the gradient
     * @return points and verdicts
     */
    public static Score check(Penalty penalty, Gradient gradient) {
        return Check.run(Exercise02_4.class, new Answer(penalty, gradient));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "computes the penalty of five weights",
            es = "calcula la penalización de cinco pesos",
            hintEn = "½·λ·(w₁² + w₂² + …), a single number. Mind the ½.",
            hintEs = "½·λ·(w₁² + w₂² + …), un solo número. Cuidado con el ½.")
    void price() {
        Expect.close(1.375, answer.penalty().of(Worked.of(new double[] {1, -2, 3, -4, 5}), 0.05), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "pushes every weight by its own size",
            es = "empuja cada peso según su propio tamaño",
            hintEn =
                    "Only the weight itself is left when you differentiate w² with respect to w. All others are constants.",
            hintEs = "Al derivar w² respecto de w solo queda el propio peso. Todos los demás son constantes.")
    void own() {
        INDArray W = Worked.of(new double[] {1, -2, 0});
        Expect.close(
                Worked.of(new double[] {0.1, -0.2, 0}),
                answer.gradient().of(W, W.ulike().assign(0), 0.1),
                1e-12,
                new Cause(
                        W.ulike().assign(0.5),
                        "the number λ·ΣW² was added to every weight",
                        "se ha sumado el número λ·ΣW² a todos los pesos"));
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "passes a gradient check below 1e-6",
            es = "pasa una comprobación del gradiente por debajo de 1e-6",
            hintEn =
                    "Loss plus penalty on one side, dW plus λ·W on the other. If the penalty has a ½, the gradient has no 2.",
            hintEs =
                    "A un lado, pérdida más penalización; al otro, dW más λ·W. Si la penalización lleva ½, el gradiente no lleva 2.")
    void check(Numbers numbers) {
        INDArray W = Worked.W1();
        INDArray expected = Worked.numeric(
                W,
                () -> Worked.cost(Worked.X(), Worked.Y(), W, null, Worked.W2(), null)
                        + 0.5 * 0.3 * W.mul(W).sumNumber().doubleValue());
        Expect.close(expected, answer.gradient().of(W, Worked.DW1.dup(), 0.3), 1e-6);
        INDArray other = numbers.random(13, numbers.size(3), numbers.size(2));
        INDArray slope = numbers.random(14, other.shape());
        Expect.close(other.mul(0.2).addi(slope), answer.gradient().of(other.dup(), slope.dup(), 0.2), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "leaves the weights and the gradient that came in as they are",
            es = "deja como estaban los pesos y el gradiente que entraron",
            hintEn = "mul and add give new arrays; muli and addi do not.",
            hintEs = "mul y add dan matrices nuevas; muli y addi, no.")
    void same(Numbers numbers) {
        int d = numbers.size(2);
        int h = numbers.size(3);
        INDArray W = numbers.random(11, d, h);
        INDArray dW = numbers.random(12, d, h);
        INDArray keptW = W.dup();
        INDArray kept = dW.dup();
        Expect.notNull(answer.gradient().of(W, dW, 0.3));
        Expect.unchanged("W", keptW, W);
        Expect.unchanged("dW", kept, dW);
    }
}
