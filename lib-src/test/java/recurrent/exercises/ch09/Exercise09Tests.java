package recurrent.exercises.ch09;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;
import recurrent.generate.Sampling;
import recurrent.nn.Clipping;
import recurrent.nn.Init;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.nn.State;
import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.text.Windows;
import recurrent.train.Checkpoint;
import recurrent.train.LanguageModel;
import recurrent.train.Perplexity;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;

@DisplayName("The exercises of chapter 09")
class Exercise09Tests {
    private static final Exercise09_3.Predict PREDICT = Solutions.of(Exercise09_3.Predict.class);
    private static final Exercise09_1.WordBatch BATCH = Solutions.of(Exercise09_1.WordBatch.class);
    private static final Exercise09_1.Update UPDATE = Solutions.of(Exercise09_1.Update.class);
    private static final Exercise09_1.Training TRAIN = Solutions.of(Exercise09_1.Training.class);
    private static final Exercise09_2.Examples EXAMPLES = Solutions.of(Exercise09_2.Examples.class);
    private static final Exercise09_2.Chances CHANCES = Solutions.of(Exercise09_2.Chances.class);
    private static final Exercise09_2.Learn LEARN = Solutions.of(Exercise09_2.Learn.class);
    private static final Exercise09_4.Bigram BIGRAM = Solutions.of(Exercise09_4.Bigram.class);
    private static final Exercise09_4.OfModel PERPLEXITY = Solutions.of(Exercise09_4.OfModel.class);
    private static final Exercise09_4.Learn LEARN_STORY = Solutions.of(Exercise09_4.Learn.class);
    private static final Exercise09_5.Jump JUMP = Solutions.of(Exercise09_5.Jump.class);
    private static final Exercise09_5.Change UNCLIPPED =
            Solutions.all(Exercise09_5.Change.class).get(0);
    private static final Exercise09_5.Change BETTER =
            Solutions.all(Exercise09_5.Change.class).get(1);
    private static final Exercise09_6.OtherBook OTHER = Solutions.of(Exercise09_6.OtherBook.class);
    private static final Exercise09_6.Unknown SHARE = Solutions.of(Exercise09_6.Unknown.class);
    private static final Exercise09_6.Frequencies FREQUENCIES = Solutions.of(Exercise09_6.Frequencies.class);
    private static final Exercise09_6.Sharpen SHARPEN = Solutions.of(Exercise09_6.Sharpen.class);

    private static LanguageModel trained(Batch batch, int V, int updates) {
        LanguageModel model = LanguageModel.rnn(V, 8, Init.normal(0.5), DataType.DOUBLE, 1);
        for (int i = 0; i < updates; i++) {
            UPDATE.update(model, batch, 1, 1);
        }
        return model;
    }

    private static LanguageModel learned(Corpus word, int epochs) {
        TrainingOptions options = TrainingOptions.defaults()
                .withSteps(word.length() - 1)
                .withWindows(1, 0)
                .withBatch(1)
                .withEpochs(epochs);
        return Trainer.fit(LanguageModel.rnn(word.vocabulary().size(), 16, 1), word, options)
                .model(LanguageModel.class);
    }

    private static <T> T notWritten(int number) {
        return ExerciseHarness.notWritten("09." + number);
    }

    @TestFactory
    Stream<DynamicTest> hello() {
        return ExerciseHarness.of(Exercise09_1.class)
                .untouched(() -> Exercise09_1.check(
                        (w, s) -> notWritten(1), (m, b, r, th) -> notWritten(1), (b, V) -> notWritten(1)))
                .wrong(
                        "predicts the letter that it reads",
                        () -> Exercise09_1.check(
                                (word, symbols) -> {
                                    Batch right = BATCH.batch(word, symbols);
                                    return new Batch(right.inputs(), right.inputs());
                                },
                                UPDATE,
                                TRAIN),
                        "cuts")
                .wrong(
                        "climbs",
                        () -> Exercise09_1.check(
                                BATCH, (m, b, rate, theta) -> UPDATE.update(m, b, -rate, theta), TRAIN),
                        "downhill",
                        "clips")
                .wrong(
                        "forgets the learning rate",
                        () -> Exercise09_1.check(BATCH, (m, b, rate, theta) -> UPDATE.update(m, b, 1, theta), TRAIN),
                        "downhill",
                        "clips")
                .wrong(
                        "updates a copy",
                        () -> Exercise09_1.check(
                                BATCH, (m, b, rate, theta) -> UPDATE.update(m.copy(), b, rate, theta), TRAIN),
                        "downhill",
                        "clips")
                .wrong(
                        "does not clip",
                        () -> Exercise09_1.check(BATCH, (m, b, rate, theta) -> UPDATE.update(m, b, rate, 1e9), TRAIN),
                        "clips")
                .wrong(
                        "clips each array by itself",
                        () -> Exercise09_1.check(
                                BATCH,
                                (m, b, rate, theta) -> {
                                    double loss = m.loss(b);
                                    Parameters g = m.lossAndGradients(b).gradients();
                                    for (String name : g.names()) {
                                        Clipping.clip(Parameters.of(Map.of(name, g.get(name))), theta);
                                        m.parameters()
                                                .get(name)
                                                .subi(g.get(name).mul(rate));
                                    }
                                    return loss;
                                },
                                TRAIN),
                        "clips")
                .wrong(
                        "clips row 0 only",
                        () -> Exercise09_1.check(
                                BATCH,
                                (m, b, rate, theta) -> {
                                    double loss = m.loss(b);
                                    Parameters g = m.lossAndGradients(b).gradients();
                                    double factor = Math.min(1, theta / Clipping.globalNorm(g));
                                    for (String name : g.names()) {
                                        g.get(name).getRow(0).muli(factor);
                                        m.parameters()
                                                .get(name)
                                                .subi(g.get(name).mul(rate));
                                    }
                                    return loss;
                                },
                                TRAIN),
                        "clips")
                .wrong(
                        "returns the loss after the step",
                        () -> Exercise09_1.check(
                                BATCH,
                                (m, b, rate, theta) -> {
                                    UPDATE.update(m, b, rate, theta);
                                    return m.loss(b);
                                },
                                TRAIN),
                        "returnsTheLoss")
                .wrong(
                        "does not train",
                        () -> Exercise09_1.check(BATCH, UPDATE, (b, V) -> trained(b, V, 0)),
                        "transitions",
                        "sure")
                .wrong(
                        "stops while it still hesitates",
                        () -> Exercise09_1.check(BATCH, UPDATE, (b, V) -> trained(b, V, 5)),
                        "sure")
                .wrong(
                        "has no memory",
                        () -> Exercise09_1.check(BATCH, UPDATE, (b, V) -> {
                            LanguageModel m = TRAIN.train(b, V);
                            m.parameters().get("Whh").assign(0);
                            return m;
                        }),
                        "transitions",
                        "sure")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> hola() {
        return ExerciseHarness.of(Exercise09_2.class)
                .untouched(() -> Exercise09_2.check(w -> notWritten(2), (m, w) -> notWritten(2), w -> notWritten(2)))
                .wrong(
                        "takes the last letter for all that was read",
                        () -> Exercise09_2.check(
                                word -> {
                                    Map<String, String> pairs = new LinkedHashMap<>();
                                    for (int t = 1; t < word.length(); t++) {
                                        pairs.put(word.substring(t - 1, t), word.substring(t, t + 1));
                                    }
                                    return pairs;
                                },
                                CHANCES,
                                LEARN),
                        "hola",
                        "pepper")
                .wrong(
                        "loses the order",
                        () -> Exercise09_2.check(
                                word -> EXAMPLES.examples(word).entrySet().stream()
                                        .sorted(Map.Entry.<String, String>comparingByKey()
                                                .reversed())
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey,
                                                Map.Entry::getValue,
                                                (a, b) -> a,
                                                LinkedHashMap::new)),
                                CHANCES,
                                LEARN),
                        "pepper")
                .wrong(
                        "counts the whole word as an example",
                        () -> Exercise09_2.check(
                                word -> {
                                    Map<String, String> examples = EXAMPLES.examples(word);
                                    examples.put(word, "");
                                    return examples;
                                },
                                CHANCES,
                                LEARN),
                        "hola",
                        "pepper")
                .wrong(
                        "asks for the letter that was just read",
                        () -> Exercise09_2.check(
                                EXAMPLES,
                                (model, word) -> {
                                    INDArray scores = model.forward(new int[][] {word.ids()})
                                            .sequence(0);
                                    double[] p = new double[word.length() - 1];
                                    for (int t = 0; t < p.length; t++) {
                                        p[t] = Sampling.softmax(scores.getRow(t).toDoubleVector(), 1)[word.ids()[t]];
                                    }
                                    return p;
                                },
                                LEARN),
                        "chances")
                .wrong(
                        "forgets softmax",
                        () -> Exercise09_2.check(
                                EXAMPLES,
                                (model, word) -> {
                                    INDArray scores = model.forward(new int[][] {word.ids()})
                                            .sequence(0);
                                    double[] p = new double[word.length() - 1];
                                    for (int t = 0; t < p.length; t++) {
                                        p[t] = scores.getDouble(t, word.ids()[t + 1]);
                                    }
                                    return p;
                                },
                                LEARN),
                        "chances")
                .wrong(
                        "forgets what it read before",
                        () -> Exercise09_2.check(
                                EXAMPLES,
                                (model, word) -> {
                                    RnnCell cell = model.cell(RnnCell.class);
                                    return CHANCES.chances(
                                            LanguageModel.of(
                                                    new RnnCell(
                                                                    cell.Wxh(),
                                                                    cell.Whh().mul(0),
                                                                    cell.bh())
                                                            .layer(),
                                                    model.output()),
                                            word);
                                },
                                LEARN),
                        "chances")
                .wrong(
                        "trains three epochs",
                        () -> Exercise09_2.check(EXAMPLES, CHANCES, word -> learned(word, 3)),
                        "learnsHola",
                        "learnsPepper")
                .wrong(
                        "knows the size of hola by heart",
                        () -> Exercise09_2.check(
                                EXAMPLES,
                                CHANCES,
                                word -> word.length() == 4 ? LEARN.learn(word) : LanguageModel.rnn(5, 16, 1)),
                        "learnsPepper")
                .tests();
    }

    /** The six faults of the printed method that this exercise follows, and its loop that runs once too often. */
    @TestFactory
    Stream<DynamicTest> predict() {
        return ExerciseHarness.of(Exercise09_3.class)
                .untouched(() -> Exercise09_3.check((m, v, prefix, n) -> notWritten(3)))
                .wrong(
                        "reads words instead of characters",
                        () -> Exercise09_3.check((m, v, prefix, n) -> {
                            int[] words = v.encode(Arrays.stream(prefix.split(" ")));
                            return prefix + writeOn(m, v, m.forward(new int[][] {words}), n);
                        }),
                        "firstLetter",
                        "goesOn",
                        "wholePrefix")
                .wrong(
                        "counts the prefix in words",
                        () -> Exercise09_3.check((m, v, prefix, n) -> {
                            String text = PREDICT.predict(m, v, prefix, n);
                            return text.substring(0, Math.min(text.length(), prefix.split(" ").length + n));
                        }),
                        "keepsThePrefix",
                        "length",
                        "firstLetter",
                        "goesOn",
                        "wholePrefix",
                        "again")
                .wrong(
                        "declares a new state in every turn of the warm-up",
                        () -> Exercise09_3.check((m, v, prefix, n) -> {
                            String last = prefix.substring(prefix.length() - 1);
                            return prefix + PREDICT.predict(m, v, last, n).substring(1);
                        }),
                        "firstLetter",
                        "goesOn",
                        "wholePrefix")
                .wrong(
                        "does not read what it writes",
                        () -> Exercise09_3.check((m, v, prefix, n) -> prefix
                                + PREDICT.predict(m, v, prefix, 1)
                                        .substring(prefix.length())
                                        .repeat(n)),
                        "goesOn")
                .wrong(
                        "asks the cell for a letter, not the output layer",
                        () -> Exercise09_3.check((m, v, prefix, n) -> {
                            int[] ids = v.encode(new CharTokenizer().tokens(prefix));
                            State state = m.forward(new int[][] {ids}).last();
                            StringBuilder text = new StringBuilder(prefix);
                            for (int i = 0; i < n; i++) {
                                int id = 1 + Sampling.greedy(state.H().toDoubleVector());
                                text.append(v.token(id));
                                state = m.read(id, state).last();
                            }
                            return text.toString();
                        }),
                        "firstLetter",
                        "goesOn")
                .wrong(
                        "leaves the loop in the first step",
                        () -> Exercise09_3.check((m, v, prefix, n) -> prefix),
                        "length",
                        "firstLetter",
                        "goesOn",
                        "wholePrefix",
                        "again")
                .wrong(
                        "looks letters up in the alphabet, not in the vocabulary",
                        () -> Exercise09_3.check((m, v, prefix, n) -> {
                            int[] ids = prefix.chars()
                                    .map(c -> Character.isLetter(c) ? c - 'a' : 27)
                                    .toArray();
                            return prefix + writeOn(m, v, m.forward(new int[][] {ids}), n);
                        }),
                        "firstLetter",
                        "goesOn")
                .wrong(
                        "runs once too often",
                        () -> Exercise09_3.check((m, v, prefix, n) -> PREDICT.predict(m, v, prefix, n + 1)),
                        "length",
                        "firstLetter",
                        "goesOn",
                        "wholePrefix",
                        "again")
                .wrong(
                        "writes while it should only read",
                        () -> Exercise09_3.check((m, v, prefix, n) -> {
                            String first = prefix.substring(0, 1);
                            return PREDICT.predict(m, v, first, prefix.length() - 1 + n);
                        }),
                        "keepsThePrefix",
                        "firstLetter",
                        "goesOn")
                .wrong(
                        "throws dice",
                        () -> Exercise09_3.check((m, v, prefix, n) -> {
                            StringBuilder text = new StringBuilder(prefix);
                            new Random().ints(n, 2, v.size()).forEach(id -> text.append(v.token(id)));
                            return text.toString();
                        }),
                        "firstLetter",
                        "goesOn",
                        "again")
                .tests();
    }

    private static String writeOn(LanguageModel m, Vocabulary v, LanguageModel.Scored said, int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            int id = Sampling.greedy(said.next());
            text.append(v.token(id));
            said = m.read(id, said.last());
        }
        return text.toString();
    }

    @TestFactory
    Stream<DynamicTest> perplexities() {
        return ExerciseHarness.of(Exercise09_4.class)
                .untouched(() -> Exercise09_4.check(
                        (a, b, V) -> notWritten(4), (m, b) -> notWritten(4), (c, o) -> notWritten(4)))
                .wrong(
                        "adds nothing to the counts",
                        () -> Exercise09_4.check(
                                (train, test, V) -> {
                                    double sum = 0;
                                    for (int i = 1; i < test.length; i++) {
                                        double pair = 0;
                                        double any = 0;
                                        for (int k = 1; k < train.length; k++) {
                                            any += train[k - 1] == test[i - 1] ? 1 : 0;
                                            pair += train[k - 1] == test[i - 1] && train[k] == test[i] ? 1 : 0;
                                        }
                                        sum -= Math.log(pair / any);
                                    }
                                    return Math.exp(sum / (test.length - 1));
                                },
                                PERPLEXITY,
                                LEARN_STORY),
                        "hello",
                        "unseen")
                .wrong(
                        "counts the test symbols too",
                        () -> Exercise09_4.check(
                                (train, test, V) -> {
                                    int[] both = Arrays.copyOf(train, train.length + test.length);
                                    System.arraycopy(test, 0, both, train.length, test.length);
                                    return BIGRAM.bigram(Arrays.equals(train, test) ? train : both, test, V);
                                },
                                PERPLEXITY,
                                LEARN_STORY),
                        "unseen")
                .wrong(
                        "counts single symbols",
                        () -> Exercise09_4.check(Perplexity::unigram, PERPLEXITY, LEARN_STORY),
                        "hello",
                        "unseen")
                .wrong(
                        "takes the mean of the perplexities",
                        () -> Exercise09_4.check(
                                BIGRAM,
                                (m, batches) -> batches.stream()
                                        .mapToDouble(b -> Math.exp(m.loss(b)))
                                        .average()
                                        .orElse(0),
                                LEARN_STORY),
                        "meanFirst",
                        "unequal")
                .wrong(
                        "takes the mean of the batches",
                        () -> Exercise09_4.check(
                                BIGRAM,
                                (m, batches) -> Math.exp(batches.stream()
                                        .mapToDouble(m::loss)
                                        .average()
                                        .orElse(0)),
                                LEARN_STORY),
                        "unequal")
                .wrong(
                        "returns the loss",
                        () -> Exercise09_4.check(
                                BIGRAM, (m, batches) -> Math.log(PERPLEXITY.perplexity(m, batches)), LEARN_STORY),
                        "meanFirst",
                        "unequal")
                .wrong(
                        "does not train",
                        () -> Exercise09_4.check(BIGRAM, PERPLEXITY, (corpus, options) -> Checkpoint.of(
                                        LanguageModel.rnn(corpus.vocabulary().size(), 32, 1), corpus)
                                .result()),
                        "learns",
                        "beatsBigrams")
                .wrong(
                        "learns too slowly",
                        () -> Exercise09_4.check(
                                BIGRAM,
                                PERPLEXITY,
                                (corpus, options) -> LEARN_STORY.learn(corpus, options.withRate(0.05))),
                        "beatsBigrams")
                .wrong(
                        "trains on the validation windows",
                        () -> Exercise09_4.check(
                                BIGRAM,
                                PERPLEXITY,
                                (corpus, options) -> LEARN_STORY.learn(corpus, options.withWindows(3072, 0))),
                        "beatsBigrams")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> experiments() {
        List<Exercise09_5.Choice> right = Solutions.all(Exercise09_5.Choice.class);
        Exercise09_5.Choice first = right.get(0);
        Exercise09_5.Choice second = right.get(1);
        return ExerciseHarness.of(Exercise09_5.class)
                .untouched(() -> Exercise09_5.check(
                        () -> notWritten(5),
                        () -> notWritten(5),
                        c -> notWritten(5),
                        o -> notWritten(5),
                        o -> notWritten(5)))
                .wrong(
                        "lets the model see the whole book",
                        () -> Exercise09_5.check(() -> "A", second, JUMP, UNCLIPPED, BETTER),
                        "question1")
                .wrong(
                        "takes hidden units for the length of the history",
                        () -> Exercise09_5.check(first, () -> "C", JUMP, UNCLIPPED, BETTER),
                        "question2")
                .wrong(
                        "takes falls for jumps",
                        () -> Exercise09_5.check(
                                first,
                                second,
                                c -> {
                                    double largest = 0;
                                    for (int i = 1; i < c.length; i++) {
                                        largest = Math.max(largest, Math.abs(c[i] - c[i - 1]));
                                    }
                                    return largest;
                                },
                                UNCLIPPED,
                                BETTER),
                        "jump",
                        "neverRises")
                .wrong(
                        "says minus infinity when nothing rises",
                        () -> Exercise09_5.check(
                                first,
                                second,
                                c -> {
                                    double largest = Double.NEGATIVE_INFINITY;
                                    for (int i = 1; i < c.length; i++) {
                                        largest = Math.max(largest, c[i] - c[i - 1]);
                                    }
                                    return largest;
                                },
                                UNCLIPPED,
                                BETTER),
                        "neverRises")
                .wrong(
                        "compares the highest with the lowest",
                        () -> Exercise09_5.check(
                                first,
                                second,
                                c -> Arrays.stream(c).max().orElse(0)
                                        - Arrays.stream(c).min().orElse(0),
                                UNCLIPPED,
                                BETTER),
                        "jump",
                        "neverRises")
                .wrong(
                        "clips at zero",
                        () -> Exercise09_5.check(first, second, JUMP, o -> o.withClip(0), BETTER),
                        "withoutClipping")
                .wrong(
                        "leaves clipping on",
                        () -> Exercise09_5.check(first, second, JUMP, o -> o, BETTER),
                        "withoutClipping")
                .wrong(
                        "changes the rate with it",
                        () -> Exercise09_5.check(
                                first, second, JUMP, o -> UNCLIPPED.of(o).withRate(100), BETTER),
                        "withoutClipping")
                .wrong(
                        "trains for longer",
                        () -> Exercise09_5.check(first, second, JUMP, UNCLIPPED, o -> o.withEpochs(2 * o.epochs())),
                        "better",
                        "beatsBigrams")
                .wrong(
                        "takes more text",
                        () -> Exercise09_5.check(first, second, JUMP, UNCLIPPED, o -> o.withWindows(4096, 1024)),
                        "better",
                        "beatsBigrams")
                .wrong(
                        "changes nothing",
                        () -> Exercise09_5.check(first, second, JUMP, UNCLIPPED, o -> o),
                        "better",
                        "beatsBigrams")
                .wrong(
                        "is a little better only",
                        () -> Exercise09_5.check(first, second, JUMP, UNCLIPPED, o -> o.withRate(1.2)),
                        "beatsBigrams")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> books() {
        return ExerciseHarness.of(Exercise09_6.class)
                .untouched(() -> Exercise09_6.check(
                        (m, v, s, T) -> notWritten(6),
                        (v, s) -> notWritten(6),
                        (o, n, s) -> notWritten(6),
                        (p, a) -> notWritten(6)))
                .wrong(
                        "makes a new vocabulary of the other book",
                        () -> Exercise09_6.check(
                                (m, v, raw, T) -> {
                                    Corpus corpus = Corpus.ofCharacters(raw);
                                    int[] ids = Arrays.stream(corpus.ids())
                                            .map(id -> id % v.size())
                                            .toArray();
                                    return Trainer.perplexity(m, Windows.of(ids, T), 256);
                                },
                                SHARE,
                                FREQUENCIES,
                                SHARPEN),
                        "ownVocabulary",
                        "strange")
                .wrong(
                        "does not clean",
                        () -> Exercise09_6.check(
                                (m, v, raw, T) -> Trainer.perplexity(
                                        m, Windows.of(v.encode(new CharTokenizer().tokens(raw)), T), 256),
                                SHARE,
                                FREQUENCIES,
                                SHARPEN),
                        "ownVocabulary",
                        "strange")
                .wrong(
                        "counts kinds of characters",
                        () -> Exercise09_6.check(
                                OTHER,
                                (v, raw) -> {
                                    List<String> kinds = new CharTokenizer()
                                            .tokens(Cleaning.LETTERS.apply(raw))
                                            .distinct()
                                            .toList();
                                    return kinds.stream()
                                                    .filter(k -> v.indexOf(k) == 0)
                                                    .count()
                                            / (double) kinds.size();
                                },
                                FREQUENCIES,
                                SHARPEN),
                        "unknown")
                .wrong(
                        "counts before cleaning",
                        () -> Exercise09_6.check(
                                OTHER,
                                (v, raw) -> Arrays.stream(v.encode(new CharTokenizer().tokens(raw)))
                                                .filter(id -> id == 0)
                                                .count()
                                        / (double) raw.length(),
                                FREQUENCIES,
                                SHARPEN),
                        "unknown")
                .wrong(
                        "takes the most likely symbol every time",
                        () -> Exercise09_6.check(
                                OTHER,
                                SHARE,
                                (scores, n, seed) -> {
                                    double[] f = new double[scores.length];
                                    f[Sampling.greedy(scores)] = 1;
                                    return f;
                                },
                                SHARPEN),
                        "frequencies",
                        "seeds")
                .wrong(
                        "returns the probabilities instead of drawing",
                        () -> Exercise09_6.check(
                                OTHER, SHARE, (scores, n, seed) -> Sampling.softmax(scores, 1), SHARPEN),
                        "seeds")
                .wrong(
                        "makes new dice for every throw",
                        () -> Exercise09_6.check(
                                OTHER,
                                SHARE,
                                (scores, n, seed) -> {
                                    double[] f = new double[scores.length];
                                    f[Sampling.draw(Sampling.softmax(scores, 1), new Random(seed))] = 1;
                                    return f;
                                },
                                SHARPEN),
                        "frequencies",
                        "seeds")
                .wrong(
                        "counts without dividing",
                        () -> Exercise09_6.check(
                                OTHER,
                                SHARE,
                                (scores, n, seed) -> Arrays.stream(FREQUENCIES.frequencies(scores, n, seed))
                                        .map(f -> f * n)
                                        .toArray(),
                                SHARPEN),
                        "frequencies")
                .wrong(
                        "does not divide by the sum",
                        () -> Exercise09_6.check(OTHER, SHARE, FREQUENCIES, (p, alpha) -> Arrays.stream(p)
                                .map(x -> Math.pow(x, alpha))
                                .toArray()),
                        "power",
                        "temperature")
                .wrong(
                        "multiplies by α",
                        () -> Exercise09_6.check(OTHER, SHARE, FREQUENCIES, (p, alpha) -> {
                            double[] q = Arrays.stream(p).map(x -> x * alpha).toArray();
                            double sum = Arrays.stream(q).sum();
                            return Arrays.stream(q).map(x -> x / sum).toArray();
                        }),
                        "power",
                        "temperature")
                .wrong(
                        "takes α for the temperature",
                        () -> Exercise09_6.check(
                                OTHER, SHARE, FREQUENCIES, (p, alpha) -> SHARPEN.sharpen(p, 1 / alpha)),
                        "power",
                        "temperature")
                .tests();
    }
}
