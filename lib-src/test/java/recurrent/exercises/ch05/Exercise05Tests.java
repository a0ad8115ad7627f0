package recurrent.exercises.ch05;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;
import recurrent.text.Batch;

/** The exercises of chapter 05 and the mistakes that they must notice. */
class Exercise05Tests {
    private static final Exercise05_2.Encoder ONE_HOT = Solutions.of(Exercise05_2.Encoder.class);
    private static final Exercise05_3.Split SPLIT = Solutions.of(Exercise05_3.Split.class);

    private static Stream<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString);
    }

    private static Stream<String> halves(String text) {
        return text.chars().mapToObj(c -> String.valueOf((char) c));
    }

    private static List<String> symbols(Stream<String> characters) {
        List<String> symbols = new ArrayList<>(List.of("<unk>"));
        symbols.addAll(characters.collect(Collectors.toCollection(TreeSet::new)));
        return symbols;
    }

    private static int[] encode(Stream<String> characters, List<String> symbols) {
        return characters.mapToInt(c -> Math.max(0, symbols.indexOf(c))).toArray();
    }

    @TestFactory
    Stream<DynamicTest> vocabulary() {
        Exercise05_1.Symbols symbols = Solutions.of(Exercise05_1.Symbols.class);
        Exercise05_1.Encoder encoder = Solutions.of(Exercise05_1.Encoder.class);
        Exercise05_1.Decoder decoder = Solutions.of(Exercise05_1.Decoder.class);
        return ExerciseHarness.of(Exercise05_1.class)
                .untouched(() -> Exercise05_1.check(
                        text -> ExerciseHarness.notWritten("05.1"),
                        (text, all) -> ExerciseHarness.notWritten("05.1"),
                        (ids, all) -> ExerciseHarness.notWritten("05.1")))
                .wrong(
                        "halves of an emoji as symbols",
                        () -> Exercise05_1.check(text -> symbols(halves(text)), encoder, decoder),
                        "wholeCharacters",
                        "bijection",
                        "roundTrip")
                .wrong(
                        "halves of an emoji everywhere",
                        () -> Exercise05_1.check(
                                text -> symbols(halves(text)), (text, all) -> encode(halves(text), all), decoder),
                        "wholeCharacters",
                        "encodes")
                .wrong(
                        "no place for <unk>",
                        () -> Exercise05_1.check(
                                text -> characters(text).distinct().sorted().toList(), encoder, decoder),
                        "collects",
                        "wholeCharacters",
                        "bijection")
                .wrong(
                        "every character as often as it comes",
                        () -> Exercise05_1.check(
                                text -> Stream.concat(
                                                Stream.of("<unk>"),
                                                characters(text).sorted())
                                        .toList(),
                                encoder,
                                decoder),
                        "collects",
                        "bijection")
                .wrong(
                        "in the order of appearance",
                        () -> Exercise05_1.check(
                                text -> Stream.concat(
                                                Stream.of("<unk>"),
                                                characters(text).distinct())
                                        .toList(),
                                encoder,
                                decoder),
                        "collects",
                        "wholeCharacters")
                .wrong(
                        "−1 for the unknown",
                        () -> Exercise05_1.check(
                                symbols,
                                (text, all) ->
                                        characters(text).mapToInt(all::indexOf).toArray(),
                                decoder),
                        "unknown")
                .wrong(
                        "leaves the unknown out",
                        () -> Exercise05_1.check(
                                symbols,
                                (text, all) -> characters(text)
                                        .mapToInt(all::indexOf)
                                        .filter(id -> id > 0)
                                        .toArray(),
                                decoder),
                        "unknown")
                .wrong(
                        "the numbers of Unicode, as chr and ord give them",
                        () -> Exercise05_1.check(
                                symbols,
                                (text, all) -> text.codePoints().toArray(),
                                (ids, all) -> new String(ids, 0, ids.length)),
                        "encodes",
                        "unknown",
                        "bijection",
                        "roundTrip")
                .wrong(
                        "decodes with commas",
                        () -> Exercise05_1.check(symbols, encoder, (ids, all) -> Arrays.stream(ids)
                                .mapToObj(all::get)
                                .toList()
                                .toString()),
                        "roundTrip")
                .tests();
    }

    private static INDArray generous(int[][] rows, int V) {
        int[][] inside = Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(id -> Math.floorMod(id, V)).toArray())
                .toArray(int[][]::new);
        return ONE_HOT.encode(inside, V);
    }

    @TestFactory
    Stream<DynamicTest> oneHot() {
        return ExerciseHarness.of(Exercise05_2.class)
                .untouched(() -> Exercise05_2.check((rows, V) -> ExerciseHarness.notWritten("05.2")))
                .wrong(
                        "batch first",
                        () -> Exercise05_2.check((rows, V) ->
                                ONE_HOT.encode(rows, V).permute(1, 0, 2).dup()),
                        "example",
                        "shape",
                        "places")
                .wrong(
                        "renames the axes instead of turning them",
                        () -> Exercise05_2.check((rows, V) -> {
                            INDArray X =
                                    ONE_HOT.encode(rows, V).permute(1, 0, 2).dup('c');
                            return X.reshape('c', rows[0].length, rows.length, V);
                        }),
                        "places")
                .wrong("takes any index modulo V", () -> Exercise05_2.check(Exercise05Tests::generous), "refuses")
                .wrong(
                        "counts places from 1",
                        () -> Exercise05_2.check((rows, V) -> {
                            INDArray X = ONE_HOT.encode(rows, V);
                            INDArray moved = X.dup();
                            for (long t = 0; t < X.size(0); t++) {
                                for (long i = 0; i < X.size(1); i++) {
                                    for (long k = 0; k < V; k++) {
                                        moved.putScalar(t, i, (k + 1) % V, X.getDouble(t, i, k));
                                    }
                                }
                            }
                            return moved;
                        }),
                        "example",
                        "places")
                .wrong(
                        "the index itself at its place",
                        () -> Exercise05_2.check((rows, V) -> {
                            INDArray X = ONE_HOT.encode(rows, V);
                            return X.mul(Nd4j.arange(V).castTo(DataType.FLOAT).reshape(1, 1, V));
                        }),
                        "example",
                        "sums",
                        "places")
                .wrong(
                        "a thermometer: ones up to the index",
                        () -> Exercise05_2.check((rows, V) -> {
                            INDArray X = ONE_HOT.encode(rows, V);
                            return X.sub(X.cumsum(2)).add(1); // 1 before the symbol, 1 at it, 0 behind
                        }),
                        "example",
                        "sums",
                        "places")
                .tests();
    }

    private static int[][] part(int[][] chunks, int from, int to) {
        return Arrays.stream(chunks)
                .map(c -> Arrays.copyOfRange(c, from, c.length - to))
                .toArray(int[][]::new);
    }

    @TestFactory
    Stream<DynamicTest> chunks() {
        Exercise05_3.Chunks cut = Solutions.of(Exercise05_3.Chunks.class);
        Exercise05_3.Split split = SPLIT;
        Exercise05_3.Count count = Solutions.of(Exercise05_3.Count.class);
        return ExerciseHarness.of(Exercise05_3.class)
                .untouched(() -> Exercise05_3.check(
                        (ids, T) -> ExerciseHarness.notWritten("05.3"),
                        chunks -> ExerciseHarness.notWritten("05.3"),
                        (length, T, n) -> ExerciseHarness.notWritten("05.3")))
                .wrong(
                        "chunks of T",
                        () -> Exercise05_3.check((ids, T) -> cut.cut(ids, T - 1), split, count),
                        "cuts",
                        "fits")
                .wrong(
                        "keeps the short rest",
                        () -> Exercise05_3.check(
                                (ids, T) -> IntStream.iterate(0, s -> s < ids.length, s -> s + T + 1)
                                        .mapToObj(s -> Arrays.copyOfRange(ids, s, Math.min(ids.length, s + T + 1)))
                                        .toArray(int[][]::new),
                                split,
                                count),
                        "cuts")
                .wrong(
                        "loses the last chunk when everything fits",
                        () -> Exercise05_3.check(
                                (ids, T) -> IntStream.iterate(0, s -> s + T + 1 < ids.length, s -> s + T + 1)
                                        .mapToObj(s -> Arrays.copyOfRange(ids, s, s + T + 1))
                                        .toArray(int[][]::new),
                                split,
                                count),
                        "fits")
                .wrong(
                        "overlapping windows",
                        () -> Exercise05_3.check(
                                (ids, T) -> IntStream.range(0, ids.length - T)
                                        .mapToObj(s -> Arrays.copyOfRange(ids, s, s + T + 1))
                                        .toArray(int[][]::new),
                                split,
                                count),
                        "cuts",
                        "fits")
                .wrong(
                        "reads what it should predict",
                        () -> Exercise05_3.check(
                                cut, chunks -> new Batch(part(chunks, 1, 0), part(chunks, 0, 1)), count),
                        "shifts")
                .wrong(
                        "predicts what it has just read",
                        () -> Exercise05_3.check(
                                cut, chunks -> new Batch(part(chunks, 0, 1), part(chunks, 0, 1)), count),
                        "shifts")
                .wrong(
                        "forgets the extra symbol when counting",
                        () -> Exercise05_3.check(cut, split, (length, T, n) -> count.count(length, T - 1, n)),
                        "books",
                        "others")
                .wrong(
                        "knows only one T and n",
                        () -> Exercise05_3.check(cut, split, (length, T, n) -> count.count(length, 100, 64)),
                        "others")
                .wrong(
                        "the dropped exchanged",
                        () -> Exercise05_3.check(cut, split, (length, T, n) -> {
                            int[] c = count.count(length, T, n);
                            return new int[] {c[0], c[1], c[3], c[2]};
                        }),
                        "books",
                        "others")
                .tests();
    }

    private static Batch at(int[] ids, int T, IntStream starts) {
        int[][] chunks =
                starts.mapToObj(s -> Arrays.copyOfRange(ids, s, s + T + 1)).toArray(int[][]::new);
        return SPLIT.batch(chunks);
    }

    @TestFactory
    Stream<DynamicTest> strips() {
        Exercise05_4.Strips strips = Solutions.of(Exercise05_4.Strips.class);
        Exercise05_4.Guard guard = Solutions.of(Exercise05_4.Guard.class);
        return ExerciseHarness.of(Exercise05_4.class)
                .untouched(() -> Exercise05_4.check(
                        (ids, n, T, k) -> ExerciseHarness.notWritten("05.4"),
                        (before, after) -> ExerciseHarness.notWritten("05.4")))
                .wrong(
                        "neighbouring chunks side by side in one batch",
                        () -> Exercise05_4.check(
                                (ids, n, T, k) -> at(
                                        ids,
                                        T,
                                        IntStream.range(k * n, k * n + n).map(c -> c * T)),
                                guard),
                        "begins",
                        "goesOn")
                .wrong(
                        "strips of length / n",
                        () -> Exercise05_4.check(
                                (ids, n, T, k) ->
                                        at(ids, T, IntStream.range(0, n).map(i -> i * (ids.length / n) + k * T)),
                                guard),
                        "begins")
                .wrong(
                        "moves one symbol from batch to batch",
                        () -> Exercise05_4.check(
                                (ids, n, T, k) ->
                                        at(ids, T, IntStream.range(0, n).map(i -> i * ((ids.length - 1) / n) + k)),
                                guard),
                        "goesOn")
                .wrong(
                        "skips the symbol between two chunks",
                        () -> Exercise05_4.check(
                                (ids, n, T, k) -> at(
                                        ids,
                                        T,
                                        IntStream.range(0, n)
                                                .map(i -> i * ((ids.length - 1) / n) + k * (T + 1))
                                                .map(start -> Math.min(start, ids.length - T - 1))),
                                guard),
                        "goesOn")
                .wrong(
                        "targets that are not shifted",
                        () -> Exercise05_4.check(
                                (ids, n, T, k) -> {
                                    Batch batch = strips.batch(ids, n, T, k);
                                    return new Batch(batch.inputs(), batch.inputs());
                                },
                                guard),
                        "begins")
                .wrong(
                        "looks at the first sequence only",
                        () -> Exercise05_4.check(
                                strips,
                                (before, after) -> guard.mayCarry(
                                        new Batch(new int[][] {before.inputs()[0]}, new int[][] {before.targets()[0]}),
                                        new Batch(new int[][] {after.inputs()[0]}, new int[][] {after.targets()[0]}))),
                        "forbids")
                .wrong(
                        "compares what was read with what is read",
                        () -> Exercise05_4.check(
                                strips, (before, after) -> Arrays.deepEquals(before.inputs(), after.inputs())),
                        "allows",
                        "forbids")
                .wrong("always allows", () -> Exercise05_4.check(strips, (before, after) -> true), "forbids")
                .wrong("never allows", () -> Exercise05_4.check(strips, (before, after) -> false), "allows", "forbids")
                .tests();
    }

    private static double sum(INDArray A) {
        return A.sumNumber().doubleValue();
    }

    @TestFactory
    Stream<DynamicTest> padding() {
        Exercise05_5.Padder padder = Solutions.of(Exercise05_5.Padder.class);
        Exercise05_5.Masker masker = Solutions.of(Exercise05_5.Masker.class);
        Exercise05_5.Mean mean = Solutions.of(Exercise05_5.Mean.class);
        return ExerciseHarness.of(Exercise05_5.class)
                .untouched(() -> Exercise05_5.check(
                        (ids, T, filler) -> ExerciseHarness.notWritten("05.5"),
                        (lengths, T) -> ExerciseHarness.notWritten("05.5"),
                        (L, m) -> ExerciseHarness.notWritten("05.5")))
                .wrong(
                        "fills in front",
                        () -> Exercise05_5.check(
                                (ids, T, filler) -> {
                                    int[] all = new int[T];
                                    Arrays.fill(all, filler);
                                    int keep = Math.min(T, ids.length);
                                    System.arraycopy(ids, ids.length - keep, all, T - keep, keep);
                                    return all;
                                },
                                masker,
                                mean),
                        "fills")
                .wrong(
                        "fills with 0 whatever is asked",
                        () -> Exercise05_5.check((ids, T, filler) -> padder.pad(ids, T, 0), masker, mean),
                        "fills")
                .wrong(
                        "keeps the beginning",
                        () -> Exercise05_5.check(
                                (ids, T, filler) -> padder.pad(Arrays.copyOf(ids, Math.min(T, ids.length)), T, filler),
                                masker,
                                mean),
                        "cuts")
                .wrong(
                        "batch first",
                        () -> Exercise05_5.check(
                                padder, (lengths, T) -> masker.mask(lengths, T).transpose(), mean),
                        "maskShape",
                        "maskSums")
                .wrong(
                        "ones where there is filler",
                        () -> Exercise05_5.check(
                                padder, (lengths, T) -> masker.mask(lengths, T).rsub(1), mean),
                        "maskSums")
                .wrong(
                        "one too many",
                        () -> Exercise05_5.check(
                                padder,
                                (lengths, T) -> masker.mask(
                                        Arrays.stream(lengths).map(l -> l + 1).toArray(), T),
                                mean),
                        "maskSums")
                .wrong(
                        "divides by T · n",
                        () -> Exercise05_5.check(padder, masker, (L, m) -> sum(L.mul(m)) / L.length()),
                        "mean")
                .wrong("counts the filler", () -> Exercise05_5.check(padder, masker, (L, m) -> sum(L) / sum(m)), "mean")
                .wrong(
                        "the mean of the sequences' means",
                        () -> Exercise05_5.check(padder, masker, (L, m) -> L.mul(m)
                                .sum(0)
                                .div(m.sum(0))
                                .meanNumber()
                                .doubleValue()),
                        "mean")
                .wrong(
                        "masks in place",
                        () -> Exercise05_5.check(padder, masker, (L, m) -> sum(L.muli(m)) / sum(m)),
                        "mean")
                .tests();
    }
}
