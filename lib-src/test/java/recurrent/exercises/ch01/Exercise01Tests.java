package recurrent.exercises.ch01;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;

/** The exercises of chapter 01 and the mistakes that they must notice. */
class Exercise01Tests {
    private static final Exercise01_3.Probabilities SOFTMAX = Solutions.of(Exercise01_3.Probabilities.class);

    private static INDArray unwritten(INDArray any) {
        return ExerciseHarness.notWritten("01.1");
    }

    @TestFactory
    Stream<DynamicTest> activations() {
        List<Exercise01_1.Function> right = Solutions.all(Exercise01_1.Function.class);
        Exercise01_1.Function s = right.get(0);
        Exercise01_1.Function ds = right.get(1);
        Exercise01_1.Function dt = right.get(2);
        Exercise01_1.Function dr = right.get(3);
        Exercise01_1.Function no = Exercise01Tests::unwritten;
        return ExerciseHarness.of(Exercise01_1.class)
                .untouched(() -> Exercise01_1.check(no, no, no, no))
                .wrong(
                        "forgets the minus",
                        () -> Exercise01_1.check(Z -> Transforms.exp(Z).add(1).rdiv(1), ds, dt, dr),
                        "values",
                        "extremes",
                        "untouched")
                .wrong(
                        "the other formula, infinite over infinite",
                        () -> Exercise01_1.check(
                                Z -> Transforms.exp(Z).div(Transforms.exp(Z).add(1)), ds, dt, dr),
                        "extremes")
                .wrong(
                        "negates in place",
                        () -> Exercise01_1.check(
                                Z -> Transforms.exp(Z.negi()).add(1).rdiv(1), ds, dt, dr),
                        "untouched")
                .wrong(
                        "applies the sigmoid once more",
                        () -> Exercise01_1.check(s, A -> ds.of(s.of(A)), dt, dr),
                        "sigmoidSlope")
                .wrong("a·(a − 1)", () -> Exercise01_1.check(s, A -> A.mul(A.sub(1)), dt, dr), "sigmoidSlope")
                .wrong("1 − a", () -> Exercise01_1.check(s, ds, A -> A.rsub(1), dr), "tanhSlope")
                .wrong(
                        "on at 0",
                        () -> Exercise01_1.check(s, ds, dt, A -> A.gte(0).castTo(A.dataType())),
                        "reluSlope")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> layer() {
        return ExerciseHarness.of(Exercise01_2.class)
                .untouched(() -> Exercise01_2.check((X, W, b) -> ExerciseHarness.notWritten("01.2")))
                .wrong(
                        "factors in the wrong order",
                        () -> Exercise01_2.check(
                                (X, W, b) -> Transforms.tanh(W.mmul(X).addRowVector(b))),
                        "shape",
                        "numbers",
                        "single",
                        "untouched")
                .wrong(
                        "forgets the bend",
                        () -> Exercise01_2.check((X, W, b) -> X.mmul(W).addRowVector(b)),
                        "numbers",
                        "single")
                .wrong(
                        "forgets the bias",
                        () -> Exercise01_2.check((X, W, b) -> Transforms.tanh(X.mmul(W))),
                        "numbers",
                        "single")
                .wrong(
                        "the bias for the first example only",
                        () -> Exercise01_2.check((X, W, b) -> {
                            INDArray Z = X.mmul(W);
                            Z.getRow(0, true).addi(b);
                            return Transforms.tanh(Z);
                        }),
                        "numbers")
                .wrong(
                        "doubles the bias in place on the way",
                        () -> Exercise01_2.check((X, W, b) -> {
                            INDArray A = Transforms.tanh(X.mmul(W).addRowVector(b));
                            b.muli(2);
                            return A;
                        }),
                        "untouched")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> survivor() {
        return ExerciseHarness.of(Exercise01_3.class)
                .untouched(() -> Exercise01_3.check(O -> ExerciseHarness.notWritten("01.3")))
                .wrong(
                        "as printed",
                        () -> Exercise01_3.check(O -> {
                            INDArray exp = Transforms.exp(O);
                            return exp.divColumnVector(exp.sum(true, 1));
                        }),
                        "large",
                        "mixed")
                .wrong(
                        "the largest of the whole array",
                        () -> Exercise01_3.check(O -> {
                            INDArray exp = Transforms.exp(O.sub(O.maxNumber()));
                            return exp.divColumnVector(exp.sum(true, 1));
                        }),
                        "mixed")
                .wrong(
                        "normalises the columns",
                        () -> Exercise01_3.check(O -> SOFTMAX.of(O.transpose()).transpose()),
                        "golden",
                        "everyRow",
                        "large",
                        "mixed")
                .wrong(
                        "one sum for all rows",
                        () -> Exercise01_3.check(O -> {
                            INDArray exp = Transforms.exp(O.subColumnVector(O.max(true, 1)));
                            return exp.div(exp.sumNumber());
                        }),
                        "everyRow",
                        "mixed")
                .wrong(
                        "subtracts in place",
                        () -> Exercise01_3.check(O -> SOFTMAX.of(O.subiColumnVector(O.max(true, 1)))),
                        "untouched")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> lamp() {
        Exercise01_4.Count count = Solutions.of(Exercise01_4.Count.class);
        Exercise01_4.Search search = Solutions.of(Exercise01_4.Search.class);
        Exercise01_4.Weights weights = Solutions.of(Exercise01_4.Weights.class);
        return ExerciseHarness.of(Exercise01_4.class)
                .untouched(() -> Exercise01_4.check(
                        (w1, w2, b, lamp) -> ExerciseHarness.notWritten("01.4"),
                        lamp -> ExerciseHarness.notWritten("01.4"),
                        () -> ExerciseHarness.notWritten("01.4")))
                .wrong(
                        "yes at exactly 0",
                        () -> Exercise01_4.check(
                                (w1, w2, b, lamp) -> {
                                    int right = 0;
                                    for (int i = 0; i < 4; i++) {
                                        right += w1 * (i / 2) + w2 * (i % 2) + b >= 0 == lamp[i] ? 1 : 0;
                                    }
                                    return right;
                                },
                                search,
                                weights),
                        "edges")
                .wrong(
                        "the switches exchanged",
                        () -> Exercise01_4.check((w1, w2, b, lamp) -> count.right(w2, w1, b, lamp), search, weights),
                        "edges")
                .wrong(
                        "counts the wrong cases",
                        () -> Exercise01_4.check(
                                (w1, w2, b, lamp) -> 4 - count.right(w1, w2, b, lamp), search, weights),
                        "counts",
                        "edges",
                        "possible",
                        "impossible")
                .wrong(
                        "divides whole numbers",
                        () -> Exercise01_4.check(count, lamp -> (int) search.best(lamp), weights),
                        "impossible")
                .wrong(
                        "a share of the number of neurons",
                        () -> Exercise01_4.check(count, lamp -> search.best(lamp) * 4 / 13, weights),
                        "possible",
                        "impossible")
                .wrong(
                        "the network of the chapter",
                        () -> Exercise01_4.check(count, search, () -> new double[] {1, 1, 0, 1, 1, -1, 1, -2, 0}),
                        "network")
                .wrong(
                        "eight numbers",
                        () -> Exercise01_4.check(count, search, () -> new double[] {1, 1, 0, 1, 1, -1, -1, 2}),
                        "network")
                .tests();
    }
}
