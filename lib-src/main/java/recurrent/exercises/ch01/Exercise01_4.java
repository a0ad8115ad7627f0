package recurrent.exercises.ch01;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Points;
import recurrent.check.Score;

/** 01.4, the lamp with two switches: what one neuron can learn, and what takes three. */
@Exercise(id = "01.4", en = "The lamp with two switches", es = "La lámpara de los dos interruptores")
public final class Exercise01_4 {
    private static final boolean[] AND = {false, false, false, true};
    private static final boolean[] OR = {false, true, true, true};
    private static final boolean[] XOR = {false, true, true, false};
    private static final boolean[] NEVER = {false, false, false, false};

    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Count {
        /** How many of the cases (0,0), (0,1), (1,0), (1,1) the neuron w1·x1 + w2·x2 + b > 0 gets right, 0 … 4. */
        int right(double w1, double w2, double b, boolean[] lamp);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Search {
        /** The best share of right cases, 0 … 1, among all neurons of a grid. */
        double best(boolean[] lamp);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Weights {
        /** Nine numbers: w and b of two ReLU neurons, weights and bias of the one that reads them. */
        double[] numbers();
    }

    private final Answer answer;

    Exercise01_4(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Count count, Search search, Weights weights) {}

    /**
     * Checks an answer.
     *
     * @param count   counts right cases
     * @param search  finds the best neuron
     * @param weights of a network for the lamp that is on when both switches agree
     * @return points and verdicts
     */
    public static Score check(Count count, Search search, Weights weights) {
        return Check.run(Exercise01_4.class, new Answer(count, search, weights));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts the right cases of single neurons",
            es = "cuenta los casos que acierta una neurona",
            hintEn = "Go through the cases in the order (0,0), (0,1), (1,0), (1,1) and compare "
                    + "w1·x1 + w2·x2 + b > 0 with lamp[i].",
            hintEs = "Recorre los casos en el orden (0,0), (0,1), (1,0), (1,1) y compara w1·x1 + w2·x2 + b > 0 con "
                    + "lamp[i].")
    void counts() {
        Expect.equal(4, answer.count().right(1, 1, -1.5, AND));
        Expect.equal(4, answer.count().right(1, 1, -0.5, OR));
        Expect.equal(3, answer.count().right(1, 1, -0.5, XOR));
        Expect.equal(0, answer.count().right(-1, -1, 1.5, AND));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "says no when the sum is exactly 0, and tells the two switches apart",
            es = "dice que no cuando la suma es exactamente 0, y distingue los dos interruptores",
            hintEn = "> and not >=. The second case is (0,1): only w2 counts there.",
            hintEs = "> y no >=. El segundo caso es (0,1): ahí solo cuenta w2.")
    void edges() {
        Expect.equal(4, answer.count().right(0, 0, 0, NEVER));
        Expect.equal(4, answer.count().right(-1, 1, 0, new boolean[] {false, true, false, false}));
    }

    @Test
    @NeedsPassed("counts")
    @Points(
            value = 1,
            order = 3,
            en = "finds neurons for “and” and “or”",
            es = "encuentra neuronas para «y» y para «o»",
            hintEn = "Three loops from −3 to 3. Divide the best count by 4: by 4.0, or Java divides whole numbers.",
            hintEs = "Tres bucles de −3 a 3. Divide el mejor recuento entre 4: entre 4.0, o Java dividirá enteros.")
    void possible() {
        Expect.close(1.0, answer.search().best(AND), 1e-12);
        Expect.close(1.0, answer.search().best(OR), 1e-12);
    }

    @Test
    @NeedsPassed("counts")
    @Points(
            value = 1,
            order = 4,
            en = "finds that 0.75 is the best for “exactly one”",
            es = "encuentra que 0,75 es lo mejor para «solo uno»",
            hintEn = "The maximum over all neurons, not the last one and not the mean.",
            hintEs = "El máximo de todas las neuronas; ni la última ni la media.")
    void impossible() {
        Expect.close(0.75, answer.search().best(XOR), 1e-12);
    }

    @Test
    @Points(
            value = 2,
            order = 5,
            en = "gives nine numbers of a network whose lamp is on when both switches agree",
            es = "da nueve números de una red cuya lámpara se enciende cuando los dos interruptores coinciden",
            hintEn = "The chapter's network says 0, 1, 1, 0. You need 1, 0, 0, 1: one minus that. Change the weights "
                    + "and the bias of the last neuron only.",
            hintEs = "La red del capítulo dice 0, 1, 1, 0. Tú necesitas 1, 0, 0, 1: uno menos eso. Cambia solo los "
                    + "pesos y el sesgo de la última neurona.")
    void network() {
        double[] w = answer.weights().numbers();
        Expect.notNull(w);
        Expect.equal(9, w.length);
        double[] said = new double[4];
        for (int i = 0; i < 4; i++) {
            int x1 = i / 2;
            int x2 = i % 2;
            double h1 = Math.max(0, w[0] * x1 + w[1] * x2 + w[2]);
            double h2 = Math.max(0, w[3] * x1 + w[4] * x2 + w[5]);
            said[i] = w[6] * h1 + w[7] * h2 + w[8];
        }
        Expect.close(new double[] {1, 0, 0, 1}, said, 1e-9);
    }
}
