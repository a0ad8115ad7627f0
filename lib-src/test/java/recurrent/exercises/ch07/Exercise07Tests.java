package recurrent.exercises.ch07;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.OneHot;
import recurrent.nn.RnnCell;
import recurrent.nn.State;
import recurrent.text.CharTokenizer;
import recurrent.text.Vocabulary;

@DisplayName("The exercises of chapter 07")
class Exercise07Tests {
    private static final Exercise07_1.Step STEP = Solutions.of(Exercise07_1.Step.class);
    private static final Exercise07_5.Distances DISTANCES = Solutions.of(Exercise07_5.Distances.class);
    private static final Exercise07_2.States STATES = Solutions.of(Exercise07_2.States.class);
    private static final Exercise07_2.Scores SCORES = Solutions.of(Exercise07_2.Scores.class);
    private static final Exercise07_6.Weights WEIGHTS = Solutions.of(Exercise07_6.Weights.class);
    private static final Exercise07_6.JoinedStep JOINED = Solutions.of(Exercise07_6.JoinedStep.class);
    private static final Exercise07_6.ColumnStep COLUMN = Solutions.of(Exercise07_6.ColumnStep.class);
    private static final Exercise07_7.Count COUNT = Solutions.of(Exercise07_7.Count.class);

    private static INDArray backwards(INDArray X) {
        List<INDArray> slices = new ArrayList<>();
        for (long t = X.size(0) - 1; t >= 0; t--) {
            slices.add(X.slice(t));
        }
        return Nd4j.stack(0, slices.toArray(INDArray[]::new));
    }

    private static List<INDArray> statesOf(String word, Vocabulary vocabulary, RnnCell cell) {
        int[][] batch = {vocabulary.encode(new CharTokenizer().tokens(word))};
        return ByHand.states(OneHot.encode(batch, vocabulary.size(), DataType.DOUBLE), cell);
    }

    private static <T> T notWritten(int number) {
        return ExerciseHarness.notWritten("07." + number);
    }

    @TestFactory
    Stream<DynamicTest> steps() {
        return ExerciseHarness.of(Exercise07_1.class)
                .untouched(() -> Exercise07_1.check((x, h, wxh, whh, b) -> notWritten(1)))
                .wrong(
                        "forgets the tanh",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) ->
                                x.mmul(wxh).add(h.mmul(whh)).addRowVector(b)),
                        "oneUnit",
                        "loops",
                        "bias")
                .wrong(
                        "forgets the state",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) ->
                                Transforms.tanh(x.mmul(wxh).addRowVector(b))),
                        "oneUnit",
                        "loops")
                .wrong(
                        "forgets the bias",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) ->
                                Transforms.tanh(x.mmul(wxh).add(h.mmul(whh)))),
                        "loops",
                        "bias")
                .wrong(
                        "takes the sigmoid",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) ->
                                Transforms.sigmoid(x.mmul(wxh).add(h.mmul(whh)).addRowVector(b))),
                        "oneUnit",
                        "loops",
                        "bias")
                .wrong(
                        "transposes Whh",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) -> STEP.step(x, h, wxh, whh.transpose(), b)),
                        "loops")
                .wrong(
                        "adds the old state without its weights",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) ->
                                Transforms.tanh(x.mmul(wxh).add(h).addRowVector(b))),
                        "oneUnit",
                        "loops")
                .wrong(
                        "writes the new state into the old one",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) -> h.assign(STEP.step(x, h, wxh, whh, b))),
                        "leavesItsArguments")
                .wrong(
                        "returns columns",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) ->
                                STEP.step(x, h, wxh, whh, b).transpose()),
                        "shape",
                        "loops",
                        "bias",
                        "leavesItsArguments")
                .wrong(
                        "returns NaN",
                        () -> Exercise07_1.check((x, h, wxh, whh, b) ->
                                STEP.step(x, h, wxh, whh, b).mul(Double.NaN)),
                        "oneUnit",
                        "loops",
                        "bias")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> sequences() {
        return ExerciseHarness.of(Exercise07_2.class)
                .untouched(() -> Exercise07_2.check((X, cell) -> notWritten(2), (states, output) -> notWritten(2)))
                .wrong(
                        "starts every step from zeros",
                        () -> Exercise07_2.check(
                                (X, cell) -> {
                                    List<INDArray> states = new ArrayList<>();
                                    for (int t = 0; t < X.size(0); t++) {
                                        INDArray zeros =
                                                cell.zeroState((int) X.size(1)).H();
                                        states.add(cell.step(X.slice(t), zeros));
                                    }
                                    return states;
                                },
                                SCORES),
                        "goesOn")
                .wrong(
                        "starts from ones",
                        () -> Exercise07_2.check(
                                (X, cell) -> {
                                    INDArray ones =
                                            cell.zeroState((int) X.size(1)).H().add(1);
                                    return cell.forward(X, State.of(ones)).steps().stream()
                                            .map(RnnCell.Step::H)
                                            .toList();
                                },
                                SCORES),
                        "startsFromZeros",
                        "goesOn")
                .wrong(
                        "keeps one array for all states",
                        () -> Exercise07_2.check(
                                (X, cell) -> {
                                    INDArray H = cell.zeroState((int) X.size(1)).H();
                                    List<INDArray> states = new ArrayList<>();
                                    for (int t = 0; t < X.size(0); t++) {
                                        states.add(H.assign(cell.step(X.slice(t), H)));
                                    }
                                    return states;
                                },
                                SCORES),
                        "goesOn")
                .wrong(
                        "keeps the zero state too",
                        () -> Exercise07_2.check(
                                (X, cell) -> {
                                    List<INDArray> states = new ArrayList<>(List.of(
                                            cell.zeroState((int) X.size(1)).H()));
                                    states.addAll(STATES.states(X, cell));
                                    return states;
                                },
                                SCORES),
                        "shapes",
                        "startsFromZeros",
                        "goesOn")
                .wrong(
                        "leaves time first",
                        () -> Exercise07_2.check(
                                STATES,
                                (states, output) -> Nd4j.stack(
                                        0, states.stream().map(output::forward).toArray(INDArray[]::new))),
                        "scoreShape",
                        "scoresInTheirPlace")
                .wrong(
                        "reshapes instead of exchanging the axes",
                        () -> Exercise07_2.check(STATES, (states, output) -> Nd4j.stack(
                                        0, states.stream().map(output::forward).toArray(INDArray[]::new))
                                .reshape(
                                        states.get(0).size(0),
                                        states.size(),
                                        output.Whq().size(1))),
                        "scoresInTheirPlace")
                .wrong(
                        "scores the last state only",
                        () -> Exercise07_2.check(STATES, (states, output) -> {
                            INDArray last = output.forward(states.get(states.size() - 1));
                            return Nd4j.stack(1, states.stream().map(H -> last).toArray(INDArray[]::new));
                        }),
                        "scoresInTheirPlace")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> pieces() {
        return ExerciseHarness.of(Exercise07_3.class)
                .untouched(() -> Exercise07_3.check((X, piece, cell) -> notWritten(3)))
                .wrong(
                        "hands on row 0 of the state",
                        () -> Exercise07_3.check((X, piece, cell) -> {
                            State state = cell.zeroState((int) X.size(1));
                            for (long from = 0; from < X.size(0); from += piece) {
                                state = cell.forward(
                                                Exercise07_3.part(X, from, Math.min(from + piece, X.size(0))), state)
                                        .last();
                                state = State.of(state.H().getRow(0, true).repeat(0, X.size(1)));
                            }
                            return state.H();
                        }),
                        "ownMemory",
                        "anySize")
                .wrong(
                        "loses the rest",
                        () -> Exercise07_3.check((X, piece, cell) -> {
                            State state = cell.zeroState((int) X.size(1));
                            for (int k = 0; k < X.size(0) / piece; k++) {
                                state = cell.forward(Exercise07_3.part(X, k * piece, (k + 1) * piece), state)
                                        .last();
                            }
                            return state.H();
                        }),
                        "rest",
                        "anySize")
                .wrong(
                        "has both bugs of the statement",
                        () -> Exercise07_3.check((X, piece, cell) -> {
                            State state = cell.zeroState((int) X.size(1));
                            for (int k = 0; k < X.size(0) / piece; k++) {
                                state = cell.forward(Exercise07_3.part(X, k * piece, (k + 1) * piece), state)
                                        .last();
                                state = State.of(state.H().getRow(0, true).repeat(0, X.size(1)));
                            }
                            return state.H();
                        }),
                        "rest",
                        "ownMemory",
                        "anySize")
                .wrong(
                        "begins every piece with zeros",
                        () -> Exercise07_3.check((X, piece, cell) -> {
                            State state = cell.zeroState((int) X.size(1));
                            for (long from = 0; from < X.size(0); from += piece) {
                                INDArray part = Exercise07_3.part(X, from, Math.min(from + piece, X.size(0)));
                                state = cell.forward(part, cell.zeroState((int) X.size(1)))
                                        .last();
                            }
                            return state.H();
                        }),
                        "piecesThatFit",
                        "rest",
                        "ownMemory",
                        "anySize")
                .wrong(
                        "returns the state after the first piece",
                        () -> Exercise07_3.check((X, piece, cell) -> cell.forward(
                                        Exercise07_3.part(X, 0, Math.min(piece, X.size(0))),
                                        cell.zeroState((int) X.size(1)))
                                .last()
                                .H()),
                        "piecesThatFit",
                        "rest",
                        "ownMemory",
                        "anySize")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> orders() {
        return ExerciseHarness.of(Exercise07_4.class)
                .untouched(() -> Exercise07_4.check((X, summary) -> notWritten(4)))
                .wrong(
                        "turns round every number",
                        () -> Exercise07_4.check((X, summary) -> gap(summary.of(X), summary.of(Nd4j.reverse(X.dup())))),
                        "bag",
                        "network",
                        "palindrome",
                        "leavesTheSequence")
                .wrong(
                        "turns round the sequences of the batch",
                        () -> Exercise07_4.check((X, summary) -> gap(
                                summary.of(X),
                                summary.of(backwards(X.permute(1, 0, 2).dup()).permute(1, 0, 2)))),
                        "bag",
                        "network",
                        "palindrome",
                        "leavesTheSequence")
                .wrong(
                        "forgets the absolute value",
                        () -> Exercise07_4.check((X, summary) -> summary.of(X)
                                .sub(summary.of(backwards(X)))
                                .maxNumber()
                                .doubleValue()),
                        "network")
                .wrong(
                        "swaps in place and overwrites what it still needs",
                        () -> Exercise07_4.check((X, summary) -> {
                            INDArray forward = summary.of(X).dup();
                            for (long t = 0; t < X.size(0); t++) {
                                X.slice(t).assign(X.slice(X.size(0) - 1 - t));
                            }
                            return gap(forward, summary.of(X));
                        }),
                        "bag",
                        "network",
                        "palindrome",
                        "leavesTheSequence")
                .wrong(
                        "turns the given sequence itself round",
                        () -> Exercise07_4.check((X, summary) -> {
                            INDArray forward = summary.of(X).dup();
                            X.assign(backwards(X));
                            return gap(forward, summary.of(X));
                        }),
                        "leavesTheSequence")
                .wrong(
                        "always says 0",
                        () -> Exercise07_4.check((X, summary) -> 0),
                        "bag",
                        "network",
                        "palindrome",
                        "leavesTheSequence")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> memories() {
        return ExerciseHarness.of(Exercise07_5.class)
                .untouched(() -> Exercise07_5.check((a, b, v, cell) -> notWritten(5)))
                .wrong(
                        "starts from zeros at every letter",
                        () -> Exercise07_5.check((a, b, v, cell) -> DISTANCES.distances(
                                a, b, v, new RnnCell(cell.Wxh(), cell.Whh().mul(0), cell.bh()))),
                        "sevenDistances",
                        "memory",
                        "equalUntilTheyDiffer",
                        "otherWords")
                .wrong(
                        "takes the largest difference for the length",
                        () -> Exercise07_5.check((a, b, v, cell) -> {
                            List<INDArray> first = statesOf(a, v, cell);
                            List<INDArray> second = statesOf(b, v, cell);
                            double[] distances = new double[first.size()];
                            for (int t = 0; t < distances.length; t++) {
                                distances[t] = gap(first.get(t), second.get(t));
                            }
                            return distances;
                        }),
                        "sevenDistances",
                        "equalUntilTheyDiffer",
                        "otherWords")
                .wrong(
                        "goes on from the end of the first word",
                        () -> Exercise07_5.check((a, b, v, cell) -> {
                            double[] both = DISTANCES.distances(a + a, a + b, v, cell);
                            double[] distances = new double[a.length()];
                            System.arraycopy(both, a.length(), distances, 0, distances.length);
                            return distances;
                        }),
                        "sevenDistances",
                        "equalUntilTheyDiffer",
                        "otherWords")
                .wrong(
                        "counts on seven letters",
                        () -> Exercise07_5.check(
                                (a, b, v, cell) -> Arrays.copyOf(DISTANCES.distances(a, b, v, cell), 7)),
                        "otherWords")
                .wrong(
                        "only compares the ends",
                        () -> Exercise07_5.check((a, b, v, cell) -> {
                            double[] distances = DISTANCES.distances(a, b, v, cell);
                            return new double[] {distances[distances.length - 1]};
                        }),
                        "sevenDistances",
                        "memory",
                        "equalUntilTheyDiffer",
                        "otherWords")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> threeWays() {
        return ExerciseHarness.of(Exercise07_6.class)
                .untouched(() -> Exercise07_6.check(
                        (wxh, whh) -> notWritten(6),
                        (x, h, W, b) -> notWritten(6),
                        (x, h, wxh, whh, b) -> notWritten(6)))
                .wrong(
                        "puts Wxh on top",
                        () -> Exercise07_6.check((wxh, whh) -> Nd4j.vstack(wxh, whh), JOINED, COLUMN),
                        "weightsOrder")
                .wrong(
                        "puts the matrices side by side",
                        () -> Exercise07_6.check((wxh, whh) -> Nd4j.hstack(wxh.transpose(), whh), JOINED, COLUMN),
                        "weightsShape",
                        "weightsOrder")
                .wrong(
                        "puts the input on the left",
                        () -> Exercise07_6.check(WEIGHTS, (x, h, W, b) -> JOINED.step(h, x, W, b), COLUMN),
                        "joinedStep")
                .wrong(
                        "leaves the bias lying in the column",
                        () -> Exercise07_6.check(
                                WEIGHTS,
                                JOINED,
                                (x, h, wxh, whh, b) -> Transforms.tanh(whh.transpose()
                                        .mmul(h)
                                        .add(wxh.transpose().mmul(x))
                                        .add(b))),
                        "columnShape",
                        "columnNumbers")
                .wrong(
                        "does not transpose Whh",
                        () -> Exercise07_6.check(
                                WEIGHTS, JOINED, (x, h, wxh, whh, b) -> COLUMN.step(x, h, wxh, whh.transpose(), b)),
                        "columnNumbers")
                .wrong(
                        "returns a row",
                        () -> Exercise07_6.check(WEIGHTS, JOINED, (x, h, wxh, whh, b) -> COLUMN.step(x, h, wxh, whh, b)
                                .transpose()),
                        "columnShape",
                        "columnNumbers")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> counts() {
        List<Exercise07_7.Choice> right = Solutions.all(Exercise07_7.Choice.class);
        return ExerciseHarness.of(Exercise07_7.class)
                .untouched(() -> Exercise07_7.check((V, h) -> notWritten(7), () -> notWritten(7), () -> notWritten(7)))
                .alsoRight("in small letters", () -> Exercise07_7.check(COUNT, () -> "a", () -> " d."))
                .wrong(
                        "forgets the biases",
                        () -> Exercise07_7.check((V, h) -> V * h + h * h + h * V, right.get(0), right.get(1)),
                        "demonstration",
                        "anyNumber")
                .wrong(
                        "forgets the output layer",
                        () -> Exercise07_7.check((V, h) -> V * h + h * h + h, right.get(0), right.get(1)),
                        "demonstration",
                        "anyNumber")
                .wrong(
                        "knows one size by heart",
                        () -> Exercise07_7.check((V, h) -> 2096, right.get(0), right.get(1)),
                        "anyNumber")
                .wrong(
                        "has only two matrices trained",
                        () -> Exercise07_7.check(COUNT, () -> "B", right.get(1)),
                        "question1")
                .wrong(
                        "takes the state for a list",
                        () -> Exercise07_7.check(COUNT, right.get(0), () -> "A"),
                        "question2")
                .wrong(
                        "names an option that does not exist",
                        () -> Exercise07_7.check(COUNT, () -> "E", () -> "A and D"),
                        "question1",
                        "question2")
                .tests();
    }

    private static double gap(INDArray A, INDArray B) {
        return A.sub(B).amaxNumber().doubleValue();
    }
}
