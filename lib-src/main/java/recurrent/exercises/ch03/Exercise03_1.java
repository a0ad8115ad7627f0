package recurrent.exercises.ch03;

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

/** 03.1, four losses: what an error costs, and which way it pushes. */
@Exercise(id = "03.1", en = "Four losses", es = "Cuatro pérdidas")
public final class Exercise03_1 {
    /** A loss. The student writes four. */
    @FunctionalInterface
    public interface Loss {
        /** The mean price of what a network says, shape (n, k), for targets of the same shape. */
        double of(INDArray said, INDArray targets);
    }

    /** A gradient. The student writes two. */
    @FunctionalInterface
    public interface Gradient {
        /** The gradient of a loss with respect to what the network says, shape (n, k). */
        INDArray of(INDArray said, INDArray targets);
    }

    private final Answer answer;
    private final INDArray said;
    private final INDArray wanted;

    Exercise03_1(Answer answer, Numbers numbers) {
        this.answer = answer;
        said = Nd4j.createFromArray(new double[][] {numbers.near(0.4, 2, -1, 0.5), numbers.near(0.4, 0.2, 3, 1)});
        wanted = Nd4j.createFromArray(new double[][] {numbers.near(0.3, 1, 1, 0.5), numbers.near(0.3, 0.5, 2, -2)});
    }

    private record Answer(Loss mse, Loss mae, Loss binary, Loss classes, Gradient mseSlope, Gradient binarySlope) {}

    /**
     * Checks an answer.
     *
     * @param mse         mean squared error
     * @param mae         mean absolute error
     * @param binary      binary cross-entropy, from scores
     * @param classes     cross-entropy over classes, from scores
     * @param mseSlope    the gradient of the first
     * @param binarySlope the gradient of the third, with respect to the scores
     * @return points and verdicts
     */
    public static Score check(Loss mse, Loss mae, Loss binary, Loss classes, Gradient mseSlope, Gradient binarySlope) {
        return Check.run(Exercise03_1.class, new Answer(mse, mae, binary, classes, mseSlope, binarySlope));
    }

    private static final INDArray YES = Nd4j.createFromArray(new double[][] {{1, 0, 0}, {0, 1, 1}});
    private static final INDArray CLASS = Nd4j.createFromArray(new double[][] {{0, 0, 1}, {1, 0, 0}});

    private interface Price {
        double of(double said, double target);
    }

    private static double mean(INDArray said, INDArray targets, Price price) {
        double sum = 0;
        for (long i = 0; i < said.length(); i++) {
            sum += price.of(said.getDouble(i), targets.getDouble(i));
        }
        return sum / said.length();
    }

    private static INDArray slopes(INDArray said, INDArray targets, Price price) {
        INDArray slopes = said.ulike();
        double e = 1e-5;
        for (long i = 0; i < said.length(); i++) {
            double o = said.getDouble(i);
            double t = targets.getDouble(i);
            slopes.putScalar(i, (price.of(o + e, t) - price.of(o - e, t)) / (2 * e) / said.length());
        }
        return slopes;
    }

    private static double squared(double y, double t) {
        return (y - t) * (y - t);
    }

    private static double surprise(double o, double t) {
        double p = 1 / (1 + Math.exp(-o));
        return -t * Math.log(p) - (1 - t) * Math.log(1 - p);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "computes the mean squared error",
            es = "calcula el error cuadrático medio",
            hintEn = "The mean over all n·k numbers: divide by Y.length(), not by the rows, and not by 2.",
            hintEs = "La media de los n·k números: divide entre Y.length(), no entre las filas ni entre 2.")
    void squares() {
        Expect.close(mean(said, wanted, Exercise03_1::squared), answer.mse().of(said.dup(), wanted.dup()), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "computes the mean absolute error",
            es = "calcula el error absoluto medio",
            hintEn = "Transforms.abs(A) takes the signs away. Without it errors cancel out.",
            hintEs = "Transforms.abs(A) quita los signos. Sin eso, los errores se anulan.")
    void absolutes() {
        Expect.close(mean(said, wanted, (y, t) -> Math.abs(y - t)), answer.mae().of(said.dup(), wanted.dup()), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "computes the binary cross-entropy of scores",
            es = "calcula la entropía cruzada binaria de puntuaciones",
            hintEn = "max(o, 0) − o·t + ln(1 + exp(−|o|)), and the mean. What comes in are scores, before any sigmoid.",
            hintEs =
                    "max(o, 0) − o·t + ln(1 + exp(−|o|)), y la media. Lo que entra son puntuaciones, antes de la sigmoide.")
    void binary() {
        Expect.close(mean(said, YES, Exercise03_1::surprise), answer.binary().of(said.dup(), YES.dup()), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "survives scores of −800 and 800",
            es = "aguanta puntuaciones de −800 y de 800",
            hintEn = "The logarithm of a probability that has become 0 is infinite. Never compute the probability.",
            hintEs = "El logaritmo de una probabilidad que ya es 0 es infinito. No calcules la probabilidad.")
    void extremes() {
        INDArray scores = Nd4j.createFromArray(new double[][] {{-800, 800}});
        INDArray targets = Nd4j.createFromArray(new double[][] {{1, 1}});
        Expect.close(400, answer.binary().of(scores, targets), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "computes the cross-entropy over classes, a mean over rows",
            es = "calcula la entropía cruzada de clases, media de las filas",
            hintEn = "−Σ t·ln softmax(o), divided by the number of rows. Softmax.of(O) gives the probabilities.",
            hintEs = "−Σ t·ln softmax(o), dividido entre el número de filas. Softmax.of(O) da las probabilidades.")
    void classes() {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            double total = 0;
            double right = 0;
            for (int k = 0; k < 3; k++) {
                total += Math.exp(said.getDouble(i, k));
                right += CLASS.getDouble(i, k) * said.getDouble(i, k);
            }
            sum += Math.log(total) - right;
        }
        Expect.close(sum / 2, answer.classes().of(said.dup(), CLASS.dup()), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "gives the gradient of the mean squared error",
            es = "da el gradiente del error cuadrático medio",
            hintEn = "2·(y − t)/(n·k): the loss was a mean, so its gradient is divided too.",
            hintEs = "2·(y − t)/(n·k): la pérdida era una media, así que su gradiente también se divide.")
    void squaresSlope() {
        INDArray expected = slopes(said, wanted, Exercise03_1::squared);
        Expect.close(
                expected,
                answer.mseSlope().of(said.dup(), wanted.dup()),
                1e-8,
                new Cause(expected.mul(said.length()), "not divided by n·k", "sin dividir entre n·k"));
    }

    @Test
    @Points(
            value = 2,
            order = 7,
            en = "gives the gradient of the binary cross-entropy",
            es = "da el gradiente de la entropía cruzada binaria",
            hintEn = "(σ(o) − t)/(n·k). Activation.SIGMOID.of(O) gives σ.",
            hintEs = "(σ(o) − t)/(n·k). Activation.SIGMOID.of(O) da σ.")
    void binarySlope() {
        INDArray expected = slopes(said, YES, Exercise03_1::surprise);
        Expect.close(
                expected,
                answer.binarySlope().of(said.dup(), YES.dup()),
                1e-8,
                new Cause(expected.mul(said.length()), "not divided by n·k", "sin dividir entre n·k"),
                new Cause(
                        said.sub(YES).divi(said.length()),
                        "scores were taken for probabilities",
                        "se han tomado las puntuaciones por probabilidades"));
    }
}
