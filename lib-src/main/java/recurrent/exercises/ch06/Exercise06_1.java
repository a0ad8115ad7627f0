package recurrent.exercises.ch06;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 06.1, the chain: the log-probability of a text, step by step. */
@Exercise(id = "06.1", en = "The chain", es = "La cadena")
public final class Exercise06_1 {
    /** A language model: what the student's code asks at each step. */
    @FunctionalInterface
    public interface Next {
        /** The probability of a symbol after all symbols before it, oldest first. */
        double p(int next, int[] before);
    }

    /** What the student writes. */
    @FunctionalInterface
    public interface Chain {
        /** The natural logarithm of the probability of a whole text. */
        double logProbability(int[] text, Next model);
    }

    /** Each step depends on all symbols before it and on their order. */
    private static final Next DEEP = (next, before) -> {
        double past = 0;
        for (int i = 0; i < before.length; i++) {
            past += (i + 1) * before[i];
        }
        return 1 / (2 + next + past);
    };

    private final Chain answer;

    Exercise06_1(Chain answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's chain
     * @return points and verdicts
     */
    public static Score check(Chain answer) {
        return Check.run(Exercise06_1.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "adds the natural logarithms of the steps, the first symbol included",
            es = "suma los logaritmos naturales de los pasos, incluido el primer símbolo",
            hintEn = "Math.log is the natural logarithm. The first symbol counts too: nothing stands before it, so its "
                    + "context is an empty array.",
            hintEs = "Math.log es el logaritmo natural. El primer símbolo también cuenta: no hay nada delante, así que "
                    + "su contexto es un array vacío.")
    void sum() {
        double[] share = {0.5, 0.25, 0.125};
        Expect.close(
                Math.log(0.5 * 0.25 * 0.125 * 0.25),
                answer.logProbability(new int[] {0, 1, 2, 1}, (next, before) -> share[next]),
                1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "gives the model all symbols before, oldest first, and not the one to predict",
            es = "da al modelo todos los símbolos anteriores, del más antiguo al más reciente, y no el que hay que "
                    + "predecir",
            hintEn = "Arrays.copyOf(text, i) are the symbols 0 … i−1: all before place i, in their order.",
            hintEs = "Arrays.copyOf(text, i) son los símbolos 0 … i−1: todos los anteriores al lugar i, en su orden.")
    void history(Numbers numbers) {
        int[] text = new Random(numbers.seed(3)).ints(numbers.size(6), 1, 9).toArray();
        double expected = 0;
        for (int i = 0; i < text.length; i++) {
            expected += Math.log(DEEP.p(text[i], Arrays.copyOf(text, i)));
        }
        Expect.close(expected, answer.logProbability(text, DEEP), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "does not lose a text of 2,000 symbols",
            es = "no pierde un texto de 2000 símbolos",
            hintEn =
                    "A product of 2,000 probabilities is 0 for the computer. Take the logarithm of each step, then add.",
            hintEs = "Un producto de 2000 probabilidades es 0 para el ordenador. Toma el logaritmo de cada paso y "
                    + "después suma.")
    void longText() {
        Expect.close(2_000 * Math.log(0.1), answer.logProbability(new int[2_000], (next, before) -> 0.1), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "says −∞ when one step is impossible",
            es = "dice −∞ cuando un paso es imposible",
            hintEn = "Math.log(0) is −∞ in Java, and a sum with it stays −∞. Leave no step out, repair nothing.",
            hintEs = "En Java, Math.log(0) es −∞, y una suma con él sigue siendo −∞. No te saltes ningún paso ni "
                    + "arregles nada.")
    void impossible() {
        double said = answer.logProbability(new int[] {0, 1, 0}, (next, before) -> next == 1 ? 0 : 0.5);
        Expect.yes(
                said == Double.NEGATIVE_INFINITY,
                "got " + said + " for a text whose second symbol has probability 0",
                "salió " + said + " para un texto cuyo segundo símbolo tiene probabilidad 0");
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "agrees with the chain read in two halves",
            es = "coincide con la cadena leída en dos mitades",
            hintEn = "ln P(a b) = ln P(a) + ln P(b | a): the second half is judged with the first as its past.",
            hintEs = "ln P(a b) = ln P(a) + ln P(b | a): la segunda mitad se juzga con la primera como pasado.")
    void halves() {
        int[] whole = {3, 1, 4, 1, 5, 9, 2, 6};
        int[] first = {3, 1, 4, 1};
        int[] second = {5, 9, 2, 6};
        Next after = (next, before) -> {
            int[] all = Arrays.copyOf(first, first.length + before.length);
            System.arraycopy(before, 0, all, first.length, before.length);
            return DEEP.p(next, all);
        };
        double expected = 0;
        for (int i = 0; i < whole.length; i++) {
            expected += Math.log(DEEP.p(whole[i], Arrays.copyOf(whole, i)));
        }
        Expect.close(expected, answer.logProbability(first, DEEP) + answer.logProbability(second, after), 1e-12);
    }
}
