package recurrent.exercises.ch03;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Points;
import recurrent.check.Score;

/** 03.2, five optimisers: what each remembers and how far it steps. */
@Exercise(id = "03.2", en = "Five optimisers", es = "Cinco optimizadores")
public final class Exercise03_2 {
    /** An optimiser of one weight. The student writes five. */
    @FunctionalInterface
    public interface Step {
        /** What is subtracted from the weight; memory holds three numbers, 0 at first, that only this weight uses. */
        double of(double gradient, double rate, double[] memory);
    }

    private final Answer answer;

    Exercise03_2(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Step sgd, Step momentum, Step adaGrad, Step rmsProp, Step adam) {}

    /**
     * Checks an answer.
     *
     * @param sgd      plain gradient descent
     * @param momentum with β = 0.9
     * @param adaGrad  with ε = 1e-8
     * @param rmsProp  with ρ = 0.9 and ε = 1e-8
     * @param adam     with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8
     * @return points and verdicts
     */
    public static Score check(Step sgd, Step momentum, Step adaGrad, Step rmsProp, Step adam) {
        return Check.run(Exercise03_2.class, new Answer(sgd, momentum, adaGrad, rmsProp, adam));
    }

    /** Three steps on x² from 1 with rate 0.1. */
    private static double[] walk(Step step) {
        double[] memory = new double[3];
        double[] places = new double[3];
        double x = 1;
        for (int k = 0; k < 3; k++) {
            x -= step.of(2 * x, 0.1, memory);
            places[k] = x;
        }
        return places;
    }

    /** The last of so many steps with gradient 1 and rate 0.1. */
    private static double stride(Step step, int number) {
        double[] memory = new double[3];
        double stride = 0;
        for (int k = 0; k < number; k++) {
            stride = step.of(1, 0.1, memory);
        }
        return stride;
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "goes 0.8, 0.64, 0.512 with plain gradient descent",
            es = "va a 0,8, 0,64 y 0,512 con el descenso sencillo",
            hintEn = "Return what is subtracted: rate times gradient, not minus that.",
            hintEs = "Devuelve lo que se resta: la tasa por el gradiente, sin cambiar el signo.")
    void sgd() {
        Expect.close(new double[] {0.8, 0.64, 0.512}, walk(answer.sgd()), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "adds up a velocity with momentum",
            es = "acumula una velocidad con el momento",
            hintEn =
                    "memory[0] = 0.9·memory[0] + gradient, and the step is rate·memory[0]. The new gradient is not multiplied by 0.1.",
            hintEs =
                    "memory[0] = 0.9·memory[0] + gradiente, y el paso es tasa·memory[0]. El gradiente nuevo no se multiplica por 0,1.")
    void momentum() {
        Expect.close(new double[] {0.8, 0.46, 0.062}, walk(answer.momentum()), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "divides by the root of the sum of squares with AdaGrad",
            es = "divide entre la raíz de la suma de cuadrados con AdaGrad",
            hintEn = "First memory[0] += g², then rate·g/(√memory[0] + 1e-8).",
            hintEs = "Primero memory[0] += g²; después, tasa·g/(√memory[0] + 1e-8).")
    void adaGrad() {
        Expect.close(new double[] {0.9000000005, 0.8331035275658407, 0.7804561822187429}, walk(answer.adaGrad()), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "divides by the root of a fading mean with RMSProp",
            es = "divide entre la raíz de una media que olvida con RMSProp",
            hintEn = "memory[0] = 0.9·memory[0] + 0.1·g², then as AdaGrad.",
            hintEs = "memory[0] = 0.9·memory[0] + 0.1·g²; después, como AdaGrad.")
    void rmsProp() {
        Expect.close(
                new double[] {0.683772238983162, 0.498870613507054, 0.36918056029155977}, walk(answer.rmsProp()), 1e-9);
    }

    @Test
    @Points(
            value = 2,
            order = 5,
            en = "takes three steps with Adam",
            es = "da tres pasos con Adam",
            hintEn = "Count the updates in memory[2], from 1, before you correct: m/(1 − 0.9^t), s/(1 − 0.999^t).",
            hintEs =
                    "Cuenta las actualizaciones en memory[2], desde 1, antes de corregir: m/(1 − 0.9^t), s/(1 − 0.999^t).")
    void adam() {
        Expect.close(new double[] {0.9000000005, 0.8004122286917927, 0.70158627294603}, walk(answer.adam()), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "strides 0.01 at AdaGrad's hundredth step and 0.1 at RMSProp's",
            es = "avanza 0,01 en el paso cien de AdaGrad y 0,1 en el de RMSProp",
            hintEn = "With gradient 1 AdaGrad's memory is the number of steps; RMSProp's is nearly 1.",
            hintEs = "Con gradiente 1, la memoria de AdaGrad es el número de pasos; la de RMSProp, casi 1.")
    void hundredth() {
        Expect.close(0.01, stride(answer.adaGrad(), 100), 1e-9);
        Expect.close(0.1, stride(answer.rmsProp(), 100), 1e-5);
    }

    @Test
    @Points(
            value = 1,
            order = 7,
            en = "begins with a step of the rate with Adam, whatever the gradient",
            es = "empieza con un paso igual a la tasa con Adam, sea cual sea el gradiente",
            hintEn = "Both averages must be corrected, or the first step is 0.1·g/√(0.001·g²), three times too long.",
            hintEs = "Hay que corregir las dos medias; si no, el primer paso es 0,1·g/√(0,001·g²), el triple de largo.")
    void first() {
        Expect.close(0.1, answer.adam().of(1000, 0.1, new double[3]), 1e-6);
        Expect.close(-0.1, answer.adam().of(-0.01, 0.1, new double[3]), 1e-6);
    }
}
