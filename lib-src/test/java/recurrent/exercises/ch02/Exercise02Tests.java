package recurrent.exercises.ch02;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;
import recurrent.nn.Activation;

/** The exercises of chapter 02 and the mistakes that they must notice. */
class Exercise02Tests {
    private static final Exercise02_2.Slope SLOPE = Solutions.of(Exercise02_2.Slope.class);
    private static final Exercise02_2.Delta DELTA = Solutions.of(Exercise02_2.Delta.class);
    private static final Exercise02_6.Backward BIASED = Solutions.of(Exercise02_6.Backward.class);

    private static INDArray s(INDArray Z) {
        return Activation.SIGMOID.of(Z);
    }

    private static List<INDArray> times(List<INDArray> gradients, double factor) {
        return gradients.stream().map(g -> g.mul(factor)).toList();
    }

    private static List<INDArray> biasesTimes(List<INDArray> g, double factor) {
        return List.of(g.get(0), g.get(1).mul(factor), g.get(2), g.get(3).mul(factor));
    }

    @TestFactory
    Stream<DynamicTest> forward() {
        return ExerciseHarness.of(Exercise02_1.class)
                .untouched(() -> Exercise02_1.check((X, W1, W2) -> ExerciseHarness.notWritten("02.1")))
                .wrong(
                        "no bend between the layers",
                        () -> Exercise02_1.check((X, W1, W2) -> {
                            INDArray Z2 = X.mmul(W1).mmul(W2);
                            return List.of(X.mmul(W1), s(X.mmul(W1)), Z2, s(Z2));
                        }),
                        "output",
                        "loops")
                .wrong(
                        "no bend at the end",
                        () -> Exercise02_1.check((X, W1, W2) -> {
                            INDArray Z2 = s(X.mmul(W1)).mmul(W2);
                            return List.of(X.mmul(W1), s(X.mmul(W1)), Z2, Z2);
                        }),
                        "output",
                        "loops")
                .wrong(
                        "three arrays",
                        () -> Exercise02_1.check((X, W1, W2) -> List.of(X, X, X)),
                        "shapes",
                        "hidden",
                        "output",
                        "loops")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> slopes() {
        return ExerciseHarness.of(Exercise02_2.class)
                .untouched(() -> Exercise02_2.check(
                        H -> ExerciseHarness.notWritten("02.2"), (H, Y) -> ExerciseHarness.notWritten("02.2")))
                .wrong("h·(h − 1)", () -> Exercise02_2.check(H -> H.mul(H.sub(1)), DELTA), "positive", "slopes")
                .wrong(
                        "y − h2",
                        () -> Exercise02_2.check(SLOPE, (H, Y) -> Y.sub(H).mul(SLOPE.of(H))),
                        "delta",
                        "rows")
                .wrong("forgets the slope", () -> Exercise02_2.check(SLOPE, (H, Y) -> H.sub(Y)), "delta", "rows")
                .wrong("the sigmoid once more", () -> Exercise02_2.check(H -> SLOPE.of(s(H)), DELTA), "slopes")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> backward() {
        Exercise02_3.Backward right = Solutions.of(Exercise02_3.Backward.class);
        Exercise02_3.Step step = Solutions.of(Exercise02_3.Step.class);
        return ExerciseHarness.of(Exercise02_3.class)
                .untouched(() -> Exercise02_3.check(
                        (X, Y, W1, W2) -> ExerciseHarness.notWritten("02.3"),
                        (W, dW, rate) -> ExerciseHarness.notWritten("02.3")))
                .wrong(
                        "not divided by n",
                        () -> Exercise02_3.check((X, Y, W1, W2) -> times(right.of(X, Y, W1, W2), X.size(0)), step),
                        "several")
                .wrong(
                        "no half: twice as large",
                        () -> Exercise02_3.check((X, Y, W1, W2) -> times(right.of(X, Y, W1, W2), 2), step),
                        "last",
                        "first",
                        "several")
                .wrong(
                        "the slope in place of delta2",
                        () -> Exercise02_3.check(
                                (X, Y, W1, W2) -> {
                                    INDArray H1 = s(X.mmul(W1));
                                    INDArray D1 = SLOPE.of(s(H1.mmul(W2)))
                                            .mmul(W2.transpose())
                                            .mul(SLOPE.of(H1));
                                    return List.of(
                                            X.transpose().mmul(D1),
                                            right.of(X, Y, W1, W2).get(1));
                                },
                                step),
                        "first",
                        "several")
                .wrong("uphill", () -> Exercise02_3.check(right, (W, dW, rate) -> W.add(dW.mul(rate))), "downhill")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> decay() {
        Exercise02_4.Penalty price = Solutions.of(Exercise02_4.Penalty.class);
        Exercise02_4.Gradient gradient = Solutions.of(Exercise02_4.Gradient.class);
        return ExerciseHarness.of(Exercise02_4.class)
                .untouched(() -> Exercise02_4.check(
                        (W, lambda) -> ExerciseHarness.notWritten("02.4"),
                        (W, dW, lambda) -> ExerciseHarness.notWritten("02.4")))
                .wrong(
                        "the printed number",
                        () -> Exercise02_4.check(price, (W, dW, lambda) -> dW.add(2 * price.of(W, lambda))),
                        "own",
                        "check")
                .wrong(
                        "2·λ·W",
                        () -> Exercise02_4.check(price, (W, dW, lambda) -> dW.add(W.mul(2 * lambda))),
                        "own",
                        "check")
                .wrong(
                        "forgets the half of the price",
                        () -> Exercise02_4.check((W, lambda) -> 2 * price.of(W, lambda), gradient),
                        "price")
                .wrong(
                        "adds in place",
                        () -> Exercise02_4.check(price, (W, dW, lambda) -> dW.addi(W.mul(lambda))),
                        "same")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> downhill() {
        return ExerciseHarness.of(Exercise02_5.class)
                .untouched(() -> Exercise02_5.check((W1, W2, dW1, dW2, rate) -> ExerciseHarness.notWritten("02.5")))
                .wrong(
                        "W2 uphill",
                        () -> Exercise02_5.check((W1, W2, dW1, dW2, rate) -> {
                            W1.subi(dW1.mul(rate));
                            W2.subi(dW2.mul(-rate));
                        }),
                        "numbers",
                        "falls")
                .wrong(
                        "new arrays that nobody sees",
                        () -> Exercise02_5.check((W1, W2, dW1, dW2, rate) -> {
                            W1.sub(dW1.mul(rate));
                            W2.sub(dW2.mul(rate));
                        }),
                        "place",
                        "numbers",
                        "falls")
                .wrong(
                        "scales the gradients in place",
                        () -> Exercise02_5.check((W1, W2, dW1, dW2, rate) -> {
                            W1.subi(dW1.muli(rate));
                            W2.subi(dW2.muli(rate));
                        }),
                        "gradients")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> biases() {
        return ExerciseHarness.of(Exercise02_6.class)
                .untouched(() -> Exercise02_6.check((X, Y, W1, b1, W2, b2) -> ExerciseHarness.notWritten("02.6")))
                .wrong(
                        "the mean of the rows",
                        () -> Exercise02_6.check((X, Y, W1, b1, W2, b2) ->
                                biasesTimes(BIASED.of(X, Y, W1, b1, W2, b2), 1.0 / X.size(0))),
                        "biases",
                        "corners",
                        "points")
                .wrong(
                        "biases that never move",
                        () -> Exercise02_6.check(
                                (X, Y, W1, b1, W2, b2) -> biasesTimes(BIASED.of(X, Y, W1, b1, W2, b2), 0)),
                        "biases",
                        "corners",
                        "points")
                .wrong(
                        "forward without biases",
                        () -> Exercise02_6.check(
                                (X, Y, W1, b1, W2, b2) -> BIASED.of(X, Y, W1, b1.mul(0), W2, b2.mul(0))),
                        "weights",
                        "biases",
                        "corners",
                        "points")
                .wrong(
                        "another order",
                        () -> Exercise02_6.check((X, Y, W1, b1, W2, b2) -> {
                            List<INDArray> g = BIASED.of(X, Y, W1, b1, W2, b2);
                            return List.of(g.get(0), g.get(2), g.get(1), g.get(3));
                        }),
                        "shapes",
                        "weights",
                        "biases",
                        "corners",
                        "points")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> mirror() {
        Exercise02_7.Pair pair = Solutions.of(Exercise02_7.Pair.class);
        Exercise02_7.Constant constant = Solutions.of(Exercise02_7.Constant.class);
        Exercise02_7.Ceiling ceiling = Solutions.of(Exercise02_7.Ceiling.class);
        return ExerciseHarness.of(Exercise02_7.class)
                .untouched(() -> Exercise02_7.check(
                        (X, W1, W2) -> ExerciseHarness.notWritten("02.7"),
                        W2 -> ExerciseHarness.notWritten("02.7"),
                        () -> ExerciseHarness.notWritten("02.7")))
                .wrong(
                        "adds the outputs",
                        () -> Exercise02_7.check(
                                (X, W1, W2) -> s(s(X.mmul(W1)).mmul(W2))
                                        .add(s(s(X.neg().mmul(W1)).mmul(W2))),
                                constant,
                                ceiling),
                        "sums")
                .wrong(
                        "negates in place",
                        () -> Exercise02_7.check(
                                (X, W1, W2) -> s(X.mmul(W1))
                                        .mmul(W2)
                                        .add(s(X.negi().mmul(W1)).mmul(W2)),
                                constant,
                                ceiling),
                        "sums")
                .wrong(
                        "the mean of the rows",
                        () -> Exercise02_7.check(pair, W2 -> W2.mean(true, 0), ceiling),
                        "always")
                .wrong("a coin", () -> Exercise02_7.check(pair, constant, () -> 0.5), "ceiling")
                .tests();
    }
}
