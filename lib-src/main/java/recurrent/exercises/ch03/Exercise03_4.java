package recurrent.exercises.ch03;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 03.4, a penalty and its gradient: each weight gets a number of its own, and the update goes downhill. */
@Exercise(id = "03.4", en = "A penalty and its gradient", es = "Una penalización y su gradiente")
public final class Exercise03_4 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Loss {
        /** {@code ‖X·w − t‖²/(2n) + ½·λ·‖w‖²} for X (n, d), t (n, 1), w (d, 1). */
        double of(INDArray X, INDArray t, INDArray w, double lambda);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Gradient {
        /** The gradient of the loss with respect to w, shape (d, 1). */
        INDArray of(INDArray X, INDArray t, INDArray w, double lambda);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Step {
        /** The weights after one step of gradient descent; a new array. */
        INDArray of(INDArray w, INDArray gradient, double rate);
    }

    /** The fourth thing that the student writes. */
    @FunctionalInterface
    public interface Unit {
        /** The λ of our formula that does what theirs does in {@code λ·Σw²}. */
        double of(double theirs);
    }

    private final Answer answer;
    private final int n;
    private final int d;
    private final INDArray X;
    private final INDArray T;
    private final INDArray W;

    Exercise03_4(Answer answer, Numbers numbers) {
        this.answer = answer;
        n = numbers.size(5);
        d = numbers.size(3);
        X = numbers.random(31, n, d);
        T = numbers.random(32, n, 1);
        W = numbers.random(33, d, 1);
    }

    private record Answer(Loss loss, Gradient gradient, Step step, Unit unit) {}

    /**
     * Checks an answer.
     *
     * @param loss     the price of errors and weights
     * @param gradient of that loss
     * @param step     one update
     * @param unit     from a λ without ½ to ours
     * @return points and verdicts
     */
    public static Score check(Loss loss, Gradient gradient, Step step, Unit unit) {
        return Check.run(Exercise03_4.class, new Answer(loss, gradient, step, unit));
    }

    private double errors(INDArray w) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double error = -T.getDouble(i, 0);
            for (int k = 0; k < d; k++) {
                error += X.getDouble(i, k) * w.getDouble(k, 0);
            }
            sum += error * error;
        }
        return sum / (2 * n);
    }

    private double squares(INDArray w) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
            sum += w.getDouble(k, 0) * w.getDouble(k, 0);
        }
        return sum;
    }

    private INDArray slopes(double lambda) {
        INDArray slopes = W.ulike();
        for (int k = 0; k < d; k++) {
            INDArray up = W.dup();
            INDArray down = W.dup();
            up.putScalar(k, 0, W.getDouble(k, 0) + 1e-5);
            down.putScalar(k, 0, W.getDouble(k, 0) - 1e-5);
            double rise = errors(up) - errors(down) + lambda / 2 * (squares(up) - squares(down));
            slopes.putScalar(k, 0, rise / 2e-5);
        }
        return slopes;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "adds half of λ times the squares to the mean error",
            es = "suma al error medio la mitad de λ por los cuadrados",
            hintEn = "Divide the squared errors by 2n, but not the penalty: it is ½·λ·Σw².",
            hintEs = "Divide los errores al cuadrado entre 2n, pero no la penalización: es ½·λ·Σw².")
    void loss() {
        Expect.close(errors(W) + 0.25 * squares(W), answer.loss().of(X.dup(), T.dup(), W.dup(), 0.5), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "gives the gradient of the errors when λ is 0",
            es = "da el gradiente de los errores cuando λ es 0",
            hintEn = "Xᵀ·(X·w − t)/n. The factor 2 of the square and the ½ cancel.",
            hintEs = "Xᵀ·(X·w − t)/n. El factor 2 del cuadrado y el ½ se cancelan.")
    void gradientOfErrors() {
        Expect.close(slopes(0), answer.gradient().of(X.dup(), T.dup(), W.dup(), 0), 1e-8);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "adds the gradient of the penalty, weight by weight",
            es = "suma el gradiente de la penalización, peso a peso",
            hintEn = "λ·w: an array like w, not one number for all, and not 2λ·w.",
            hintEs = "λ·w: una matriz como w, no un mismo número para todos, ni 2λ·w.")
    @NeedsPassed("gradientOfErrors")
    void gradientOfPenalty() {
        INDArray w = W.dup();
        Expect.close(
                slopes(0.5),
                answer.gradient().of(X.dup(), T.dup(), w, 0.5),
                1e-8,
                new Cause(
                        slopes(0).addi(0.5 * squares(W)),
                        "one number, λ·Σw², was added to all weights",
                        "se ha sumado a todos los pesos un mismo número, λ·Σw²"),
                new Cause(slopes(1), "2λ·w: the ½ was forgotten", "2λ·w: se ha olvidado el ½"),
                new Cause(slopes(0), "the penalty is missing", "falta la penalización"));
        Expect.unchanged("w", W, w);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "steps downhill, into a new array",
            es = "da el paso cuesta abajo, en una matriz nueva",
            hintEn = "w − rate·gradient. sub makes a new array, subi writes into w.",
            hintEs = "w − tasa·gradiente. sub hace una matriz nueva; subi escribe en w.")
    void step(Numbers numbers) {
        INDArray w = W.dup();
        INDArray g = numbers.random(34, d, 1);
        Expect.close(W.sub(g.mul(0.1)), answer.step().of(w, g.dup(), 0.1), 1e-12);
        Expect.unchanged("w", W, w);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "makes its own loss fall in a hundred steps",
            es = "hace que baje su pérdida en cien pasos",
            hintEn = "If the loss rises, look at the sign of the update.",
            hintEs = "Si la pérdida sube, mira el signo de la actualización.")
    @NeedsPassed({"gradientOfPenalty", "step"})
    void falls() {
        INDArray w = W.dup();
        for (int k = 0; k < 100; k++) {
            w = answer.step().of(w, answer.gradient().of(X, T, w, 0.5), 0.1);
        }
        Expect.below(errors(W) + 0.25 * squares(W), errors(w) + 0.25 * squares(w));
        Expect.below(squares(W), squares(w));
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "translates a λ that comes without ½",
            es = "traduce una λ que viene sin ½",
            hintEn = "Their gradient is 2λw, ours λw. Which λ of ours gives the same gradient?",
            hintEs = "Su gradiente es 2λw; el nuestro, λw. ¿Qué λ nuestra da el mismo gradiente?")
    void unit() {
        Expect.close(0.02, answer.unit().of(0.01), 1e-12);
        Expect.close(1, answer.unit().of(0.5), 1e-12);
    }
}
