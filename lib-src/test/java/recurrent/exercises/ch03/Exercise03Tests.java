package recurrent.exercises.ch03;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;
import recurrent.nn.Activation;

/** The exercises of chapter 03 and the mistakes that they must notice. */
class Exercise03Tests {
    private static double mean(INDArray A) {
        return A.sumNumber().doubleValue() / A.length();
    }

    @TestFactory
    Stream<DynamicTest> losses() {
        List<Exercise03_1.Loss> losses = Solutions.all(Exercise03_1.Loss.class);
        Exercise03_1.Loss squares = losses.get(0);
        Exercise03_1.Loss absolutes = losses.get(1);
        Exercise03_1.Loss yes = losses.get(2);
        Exercise03_1.Loss one = losses.get(3);
        List<Exercise03_1.Gradient> slopes = Solutions.all(Exercise03_1.Gradient.class);
        Exercise03_1.Gradient ds = slopes.get(0);
        Exercise03_1.Gradient dy = slopes.get(1);
        Exercise03_1.Loss no = (Y, T) -> ExerciseHarness.<Double>notWritten("03.1");
        Exercise03_1.Gradient none = (Y, T) -> ExerciseHarness.notWritten("03.1");
        return ExerciseHarness.of(Exercise03_1.class)
                .untouched(() -> Exercise03_1.check(no, no, no, no, none, none))
                .wrong(
                        "a mean over rows only",
                        () -> Exercise03_1.check((Y, T) -> squares.of(Y, T) * Y.size(1), absolutes, yes, one, ds, dy),
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
                                squares, absolutes, (O, T) -> yes.of(Activation.SIGMOID.of(O), T), one, ds, dy),
                        "binary",
                        "extremes")
                .wrong(
                        "a mean over rows and columns",
                        () -> Exercise03_1.check(squares, absolutes, yes, (O, T) -> one.of(O, T) / O.size(1), ds, dy),
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
                            return dy.of(O, T).mul(P).mul(P.rsub(1));
                        }),
                        "binarySlope")
                .tests();
    }

    /** Without the correction of the squares, with or without that of the mean. */
    private static double halfAdam(double g, double rate, double[] memory, boolean mean) {
        memory[2]++;
        memory[0] = 0.9 * memory[0] + 0.1 * g;
        memory[1] = 0.999 * memory[1] + 0.001 * g * g;
        double m = mean ? memory[0] / (1 - Math.pow(0.9, memory[2])) : memory[0];
        return rate * m / (Math.sqrt(memory[1]) + 1e-8);
    }

    @TestFactory
    Stream<DynamicTest> optimisers() {
        List<Exercise03_2.Step> right = Solutions.all(Exercise03_2.Step.class);
        Exercise03_2.Step s = right.get(0);
        Exercise03_2.Step m = right.get(1);
        Exercise03_2.Step a = right.get(2);
        Exercise03_2.Step r = right.get(3);
        Exercise03_2.Step d = right.get(4);
        Exercise03_2.Step no = (g, rate, memory) -> ExerciseHarness.<Double>notWritten("03.2");
        return ExerciseHarness.of(Exercise03_2.class)
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
                        () -> Exercise03_2.check(s, m, a, r, (g, rate, memory) -> halfAdam(g, rate, memory, false)),
                        "adam",
                        "first")
                .wrong(
                        "only the mean is corrected",
                        () -> Exercise03_2.check(s, m, a, r, (g, rate, memory) -> halfAdam(g, rate, memory, true)),
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

    @TestFactory
    Stream<DynamicTest> batches() {
        Exercise03_3.Updates updates = Solutions.of(Exercise03_3.Updates.class);
        Exercise03_3.Last last = Solutions.of(Exercise03_3.Last.class);
        Exercise03_3.Cut cut = Solutions.of(Exercise03_3.Cut.class);
        return ExerciseHarness.of(Exercise03_3.class)
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
                        () -> Exercise03_3.check(updates, last, (n, size, random) -> cut.of(n, size, random).stream()
                                .filter(batch -> batch.length == size)
                                .toList()),
                        "everyOnce")
                .wrong(
                        "does not shuffle",
                        () -> Exercise03_3.check(updates, last, (n, size, random) -> cut(upTo(n), size)),
                        "shuffled")
                .wrong(
                        "shuffles with a source of its own",
                        () -> Exercise03_3.check(updates, last, (n, size, random) -> cut.of(n, size, new Random(7))),
                        "shuffled")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> penalty() {
        Exercise03_4.Loss loss = Solutions.of(Exercise03_4.Loss.class);
        Exercise03_4.Gradient gradient = Solutions.of(Exercise03_4.Gradient.class);
        Exercise03_4.Step step = Solutions.of(Exercise03_4.Step.class);
        Exercise03_4.Unit unit = Solutions.of(Exercise03_4.Unit.class);
        return ExerciseHarness.of(Exercise03_4.class)
                .untouched(() -> Exercise03_4.check(
                        (X, t, w, lambda) -> ExerciseHarness.<Double>notWritten("03.4"),
                        (X, t, w, lambda) -> ExerciseHarness.notWritten("03.4"),
                        (w, g, rate) -> ExerciseHarness.notWritten("03.4"),
                        theirs -> ExerciseHarness.<Double>notWritten("03.4")))
                .wrong(
                        "the penalty divided by n as well",
                        () -> Exercise03_4.check(
                                (X, t, w, lambda) -> loss.of(X, t, w, lambda / X.size(0)), gradient, step, unit),
                        "loss")
                .wrong(
                        "one number for all weights",
                        () -> Exercise03_4.check(
                                loss,
                                (X, t, w, lambda) -> gradient.of(X, t, w, 0)
                                        .add(lambda * w.mul(w).sumNumber().doubleValue()),
                                step,
                                unit),
                        "gradientOfPenalty",
                        "falls")
                .wrong(
                        "twice the penalty",
                        () -> Exercise03_4.check(
                                loss, (X, t, w, lambda) -> gradient.of(X, t, w, 2 * lambda), step, unit),
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

    @TestFactory
    Stream<DynamicTest> dropout() {
        Exercise03_5.Drop drop = Solutions.of(Exercise03_5.Drop.class);
        Exercise03_5.Keep keep = Solutions.of(Exercise03_5.Keep.class);
        Exercise03_5.Survivors left = Solutions.of(Exercise03_5.Survivors.class);
        return ExerciseHarness.of(Exercise03_5.class)
                .untouched(() -> Exercise03_5.check(
                        (A, rate, random) -> ExerciseHarness.notWritten("03.5"),
                        rate -> ExerciseHarness.<Double>notWritten("03.5"),
                        (rate, times) -> ExerciseHarness.<Double>notWritten("03.5")))
                .wrong(
                        "does not scale",
                        () -> Exercise03_5.check(
                                (A, rate, random) -> drop.of(A, rate, random).mul(random == null ? 1 : 1 - rate),
                                keep,
                                left),
                        "scaled",
                        "mean")
                .wrong(
                        "takes the rate for the probability of keeping",
                        () -> Exercise03_5.check((A, rate, random) -> drop.of(A, 1 - rate, random), keep, left),
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
                                (A, rate, random) -> random == null ? A.mul(1 - rate) : drop.of(A, rate, random),
                                keep,
                                left),
                        "identity")
                .wrong(
                        "writes into its argument",
                        () -> Exercise03_5.check((A, rate, random) -> A.assign(drop.of(A, rate, random)), keep, left),
                        "untouched")
                .wrong("the same number as ours", () -> Exercise03_5.check(drop, rate -> rate, left), "other")
                .wrong(
                        "a sum instead of a product",
                        () -> Exercise03_5.check(drop, keep, (rate, times) -> Math.max(0, 1 - rate * times)),
                        "series")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> counting() {
        Exercise03_6.Count count = Solutions.of(Exercise03_6.Count.class);
        Exercise03_6.Widest widest = Solutions.of(Exercise03_6.Widest.class);
        return ExerciseHarness.of(Exercise03_6.class)
                .untouched(() -> Exercise03_6.check(
                        (biases, sizes) -> ExerciseHarness.<Long>notWritten("03.6"),
                        (inputs, budget) -> ExerciseHarness.<Integer>notWritten("03.6")))
                .wrong(
                        "forgets the biases",
                        () -> Exercise03_6.check((biases, sizes) -> count.of(false, sizes), widest),
                        "deck",
                        "library",
                        "large")
                .wrong(
                        "always counts biases",
                        () -> Exercise03_6.check((biases, sizes) -> count.of(true, sizes), widest),
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
                        () -> Exercise03_6.check(count, (inputs, budget) -> widest.of(inputs, budget) + 1),
                        "widest")
                .wrong(
                        "refuses a network that costs exactly the budget",
                        () -> Exercise03_6.check(count, (inputs, budget) -> widest.of(inputs, budget - 1)),
                        "widest")
                .tests();
    }

    private static int laterOfEqual(double[] valid, int patience) {
        int best = 0;
        for (int epoch = 1; epoch < valid.length && epoch - best <= patience; epoch++) {
            best = valid[epoch] <= valid[best] ? epoch : best;
        }
        return best;
    }

    @TestFactory
    Stream<DynamicTest> diagnoses() {
        Exercise03_7.Doctor doctor = Solutions.of(Exercise03_7.Doctor.class);
        Exercise03_7.Stop stop = Solutions.of(Exercise03_7.Stop.class);
        return ExerciseHarness.of(Exercise03_7.class)
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
                        () -> Exercise03_7.check(doctor, (valid, patience) -> stop.best(valid, valid.length)),
                        "stops",
                        "equal")
                .wrong(
                        "stops one epoch too early",
                        () -> Exercise03_7.check(doctor, (valid, patience) -> stop.best(valid, patience - 1)),
                        "stops",
                        "waits")
                .wrong(
                        "an equal loss counts as better",
                        () -> Exercise03_7.check(doctor, Exercise03Tests::laterOfEqual),
                        "equal")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> pairs() {
        Exercise03_8.Answers right = Solutions.of(Exercise03_8.Answers.class);
        return ExerciseHarness.of(Exercise03_8.class)
                .untouched(() -> Exercise03_8.check(problem -> ExerciseHarness.notWritten("03.8")))
                .wrong(
                        "softmax for several labels",
                        () -> Exercise03_8.check(problem -> problem == 3 ? "C" : right.choose(problem)),
                        "genres")
                .wrong(
                        "squares for yes and no",
                        () -> Exercise03_8.check(problem -> problem == 1 ? "D" : right.choose(problem)),
                        "spam")
                .wrong(
                        "only one of two",
                        () -> Exercise03_8.check(problem -> problem == 5 ? "D" : right.choose(problem)),
                        "share")
                .wrong(
                        "a sigmoid for temperatures, squares for palaces",
                        () -> Exercise03_8.check(
                                problem -> problem == 4 ? "D" : problem == 6 ? "A" : right.choose(problem)),
                        "temperature",
                        "flat")
                .wrong(
                        "sigmoids for digits",
                        () -> Exercise03_8.check(problem -> problem == 2 ? "B" : right.choose(problem)),
                        "digit")
                .tests();
    }
}
