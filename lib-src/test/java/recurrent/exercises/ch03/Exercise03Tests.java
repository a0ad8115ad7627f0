package recurrent.exercises.ch03;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.exercises.ExerciseHarness;
import recurrent.nn.Activation;
import recurrent.nn.Softmax;

/** The exercises of chapter 03 and the mistakes that they must notice. */
class Exercise03Tests {
    private static double mean(INDArray A) {
        return A.sumNumber().doubleValue() / A.length();
    }

    private static double mse(INDArray Y, INDArray T) {
        INDArray E = Y.sub(T);
        return mean(E.mul(E));
    }

    private static double mae(INDArray Y, INDArray T) {
        return mean(Transforms.abs(Y.sub(T)));
    }

    private static double binary(INDArray O, INDArray T) {
        INDArray log = Transforms.log(Transforms.exp(Transforms.abs(O).neg()).add(1));
        return mean(Transforms.relu(O).sub(O.mul(T)).add(log));
    }

    private static double classes(INDArray O, INDArray T) {
        return -T.mul(Transforms.log(Softmax.of(O))).sumNumber().doubleValue() / O.size(0);
    }

    private static INDArray mseSlope(INDArray Y, INDArray T) {
        return Y.sub(T).mul(2.0 / Y.length());
    }

    private static INDArray binarySlope(INDArray O, INDArray T) {
        return Activation.SIGMOID.of(O).sub(T).div(O.length());
    }

    @TestFactory
    Stream<DynamicTest> losses() {
        Exercise03_1.Loss squares = Exercise03Tests::mse;
        Exercise03_1.Loss absolutes = Exercise03Tests::mae;
        Exercise03_1.Loss yes = Exercise03Tests::binary;
        Exercise03_1.Loss one = Exercise03Tests::classes;
        Exercise03_1.Gradient ds = Exercise03Tests::mseSlope;
        Exercise03_1.Gradient dy = Exercise03Tests::binarySlope;
        Exercise03_1.Loss no = (Y, T) -> ExerciseHarness.<Double>notWritten("03.1");
        Exercise03_1.Gradient none = (Y, T) -> ExerciseHarness.notWritten("03.1");
        return ExerciseHarness.of(Exercise03_1.class)
                .right(() -> Exercise03_1.check(squares, absolutes, yes, one, ds, dy))
                .untouched(() -> Exercise03_1.check(no, no, no, no, none, none))
                .wrong(
                        "a mean over rows only",
                        () -> Exercise03_1.check((Y, T) -> mse(Y, T) * Y.size(1), absolutes, yes, one, ds, dy),
                        "squares")
                .wrong(
                        "errors that cancel out",
                        () -> Exercise03_1.check(squares, (Y, T) -> mean(Y.sub(T)), yes, one, ds, dy),
                        "absolutes")
                .wrong(
                        "the formula as printed, with probabilities",
                        () -> Exercise03_1.check(
                                squares,
                                absolutes,
                                (O, T) -> {
                                    INDArray P = Activation.SIGMOID.of(O);
                                    INDArray right = T.mul(Transforms.log(P));
                                    INDArray wrong = T.rsub(1).mul(Transforms.log(P.rsub(1)));
                                    return -mean(right.add(wrong));
                                },
                                one,
                                ds,
                                dy),
                        "extremes")
                .wrong(
                        "a sigmoid too many",
                        () -> Exercise03_1.check(
                                squares, absolutes, (O, T) -> binary(Activation.SIGMOID.of(O), T), one, ds, dy),
                        "binary",
                        "extremes")
                .wrong(
                        "a mean over rows and columns",
                        () -> Exercise03_1.check(squares, absolutes, yes, (O, T) -> classes(O, T) / O.size(1), ds, dy),
                        "classes")
                .wrong(
                        "a gradient that is not divided",
                        () -> Exercise03_1.check(
                                squares, absolutes, yes, one, (Y, T) -> Y.sub(T).mul(2), dy),
                        "squaresSlope")
                .wrong(
                        "the slope of the sigmoid twice",
                        () -> Exercise03_1.check(squares, absolutes, yes, one, ds, (O, T) -> {
                            INDArray P = Activation.SIGMOID.of(O);
                            return binarySlope(O, T).mul(P).mul(P.rsub(1));
                        }),
                        "binarySlope")
                .tests();
    }

    private static double sgd(double g, double rate, double[] memory) {
        return rate * g;
    }

    private static double momentum(double g, double rate, double[] memory) {
        memory[0] = 0.9 * memory[0] + g;
        return rate * memory[0];
    }

    private static double adaGrad(double g, double rate, double[] memory) {
        memory[0] += g * g;
        return rate * g / (Math.sqrt(memory[0]) + 1e-8);
    }

    private static double rmsProp(double g, double rate, double[] memory) {
        memory[0] = 0.9 * memory[0] + 0.1 * g * g;
        return rate * g / (Math.sqrt(memory[0]) + 1e-8);
    }

    private static double adam(double g, double rate, double[] memory, boolean mean, boolean square) {
        memory[2]++;
        memory[0] = 0.9 * memory[0] + 0.1 * g;
        memory[1] = 0.999 * memory[1] + 0.001 * g * g;
        double m = mean ? memory[0] / (1 - Math.pow(0.9, memory[2])) : memory[0];
        double s = square ? memory[1] / (1 - Math.pow(0.999, memory[2])) : memory[1];
        return rate * m / (Math.sqrt(s) + 1e-8);
    }

    @TestFactory
    Stream<DynamicTest> optimisers() {
        Exercise03_2.Step s = Exercise03Tests::sgd;
        Exercise03_2.Step m = Exercise03Tests::momentum;
        Exercise03_2.Step a = Exercise03Tests::adaGrad;
        Exercise03_2.Step r = Exercise03Tests::rmsProp;
        Exercise03_2.Step d = (g, rate, memory) -> adam(g, rate, memory, true, true);
        Exercise03_2.Step no = (g, rate, memory) -> ExerciseHarness.<Double>notWritten("03.2");
        return ExerciseHarness.of(Exercise03_2.class)
                .right(() -> Exercise03_2.check(s, m, a, r, d))
                .untouched(() -> Exercise03_2.check(no, no, no, no, no))
                .wrong("uphill", () -> Exercise03_2.check((g, rate, memory) -> -rate * g, m, a, r, d), "sgd")
                .wrong(
                        "a mean instead of a velocity",
                        () -> Exercise03_2.check(
                                s,
                                (g, rate, memory) -> {
                                    memory[0] = 0.9 * memory[0] + 0.1 * g;
                                    return rate * memory[0];
                                },
                                a,
                                r,
                                d),
                        "momentum")
                .wrong("AdaGrad that forgets", () -> Exercise03_2.check(s, m, r, r, d), "adaGrad", "hundredth")
                .wrong("RMSProp that cannot forget", () -> Exercise03_2.check(s, m, a, a, d), "rmsProp", "hundredth")
                .wrong(
                        "no root",
                        () -> Exercise03_2.check(
                                s,
                                m,
                                (g, rate, memory) -> {
                                    memory[0] += g * g;
                                    return rate * g / (memory[0] + 1e-8);
                                },
                                r,
                                d),
                        "adaGrad",
                        "hundredth")
                .wrong(
                        "no correction",
                        () -> Exercise03_2.check(s, m, a, r, (g, rate, memory) -> adam(g, rate, memory, false, false)),
                        "adam",
                        "first")
                .wrong(
                        "only the mean is corrected",
                        () -> Exercise03_2.check(s, m, a, r, (g, rate, memory) -> adam(g, rate, memory, true, false)),
                        "adam",
                        "first")
                .tests();
    }

    private static List<int[]> cut(List<Integer> order, int size) {
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < order.size(); start += size) {
            batches.add(order.subList(start, Math.min(order.size(), start + size)).stream()
                    .mapToInt(i -> i)
                    .toArray());
        }
        return batches;
    }

    private static List<Integer> upTo(int n) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static List<int[]> shuffled(int n, int size, Random random) {
        List<Integer> order = upTo(n);
        Collections.shuffle(order, random);
        return cut(order, size);
    }

    @TestFactory
    Stream<DynamicTest> batches() {
        Exercise03_3.Updates updates = (n, size, epochs) -> epochs * ((n + size - 1) / size);
        Exercise03_3.Last last = (n, size) -> (n - 1) % size + 1;
        Exercise03_3.Cut cut = Exercise03Tests::shuffled;
        return ExerciseHarness.of(Exercise03_3.class)
                .right(() -> Exercise03_3.check(updates, last, cut))
                .untouched(() -> Exercise03_3.check(
                        (n, size, epochs) -> ExerciseHarness.<Integer>notWritten("03.3"),
                        (n, size) -> ExerciseHarness.<Integer>notWritten("03.3"),
                        (n, size, random) -> ExerciseHarness.notWritten("03.3")))
                .wrong(
                        "rounds down",
                        () -> Exercise03_3.check((n, size, epochs) -> epochs * (n / size), last, cut),
                        "counts",
                        "exact")
                .wrong(
                        "always one more",
                        () -> Exercise03_3.check((n, size, epochs) -> epochs * (n / size + 1), last, cut),
                        "exact")
                .wrong(
                        "rounds after multiplying",
                        () -> Exercise03_3.check((n, size, epochs) -> (epochs * n + size - 1) / size, last, cut),
                        "counts")
                .wrong("a remainder of 0", () -> Exercise03_3.check(updates, (n, size) -> n % size, cut), "lastBatch")
                .wrong(
                        "drops the short batch",
                        () -> Exercise03_3.check(updates, last, (n, size, random) -> shuffled(n, size, random).stream()
                                .filter(batch -> batch.length == size)
                                .toList()),
                        "everyOnce")
                .wrong(
                        "does not shuffle",
                        () -> Exercise03_3.check(updates, last, (n, size, random) -> cut(upTo(n), size)),
                        "shuffled")
                .wrong(
                        "shuffles with a source of its own",
                        () -> Exercise03_3.check(updates, last, (n, size, random) -> shuffled(n, size, new Random(7))),
                        "shuffled")
                .tests();
    }

    private static double ridge(INDArray X, INDArray t, INDArray w, double lambda) {
        return mse(X.mmul(w), t) / 2 + lambda / 2 * w.mul(w).sumNumber().doubleValue();
    }

    private static INDArray ridgeSlope(INDArray X, INDArray t, INDArray w, double lambda) {
        return X.transpose().mmul(X.mmul(w).sub(t)).div(X.size(0)).add(w.mul(lambda));
    }

    @TestFactory
    Stream<DynamicTest> penalty() {
        Exercise03_4.Loss loss = Exercise03Tests::ridge;
        Exercise03_4.Gradient gradient = Exercise03Tests::ridgeSlope;
        Exercise03_4.Step step = (w, g, rate) -> w.sub(g.mul(rate));
        Exercise03_4.Unit unit = theirs -> 2 * theirs;
        return ExerciseHarness.of(Exercise03_4.class)
                .right(() -> Exercise03_4.check(loss, gradient, step, unit))
                .untouched(() -> Exercise03_4.check(
                        (X, t, w, lambda) -> ExerciseHarness.<Double>notWritten("03.4"),
                        (X, t, w, lambda) -> ExerciseHarness.notWritten("03.4"),
                        (w, g, rate) -> ExerciseHarness.notWritten("03.4"),
                        theirs -> ExerciseHarness.<Double>notWritten("03.4")))
                .wrong(
                        "the penalty divided by n as well",
                        () -> Exercise03_4.check(
                                (X, t, w, lambda) -> ridge(X, t, w, lambda / X.size(0)), gradient, step, unit),
                        "loss")
                .wrong(
                        "one number for all weights",
                        () -> Exercise03_4.check(
                                loss,
                                (X, t, w, lambda) -> ridgeSlope(X, t, w, 0)
                                        .add(lambda * w.mul(w).sumNumber().doubleValue()),
                                step,
                                unit),
                        "gradientOfPenalty",
                        "falls")
                .wrong(
                        "twice the penalty",
                        () -> Exercise03_4.check(
                                loss, (X, t, w, lambda) -> ridgeSlope(X, t, w, 2 * lambda), step, unit),
                        "gradientOfPenalty",
                        "falls")
                .wrong(
                        "the errors not divided by n",
                        () -> Exercise03_4.check(
                                loss,
                                (X, t, w, lambda) ->
                                        X.transpose().mmul(X.mmul(w).sub(t)).add(w.mul(lambda)),
                                step,
                                unit),
                        "gradientOfErrors",
                        "gradientOfPenalty",
                        "falls")
                .wrong(
                        "uphill, as printed",
                        () -> Exercise03_4.check(loss, gradient, (w, g, rate) -> w.add(g.mul(rate)), unit),
                        "step",
                        "falls")
                .wrong(
                        "writes into the old weights",
                        () -> Exercise03_4.check(loss, gradient, (w, g, rate) -> w.subi(g.mul(rate)), unit),
                        "step",
                        "falls")
                .wrong(
                        "half instead of double",
                        () -> Exercise03_4.check(loss, gradient, step, theirs -> theirs / 2),
                        "unit")
                .tests();
    }

    private static INDArray drop(INDArray A, double rate, Random random, double scale) {
        INDArray Y = A.dup();
        for (long i = 0; i < Y.length(); i++) {
            Y.putScalar(i, random.nextDouble() < rate ? 0 : Y.getDouble(i) * scale);
        }
        return Y;
    }

    private static INDArray drop(INDArray A, double rate, Random random) {
        return random == null ? A : drop(A, rate, random, 1 / (1 - rate));
    }

    @TestFactory
    Stream<DynamicTest> dropout() {
        Exercise03_5.Drop drop = Exercise03Tests::drop;
        Exercise03_5.Keep keep = rate -> 1 - rate;
        Exercise03_5.Survivors left = (rate, times) -> Math.pow(1 - rate, times);
        return ExerciseHarness.of(Exercise03_5.class)
                .right(() -> Exercise03_5.check(drop, keep, left))
                .untouched(() -> Exercise03_5.check(
                        (A, rate, random) -> ExerciseHarness.notWritten("03.5"),
                        rate -> ExerciseHarness.<Double>notWritten("03.5"),
                        (rate, times) -> ExerciseHarness.<Double>notWritten("03.5")))
                .wrong(
                        "does not scale",
                        () -> Exercise03_5.check(
                                (A, rate, random) -> random == null ? A : drop(A, rate, random, 1), keep, left),
                        "scaled",
                        "mean")
                .wrong(
                        "takes the rate for the probability of keeping",
                        () -> Exercise03_5.check((A, rate, random) -> drop(A, 1 - rate, random), keep, left),
                        "scaled",
                        "share")
                .wrong(
                        "one draw for the whole array",
                        () -> Exercise03_5.check(
                                (A, rate, random) ->
                                        random == null ? A : A.mul(random.nextDouble() < rate ? 0 : 1 / (1 - rate)),
                                keep,
                                left),
                        "share",
                        "mean")
                .wrong(
                        "scales outside training too",
                        () -> Exercise03_5.check(
                                (A, rate, random) -> random == null ? A.mul(1 - rate) : drop(A, rate, random),
                                keep,
                                left),
                        "identity")
                .wrong(
                        "writes into its argument",
                        () -> Exercise03_5.check((A, rate, random) -> A.assign(drop(A, rate, random)), keep, left),
                        "untouched")
                .wrong("the same number as ours", () -> Exercise03_5.check(drop, rate -> rate, left), "other")
                .wrong(
                        "a sum instead of a product",
                        () -> Exercise03_5.check(drop, keep, (rate, times) -> Math.max(0, 1 - rate * times)),
                        "series")
                .tests();
    }

    private static long count(boolean biases, int... sizes) {
        long sum = 0;
        for (int i = 1; i < sizes.length; i++) {
            sum += (sizes[i - 1] + (biases ? 1L : 0L)) * sizes[i];
        }
        return sum;
    }

    private static int widest(int inputs, long budget) {
        int h = 0;
        while (count(true, inputs, h + 1, h + 1, 1) <= budget) {
            h++;
        }
        return h;
    }

    @TestFactory
    Stream<DynamicTest> counting() {
        Exercise03_6.Count count = Exercise03Tests::count;
        Exercise03_6.Widest widest = Exercise03Tests::widest;
        return ExerciseHarness.of(Exercise03_6.class)
                .right(() -> Exercise03_6.check(count, widest))
                .untouched(() -> Exercise03_6.check(
                        (biases, sizes) -> ExerciseHarness.<Long>notWritten("03.6"),
                        (inputs, budget) -> ExerciseHarness.<Integer>notWritten("03.6")))
                .wrong(
                        "forgets the biases",
                        () -> Exercise03_6.check((biases, sizes) -> count(false, sizes), widest),
                        "deck",
                        "library",
                        "large")
                .wrong(
                        "always counts biases",
                        () -> Exercise03_6.check((biases, sizes) -> count(true, sizes), widest),
                        "library")
                .wrong(
                        "multiplies ints",
                        () -> Exercise03_6.check(
                                (biases, sizes) -> {
                                    int sum = 0;
                                    for (int i = 1; i < sizes.length; i++) {
                                        sum += (sizes[i - 1] + (biases ? 1 : 0)) * sizes[i];
                                    }
                                    return sum;
                                },
                                widest),
                        "large")
                .wrong(
                        "one too wide",
                        () -> Exercise03_6.check(count, (inputs, budget) -> widest(inputs, budget) + 1),
                        "widest")
                .wrong(
                        "refuses a network that costs exactly the budget",
                        () -> Exercise03_6.check(count, (inputs, budget) -> widest(inputs, budget - 1)),
                        "widest")
                .tests();
    }

    private static int stop(double[] valid, int patience, boolean equalIsBetter) {
        int best = 0;
        for (int epoch = 1; epoch < valid.length && epoch - best <= patience; epoch++) {
            boolean better = equalIsBetter ? valid[epoch] <= valid[best] : valid[epoch] < valid[best];
            best = better ? epoch : best;
        }
        return best;
    }

    @TestFactory
    Stream<DynamicTest> diagnoses() {
        Exercise03_7.Doctor doctor = run -> List.of("B", "A", "C").get(run - 1);
        Exercise03_7.Stop stop = (valid, patience) -> stop(valid, patience, false);
        return ExerciseHarness.of(Exercise03_7.class)
                .right(() -> Exercise03_7.check(doctor, stop))
                .untouched(() -> Exercise03_7.check(
                        run -> ExerciseHarness.notWritten("03.7"),
                        (valid, patience) -> ExerciseHarness.<Integer>notWritten("03.7")))
                .wrong(
                        "under and over the wrong way round",
                        () -> Exercise03_7.check(run -> List.of("A", "B", "C").get(run - 1), stop),
                        "first",
                        "second")
                .wrong("everything is overfitting", () -> Exercise03_7.check(run -> "B", stop), "second", "third")
                .wrong(
                        "looks at all epochs, whatever its patience",
                        () -> Exercise03_7.check(doctor, (valid, patience) -> stop(valid, valid.length, false)),
                        "stops",
                        "equal")
                .wrong(
                        "stops one epoch too early",
                        () -> Exercise03_7.check(doctor, (valid, patience) -> stop(valid, patience - 1, false)),
                        "stops",
                        "waits")
                .wrong(
                        "an equal loss counts as better",
                        () -> Exercise03_7.check(doctor, (valid, patience) -> stop(valid, patience, true)),
                        "equal")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> pairs() {
        List<String> right = List.of("B", "C", "B", "A", "B, D", "E");
        return ExerciseHarness.of(Exercise03_8.class)
                .right(() -> Exercise03_8.check(problem -> right.get(problem - 1)))
                .untouched(() -> Exercise03_8.check(problem -> ExerciseHarness.notWritten("03.8")))
                .wrong(
                        "softmax for several labels",
                        () -> Exercise03_8.check(problem -> problem == 3 ? "C" : right.get(problem - 1)),
                        "genres")
                .wrong(
                        "squares for yes and no",
                        () -> Exercise03_8.check(problem -> problem == 1 ? "D" : right.get(problem - 1)),
                        "spam")
                .wrong(
                        "only one of two",
                        () -> Exercise03_8.check(problem -> problem == 5 ? "D" : right.get(problem - 1)),
                        "share")
                .wrong(
                        "a sigmoid for temperatures, squares for palaces",
                        () -> Exercise03_8.check(
                                problem -> problem == 4 ? "D" : problem == 6 ? "A" : right.get(problem - 1)),
                        "temperature",
                        "flat")
                .wrong(
                        "sigmoids for digits",
                        () -> Exercise03_8.check(problem -> problem == 2 ? "B" : right.get(problem - 1)),
                        "digit")
                .tests();
    }
}
