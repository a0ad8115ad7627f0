package recurrent.exercises.ch04;

import static recurrent.text.SequenceTask.DELAYED;
import static recurrent.text.SequenceTask.MANY_TO_ONE;
import static recurrent.text.SequenceTask.ONE_TO_MANY;
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
import recurrent.exercises.Solutions;
import recurrent.text.SequenceTask;

@DisplayName("The exercises of chapter 04")
class Exercise04Tests {
    private static final Exercise04_1.Shapes SHAPES = Solutions.of(Exercise04_1.Shapes.class);

    /** The right answers but for some. */
    private static Exercise04_1.Shapes but(Map<Integer, SequenceTask> wrong) {
        return application -> wrong.getOrDefault(application, SHAPES.of(application));
    }

    @TestFactory
    Stream<DynamicTest> applications() {
        return ExerciseHarness.of(Exercise04_1.class)
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

    @TestFactory
    Stream<DynamicTest> counting() {
        Exercise04_2.Bag bag = Solutions.of(Exercise04_2.Bag.class);
        Exercise04_2.Fading fading = Solutions.of(Exercise04_2.Fading.class);
        return ExerciseHarness.of(Exercise04_2.class)
                .untouched(() -> Exercise04_2.check(
                        (ids, V) -> ExerciseHarness.notWritten("04.2"), (ids, V) -> ExerciseHarness.notWritten("04.2")))
                .wrong(
                        "seen or not seen",
                        () -> Exercise04_2.check(
                                (ids, V) -> bag.count(ids, V).gt(0).castTo(DataType.DOUBLE), fading),
                        "counts",
                        "order")
                .wrong(
                        "one place for each word of the text",
                        () -> Exercise04_2.check(
                                (ids, V) -> bag.count(ids, V).get(NDArrayIndex.interval(0, Math.min(V, ids.length))),
                                fading),
                        "shape",
                        "counts",
                        "order")
                .wrong(
                        "the order counts",
                        () -> Exercise04_2.check(
                                (ids, V) -> {
                                    bag.count(ids, V);
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
                                    return bag.count(wrapped, V);
                                },
                                fading),
                        "refuses")
                .wrong("nothing fades", () -> Exercise04_2.check(bag, bag::count), "fades", "echoes")
                .wrong(
                        "adds first, halves afterwards",
                        () -> Exercise04_2.check(
                                bag, (ids, V) -> fading.read(ids, V).mul(0.5)),
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

    @TestFactory
    Stream<DynamicTest> price() {
        List<Exercise04_3.Count> counts = Solutions.all(Exercise04_3.Count.class);
        Exercise04_3.Count dense = counts.get(0);
        Exercise04_3.Count recurrent = counts.get(1);
        Exercise04_3.Turn turn = Solutions.of(Exercise04_3.Turn.class);
        return ExerciseHarness.of(Exercise04_3.class)
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
        Exercise04_4.Answers right = Solutions.of(Exercise04_4.Answers.class);
        return ExerciseHarness.of(Exercise04_4.class)
                .untouched(() -> Exercise04_4.check(question -> ExerciseHarness.notWritten("04.4")))
                .wrong(
                        "only one of three",
                        () -> Exercise04_4.check(question -> question == 1 ? "C" : right.choose(question)),
                        "different")
                .wrong(
                        "everything",
                        () -> Exercise04_4.check(question -> question == 1 ? "ABCD" : right.choose(question)),
                        "different")
                .wrong(
                        "a translation is one answer",
                        () -> Exercise04_4.check(question -> question == 2 ? "B" : right.choose(question)),
                        "translation")
                .wrong(
                        "fixed means equal",
                        () -> Exercise04_4.check(question -> question == 3 ? "A, B" : right.choose(question)),
                        "fixed")
                .wrong(
                        "a language model is asked at the end",
                        () -> Exercise04_4.check(question -> question == 4 ? "B" : right.choose(question)),
                        "model")
                .tests();
    }
}
