package recurrent.exercises.ch04;

import static recurrent.text.SequenceTask.DELAYED;
import static recurrent.text.SequenceTask.MANY_TO_ONE;
import static recurrent.text.SequenceTask.ONE_TO_MANY;
import static recurrent.text.SequenceTask.ONE_TO_ONE;
import static recurrent.text.SequenceTask.SYNCHRONISED;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import recurrent.exercises.ExerciseHarness;
import recurrent.text.SequenceTask;

@DisplayName("The exercises of chapter 04")
class Exercise04Tests {
    private static final List<SequenceTask> SHAPES = List.of(
            ONE_TO_MANY,
            MANY_TO_ONE,
            DELAYED,
            SYNCHRONISED,
            ONE_TO_ONE,
            SYNCHRONISED,
            ONE_TO_MANY,
            MANY_TO_ONE,
            DELAYED,
            ONE_TO_ONE);

    /** The right answers but for some. */
    private static Exercise04_1.Shapes but(Map<Integer, SequenceTask> wrong) {
        return application -> wrong.getOrDefault(application, SHAPES.get(application - 1));
    }

    @TestFactory
    Stream<DynamicTest> applications() {
        return ExerciseHarness.of(Exercise04_1.class)
                .right(() -> Exercise04_1.check(but(Map.of())))
                .untouched(() -> Exercise04_1.check(application -> ExerciseHarness.notWritten("04.1")))
                .wrong(
                        "names are filed with translation, as in the slide deck",
                        () -> Exercise04_1.check(but(Map.of(4, DELAYED))),
                        "names")
                .wrong(
                        "whoever subtitles at once keeps step",
                        () -> Exercise04_1.check(but(Map.of(9, SYNCHRONISED))),
                        "subtitles")
                .wrong(
                        "translation goes word by word",
                        () -> Exercise04_1.check(but(Map.of(3, SYNCHRONISED))),
                        "translation")
                .wrong(
                        "a photograph is a sequence of pixels",
                        () -> Exercise04_1.check(but(Map.of(1, DELAYED, 10, MANY_TO_ONE))),
                        "caption",
                        "fracture")
                .wrong("three numbers are a sequence", () -> Exercise04_1.check(but(Map.of(5, MANY_TO_ONE))), "price")
                .wrong(
                        "one and many the wrong way round",
                        () -> Exercise04_1.check(but(Map.of(2, ONE_TO_MANY, 7, MANY_TO_ONE, 8, ONE_TO_MANY))),
                        "stars",
                        "melody",
                        "weather")
                .wrong("a film is judged at its end", () -> Exercise04_1.check(but(Map.of(6, MANY_TO_ONE))), "door")
                .tests();
    }

    private static INDArray bag(int[] ids, int V) {
        INDArray counts = Nd4j.zeros(DataType.DOUBLE, V);
        for (int id : ids) {
            if (id < 0 || id >= V) {
                throw new IllegalArgumentException("ids: expected 0 … " + (V - 1) + ", got " + id);
            }
            counts.putScalar(id, counts.getDouble(id) + 1);
        }
        return counts;
    }

    private static INDArray fading(int[] ids, int V) {
        INDArray h = Nd4j.zeros(DataType.DOUBLE, V);
        for (int id : ids) {
            h = h.mul(0.5);
            h.putScalar(id, h.getDouble(id) + 1);
        }
        return h;
    }

    @TestFactory
    Stream<DynamicTest> counting() {
        Exercise04_2.Bag bag = Exercise04Tests::bag;
        Exercise04_2.Fading fading = Exercise04Tests::fading;
        return ExerciseHarness.of(Exercise04_2.class)
                .right(() -> Exercise04_2.check(bag, fading))
                .untouched(() -> Exercise04_2.check(
                        (ids, V) -> ExerciseHarness.notWritten("04.2"), (ids, V) -> ExerciseHarness.notWritten("04.2")))
                .wrong(
                        "seen or not seen",
                        () -> Exercise04_2.check((ids, V) -> bag(ids, V).gt(0).castTo(DataType.DOUBLE), fading),
                        "counts",
                        "order")
                .wrong(
                        "one place for each word of the text",
                        () -> Exercise04_2.check(
                                (ids, V) -> bag(ids, V).get(NDArrayIndex.interval(0, Math.min(V, ids.length))), fading),
                        "shape",
                        "counts",
                        "order")
                .wrong(
                        "the order counts",
                        () -> Exercise04_2.check(
                                (ids, V) -> {
                                    bag(ids, V);
                                    INDArray counts = Nd4j.zeros(DataType.DOUBLE, V);
                                    for (int t = 0; t < ids.length; t++) {
                                        counts.putScalar(ids[t], counts.getDouble(ids[t]) + t);
                                    }
                                    return counts;
                                },
                                fading),
                        "counts",
                        "order")
                .wrong(
                        "−1 is the last word",
                        () -> Exercise04_2.check(
                                (ids, V) -> {
                                    int[] wrapped = Arrays.stream(ids)
                                            .map(id -> id < 0 ? id + V : id)
                                            .toArray();
                                    return bag(wrapped, V);
                                },
                                fading),
                        "refuses")
                .wrong("nothing fades", () -> Exercise04_2.check(bag, Exercise04Tests::bag), "fades", "echoes")
                .wrong(
                        "adds first, halves afterwards",
                        () -> Exercise04_2.check(bag, (ids, V) -> fading(ids, V).mul(0.5)),
                        "fades",
                        "echoes")
                .wrong(
                        "writes over the echo",
                        () -> Exercise04_2.check(bag, (ids, V) -> {
                            INDArray h = Nd4j.zeros(DataType.DOUBLE, V);
                            for (int id : ids) {
                                h = h.mul(0.5);
                                h.putScalar(id, 1);
                            }
                            return h;
                        }),
                        "echoes")
                .tests();
    }

    private static int turn(int d, int h) {
        return 2 + h / d;
    }

    @TestFactory
    Stream<DynamicTest> price() {
        Exercise04_3.Count dense = (T, d, h) -> (long) T * d * h + h;
        Exercise04_3.Count recurrent = (T, d, h) -> (long) d * h + (long) h * h + h;
        Exercise04_3.Turn turn = Exercise04Tests::turn;
        return ExerciseHarness.of(Exercise04_3.class)
                .right(() -> Exercise04_3.check(dense, recurrent, turn))
                .untouched(() -> Exercise04_3.check(
                        (T, d, h) -> ExerciseHarness.<Long>notWritten("04.3"),
                        (T, d, h) -> ExerciseHarness.<Long>notWritten("04.3"),
                        (d, h) -> ExerciseHarness.<Integer>notWritten("04.3")))
                .wrong(
                        "forgets the biases of the dense layer",
                        () -> Exercise04_3.check((T, d, h) -> (long) T * d * h, recurrent, turn),
                        "dense",
                        "library",
                        "large")
                .wrong(
                        "the cell grows with the text",
                        () -> Exercise04_3.check(dense, (T, d, h) -> T * (d * h + (long) h * h + h), turn),
                        "recurrent",
                        "library",
                        "large")
                .wrong(
                        "forgets that units hear each other",
                        () -> Exercise04_3.check(dense, (T, d, h) -> (long) d * h + h, turn),
                        "recurrent",
                        "library",
                        "large")
                .wrong(
                        "multiplies whole numbers until they overflow",
                        () -> Exercise04_3.check((T, d, h) -> T * d * h + h, (T, d, h) -> d * h + h * h + h, turn),
                        "large")
                .wrong(
                        "counts a draw as larger",
                        () -> Exercise04_3.check(dense, recurrent, (d, h) -> 1 + (h + d - 1) / d),
                        "turn")
                .wrong("rounds to the nearest", () -> Exercise04_3.check(dense, recurrent, (d, h) -> 1 + h / d), "turn")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> questions() {
        List<String> right = List.of("A, B, C", "C", "B", "A");
        return ExerciseHarness.of(Exercise04_4.class)
                .right(() -> Exercise04_4.check(question -> right.get(question - 1)))
                .untouched(() -> Exercise04_4.check(question -> ExerciseHarness.notWritten("04.4")))
                .wrong(
                        "only one of three",
                        () -> Exercise04_4.check(question -> question == 1 ? "C" : right.get(question - 1)),
                        "different")
                .wrong(
                        "everything",
                        () -> Exercise04_4.check(question -> question == 1 ? "ABCD" : right.get(question - 1)),
                        "different")
                .wrong(
                        "a translation is one answer",
                        () -> Exercise04_4.check(question -> question == 2 ? "B" : right.get(question - 1)),
                        "translation")
                .wrong(
                        "fixed means equal",
                        () -> Exercise04_4.check(question -> question == 3 ? "A, B" : right.get(question - 1)),
                        "fixed")
                .wrong(
                        "a language model is asked at the end",
                        () -> Exercise04_4.check(question -> question == 4 ? "B" : right.get(question - 1)),
                        "model")
                .tests();
    }
}
