package recurrent.exercises.ch06;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;
import recurrent.ngram.TextNGrams;
import recurrent.text.WordTokenizer;

/** The exercises of chapter 06 and the mistakes that they must notice. */
class Exercise06Tests {
    private static final Exercise06_1.Chain CHAIN = Solutions.of(Exercise06_1.Chain.class);

    private static <T> T notWritten(int number) {
        return ExerciseHarness.notWritten("06." + number);
    }

    @TestFactory
    Stream<DynamicTest> chains() {
        return ExerciseHarness.of(Exercise06_1.class)
                .untouched(() -> Exercise06_1.check((text, model) -> notWritten(1)))
                .wrong(
                        "multiplies, and takes the logarithm at the end",
                        () -> Exercise06_1.check((text, model) -> {
                            double product = 1;
                            for (int i = 0; i < text.length; i++) {
                                product *= model.p(text[i], Arrays.copyOf(text, i));
                            }
                            return Math.log(product);
                        }),
                        "longText")
                .wrong(
                        "leaves out the first symbol",
                        () -> Exercise06_1.check((text, model) -> {
                            double sum = 0;
                            for (int i = 1; i < text.length; i++) {
                                sum += Math.log(model.p(text[i], Arrays.copyOf(text, i)));
                            }
                            return sum;
                        }),
                        "sum",
                        "history",
                        "longText",
                        "halves")
                .wrong(
                        "hands over the last symbol only",
                        () -> Exercise06_1.check((text, model) -> {
                            double sum = 0;
                            for (int i = 0; i < text.length; i++) {
                                sum += Math.log(model.p(text[i], Arrays.copyOfRange(text, Math.max(0, i - 1), i)));
                            }
                            return sum;
                        }),
                        "history",
                        "halves")
                .wrong(
                        "hands over the past newest first",
                        () -> Exercise06_1.check((text, model) -> {
                            double sum = 0;
                            for (int i = 0; i < text.length; i++) {
                                int last = i - 1;
                                int[] before = IntStream.range(0, i)
                                        .map(j -> text[last - j])
                                        .toArray();
                                sum += Math.log(model.p(text[i], before));
                            }
                            return sum;
                        }),
                        "history",
                        "halves")
                .wrong(
                        "tells the model what it has to predict",
                        () -> Exercise06_1.check((text, model) -> {
                            double sum = 0;
                            for (int i = 0; i < text.length; i++) {
                                sum += Math.log(model.p(text[i], Arrays.copyOf(text, i + 1)));
                            }
                            return sum;
                        }),
                        "history",
                        "halves")
                .wrong(
                        "uses the logarithm to base 10",
                        () -> Exercise06_1.check((text, model) -> CHAIN.logProbability(text, model) / Math.log(10)),
                        "sum",
                        "history",
                        "longText",
                        "halves")
                .wrong(
                        "skips impossible steps",
                        () -> Exercise06_1.check((text, model) -> {
                            double sum = 0;
                            for (int i = 0; i < text.length; i++) {
                                double p = model.p(text[i], Arrays.copyOf(text, i));
                                sum += p == 0 ? 0 : Math.log(p);
                            }
                            return sum;
                        }),
                        "impossible")
                .tests();
    }

    private static List<String> with(List<String> context, String next) {
        return Stream.concat(context.stream(), Stream.of(next)).toList();
    }

    @TestFactory
    Stream<DynamicTest> counts() {
        Exercise06_2.Count count = Solutions.of(Exercise06_2.Count.class);
        Exercise06_2.Share share = Solutions.of(Exercise06_2.Share.class);
        return ExerciseHarness.of(Exercise06_2.class)
                .untouched(() -> Exercise06_2.check((w, g) -> notWritten(2), (w, n, c) -> notWritten(2)))
                .wrong(
                        "divides by all occurrences of the context, as printed",
                        () -> Exercise06_2.check(
                                count,
                                (w, n, c) -> (double) count.count(w, with(c, n)) / Math.max(1, count.count(w, c))),
                        "rows",
                        "nothingFollowed")
                .wrong(
                        "gives NaN where nothing followed",
                        () -> Exercise06_2.check(
                                count,
                                (w, n, c) -> (double) count.count(w, with(c, n))
                                        / count.count(w.subList(0, w.size() - 1), c)),
                        "nothingFollowed")
                .wrong(
                        "divides whole numbers",
                        () -> Exercise06_2.check(count, (w, n, c) -> (int) share.probability(w, n, c)),
                        "pairs",
                        "triples",
                        "rows",
                        "nothingFollowed")
                .wrong(
                        "divides by the length of the text",
                        () -> Exercise06_2.check(count, (w, n, c) -> (double) count.count(w, with(c, n)) / w.size()),
                        "pairs",
                        "triples",
                        "rows",
                        "nothingFollowed")
                .wrong(
                        "looks at the last word of the context only",
                        () -> Exercise06_2.check(
                                count, (w, n, c) -> share.probability(w, n, List.of(c.get(c.size() - 1)))),
                        "triples")
                .wrong(
                        "searches letters instead of words",
                        () -> Exercise06_2.check(
                                (w, g) -> String.join(" ", w).split(String.join(" ", g), -1).length - 1, share),
                        "counts",
                        "overlaps")
                .wrong(
                        "goes on behind what it has found",
                        () -> Exercise06_2.check(
                                (w, g) -> {
                                    int found = 0;
                                    for (int i = 0; i + g.size() <= w.size(); i++) {
                                        if (w.subList(i, i + g.size()).equals(g)) {
                                            found++;
                                            i += g.size() - 1;
                                        }
                                    }
                                    return found;
                                },
                                share),
                        "overlaps")
                .wrong(
                        "stops one place too early",
                        () -> Exercise06_2.check((w, g) -> count.count(w.subList(0, w.size() - 1), g), share),
                        "counts",
                        "overlaps")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> measures() {
        Exercise06_3.Measure measure = Solutions.of(Exercise06_3.Measure.class);
        Exercise06_3.AddK smooth = Solutions.of(Exercise06_3.AddK.class);
        return ExerciseHarness.of(Exercise06_3.class)
                .untouched(() -> Exercise06_3.check(p -> notWritten(3), (c, t, k, V) -> notWritten(3)))
                .wrong(
                        "takes the mean of 1/p",
                        () -> Exercise06_3.check(
                                p -> Arrays.stream(p).map(v -> 1 / v).average().orElse(0), smooth),
                        "byHand",
                        "finite")
                .wrong(
                        "multiplies, and takes the root",
                        () -> Exercise06_3.check(
                                p -> Math.pow(Arrays.stream(p).reduce(1, (x, y) -> x * y), -1.0 / p.length), smooth),
                        "longText")
                .wrong(
                        "mixes base 2 and base e",
                        () -> Exercise06_3.check(p -> Math.pow(2, Math.log(measure.perplexity(p))), smooth),
                        "byHand",
                        "uniform",
                        "longText",
                        "finite")
                .wrong(
                        "forgets to divide by the number of steps",
                        () -> Exercise06_3.check(p -> Math.pow(measure.perplexity(p), p.length), smooth),
                        "byHand",
                        "uniform",
                        "longText",
                        "finite")
                .wrong(
                        "skips impossible steps",
                        () -> Exercise06_3.check(
                                p -> measure.perplexity(
                                        Arrays.stream(p).filter(v -> v > 0).toArray()),
                                smooth),
                        "infinite",
                        "finite")
                .wrong(
                        "forgets k·V below",
                        () -> Exercise06_3.check(measure, (c, t, k, V) -> (c + k) / (t + k)),
                        "adds",
                        "sums",
                        "finite")
                .wrong(
                        "adds V and not k·V below",
                        () -> Exercise06_3.check(measure, (c, t, k, V) -> (c + k) / (t + V)),
                        "adds",
                        "sums")
                .wrong(
                        "adds only to what never came",
                        () -> Exercise06_3.check(measure, (c, t, k, V) -> (c == 0 ? k : c) / (t + k * V)),
                        "adds",
                        "sums")
                .tests();
    }

    private static ToDoubleFunction<String> learn(List<String> sentences, int n, double k) {
        return TextNGrams.ofSentences(sentences, new WordTokenizer(), n).smoothed(m -> m.addK(k))::logLikelihood;
    }

    @TestFactory
    Stream<DynamicTest> orders() {
        Exercise06_4.Learn learn = Solutions.of(Exercise06_4.Learn.class);
        Exercise06_4.Choose choose = Solutions.of(Exercise06_4.Choose.class);
        Exercise06_4.Arrange arrange = Solutions.of(Exercise06_4.Arrange.class);
        return ExerciseHarness.of(Exercise06_4.class)
                .untouched(
                        () -> Exercise06_4.check(s -> notWritten(4), (m, c) -> notWritten(4), (m, w) -> notWritten(4)))
                .wrong(
                        "counts single words",
                        () -> Exercise06_4.check(s -> learn(s, 1, 0.1), choose, arrange),
                        "learns")
                .wrong("does not smooth", () -> Exercise06_4.check(s -> learn(s, 2, 0), choose, arrange), "learns")
                .wrong(
                        "makes one sentence of all",
                        () -> Exercise06_4.check(s -> learn(List.of(String.join(" ", s)), 2, 0.1), choose, arrange),
                        "learns")
                .wrong(
                        "takes the least probable",
                        () -> Exercise06_4.check(
                                learn,
                                (m, c) -> c.stream()
                                        .min(Comparator.comparingDouble(m))
                                        .orElseThrow(),
                                arrange),
                        "order",
                        "many")
                .wrong("takes the first", () -> Exercise06_4.check(learn, (m, c) -> c.get(0), arrange), "order", "many")
                .wrong(
                        "compares the first two only",
                        () -> Exercise06_4.check(
                                learn, (m, c) -> choose.best(m, c.subList(0, Math.min(2, c.size()))), arrange),
                        "many")
                .wrong(
                        "leaves the words as they are",
                        () -> Exercise06_4.check(learn, choose, (m, w) -> String.join(" ", w)),
                        "arranges")
                .wrong(
                        "loses a word that comes twice",
                        () -> Exercise06_4.check(
                                learn, choose, (m, w) -> arrange.arrange(m, List.copyOf(new TreeSet<>(w)))),
                        "repeats")
                .wrong(
                        "only turns the words round and round",
                        () -> Exercise06_4.check(learn, choose, (m, w) -> {
                            List<String> turned = new ArrayList<>();
                            for (int i = 0; i < w.size(); i++) {
                                turned.add(String.join(" ", w.subList(i, w.size())) + " "
                                        + String.join(" ", w.subList(0, i)));
                            }
                            return choose.best(m, turned);
                        }),
                        "arranges")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> choices() {
        List<Exercise06_5.Choice> right = Solutions.all(Exercise06_5.Choice.class);
        return ExerciseHarness.of(Exercise06_5.class)
                .untouched(() -> Exercise06_5.check(() -> notWritten(5), () -> notWritten(5), () -> notWritten(5)))
                .alsoRight(
                        "in another order, in small letters",
                        () -> Exercise06_5.check(() -> "d", () -> "b, a", () -> "B."))
                .wrong(
                        "takes the state for a probability",
                        () -> Exercise06_5.check(() -> "B", right.get(1), right.get(2)),
                        "question1")
                .wrong(
                        "cures zeros with longer contexts",
                        () -> Exercise06_5.check(right.get(0), () -> "ABC", right.get(2)),
                        "question2")
                .wrong(
                        "knows one cure only",
                        () -> Exercise06_5.check(right.get(0), () -> "A", right.get(2)),
                        "question2")
                .wrong(
                        "believes the training text",
                        () -> Exercise06_5.check(right.get(0), right.get(1), () -> "A"),
                        "question3")
                .tests();
    }
}
