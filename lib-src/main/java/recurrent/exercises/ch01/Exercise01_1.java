package recurrent.exercises.ch01;

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

/** 01.1, activations: the sigmoid, and three slopes computed from outputs. */
@Exercise(id = "01.1", en = "Activations and their slopes", es = "Las activaciones y sus pendientes")
public final class Exercise01_1 {
    /** What the student writes, four times. */
    @FunctionalInterface
    public interface Function {
        /** A function of every number of an array of shape (n, m); the same shape, a new array. */
        INDArray of(INDArray numbers);
    }

    private final Answer answer;
    private final double[] points;

    Exercise01_1(Answer answer, Numbers numbers) {
        this.answer = answer;
        points = numbers.near(0.4, -3, -1, -0.5, 0, 0.7, 2, 5);
    }

    private record Answer(Function sigmoid, Function sigmoidSlope, Function tanhSlope, Function reluSlope) {}

    /**
     * Checks an answer.
     *
     * @param sigmoid      from weighted sums to outputs
     * @param sigmoidSlope from the outputs of a sigmoid to its slopes
     * @param tanhSlope    from the outputs of tanh to its slopes
     * @param reluSlope    from the outputs of ReLU to its slopes
     * @return points and verdicts
     */
    public static Score check(Function sigmoid, Function sigmoidSlope, Function tanhSlope, Function reluSlope) {
        return Check.run(Exercise01_1.class, new Answer(sigmoid, sigmoidSlope, tanhSlope, reluSlope));
    }

    private static INDArray row(double... numbers) {
        return Nd4j.createFromArray(new double[][] {numbers});
    }

    private interface Formula {
        double of(double z);
    }

    private static INDArray each(double[] numbers, Formula formula) {
        double[] result = new double[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = formula.of(numbers[i]);
        }
        return row(result);
    }

    private static double logistic(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "computes the sigmoid of seven numbers",
            es = "calcula la sigmoide de siete números",
            hintEn = "1 / (1 + exp(−z)), number by number. Mind the minus.",
            hintEs = "1 / (1 + exp(−z)), número a número. Cuidado con el menos.")
    void values() {
        Expect.close(
                each(points, Exercise01_1::logistic),
                answer.sigmoid().of(row(points)),
                1e-9,
                new Cause(
                        each(points, z -> 1 / (1 + Math.exp(z))),
                        "exp(z) instead of exp(−z): the curve runs downhill",
                        "exp(z) en lugar de exp(−z): la curva va cuesta abajo"),
                new Cause(each(points, Math::tanh), "that is tanh", "eso es tanh"));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "survives sums of −1000 and 1000",
            es = "aguanta sumas de −1000 y de 1000",
            hintEn = "exp(1000) is infinite, and infinite divided by infinite is NaN. 1 / (1 + exp(−z)) is safe on "
                    + "both sides: 1 / (1 + infinity) is 0.",
            hintEs = "exp(1000) es infinito, e infinito entre infinito es NaN. 1 / (1 + exp(−z)) es seguro por los dos "
                    + "lados: 1 / (1 + infinito) es 0.")
    void extremes() {
        Expect.close(row(0, 1), answer.sigmoid().of(row(-1000, 1000)), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "leaves the array that it was given as it was",
            es = "deja como estaba la matriz que recibe",
            hintEn = "Methods that end in i (addi, muli, negi) write into the array on their left. Use add, mul, neg "
                    + "first.",
            hintEs = "Los métodos que acaban en i (addi, muli, negi) escriben en la matriz de su izquierda. Usa antes "
                    + "add, mul, neg.")
    void untouched() {
        INDArray Z = row(points);
        INDArray before = Z.dup();
        Expect.close(each(points, Exercise01_1::logistic), answer.sigmoid().of(Z), 1e-9);
        Expect.unchanged("Z", before, Z);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "gives the slopes of the sigmoid from its outputs",
            es = "da las pendientes de la sigmoide a partir de sus salidas",
            hintEn = "What comes in is already a = σ(z). The slope is a·(1 − a): above 0, at most 0.25.",
            hintEs = "Lo que llega ya es a = σ(z). La pendiente es a·(1 − a): mayor que 0, y 0,25 como mucho.")
    void sigmoidSlope() {
        INDArray A = each(points, Exercise01_1::logistic);
        Expect.close(
                each(points, z -> slope(Exercise01_1::logistic, z)),
                answer.sigmoidSlope().of(A),
                1e-8,
                new Cause(
                        each(points, z -> slope(Exercise01_1::logistic, logistic(z))),
                        "the sigmoid was applied again to what is already its output",
                        "se ha aplicado otra vez la sigmoide a lo que ya es su salida"));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "gives the slopes of tanh from its outputs",
            es = "da las pendientes de tanh a partir de sus salidas",
            hintEn = "1 − a². rsub(1) turns x into 1 − x.",
            hintEs = "1 − a². rsub(1) convierte x en 1 − x.")
    void tanhSlope() {
        Expect.close(each(points, z -> slope(Math::tanh, z)), answer.tanhSlope().of(each(points, Math::tanh)), 1e-8);
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "gives the slopes of ReLU from its outputs, 0 where the output is 0",
            es = "da las pendientes de ReLU a partir de sus salidas, 0 donde la salida es 0",
            hintEn = "1 where a is above 0, else 0. A.gt(0) gives true and false; castTo(A.dataType()) makes numbers "
                    + "of them.",
            hintEs = "1 donde a es mayor que 0; si no, 0. A.gt(0) da verdadero y falso; castTo(A.dataType()) los hace "
                    + "números.")
    void reluSlope(Numbers numbers) {
        double[] above = numbers.near(0.2, 0.3, 4);
        Expect.close(row(0, 0, 1, 1), answer.reluSlope().of(row(0, 0, above[0], above[1])), 1e-12);
    }

    /** Central difference: no formula of a slope is used, so that none can be wrong here. */
    private static double slope(Formula formula, double z) {
        double e = 1e-5;
        return (formula.of(z + e) - formula.of(z - e)) / (2 * e);
    }
}
