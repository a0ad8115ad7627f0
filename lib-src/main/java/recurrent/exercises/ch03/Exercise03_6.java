package recurrent.exercises.ch03;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.nn.Activation;
import recurrent.nn.Mlp;

/** 03.6, counting parameters: by formula, and backwards from a budget. */
@Exercise(id = "03.6", en = "Counting parameters", es = "Contar parámetros")
public final class Exercise03_6 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Count {
        /** The parameters of dense layers with so many inputs and neurons, for instance 2, 3, 2. */
        long of(boolean biases, int... sizes);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Widest {
        /** The largest h for which inputs → h → h → 1 has at most so many parameters, biases included; 0 if none. */
        int of(int inputs, long budget);
    }

    private final Answer answer;

    Exercise03_6(Answer answer) {
        this.answer = answer;
    }

    private record Answer(Count count, Widest widest) {}

    /**
     * Checks an answer.
     *
     * @param count  counts
     * @param widest finds the widest network of a budget
     * @return points and verdicts
     */
    public static Score check(Count count, Widest widest) {
        return Check.run(Exercise03_6.class, new Answer(count, widest));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts the three networks: 160 305, 40 029 and 5 383 681",
            es = "cuenta las tres redes: 160 305, 40 029 y 5 383 681",
            hintEn = "From layer to layer: inputs times neurons, and a bias for each neuron.",
            hintEs = "De capa a capa: entradas por neuronas, y un sesgo por neurona.")
    void deck() {
        Expect.equal(160_305, answer.count().of(true, 10_000, 16, 16, 1));
        Expect.equal(40_029, answer.count().of(true, 10_000, 4, 4, 1));
        Expect.equal(5_383_681, answer.count().of(true, 10_000, 512, 512, 1));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "agrees with parameterCount(), with biases and without",
            es = "coincide con parameterCount(), con sesgos y sin ellos",
            hintEn = "2 → 3 → 2 has 17 with biases and 12 without.",
            hintEs = "2 → 3 → 2 tiene 17 con sesgos y 12 sin ellos.")
    void library(Numbers numbers) {
        int[][] all = {
            {numbers.size(2), numbers.size(3), 2}, {numbers.size(7), numbers.size(5), 1}, {4, numbers.size(4)}
        };
        for (int[] sizes : all) {
            for (boolean biases : new boolean[] {true, false}) {
                Mlp net = Mlp.random(sizes, Activation.RELU, Activation.IDENTITY, 1);
                Expect.equal(
                        (biases ? net : net.withoutBiases()).parameterCount(),
                        answer.count().of(biases, sizes));
            }
        }
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "counts beyond what an int holds",
            es = "cuenta más allá de lo que cabe en un int",
            hintEn = "100 000 · 100 000 does not fit into an int. Make one factor a long before you multiply.",
            hintEs = "100 000 · 100 000 no cabe en un int. Haz long uno de los factores antes de multiplicar.")
    void large() {
        Expect.equal(10_000_200_001L, answer.count().of(true, 100_000, 100_000, 1));
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "finds the widest network that a budget allows",
            es = "encuentra la red más ancha que permite un presupuesto",
            hintEn =
                    "Count upwards until the next h would cost too much. A network that costs exactly the budget is allowed.",
            hintEs =
                    "Cuenta hacia arriba hasta que la siguiente h cueste demasiado. Vale una red que cueste justo el presupuesto.")
    void widest() {
        Expect.equal(98, answer.widest().of(10_000, 1_000_000));
        Expect.equal(16, answer.widest().of(10_000, 160_305));
        Expect.equal(15, answer.widest().of(10_000, 160_304));
        Expect.equal(0, answer.widest().of(10_000, 10));
    }
}
