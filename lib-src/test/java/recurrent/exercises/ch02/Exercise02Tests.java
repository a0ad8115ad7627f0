package recurrent.exercises.ch02;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.exercises.ExerciseHarness;
import recurrent.nn.Activation;

/** The exercises of chapter 02 and the mistakes that they must notice. */
class Exercise02Tests {
    private static INDArray s(INDArray Z) {
        return Activation.SIGMOID.of(Z);
    }

    private static INDArray slope(INDArray H) {
        return H.mul(H.rsub(1));
    }

    private static INDArray delta(INDArray H2, INDArray Y) {
        return H2.sub(Y).mul(slope(H2));
    }

    @TestFactory
    Stream<DynamicTest> forward() {
        return ExerciseHarness.of(Exercise02_1.class)
                .right(() -> Exercise02_1.check((X, W1, W2) -> {
                    INDArray Z2 = s(X.mmul(W1)).mmul(W2);
                    return List.of(X.mmul(W1), s(X.mmul(W1)), Z2, s(Z2));
                }))
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
                .right(() -> Exercise02_2.check(Exercise02Tests::slope, Exercise02Tests::delta))
                .untouched(() -> Exercise02_2.check(
                        H -> ExerciseHarness.notWritten("02.2"), (H, Y) -> ExerciseHarness.notWritten("02.2")))
                .wrong(
                        "h·(h − 1)",
                        () -> Exercise02_2.check(H -> H.mul(H.sub(1)), Exercise02Tests::delta),
                        "positive",
                        "slopes")
                .wrong(
                        "y − h2",
                        () -> Exercise02_2.check(
                                Exercise02Tests::slope, (H, Y) -> Y.sub(H).mul(slope(H))),
                        "delta",
                        "rows")
                .wrong(
                        "forgets the slope",
                        () -> Exercise02_2.check(Exercise02Tests::slope, (H, Y) -> H.sub(Y)),
                        "delta",
                        "rows")
                .wrong(
                        "the sigmoid once more",
                        () -> Exercise02_2.check(H -> slope(s(H)), Exercise02Tests::delta),
                        "slopes")
                .tests();
    }

    private static List<INDArray> gradients(INDArray X, INDArray Y, INDArray W1, INDArray W2, double n) {
        INDArray H1 = s(X.mmul(W1));
        INDArray D2 = delta(s(H1.mmul(W2)), Y).div(n);
        INDArray D1 = D2.mmul(W2.transpose()).mul(slope(H1));
        return List.of(X.transpose().mmul(D1), H1.transpose().mmul(D2));
    }

    private static INDArray step(INDArray W, INDArray dW, double rate) {
        return W.sub(dW.mul(rate));
    }

    @TestFactory
    Stream<DynamicTest> backward() {
        Exercise02_3.Backward right = (X, Y, W1, W2) -> gradients(X, Y, W1, W2, X.size(0));
        return ExerciseHarness.of(Exercise02_3.class)
                .right(() -> Exercise02_3.check(right, Exercise02Tests::step))
                .untouched(() -> Exercise02_3.check(
                        (X, Y, W1, W2) -> ExerciseHarness.notWritten("02.3"),
                        (W, dW, rate) -> ExerciseHarness.notWritten("02.3")))
                .wrong(
                        "not divided by n",
                        () -> Exercise02_3.check((X, Y, W1, W2) -> gradients(X, Y, W1, W2, 1), Exercise02Tests::step),
                        "several")
                .wrong(
                        "no half: twice as large",
                        () -> Exercise02_3.check(
                                (X, Y, W1, W2) -> gradients(X, Y, W1, W2, X.size(0) / 2.0), Exercise02Tests::step),
                        "last",
                        "first",
                        "several")
                .wrong(
                        "the slope in place of delta2",
                        () -> Exercise02_3.check(
                                (X, Y, W1, W2) -> {
                                    INDArray H1 = s(X.mmul(W1));
                                    INDArray D1 = slope(s(H1.mmul(W2)))
                                            .mmul(W2.transpose())
                                            .mul(slope(H1));
                                    return List.of(
                                            X.transpose().mmul(D1),
                                            gradients(X, Y, W1, W2, X.size(0)).get(1));
                                },
                                Exercise02Tests::step),
                        "first",
                        "several")
                .wrong("uphill", () -> Exercise02_3.check(right, (W, dW, rate) -> W.add(dW.mul(rate))), "downhill")
                .tests();
    }

    private static double penalty(INDArray W, double lambda) {
        return 0.5 * lambda * W.mul(W).sumNumber().doubleValue();
    }

    @TestFactory
    Stream<DynamicTest> decay() {
        Exercise02_4.Penalty price = Exercise02Tests::penalty;
        return ExerciseHarness.of(Exercise02_4.class)
                .right(() -> Exercise02_4.check(price, (W, dW, lambda) -> dW.add(W.mul(lambda))))
                .untouched(() -> Exercise02_4.check(
                        (W, lambda) -> ExerciseHarness.notWritten("02.4"),
                        (W, dW, lambda) -> ExerciseHarness.notWritten("02.4")))
                .wrong(
                        "the printed number",
                        () -> Exercise02_4.check(price, (W, dW, lambda) -> dW.add(2 * penalty(W, lambda))),
                        "own",
                        "check")
                .wrong(
                        "2·λ·W",
                        () -> Exercise02_4.check(price, (W, dW, lambda) -> dW.add(W.mul(2 * lambda))),
                        "own",
                        "check")
                .wrong(
                        "forgets the half of the price",
                        () -> Exercise02_4.check(
                                (W, lambda) -> 2 * penalty(W, lambda), (W, dW, lambda) -> dW.add(W.mul(lambda))),
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
                .right(() -> Exercise02_5.check((W1, W2, dW1, dW2, rate) -> {
                    W1.subi(dW1.mul(rate));
                    W2.subi(dW2.mul(rate));
                }))
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

    private static List<INDArray> biased(
            INDArray X, INDArray Y, INDArray W1, INDArray b1, INDArray W2, INDArray b2, double part) {
        INDArray H1 = s(X.mmul(W1).addRowVector(b1));
        INDArray D2 = delta(s(H1.mmul(W2).addRowVector(b2)), Y).div(X.size(0));
        INDArray D1 = D2.mmul(W2.transpose()).mul(slope(H1));
        return List.of(
                X.transpose().mmul(D1),
                D1.sum(true, 0).mul(part),
                H1.transpose().mmul(D2),
                D2.sum(true, 0).mul(part));
    }

    @TestFactory
    Stream<DynamicTest> biases() {
        return ExerciseHarness.of(Exercise02_6.class)
                .right(() -> Exercise02_6.check((X, Y, W1, b1, W2, b2) -> biased(X, Y, W1, b1, W2, b2, 1)))
                .untouched(() -> Exercise02_6.check((X, Y, W1, b1, W2, b2) -> ExerciseHarness.notWritten("02.6")))
                .wrong(
                        "the mean of the rows",
                        () -> Exercise02_6.check(
                                (X, Y, W1, b1, W2, b2) -> biased(X, Y, W1, b1, W2, b2, 1.0 / X.size(0))),
                        "biases",
                        "corners",
                        "points")
                .wrong(
                        "biases that never move",
                        () -> Exercise02_6.check((X, Y, W1, b1, W2, b2) -> biased(X, Y, W1, b1, W2, b2, 0)),
                        "biases",
                        "corners",
                        "points")
                .wrong(
                        "forward without biases",
                        () -> Exercise02_6.check(
                                (X, Y, W1, b1, W2, b2) -> biased(X, Y, W1, b1.mul(0), W2, b2.mul(0), 1)),
                        "weights",
                        "biases",
                        "corners",
                        "points")
                .wrong(
                        "another order",
                        () -> Exercise02_6.check((X, Y, W1, b1, W2, b2) -> {
                            List<INDArray> g = biased(X, Y, W1, b1, W2, b2, 1);
                            return List.of(g.get(0), g.get(2), g.get(1), g.get(3));
                        }),
                        "shapes",
                        "weights",
                        "biases",
                        "corners",
                        "points")
                .tests();
    }

    private static INDArray pair(INDArray X, INDArray W1, INDArray W2) {
        return s(X.mmul(W1)).mmul(W2).add(s(X.neg().mmul(W1)).mmul(W2));
    }

    @TestFactory
    Stream<DynamicTest> mirror() {
        Exercise02_7.Pair pair = Exercise02Tests::pair;
        Exercise02_7.Constant constant = W2 -> W2.sum(true, 0);
        return ExerciseHarness.of(Exercise02_7.class)
                .right(() -> Exercise02_7.check(pair, constant, () -> 0.75))
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
                                () -> 0.75),
                        "sums")
                .wrong(
                        "negates in place",
                        () -> Exercise02_7.check(
                                (X, W1, W2) -> s(X.mmul(W1))
                                        .mmul(W2)
                                        .add(s(X.negi().mmul(W1)).mmul(W2)),
                                constant,
                                () -> 0.75),
                        "sums")
                .wrong(
                        "the mean of the rows",
                        () -> Exercise02_7.check(pair, W2 -> W2.mean(true, 0), () -> 0.75),
                        "always")
                .wrong("a coin", () -> Exercise02_7.check(pair, constant, () -> 0.5), "ceiling")
                .tests();
    }
}
