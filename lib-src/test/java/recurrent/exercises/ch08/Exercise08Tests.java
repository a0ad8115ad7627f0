package recurrent.exercises.ch08;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;
import recurrent.nn.CellRun;
import recurrent.nn.Clipping;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.nn.Sequences;
import recurrent.nn.State;

@DisplayName("The exercises of chapter 08")
class Exercise08Tests {
    private static final Exercise08_2.Jacobian JACOBIAN = Solutions.of(Exercise08_2.Jacobian.class);
    private static final Exercise08_3.Clip CLIP = Solutions.of(Exercise08_3.Clip.class);
    private static final Exercise08_5.Truncated TRUNCATED = Solutions.of(Exercise08_5.Truncated.class);
    private static final Exercise08_1.Scalar SCALAR = Solutions.of(Exercise08_1.Scalar.class);
    private static final Exercise08_1.Arrays ARRAYS = Solutions.of(Exercise08_1.Arrays.class);
    private static final Exercise08_4.Stretch STRETCH = Solutions.of(Exercise08_4.Stretch.class);
    private static final Exercise08_4.Change CHANGE = Solutions.of(Exercise08_4.Change.class);
    private static final Exercise08_6.State STATE = Solutions.of(Exercise08_6.State.class);
    private static final Exercise08_6.Slope SLOPE = Solutions.of(Exercise08_6.Slope.class);

    /** The cell with another matrix to go back by: a solution that is given its run reads Whh for nothing else. */
    private static RnnCell leadingBack(RnnCell cell, INDArray Whh) {
        return new RnnCell(cell.Wxh(), Whh, cell.bh());
    }

    private static Parameters fromZeros(RnnCell cell, INDArray X, List<INDArray> dH, int k) {
        Parameters sum = cell.parameters().zerosLike();
        for (int from = 0; from < dH.size(); from += k) {
            int to = Math.min(from + k, dH.size());
            Parameters piece = TRUNCATED.gradients(cell, Exercise08_5.part(X, from, to), dH.subList(from, to), k);
            sum.names().forEach(name -> sum.get(name).addi(piece.get(name)));
        }
        return sum;
    }

    private static <T> T notWritten(int number) {
        return ExerciseHarness.notWritten("08." + number);
    }

    @TestFactory
    Stream<DynamicTest> walkingBack() {
        return ExerciseHarness.of(Exercise08_1.class)
                .untouched(() -> Exercise08_1.check((x, a, b, wanted) -> notWritten(1), (c, o, r, d) -> notWritten(1)))
                .wrong(
                        "forgets tanh on the way back",
                        () -> Exercise08_1.check((x, wxh, whh, wanted) -> straight(x, wxh, whh, wanted), ARRAYS),
                        "golden",
                        "anyLength")
                .wrong(
                        "walks three steps whatever the length",
                        () -> Exercise08_1.check(
                                (x, wxh, whh, wanted) ->
                                        SCALAR.gradient(java.util.Arrays.copyOf(x, 3), wxh, whh, wanted),
                                ARRAYS),
                        "anyLength")
                .wrong(
                        "has the wrong sign",
                        () -> Exercise08_1.check(
                                (x, wxh, whh, wanted) -> {
                                    double[] g = SCALAR.gradient(x, wxh, whh, wanted);
                                    return new double[] {-g[0], -g[1]};
                                },
                                ARRAYS),
                        "golden",
                        "anyLength")
                .wrong(
                        "lets nothing come from the next step",
                        () -> Exercise08_1.check(
                                SCALAR,
                                (cell, output, run, dO) -> ARRAYS.gradients(
                                        leadingBack(cell, cell.Whh().mul(0)), output, run, dO)),
                        "cell")
                .wrong(
                        "forgets the transpose of Whh",
                        () -> Exercise08_1.check(
                                SCALAR,
                                (cell, output, run, dO) -> ARRAYS.gradients(
                                        leadingBack(cell, cell.Whh().transpose()), output, run, dO)),
                        "cell")
                .wrong(
                        "drops the output layer",
                        () -> Exercise08_1.check(SCALAR, (cell, output, run, dO) -> {
                            Map<String, INDArray> g = ARRAYS.gradients(cell, output, run, dO);
                            g.remove("Whq");
                            return g;
                        }),
                        "shapes",
                        "outputLayer",
                        "cell")
                .wrong(
                        "takes the mean of the biases over the sequences",
                        () -> Exercise08_1.check(SCALAR, (cell, output, run, dO) -> {
                            Map<String, INDArray> g = ARRAYS.gradients(cell, output, run, dO);
                            g.get("bh").divi(2);
                            g.get("bq").divi(2);
                            return g;
                        }),
                        "outputLayer",
                        "cell")
                .tests();
    }

    private static double[] straight(double[] x, double wxh, double whh, double wanted) {
        double h = 0;
        double[] states = new double[x.length + 1];
        for (int t = 1; t <= x.length; t++) {
            h = Math.tanh(wxh * x[t - 1] + whh * h);
            states[t] = h;
        }
        double dh = h - wanted;
        double[] g = new double[2];
        for (int t = x.length; t >= 1; t--) {
            g[0] += dh * x[t - 1];
            g[1] += dh * states[t - 1];
            dh *= whh;
        }
        return g;
    }

    @TestFactory
    Stream<DynamicTest> jacobians() {
        return ExerciseHarness.of(Exercise08_2.class)
                .untouched(() -> Exercise08_2.check((cell, steps, k) -> notWritten(2)))
                .wrong(
                        "forgets the transpose",
                        () -> Exercise08_2.check((cell, steps, k) ->
                                JACOBIAN.back(new RnnCell(cell.Wxh(), cell.Whh().transpose(), cell.bh()), steps, k)),
                        "transposed",
                        "reading")
                .wrong(
                        "forgets the slopes of tanh",
                        () -> Exercise08_2.check((cell, steps, k) -> {
                            INDArray J = Nd4j.eye(cell.hidden()).castTo(DataType.DOUBLE);
                            for (int i = 0; i < k; i++) {
                                J = J.mmul(cell.Whh().transpose());
                            }
                            return J;
                        }),
                        "reading")
                .wrong(
                        "takes the slopes of the state it goes to",
                        () -> Exercise08_2.check((cell, steps, k) -> {
                            INDArray J = Nd4j.eye(cell.hidden()).castTo(DataType.DOUBLE);
                            for (int i = 1; i <= k; i++) {
                                INDArray H = steps.get(steps.size() - i).Hbefore();
                                J = J.mulRowVector(H.mul(H).rsub(1))
                                        .mmul(cell.Whh().transpose());
                            }
                            return J;
                        }),
                        "reading")
                .wrong(
                        "multiplies number by number",
                        () -> Exercise08_2.check((cell, steps, k) -> {
                            INDArray J = Nd4j.ones(DataType.DOUBLE, cell.hidden(), cell.hidden());
                            for (int i = 0; i < k; i++) {
                                J = J.mul(cell.Whh().transpose());
                            }
                            return J;
                        }),
                        "identity",
                        "transposed",
                        "reading")
                .wrong(
                        "goes one step too far",
                        () -> Exercise08_2.check((cell, steps, k) ->
                                JACOBIAN.back(cell, steps, k).mmul(cell.Whh().transpose())),
                        "identity",
                        "diagonal",
                        "transposed",
                        "reading")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> clipping() {
        return ExerciseHarness.of(Exercise08_3.class)
                .untouched(() -> Exercise08_3.check((g, theta) -> notWritten(3)))
                .wrong(
                        "shortens row 0 only",
                        () -> Exercise08_3.check((g, theta) -> {
                            double norm = Clipping.globalNorm(g);
                            if (norm > theta) {
                                g.arrays().forEach(a -> a.getRow(0).muli(theta / norm));
                            }
                            return norm;
                        }),
                        "everyRow")
                .wrong(
                        "gives each array a norm of its own",
                        () -> Exercise08_3.check((g, theta) -> {
                            double norm = Clipping.globalNorm(g);
                            for (INDArray a : g.arrays()) {
                                double own = a.norm2Number().doubleValue();
                                if (own > theta) {
                                    a.muli(theta / own);
                                }
                            }
                            return norm;
                        }),
                        "oneNorm")
                .wrong(
                        "cuts each number off on its own",
                        () -> Exercise08_3.check((g, theta) -> {
                            double norm = Clipping.globalNorm(g);
                            g.arrays()
                                    .forEach(a ->
                                            a.assign(Transforms.min(Transforms.max(a, -theta, true), theta, true)));
                            return norm;
                        }),
                        "golden",
                        "everyRow",
                        "oneNorm")
                .wrong(
                        "stretches short gradients to theta",
                        () -> Exercise08_3.check((g, theta) -> {
                            double norm = Clipping.globalNorm(g);
                            g.arrays().forEach(a -> a.muli(theta / norm));
                            return norm;
                        }),
                        "shortOnes")
                .wrong(
                        "divides by theta, a constant",
                        () -> Exercise08_3.check((g, theta) -> {
                            double norm = Clipping.globalNorm(g);
                            if (norm > theta) {
                                g.arrays().forEach(a -> a.divi(theta));
                            }
                            return norm;
                        }),
                        "golden",
                        "everyRow",
                        "oneNorm")
                .wrong(
                        "clips a copy",
                        () -> Exercise08_3.check((g, theta) -> CLIP.clip(g.copy(), theta)),
                        "golden",
                        "everyRow",
                        "oneNorm")
                .wrong(
                        "returns the norm after",
                        () -> Exercise08_3.check((g, theta) -> {
                            CLIP.clip(g, theta);
                            return Clipping.globalNorm(g);
                        }),
                        "saysTheNorm")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> bounds() {
        return ExerciseHarness.of(Exercise08_4.class)
                .untouched(() -> Exercise08_4.check(A -> notWritten(4), (A, L, x, g, eta) -> notWritten(4)))
                .wrong(
                        "takes the root of the sum of squares for the stretch",
                        () -> Exercise08_4.check(A -> A.norm2Number().doubleValue(), CHANGE),
                        "diagonal",
                        "skewed")
                .wrong(
                        "iterates with A alone",
                        () -> Exercise08_4.check(
                                A -> {
                                    INDArray v = Nd4j.ones(DataType.DOUBLE, 1, A.size(0));
                                    for (int i = 0; i < 100; i++) {
                                        v = v.div(v.norm2Number()).mmul(A);
                                    }
                                    return v.norm2Number().doubleValue();
                                },
                                CHANGE),
                        "skewed")
                .wrong(
                        "forgets the root",
                        () -> Exercise08_4.check(A -> Math.pow(STRETCH.of(A), 2), CHANGE),
                        "diagonal",
                        "skewed")
                .wrong(
                        "forgets the learning rate in the bound",
                        () -> Exercise08_4.check(STRETCH, (A, L, x, g, eta) -> {
                            double[] both = CHANGE.and(A, L, x, g, eta);
                            return new double[] {both[0], both[1] / eta};
                        }),
                        "bound")
                .wrong(
                        "forgets L in the bound",
                        () -> Exercise08_4.check(STRETCH, (A, L, x, g, eta) -> {
                            double[] both = CHANGE.and(A, L, x, g, eta);
                            return new double[] {both[0], eta * g.norm2Number().doubleValue()};
                        }),
                        "bound")
                .wrong(
                        "moves x itself",
                        () -> Exercise08_4.check(STRETCH, (A, L, x, g, eta) -> {
                            double[] both = CHANGE.and(A, L, x, g, eta);
                            x.subi(g.mul(eta));
                            return both;
                        }),
                        "change")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> pieces() {
        return ExerciseHarness.of(Exercise08_5.class)
                .untouched(() -> Exercise08_5.check((cell, X, dH, k) -> notWritten(5)))
                .wrong(
                        "begins every piece with zeros",
                        () -> Exercise08_5.check(Exercise08Tests::fromZeros),
                        "one",
                        "state",
                        "rest")
                .wrong(
                        "does not cut at all",
                        () -> Exercise08_5.check((cell, X, dH, k) -> TRUNCATED.gradients(cell, X, dH, dH.size())),
                        "one",
                        "state",
                        "rest")
                .wrong(
                        "loses the last piece when it is shorter",
                        () -> Exercise08_5.check((cell, X, dH, k) -> {
                            int T = dH.size();
                            int fit = k > T ? T : T / k * k;
                            return TRUNCATED.gradients(cell, Exercise08_5.part(X, 0, fit), dH.subList(0, fit), k);
                        }),
                        "rest")
                .wrong(
                        "keeps only the last piece",
                        () -> Exercise08_5.check((cell, X, dH, k) -> {
                            int from = (dH.size() - 1) / k * k;
                            State zeros = cell.zeroState((int) X.size(1));
                            State state = from == 0
                                    ? zeros
                                    : cell.forward(Exercise08_5.part(X, 0, from), zeros)
                                            .last();
                            return cell.forward(Exercise08_5.part(X, from, dH.size()), state)
                                    .backward(Sequences.stack(dH.subList(from, dH.size())))
                                    .parameters();
                        }),
                        "one",
                        "state",
                        "rest")
                .wrong(
                        "takes the losses of the first piece for all",
                        () -> Exercise08_5.check((cell, X, dH, k) -> {
                            Parameters sum = cell.parameters().zerosLike();
                            State state = cell.zeroState((int) X.size(1));
                            for (int from = 0; from < dH.size(); from += k) {
                                int to = Math.min(from + k, dH.size());
                                CellRun<RnnCell.Step> run = cell.forward(Exercise08_5.part(X, from, to), state);
                                sum.addi(run.backward(Sequences.stack(dH.subList(0, to - from)))
                                        .parameters());
                                state = run.last();
                            }
                            return sum;
                        }),
                        "one",
                        "state",
                        "rest")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> activations() {
        Exercise08_6.Choice choice = Solutions.of(Exercise08_6.Choice.class);
        return ExerciseHarness.of(Exercise08_6.class)
                .untouched(() -> Exercise08_6.check(
                        (phi, steps) -> notWritten(6), (phi, dphi, steps) -> notWritten(6), () -> notWritten(6)))
                .wrong(
                        "takes one step too few",
                        () -> Exercise08_6.check((phi, steps) -> STATE.after(phi, steps - 1), SLOPE, choice),
                        "relu",
                        "tanh")
                .wrong(
                        "always takes ReLU",
                        () -> Exercise08_6.check(
                                (phi, steps) -> STATE.after(z -> Math.max(0, z), steps), SLOPE, choice),
                        "tanh")
                .wrong(
                        "takes the slope of the last step only",
                        () -> Exercise08_6.check(
                                STATE,
                                (phi, dphi, steps) -> 1.5 * dphi.applyAsDouble(1.5 * STATE.after(phi, steps - 1) + 1),
                                choice),
                        "reluSlope",
                        "tanhSlope")
                .wrong(
                        "forgets the slope of the activation",
                        () -> Exercise08_6.check(STATE, (phi, dphi, steps) -> Math.pow(1.5, steps), choice),
                        "tanhSlope")
                .wrong(
                        "asks for the slope at h instead of z",
                        () -> Exercise08_6.check(
                                STATE,
                                (phi, dphi, steps) -> {
                                    double h = 0;
                                    double slope = 1;
                                    for (int t = 0; t < steps; t++) {
                                        h = phi.applyAsDouble(1.5 * h + 1);
                                        slope *= 1.5 * dphi.applyAsDouble(h);
                                    }
                                    return slope;
                                },
                                choice),
                        "tanhSlope")
                .wrong("thinks tanh needs it more", () -> Exercise08_6.check(STATE, SLOPE, () -> "D"), "question")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> questions() {
        List<Exercise08_7.Choice> right = Solutions.all(Exercise08_7.Choice.class);
        return ExerciseHarness.of(Exercise08_7.class)
                .untouched(() -> Exercise08_7.check(() -> "", () -> ""))
                .alsoRight("without commas", () -> Exercise08_7.check(() -> "cab", () -> "a"))
                .wrong("takes only one", () -> Exercise08_7.check(() -> "A", right.get(1)), "question1")
                .wrong("takes all", () -> Exercise08_7.check(() -> "ABCD", right.get(1)), "question1")
                .wrong("lengthens small gradients", () -> Exercise08_7.check(right.get(0), () -> "B"), "question2")
                .wrong("clips going forward", () -> Exercise08_7.check(right.get(0), () -> "C"), "question2")
                .tests();
    }
}
