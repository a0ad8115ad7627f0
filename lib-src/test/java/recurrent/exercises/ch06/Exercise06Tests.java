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
import recurrent.text.TextNGrams;
import recurrent.text.WordTokenizer;

/** The exercises of chapter 06 and the mistakes that they must notice. */
class Exercise06Tests {
    private static <T> T notWritten(int number) {
        return ExerciseHarness.notWritten("06." + number);
    }

    private static double chain(int[] text, Exercise06_1.Next model) {
        double sum = 0;
        for (int i = 0; i < text.length; i++) {
            sum += Math.log(model.p(text[i], Arrays.copyOf(text, i)));
        }
        return sum;
    }

    @TestFactory
    Stream<DynamicTest> chains() {
        return ExerciseHarness.of(Exercise06_1.class)
                .right(() -> Exercise06_1.check(Exercise06Tests::chain))
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
                        () -> Exercise06_1.check((text, model) -> chain(text, model) / Math.log(10)),
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

    private static int count(List<String> words, List<String> gram) {
        int count = 0;
        for (int i = 0; i + gram.size() <= words.size(); i++) {
            count += words.subList(i, i + gram.size()).equals(gram) ? 1 : 0;
        }
        return count;
    }

    private static List<String> with(List<String> context, String next) {
        return Stream.concat(context.stream(), Stream.of(next)).toList();
    }

    private static double share(List<String> words, String next, List<String> context) {
        int followed = count(words.subList(0, words.size() - 1), context);
        if (followed == 0) {
            throw new IllegalArgumentException("nothing ever followed " + context);
        }
        return (double) count(words, with(context, next)) / followed;
    }

    @TestFactory
    Stream<DynamicTest> counts() {
        Exercise06_2.Count count = Exercise06Tests::count;
        Exercise06_2.Share share = Exercise06Tests::share;
        return ExerciseHarness.of(Exercise06_2.class)
                .right(() -> Exercise06_2.check(count, share))
                .untouched(() -> Exercise06_2.check((w, g) -> notWritten(2), (w, n, c) -> notWritten(2)))
                .wrong(
                        "divides by all occurrences of the context, as printed",
                        () -> Exercise06_2.check(
                                count, (w, n, c) -> (double) count(w, with(c, n)) / Math.max(1, count(w, c))),
                        "rows",
                        "nothingFollowed")
                .wrong(
                        "gives NaN where nothing followed",
                        () -> Exercise06_2.check(
                                count,
                                (w, n, c) -> (double) count(w, with(c, n)) / count(w.subList(0, w.size() - 1), c)),
                        "nothingFollowed")
                .wrong(
                        "divides whole numbers",
                        () -> Exercise06_2.check(count, (w, n, c) -> (int) share(w, n, c)),
                        "pairs",
                        "triples",
                        "rows",
                        "nothingFollowed")
                .wrong(
                        "divides by the length of the text",
                        () -> Exercise06_2.check(count, (w, n, c) -> (double) count(w, with(c, n)) / w.size()),
                        "pairs",
                        "triples",
                        "rows",
                        "nothingFollowed")
                .wrong(
                        "looks at the last word of the context only",
                        () -> Exercise06_2.check(count, (w, n, c) -> share(w, n, List.of(c.get(c.size() - 1)))),
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
                        () -> Exercise06_2.check((w, g) -> count(w.subList(0, w.size() - 1), g), share),
                        "counts",
                        "overlaps")
                .tests();
    }

    private static double perplexity(double[] p) {
        return Math.exp(-Arrays.stream(p).map(Math::log).sum() / p.length);
    }

    private static double addK(int count, int total, double k, int V) {
        return (count + k) / (total + k * V);
    }

    @TestFactory
    Stream<DynamicTest> measures() {
        Exercise06_3.Measure measure = Exercise06Tests::perplexity;
        Exercise06_3.AddK smooth = Exercise06Tests::addK;
        return ExerciseHarness.of(Exercise06_3.class)
                .right(() -> Exercise06_3.check(measure, smooth))
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
                        () -> Exercise06_3.check(p -> Math.pow(2, Math.log(perplexity(p))), smooth),
                        "byHand",
                        "uniform",
                        "longText",
                        "finite")
                .wrong(
                        "forgets to divide by the number of steps",
                        () -> Exercise06_3.check(p -> Math.pow(perplexity(p), p.length), smooth),
                        "byHand",
                        "uniform",
                        "longText",
                        "finite")
                .wrong(
                        "skips impossible steps",
                        () -> Exercise06_3.check(
                                p -> perplexity(
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

    private static String best(ToDoubleFunction<String> model, List<String> candidates) {
        return candidates.stream().max(Comparator.comparingDouble(model)).orElseThrow();
    }

    private static List<String> orders(List<String> words) {
        if (words.isEmpty()) {
            return List.of("");
        }
        List<String> all = new ArrayList<>();
        for (String first : words) {
            List<String> rest = new ArrayList<>(words);
            rest.remove(first);
            orders(rest).forEach(tail -> all.add((first + " " + tail).strip()));
        }
        return all;
    }

    private static String arrange(ToDoubleFunction<String> model, List<String> words) {
        return best(model, orders(words));
    }

    @TestFactory
    Stream<DynamicTest> orders() {
        Exercise06_4.Learn learn = sentences -> learn(sentences, 2, 0.1);
        Exercise06_4.Choose choose = Exercise06Tests::best;
        Exercise06_4.Arrange arrange = Exercise06Tests::arrange;
        return ExerciseHarness.of(Exercise06_4.class)
                .right(() -> Exercise06_4.check(learn, choose, arrange))
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
                                learn, (m, c) -> best(m, c.subList(0, Math.min(2, c.size()))), arrange),
                        "many")
                .wrong(
                        "leaves the words as they are",
                        () -> Exercise06_4.check(learn, choose, (m, w) -> String.join(" ", w)),
                        "arranges")
                .wrong(
                        "loses a word that comes twice",
                        () -> Exercise06_4.check(learn, choose, (m, w) -> arrange(m, List.copyOf(new TreeSet<>(w)))),
                        "repeats")
                .wrong(
                        "only turns the words round and round",
                        () -> Exercise06_4.check(learn, choose, (m, w) -> {
                            List<String> turned = new ArrayList<>();
                            for (int i = 0; i < w.size(); i++) {
                                turned.add(String.join(" ", w.subList(i, w.size())) + " "
                                        + String.join(" ", w.subList(0, i)));
                            }
                            return best(m, turned);
                        }),
                        "arranges")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> choices() {
        return ExerciseHarness.of(Exercise06_5.class)
                .right(() -> Exercise06_5.check(() -> "D", () -> "b, a", () -> "B"))
                .untouched(() -> Exercise06_5.check(() -> notWritten(5), () -> notWritten(5), () -> notWritten(5)))
                .wrong(
                        "takes the state for a probability",
                        () -> Exercise06_5.check(() -> "B", () -> "AB", () -> "B"),
                        "question1")
                .wrong(
                        "cures zeros with longer contexts",
                        () -> Exercise06_5.check(() -> "D", () -> "ABC", () -> "B"),
                        "question2")
                .wrong("knows one cure only", () -> Exercise06_5.check(() -> "D", () -> "A", () -> "B"), "question2")
                .wrong(
                        "believes the training text",
                        () -> Exercise06_5.check(() -> "D", () -> "AB", () -> "A"),
                        "question3")
                .tests();
    }
}
