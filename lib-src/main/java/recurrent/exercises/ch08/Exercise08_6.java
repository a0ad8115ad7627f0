package recurrent.exercises.ch08;

import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Question;
import recurrent.check.Score;

/** 08.6, ReLU instead of tanh: what becomes of state and gradient, and of the need to clip. */
@Exercise(id = "08.6", en = "ReLU instead of tanh", es = "ReLU en vez de tanh")
public final class Exercise08_6 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface State {
        /** The last state of h = φ(1.5·h + 1), from 0, after so many steps. */
        double after(DoubleUnaryOperator phi, int steps);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Slope {
        /** The slope of that last state with respect to the very first one; dphi is φ′ as a function of z. */
        double after(DoubleUnaryOperator phi, DoubleUnaryOperator dphi, int steps);
    }

    /** A letter that the student chooses. */
    @FunctionalInterface
    public interface Choice {
        /** A letter from A to D. */
        String letter();
    }

    private static final DoubleUnaryOperator RELU = z -> Math.max(0, z);
    private static final DoubleUnaryOperator RELU_SLOPE = z -> z > 0 ? 1 : 0;
    private static final DoubleUnaryOperator TANH_SLOPE = z -> 1 - Math.tanh(z) * Math.tanh(z);

    private static final Question CLIPPING = Question.options()
            .wrong(
                    "A",
                    "the slope of ReLU is indeed at most 1, but what is multiplied 20 times is 1.5",
                    "la pendiente de ReLU es, sí, como mucho 1, pero lo que se multiplica 20 veces es 1,5")
            .right("B")
            .wrong(
                    "C",
                    "compare your two slopes: one is above 3000, the other below 0.001",
                    "compara tus dos pendientes: una pasa de 3000 y la otra no llega a 0,001")
            .wrong(
                    "D",
                    "clipping shortens long gradients; it cannot bring back a gradient that has vanished",
                    "el recorte acorta gradientes largos; no puede devolver uno que se ha desvanecido");

    private record Answer(State state, Slope slope, Choice choice) {}

    private final Answer answer;

    Exercise08_6(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param state  the state after some steps
     * @param slope  its slope with respect to the first state
     * @param choice the answer to the question
     * @return points and verdicts
     */
    public static Score check(State state, Slope slope, Choice choice) {
        return Check.run(Exercise08_6.class, new Answer(state, slope, choice));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "reaches 6648.5134 with ReLU in 20 steps",
            es = "llega a 6648,5134 con ReLU en 20 pasos",
            hintEn = "h = 0 before the first step; then 20 times h = phi(1.5·h + 1).",
            hintEs = "h = 0 antes del primer paso; después, 20 veces h = phi(1,5·h + 1).")
    void relu() {
        Expect.close(6648.513466, answer.state().after(RELU, 20), 1e-8);
        Expect.close(1, answer.state().after(RELU, 1), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "stays below 1 with tanh",
            es = "se queda por debajo de 1 con tanh",
            hintEn = "Use the phi that is handed in, once a step, around the whole sum.",
            hintEs = "Usa la phi que te dan, una vez por paso, alrededor de toda la suma.")
    void tanh() {
        double h = answer.state().after(Math::tanh, 20);
        Expect.below(1, h);
        double expected = 0;
        for (int t = 0; t < 20; t++) {
            expected = Math.tanh(1.5 * expected + 1);
        }
        Expect.close(expected, h, 1e-12);
        Expect.close(Math.tanh(1), answer.state().after(Math::tanh, 1), 1e-12);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "finds the slope with ReLU: 1.5 to the power of the steps",
            es = "halla la pendiente con ReLU: 1,5 elevado a los pasos",
            hintEn = "One factor 1.5·φ′(z) for every step, all multiplied; z is what goes INTO phi.",
            hintEs = "Un factor 1,5·φ′(z) por cada paso, todos multiplicados; z es lo que ENTRA en phi.")
    void reluSlope() {
        Expect.close(3325.256730, answer.slope().after(RELU, RELU_SLOPE, 20), 1e-9);
        Expect.close(1.5, answer.slope().after(RELU, RELU_SLOPE, 1), 1e-12);
    }

    @Test
    @Points(
            value = 2,
            order = 4,
            en = "finds the slope with tanh, which all but vanishes",
            es = "halla la pendiente con tanh, que casi desaparece",
            hintEn = "dphi wants z = 1.5·h + 1, with the h from before the step; then h moves on.",
            hintEs = "dphi pide z = 1,5·h + 1, con la h de antes del paso; después h avanza.")
    void tanhSlope(Numbers numbers) {
        for (int steps : new int[] {1, 3, numbers.size(6)}) {
            double up = 1e-5;
            double down = -1e-5;
            for (int t = 0; t < steps; t++) {
                up = Math.tanh(1.5 * up + 1);
                down = Math.tanh(1.5 * down + 1);
            }
            Expect.close((up - down) / 2e-5, answer.slope().after(Math::tanh, TANH_SLOPE, steps), 1e-8);
        }
        Expect.below(0.001, answer.slope().after(Math::tanh, TANH_SLOPE, 20));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "says which of the two needs clipping more",
            es = "dice cuál de las dos necesita más el recorte",
            hintEn = "Which of the two gradients can become too LONG?",
            hintEs = "¿Cuál de los dos gradientes puede llegar a ser demasiado LARGO?")
    void question() {
        CLIPPING.check(answer.choice().letter());
    }
}
